"""What a reader finds in a report before it becomes a Claim: a counted figure and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Scope


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure (or one uncounted victim) that a reader took for a count.

    All offsets are into report.text. `start` to `end` is the quote: the least stretch that carries
    the claim, number and role together where they stand in one clause.
    """

    start: int
    end: int
    low: int
    high: int | None  # inclusive; None when open
    hedge: str  # "", "at least", "about" ...
    attribute: str  # one of checker.model.COUNT_ATTRIBUTES
    scope: Scope
    noun: str = ""  # the counted words ("civilians"), '' where none is said
    noun_start: int = -1  # where they stand; -1 where none is said
    rule: str = ""  # the rule or model that decided
    core_start: int = -1  # the numeral alone; -1 for a victim without a numeral
    core_end: int = -1
