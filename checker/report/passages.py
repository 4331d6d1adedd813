"""Evidence in its place: the sentence a claim stands in with its words marked, and whole texts with all marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Claim, Report
from checker.report.text import visible

# As much of a sentence as is shown on either side of the words in question.
_AROUND = 240
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `claims` are the ids of the claims it carries, none for plain text."""

    text: str
    claims: tuple[str, ...] = ()
    first: tuple[str, ...] = ()  # the claims that begin here


def marked(text: str, start: int, end: int, claims: Sequence[Claim]) -> tuple[Piece, ...]:
    """`text[start:end]` cut into pieces at the edges of `claims`, which may overlap."""
    inside = sorted(
        (item for item in claims if item.start < end and item.end > start), key=lambda item: (item.start, item.id)
    )
    # Every edge once, then one walk over them with the claims that are open.
    edges = sorted({start, end, *(min(max(edge, start), end) for item in inside for edge in (item.start, item.end))})
    pieces = []
    waiting = iter([*inside, None])
    coming = next(waiting)
    current: list[Claim] = []
    for left, right in pairwise(edges):
        begun = []
        while coming is not None and max(coming.start, start) <= left:
            begun.append(coming)
            coming = next(waiting)
        current = [item for item in current if item.end > left] + begun
        names = tuple(item.id for item in current)
        pieces.append(Piece(visible(text[left:right]), names, tuple(item.id for item in begun)))
    return tuple(pieces)


def context(report: Report, claims: Sequence[Claim]) -> tuple[Piece, ...]:
    """The sentence of the first of `claims` with the words of all of them marked, cut where it is long.

    `claims` are of `report` and share one sentence. Cut ends are shown by an ellipsis.
    """
    start, end = _sentence(report.text, claims[0])
    first, last = min(item.start for item in claims), max(item.end for item in claims)
    end = max(end, last)
    left, right = max(start, first - _AROUND), min(end, last + _AROUND)
    pieces = _joined(marked(report.text, left, right, claims))
    if left > start:
        pieces = (Piece("… "), *pieces)
    if right < end:
        pieces = (*pieces, Piece(" …"))
    return pieces


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, those with claims that touch as one: where words overlap, one mark shows them all."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.claims and piece.claims:
            names = tuple(dict.fromkeys((*last.claims, *piece.claims)))
            found[-1] = Piece(last.text + piece.text, names, (*last.first, *piece.first))
        else:
            found.append(piece)
    return tuple(found)


def sentence_key(report: Report, claim: Claim) -> tuple[str, int]:
    """What claims of one sentence have in common."""
    return report.id, _sentence(report.text, claim)[0]


def _sentence(text: str, claim: Claim) -> tuple[int, int]:
    """Where the claim's sentence stands; its line where that cannot be told."""
    size = len(claim.sentence)
    if size > _LONGEST:  # no sentence, but a text without a full stop
        return max(0, claim.start - 2 * _AROUND), min(len(text), claim.end + 2 * _AROUND)
    found = text.find(claim.sentence, max(0, claim.end - size), claim.start + size) if size else -1
    if 0 <= found <= claim.start:
        return found, found + size
    before, after = max(0, claim.start - 2 * _AROUND), claim.end + 2 * _AROUND
    line = text.find("\n", claim.end, after)
    return max(before, text.rfind("\n", before, claim.start) + 1), line if line >= 0 else min(len(text), after)
