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
    tokens = _WORD.findall(text[:_MOST_CHARACTERS])
    countries: dict[str, int] = {}
    towns: list[str] = []
    after = 0
    for at, begun in enumerate(map(_begun, tokens)):
        if begun and at >= after:
            after = at + _name_at(at, begun, tokens, countries, towns)
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


def _name_at(at: int, begun: _Begun, tokens: list[str], countries: dict[str, int], towns: list[str]) -> int:
    """Note the country or town that begins at token `at`; how many tokens it takes, at least one."""
    if begun.longer:
        for length in range(min(_MOST_WORDS_IN_A_NAME, len(tokens) - at), 1, -1):
            name = " ".join([begun.name, *map(folded, tokens[at + 1 : at + length])])
            if code := _countries().get(name):
                countries[code] = countries.get(code, 0) + 2
                return length
            if name in _gazetteer() and tokens[at + length - 1][0].isupper():
                towns.append(name)
                return length
    if begun.country:
        countries[begun.country] = countries.get(begun.country, 0) + 2
    elif begun.is_town:
        towns.append(begun.name)
    return 1


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
        longer=name.partition(" ")[0] in _first_words(),
        country=_countries().get(name) if name != "us" or token in ("US", "U.S") else None,
        is_town=name in _gazetteer() and rarity(name) >= _COMMON_WORD,
    )
    return found if found.longer or found.country or found.is_town else None


@lru_cache(maxsize=1 << 14)
def _places(name: str) -> tuple[list[str], ...]:
    """Country, degrees and people of the towns of one name, as the gazetteer has them."""
    return tuple(place.split() for place in _gazetteer()[name].split("\t"))


@cache
def _first_words() -> frozenset[str]:
    """Of the names of several words."""
    names = (name.split(" ", 1)[0] for table in (_countries(), _gazetteer()) for name in table if " " in name)
    return frozenset(names)
