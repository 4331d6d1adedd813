"""Days on which reports say, with the part of the day, that something happened: two such days are two events.

"On Saturday evening" tells when a thing was; "on Saturday" alone is as often the day on which somebody spoke.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from checker.extract.dates import find_days
from checker.extract.sentences import each_sentence
from checker.model import Report
from checker.small_letters import small

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Millionths = npt.NDArray[np.int64]

# Log-odds: among annotated pairs that both tell a day with its part, 11 of 14 of one incident share it.
PUSH = -4.0
_MILLION = 1_000_000
_SENTENCES = 2
_NONE: frozenset[int] = frozenset()
_MOST_CHARACTERS = 2_000
_NEAR = 24
_PART = r"(?:early |late )?(?:morning|afternoon|evening|night|noon)"
_AFTER = re.compile(rf"^,? (?:the )?{_PART}\b|^ at \d", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_PART} of (?:the )?$", re.IGNORECASE)
# Where none of these stands, no day has its part told.
_PARTS = ("morning", "noon", "evening", "night")
_HOUR = re.compile(r" at \d")
_SPEAKING = re.compile(
    r"\b(?:said|told|announced|confirmed|reported|statement|added|according)\b[^.;,]{0,25}$", re.IGNORECASE
)


def told_days(report: Report) -> frozenset[int]:
    """Ordinals of the days that the first sentences give with a part of the day, and not as a day of speaking."""
    text = report.text[: min(report.body_end, _MOST_CHARACTERS)]
    found: set[int] = set()
    if not _may_tell_part(text):
        return _NONE
    for start, end in islice(each_sentence(text), _SENTENCES):
        if not _may_tell_part(text[max(0, start - _NEAR) : end + _NEAR]):
            continue
        for day in find_days(text, report.published, start, end):
            parted = _AFTER.search(text[day.end : day.end + _NEAR]) or _BEFORE.search(
                text[max(0, day.start - _NEAR) : day.start]
            )
            if day.kind != "relative" and parted and not _SPEAKING.search(text[max(start, day.start - 40) : day.start]):
                found.add(day.day.toordinal())
    return frozenset(found) if found else _NONE


def _may_tell_part(text: str) -> bool:
    low = small(text)
    return any(part in low for part in _PARTS) or _HOUR.search(low) is not None


def part_by_day(
    days: Sequence[frozenset[int]], left: npt.NDArray[np.int64], right: npt.NDArray[np.int64], chance: Millionths
) -> Millionths:
    """`chance` of each pair (in millionths), pushed apart where both reports tell a day and share none."""
    import numpy as np

    told = np.array([bool(each) for each in days], dtype=bool)
    parted = chance.copy()
    for at in np.flatnonzero(told[left] & told[right]) if len(days) else ():
        if days[left[at]].isdisjoint(days[right[at]]):
            parted[at] = pushed(int(chance[at]))
    return parted


def pushed(chance: int, push: float = PUSH) -> int:
    """A chance in millionths after the push, which is in log-odds."""
    from math import exp

    odds = exp(push) * chance
    return round(_MILLION * odds / (_MILLION - chance + odds)) if odds else 0
