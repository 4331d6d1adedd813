"""Where a text says that something happened: names after words of place, found in the gazetteer where they can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from checker.extract.event_words import in_row, labelled
from checker.extract.words import word_set
from checker.group.where import Point, folded, towns

EARTH_KM = 6371.0
# Two names nearer than this are told apart by no desk: suburbs, a village and its market town.
NEAR_KM = 40.0
# Beyond this a name is rather another thing's, or its village is not in the gazetteer and a namesake abroad is.
FAR_KM = 1200.0

_OF = r"al-|el-|(?:de|da|di|do|dos|del|della|du|la|los|les|sur|upon|am|an der) "
_NAME = rf"[A-Z][\w’-]+(?:['][\w]+)?(?: (?:{_OF})?[A-Z][\w’-]+){{0,2}}"
_SIDES = "north|south|east|west|north-?east|north-?west|south-?east|south-?west"
_MENTION = re.compile(
    rf"\b(?:(?P<km>\d{{1,4}}(?:\.\d+)?) ?(?:km|kilomet(?:er|re)s|miles) )?(?:to the )?(?P<side>{_SIDES})(?:ern)? of"
    rf" (?:the )?(?:city of |town of |capital,? )?(?P<anchor>{_NAME})"
    rf"|\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside|[Oo]n|IN|AT|NEAR)"
    rf" (?:the )?(?:(?:cit(?:y|ies)|towns?|villages?|districts?|provinces?|port|neighbou?rhood|outskirts|market|suburb)"
    rf" of )?(?P<name>{_NAME})(?: and (?P<second>{_NAME}))?"
)
_NAMED_PLACE = re.compile(rf"(?<![\w'’]){_NAME}")
# In a row the cell of places holds names, commas and little else.
_CELL_BEFORE = re.compile(r"(?:[;|\t]|^) ?(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?:, ?| - ?|/))*$")
_REFUSED = re.compile(
    rf"(?:,|\(|;|–|—|\band) ?(?:and )?(?:not|instead of|rather than)"
    rf" (?:at |in |near |on |off |outside )?(?:the )?({_NAME})"
)
_GIVEN = re.compile(
    rf"\b(?:location|place|site|scene|town|village|city|district|dateline|province|name)\b(?: \w+){{0,4}}?"
    rf" (?:to|as|is|was) (?:the )?({_NAME})"
)
# "at the mouth of the Beni, Aguas, in Pando": the name before is of the place within.
_INNER = re.compile(rf"(?<=[,] )({_NAME}), $")
Kind = Literal["same", "near", "apart", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place named in a text. Offsets are into the text."""

    start: int
    end: int
    name: str  # as written
    value: str  # as shown: the name, or "south of Baghdad"
    points: tuple[Point, ...]  # every town of that name; empty where the gazetteer knows none
    direction: str = ""  # north, south-east ...


def find_places(text: str, start: int = 0, end: int | None = None) -> Iterator[PlaceMention]:
    """The places named after a word of place in `text[start:end]`, in order; linear in its length."""
    for match in _MENTION.finditer(text, start, len(text) if end is None else end):
        if match["side"]:
            anchor = match["anchor"]
            side = match["side"].lower()
            value = f"{side} of {anchor}"
            yield PlaceMention(match.start(), match.end("anchor"), anchor, value, towns(anchor), side)
            continue
        for group in ("name", "second"):
            name = match[group]
            if group == "name" and (inner := _INNER.search(text[max(start, match.start() - 60) : match.start()])):
                first = match.start() - len(inner[0])
                yield PlaceMention(first, first + len(inner[1]), inner[1], inner[1], towns(inner[1]))
            if name and not _names_a_time(name):
                yield PlaceMention(match.start(group), match.end(group), name, name, towns(name))


def find_chain(text: str, start: int = 0, end: int | None = None) -> tuple[PlaceMention, ...]:
    """The places of a label or of a database row in `text[start:end]`: "Place: Aguas, Beni", "| Beni, Aguas |"."""
    end = len(text) if end is None else end
    found: list[PlaceMention] = []
    for match in _NAMED_PLACE.finditer(text, start, end):
        label = labelled(text, match.start(), "where")
        row = (
            not label
            and in_row(text, match.start())
            and _CELL_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
        )
        if (label or row) and not match[0].isupper() and not _names_a_time(match[0]):
            found.append(PlaceMention(match.start(), match.end(), match[0], match[0], towns(match[0])))
    return tuple(found)


def find_refused(text: str, start: int = 0, end: int | None = None) -> Iterator[PlaceMention]:
    """The places that `text[start:end]` puts aside for another: "in Tola, not Altagracia"."""
    for match in _REFUSED.finditer(text, start, len(text) if end is None else end):
        if not _names_a_time(match[1]):
            yield PlaceMention(match.start(1), match.end(1), match[1], match[1], towns(match[1]))


def find_given(text: str, start: int, end: int) -> PlaceMention | None:
    """The place that `text[start:end]` puts in the place of another: "corrects location to Tola, not ..."."""
    match = _GIVEN.search(text, start, end)
    if not match or _names_a_time(match[1]):
        return None
    return PlaceMention(match.start(1), match.end(1), match[1], match[1], towns(match[1]))


def _names_a_time(name: str) -> bool:
    first = folded(name.split()[0])
    return not {first, first.removesuffix("s")}.isdisjoint(word_set("en/places", "no_place"))


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres, by the haversine formula (Sinnott 1984)."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    across = sin((lat_b - lat_a) / 2) ** 2
    along = cos(lat_a) * cos(lat_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(across + along)))


def relate(a: PlaceMention, b: PlaceMention) -> Kind:
    """Whether two mentions can be of one place. A direction reaches a long way from its anchor."""
    if folded(a.name) == folded(b.name):
        return "same"
    if not a.points or not b.points:
        return "unknown"
    reach = NEAR_KM * (1 + 4 * bool(a.direction) + 4 * bool(b.direction))
    # Of namesakes the nearest pair is meant: a report does not say which Springfield.
    nearest = min(distance_km(one, other) for one in a.points for other in b.points)
    return "near" if nearest <= reach else "apart" if nearest <= FAR_KM else "unknown"
