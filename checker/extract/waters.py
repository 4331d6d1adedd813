"""In whose waters or airspace something happened, and how far from where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checker.extract.number_words import cardinals
from checker.extract.words import word_set
from checker.group.where import places_in

_NAME = r"[A-Z][\w’'-]+(?: (?:al-|el-|de |da |del |du )?[A-Z][\w’'-]+){0,2}"
_WHOSE = re.compile(
    rf"\b(?P<lead>[Ii]n|[Ii]nside|[Ww]ithin|[Oo]n|[Oo]ver|IN|INSIDE|WITHIN|ON|OVER)(?: the| THE)? (?:"
    rf"(?P<nobody>(?i:international (?:waters|airspace)|high seas))"
    rf"|(?P<some>(?:(?:its|their|his) )?(?i:territorial (?:waters|seas?)))\b"
    rf"|(?P<own>(?i:our)) (?:own )?(?i:territorial |national |sovereign )?(?P<own_kind>(?i:waters|side|airspace))\b"
    rf"|(?P<owner>{_NAME})(?:'s|’s|')? (?i:territorial |national |sovereign )?"
    rf"(?P<kind>(?i:waters|airspace|side of the (?:maritime |sea |water )?(?:border|boundary|line|median line))))"
)
_UNITS = {"nautical": 1.852, "nm": 1.852, "nmi": 1.852, "mile": 1.609, "km": 1.0, "kilo": 1.0}
_AWAY = re.compile(
    rf"\b(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?|NUMBERS) ?"
    rf"(?i:(?P<unit>nautical|nmi?|miles?|kms?|kilomet)(?:er|re)?s?(?: miles?)?)"
    rf"(?:,? (?i:(?:to the )?(?:due )?(?P<side>(?:north|south|east|west|[- ]){{1,3}})(?:ern)?))?"
    rf",? (?i:of|off|from|outside)\b(?: (?i:the (?:coast|shores?|island|port|town|city|mouth)(?: of)?|the))?"
    rf"(?: (?P<anchor>{_NAME}))?"
)
_INSTEAD = re.compile(r",? ?\(?(?:and )?(?:not|instead of|rather than) (?:the )?(\d{1,3}(?:\.\d{1,2})?)\b")
_BORDER = re.compile(
    r"\b(?:miles?|nm|nmi|km|kilomet\w+)\b|side of the (?:\w+ )?(?:border|boundary|line|sea)", re.IGNORECASE
)
NOBODY = "international"
SOMEBODY = "territorial"  # whose is not told


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose waters or airspace a text names. Offsets are into the text."""

    start: int
    end: int
    owner: str  # a country's code, NOBODY or SOMEBODY
    realm: str  # waters, airspace


@dataclass(frozen=True, slots=True)
class Away:
    """A distance from a named place or, with no name, from the coast. Offsets are into the text."""

    start: int
    end: int
    km: float
    anchor: str
    refused: float  # the distance it is put in the place of ("1.8 miles, not 0.8"), in km; 0 where there is none


def find_waters(text: str, source: str, start: int = 0, end: int | None = None) -> Iterator[Whose]:
    """Whose waters or airspace `text[start:end]` names as a place, in order; "our side" is the source's own."""
    for match in _WHOSE.finditer(text, start, len(text) if end is None else end):
        realm = "airspace" if "airspace" in match[0].lower() else "waters"
        owner = NOBODY if match["nobody"] else SOMEBODY if match["some"] else _country(match["owner"] or source)
        if (match["own_kind"] or "").lower() == "side" and not _BORDER.search(
            text[max(start, match.start() - 50) : match.end() + 24]
        ):
            continue  # "on our side two men fell" is no place
        if owner:
            yield Whose(match.start(), match.end(), owner, realm)


def find_distances(text: str, start: int = 0, end: int | None = None) -> Iterator[Away]:
    """The distances from somewhere in `text[start:end]`, in order; linear in its length."""
    end = len(text) if end is None else end
    told = text[start:end].lower()
    if not any(unit in told for unit in _UNITS):
        return
    for match in _away().finditer(text, start, end):
        anchor = match["anchor"] or ""
        if not anchor and not re.search(r"\b(?:coast|shores?)\b", match[0], re.IGNORECASE):
            continue
        number = match["number"].lower()
        size = float(number) if number[0].isdecimal() else float(cardinals()[number])
        unit = next(km for word, km in _UNITS.items() if match["unit"].lower().startswith(word))
        instead = _INSTEAD.match(text, match.end())
        refused = float(instead[1]) * unit if instead else 0.0
        yield Away(match.start(), match.end(), round(size * unit, 2), anchor, round(refused, 2))


@cache
def _away() -> re.Pattern[str]:
    words = sorted((word for word in cardinals() if word.isalpha()), key=lambda word: (-len(word), word))
    return re.compile(_AWAY.pattern.replace("NUMBERS", f"(?i:{'|'.join(words)})"))


def _country(name: str) -> str:
    """The one country that a name or an adjective points to, by its code; empty where none or several."""
    countries, _ = places_in(name)
    if not countries and name.isupper():
        countries, _ = places_in(name.title())
    return next(iter(countries)) if len(countries) == 1 else ""


def leads_elsewhere(text: str, start: int, floor: int) -> bool:
    """Whether words just before say that this is where somebody went or came from, not where it happened."""
    before = re.findall(r"[\w'-]+", text[max(floor, start - 40) : start].lower())
    return not word_set("en/where_when", "elsewhere", "words").isdisjoint(before)
