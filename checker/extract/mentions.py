"""What a reader finds in a report before it becomes a Claim: a counted figure and what it counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

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

    @property
    def core(self) -> tuple[int, int]:
        """Where the numeral stands, or for a victim without one, the words for it."""
        if self.core_start >= 0:
            return self.core_start, self.core_end
        return max(self.noun_start, self.start), self.end


def low_of(parts: Sequence[Mention]) -> int:
    """The least that `parts` count together."""
    return sum(part.low for part in parts)


def sum_of(parts: Sequence[Mention], rule: str) -> Mention:
    """What `parts`, in the order of the text, count together, as the whole."""
    highs = [part.high for part in parts if part.high is not None]
    return replace(
        parts[0],
        end=max(part.end for part in parts),
        low=low_of(parts),
        high=sum(highs) if len(highs) == len(parts) else None,
        hedge="",
        scope="incident",
        rule=rule,
        core_start=parts[0].core[0],
        core_end=parts[-1].core[1],
        noun="",
        noun_start=-1,
    )


def place_of(start: int, sentences: Sequence[tuple[int, int]]) -> int:
    """The index of the sentence in which an offset lies; that of the first for what stands before it."""
    return max(0, sentence_at(start, sentences) - 1)


def sentence_at(start: int, sentences: Sequence[tuple[int, int]]) -> int:
    """The number of the sentence in which an offset lies, from 1."""
    return bisect_right(sentences, start, key=lambda span: span[0])
