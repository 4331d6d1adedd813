"""Reports that say themselves that theirs is another incident.

"A day after the market of Kabkabiya was hit" in a report on Mellit says that Mellit's incident is not
Kabkabiya's; a report headed "A year on, the town remembers" does not tell of last month.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.group.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

# How many of a report's chief names say what it is about when it is spoken of, and when it speaks.
_SPEAKING = 2
_A_YEAR = 365
# So long after an event there are still reports of it that call it news.
_STILL_NEWS = 60


def told_apart(profiles: Sequence[Profile], left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
    """For each pair of positions, whether one of the two reports sets the other's incident apart from its own."""
    import numpy as np

    speaks = np.array([bool(each.passing) or each.looks_back > 0 for each in profiles], dtype=bool)
    found = np.zeros(len(left), dtype=bool)
    for at in np.flatnonzero(speaks[left] | speaks[right]) if len(profiles) else ():
        one, other = profiles[left[at]], profiles[right[at]]
        found[at] = sets_apart(one, other) or sets_apart(other, one)
    return found


def sets_apart(speaker: Profile, other: Profile) -> bool:
    """Whether `speaker` names what `other` is about only in passing, or looks back beyond it."""
    both_dated = speaker.published is not None and other.published is not None
    if speaker.looks_back and not other.looks_back and both_dated:
        event = (speaker.published or 0) - _A_YEAR * speaker.looks_back
        if (other.published or 0) - event > _STILL_NEWS:
            return True
    if speaker.passing.isdisjoint(other.chief):
        return False
    return not any(name in other.own for name in speaker.chief[:_SPEAKING])
