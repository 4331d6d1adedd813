"""What the reports themselves say of how common a word, a country or a kind of event is.

Five reports leave the general rarities as they are; in thousands of reports on shootings in one country,
"shooting" and that country say nothing about which of them two reports tell of.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from checker.group.profile import Profile

# The general rarity weighs as much as this many reports.
_PRIOR = 1450
_WORD_SPACES = ("words", "lead", "title", "names")
_FOCUS_SPACES = ("focus", "own")
_OTHER_SPACES = ("phrases", "kinds", "countries", "numbers", "tolls")


def weigh_in_set(profiles: Iterable[Profile]) -> list[Profile]:
    """`profiles` with every weight lowered to what it is among these reports; linear in their words."""
    found = list(profiles)
    words = _Commonness([profile.words for profile in found])
    others = {space: _Commonness([getattr(profile, space) for profile in found]) for space in _OTHER_SPACES}
    for at, profile in enumerate(found):
        weights: dict[str, Any] = {space: words.lowered(getattr(profile, space)) for space in _WORD_SPACES}
        names = weights["names"]
        for space in _FOCUS_SPACES:
            # These are a name's rarity times its part in the report.
            weights[space] = {
                name: max(1, weight * names.get(name, 1) // profile.names.get(name, 1))
                for name, weight in getattr(profile, space).items()
            }
        for space in _OTHER_SPACES:
            weights[space] = others[space].lowered(getattr(profile, space))
        found[at] = replace(profile, **weights)
    return found


class _Commonness:
    def __init__(self, rows: Sequence[dict[str, int]]) -> None:
        self.reports = len(rows)
        self.holders: Counter[str] = Counter()
        for row in rows:
            self.holders.update(row.keys())
        self.weight = cache(self._weight)

    def lowered(self, weights: dict[str, int]) -> dict[str, int]:
        weight, holders = self.weight, self.holders
        return {name: weight(general, holders[name]) for name, general in weights.items()}

    def _weight(self, general: int, holders: int) -> int:
        # The report itself is no evidence that a word is common.
        share = (2 ** (-general / 10) * _PRIOR + max(0, holders - 1)) / (_PRIOR + self.reports)
        return max(1, min(general, round(-10 * math.log2(share))))
