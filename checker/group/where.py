"""Which countries and towns a report names, by a packaged gazetteer and a list of countries' words."""

from __future__ import annotations

import gzip
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, islice

from checker.group.tokens import rarity, stem

_MOST_CHARACTERS = 3000
_MOST_WORDS_IN_A_NAME = 3
# A word commoner than this in reports (tenths of log2) is no town unless it is part of a longer name.
_COMMON_WORD = 72
# Thousands of people from which a name of several places is taken for the largest without other evidence.
_WELL_KNOWN = 200
# How much a place gains on its namesakes when its country is named in the report.
_NAMED = 20
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
# A word that may begin with a capital, from its beginning: most words are passed over.
_CAPITAL = re.compile(r"[^a-z\W\d_](?<![^\W\d_].)(?<![^\W\d_]['’.-].)[^\W\d_]*(?:['’.-][^\W\d_]+)*", re.DOTALL)
_NO_MARKS = str.maketrans({"-": " ", "'": None, "’": None, ".": None})


@dataclass(frozen=True, slots=True)
class Point:
    """A town, in degrees."""

    name: str
    latitude: float
    longitude: float


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """A name in lower case without accents, hyphens and apostrophes."""
    if name.isascii():
        return name.lower().translate(_NO_MARKS).strip()
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return plain.lower().translate(_NO_MARKS).strip()


@cache
def _gazetteer() -> dict[str, str]:
    packed = (files("checker.group") / "data" / "gazetteer.txt.gz").read_bytes()
    pairs = (line.partition("\t") for line in gzip.decompress(packed).decode("utf-8").split("\n"))
    return {name: places for name, _, places in pairs if name}


@cache
def _countries() -> dict[str, str]:
    table = tomllib.loads((files("checker.group") / "lexicon" / "countries.toml").read_text("utf-8"))["countries"]
    return {word.replace("_", " "): code for code, words in sorted(table.items()) for word in words.split()}


@cache
def country_rarity(code: str) -> int:
    """How much it says that two reports share a country, in tenths of a bit: little for the United States."""
    own = (max(map(rarity, word.split())) for word, found in sorted(_countries().items()) if found == code)
    return min(own, default=130)


def place_words(points: Iterable[Point]) -> frozenset[str]:
    """The words, folded and as stems, that name one of these towns or any country."""
    return _country_words() | {stem(word) for point in points for word in point.name.split()}


@cache
def _country_words() -> frozenset[str]:
    return frozenset(stem(folded(word)) for name in _countries() for word in name.split())


def towns(name: str) -> tuple[Point, ...]:
    """All towns of that name, from the largest to the smallest; empty where the gazetteer knows none."""
    places = [place.split() for place in _gazetteer().get(folded(name), "").split("\t") if place]
    places.sort(key=lambda place: (-int(place[3]), place))
    return tuple(Point(folded(name), int(latitude) / 10, int(longitude) / 10) for _, latitude, longitude, _ in places)


def places_in(text: str) -> tuple[dict[str, int], tuple[Point, ...]]:
    """Countries with how often they are named, and towns in order, each once; linear in `text`."""
    text = text[:_MOST_CHARACTERS]
    countries: dict[str, int] = {}
    towns: list[str] = []
    after = 0
    for hit in _CAPITAL.finditer(text):
        if hit.start() >= after and (begun := _begun(hit[0])):
            after = _name_at(hit.end(), begun, text, countries, towns)
    found: dict[str, Point] = {}
    for name in dict.fromkeys(towns):
        places = _places(name)
        code, latitude, longitude, people = max(
            places, key=lambda place: (int(place[3]) * (_NAMED if place[0] in countries else 1), place)
        )
        alone = len({place[0] for place in places}) == 1
        if code in countries or alone or int(people) > _WELL_KNOWN:
            found[name] = Point(name, int(latitude) / 10, int(longitude) / 10)
            countries[code] = countries.get(code, 0) + 1
    return countries, tuple(found.values())


def _name_at(end: int, begun: _Begun, text: str, countries: dict[str, int], towns: list[str]) -> int:
    """Note the country or town whose name begins with the word up to `end`, the longest; where that name ends."""
    name, country, town = begun.name, begun.country, begun.name if begun.is_town else None
    if begun.longer:
        for word in islice(_WORD.finditer(text, end), _MOST_WORDS_IN_A_NAME - 1):
            name = f"{name} {folded(word[0])}"
            code = _countries().get(name)
            if code or (name in _gazetteer() and word[0][0].isupper()):
                country, town, end = code, name, word.end()
            if name not in _beginnings():
                break
    if country:
        countries[country] = countries.get(country, 0) + 2
    elif town:
        towns.append(town)
    return end


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a token names by itself, and whether a name of several words may begin with it."""

    name: str  # as the tables have it
    longer: bool
    country: str | None
    is_town: bool


@lru_cache(maxsize=1 << 16)
def _begun(token: str) -> _Begun | None:
    """None where no place can begin with the token, as with most."""
    if not token[0].isupper():
        return None
    name = folded(token)
    found = _Begun(
        name,
        longer=name in _beginnings(),
        country=_countries().get(name) if name != "us" or token in ("US", "U.S") else None,
        is_town=name in _gazetteer() and rarity(name) >= _COMMON_WORD,
    )
    return found if found.longer or found.country or found.is_town else None


@lru_cache(maxsize=1 << 14)
def _places(name: str) -> tuple[list[str], ...]:
    """Country, degrees and people of the towns of one name, as the gazetteer has them."""
    return tuple(place.split() for place in _gazetteer()[name].split("\t"))


@cache
def _beginnings() -> frozenset[str]:
    """Of the names of several words: the first, the first two and so on."""
    found: set[str] = set()
    for name in chain(_countries(), _gazetteer()):
        while " " in name:
            name = name.rpartition(" ")[0]
            found.add(name)
    return frozenset(found)
