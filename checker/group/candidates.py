"""Which pairs of reports are worth weighing: those that share rare elements, or are alike and near in time.

An index of each report's rarest elements, in which an element with many holders is cut into slices of
time that overlap, so that the work and the memory grow in step with the number of reports; and the embeddings
of each report's neighbours in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from checker.group.embedding import SCALE
from checker.group.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

# How many of a report's elements are indexed, and how many holders one entry of the index may have.
_RAREST = 120
_SLICE = 120
# Kept by shared elements, and of those by shared elements and embedding.
_FIRST_ROUND = 300
_MOST_FOR_ONE = 40
# Of how many neighbours in time the embedding is compared, and how many of them are kept.
_NEAR_IN_TIME = 200
_ALIKE = 12
_BLOCK = 1000
# A report's partners among which every pair is weighed: from which chance on, and how many.
_LIKELY = 800_000
_PARTNERS = 12
_SPACES = ("phrases", "words", "names", "numbers", "countries", "kinds", "grams")


def candidate_pairs(profiles: Sequence[Profile], vectors: npt.NDArray[np.int16]) -> tuple[Ints, Ints]:
    """Pairs of positions (lower, higher), sorted."""
    import numpy as np

    count = len(profiles)
    index = _index(profiles)
    turned = index.T.tocsr()
    units: Any = vectors.astype(np.float32) / np.float32(SCALE)
    parts = [_alike(profiles, units)]
    for at in range(0, count, _BLOCK):
        rows = slice(at, min(count, at + _BLOCK))
        parts.append(_block_pairs(index[rows] @ turned, at, units, count))
    found = np.unique(np.concatenate(parts))
    left, right = found // count, found % count
    # An empty report, or one of the commonest words only, is like nothing and unlike nothing: it stands alone.
    tells = np.array([bool(profile.words) for profile in profiles], dtype=bool)
    both = tells[left] & tells[right]
    return left[both], right[both]


def partners_of_partners(count: int, left: Ints, right: Ints, chance: Ints) -> tuple[Ints, Ints]:
    """Pairs that are no candidates yet but both likely partners of one report, sorted.

    Among thousands of look-alikes the index of rare elements may leave out a pair of one incident, and a pair
    that is not weighed speaks against it. `chance` is that of the candidates, in millionths.
    """
    import numpy as np

    strong = chance >= _LIKELY
    one = np.concatenate([left[strong], right[strong]])
    other = np.concatenate([right[strong], left[strong]])
    order = np.lexsort((other, -np.tile(chance[strong], 2), one))
    one, other = one[order], other[order]
    starts = np.searchsorted(one, np.arange(count + 1))
    found = [np.zeros(0, dtype=np.int64)]
    for at in range(count):
        near = np.sort(other[starts[at] : starts[at + 1]][:_PARTNERS])
        low, high = np.triu_indices(len(near), 1)
        found.append(near[low] * count + near[high])
    pairs: Ints = np.setdiff1d(np.concatenate(found), left * count + right)
    return pairs // max(1, count), pairs % max(1, count)


def _block_pairs(shared: Any, at: int, units: Any, count: int) -> Ints:
    """The best partners of each row of `shared`, which holds the weight of what two reports share."""
    import numpy as np

    low, high = [], []
    # Rounded, so that float noise picks no pair.
    weights = np.rint(shared.data).astype(np.int64)
    for row in range(shared.shape[0]):
        own = at + row
        start, end = shared.indptr[row], shared.indptr[row + 1]
        others, weight = shared.indices[start:end].astype(np.int64), weights[start:end]
        keep = others != own
        others, weight = others[keep], weight[keep]
        if len(others) > _FIRST_ROUND:
            best = _greatest(weight, others, count, _FIRST_ROUND)
            others, weight = others[best], weight[best]
        if len(others) > _MOST_FOR_ONE:
            likeness = np.rint(1000 * (units[others] @ units[own])).astype(np.int64)
            # A likeness of one weighs as much as three rare words, 400.
            others = others[_greatest(5 * weight + 2 * likeness, others, count, _MOST_FOR_ONE)]
        low.append(np.minimum(others, own))
        high.append(np.maximum(others, own))
    best_pairs: Ints = np.concatenate(low) * count + np.concatenate(high)
    return best_pairs


def _greatest(scores: Ints, others: Ints, count: int, most: int) -> Ints:
    """Where the `most` greatest scores stand, in no order; among equals the lower of `others`, all below `count`."""
    import numpy as np

    best: Ints = np.argpartition(scores * count - others, len(others) - most)[-most:]
    return best


def _alike(profiles: Sequence[Profile], units: Any) -> Ints:
    """Each report with those most alike by embedding among its neighbours in time."""
    import numpy as np

    count = len(profiles)
    order = np.array(sorted(range(count), key=lambda at: _when(profiles[at], at)), dtype=np.int64)
    pairs = []
    for at in range(0, count, _NEAR_IN_TIME):
        rows = order[at : at + _NEAR_IN_TIME]
        near = order[max(0, at - _NEAR_IN_TIME) : at + 2 * _NEAR_IN_TIME]
        likeness = np.rint(1000 * (units[rows] @ units[near].T)).astype(np.int64)
        likeness[rows[:, None] == near[None, :]] = -9000
        # Among equals the earlier.
        scores = likeness * len(near) - np.arange(len(near))
        kept = min(_ALIKE, len(near) - 1)
        best = near[np.argpartition(scores, len(near) - kept - 1, axis=1)[:, len(near) - kept :]]
        low, high = np.minimum(rows[:, None], best), np.maximum(rows[:, None], best)
        pairs.append((low * count + high).ravel())
    return np.concatenate(pairs)


def _index(profiles: Sequence[Profile]) -> Any:
    """A sparse table, one row a report, one column an element or a slice of its holders in time."""
    import numpy as np
    from scipy.sparse import csr_array

    numbers: dict[str, dict[str, int]] = {space: {} for space in _SPACES}
    weights: list[int] = []  # of the elements, by their numbers
    elements: list[int] = []
    holders: list[int] = []
    for at in sorted(range(len(profiles)), key=lambda at: _when(profiles[at], at)):
        for weight, space, name in _rarest(profiles[at]):
            number = numbers[space].setdefault(name, len(weights))
            if number == len(weights):
                weights.append(weight)
            elements.append(number)
            holders.append(at)
    taken, columns = _in_slices(np.array(elements, dtype=np.int64))
    # The product of two rows is the weight of what they share.
    data = np.sqrt(np.array(weights, dtype=np.float64))[np.array(elements, dtype=np.int64)[taken]]
    rows = np.array(holders, dtype=np.int64)[taken]
    return csr_array((data, (rows, columns)), shape=(len(profiles), int(columns.max(initial=0)) + 1))


def _in_slices(elements: Ints) -> tuple[Ints, Ints]:
    """Which entries are indexed, and in which column: one an element, or one a slice of its holders.

    `elements` are the numbers of elements, one an entry, in the order of time. What only one report holds is left out.
    """
    import numpy as np

    order = np.argsort(elements, kind="stable")
    starts = np.flatnonzero(np.diff(elements[order], prepend=-1))
    sizes = np.diff(starts, append=len(elements))
    taken = [np.zeros(0, dtype=np.int64)]
    column = 0
    columns = [np.zeros(0, dtype=np.int64)]
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        for first in range(0, size - _SLICE // 2, _SLICE // 2) if size > _SLICE else (0,):
            members = order[start + first : start + min(size, first + _SLICE)]
            taken.append(members)
            columns.append(np.full(len(members), column))
            column += 1
    return np.concatenate(taken), np.concatenate(columns)


def _when(profile: Profile, at: int) -> tuple[bool, int, int]:
    return profile.published is None, profile.published or 0, at


def _rarest(profile: Profile) -> list[tuple[int, str, str]]:
    every = [(weight, space, name) for space in _SPACES for name, weight in getattr(profile, space).items()]
    every.sort(key=lambda item: (-item[0], item[1], item[2]))
    return every[:_RAREST]
