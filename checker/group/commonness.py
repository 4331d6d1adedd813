"""What the reports themselves say of how common a word, a country or a kind of event is.

Five reports leave the general rarities as they are; in thousands of reports on shootings in one country,
"shooting" and that country say nothing about which of them two reports tell of.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.integer[Any]]

# The general rarity weighs as much as this many reports.
_PRIOR = 1450


def lowered(weights: Ints, holders: Ints, reports: int) -> Ints:
    """`weights` (in tenths of a bit) as they are among `reports`, of which so many hold the element; none stays none.

    Linear in the weights; each weight with each number of holders is worked out once.
    """
    import numpy as np

    met = weights.astype(np.int64) * (reports + 1) + holders
    seen = np.zeros(int(met.max(initial=0)) + 1, dtype=np.bool_)
    seen[met] = True
    distinct = np.flatnonzero(seen)
    found = np.zeros(len(seen), dtype=np.int32)
    found[distinct] = [_lowered(*divmod(each, reports + 1), reports) for each in distinct.tolist()]
    weighed: Ints = found[met]
    return weighed


def lowered_of_one(weights: Mapping[str, int], rows: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """The same for a few elements by name: `rows` has those that each report holds."""
    return {name: _lowered(weight, sum(name in row for row in rows), len(rows)) for name, weight in weights.items()}


def _lowered(general: int, holders: int, reports: int) -> int:
    if not general:
        return 0
    # The report itself is no evidence that a word is common.
    share = (2 ** (-general / 10) * _PRIOR + max(0, holders - 1)) / (_PRIOR + reports)
    return max(1, min(general, round(-10 * math.log2(share))))
