"""Which pairs of reports are worth weighing: those that share rare elements, or are alike and near in time.

An index of each report's rarest elements, in which an element with many holders is cut into slices of
time that overlap, so that the work and the memory grow in step with the number of reports; and the embeddings
of each report's neighbours in time.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from checker.group.embedding import SCALE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from checker.group.features import Evidence

    Ints = npt.NDArray[np.int64]

# How many of a report's elements are indexed, and how many holders one entry of the index may have.
_RAREST = 80
_SLICE = 80
# Kept by shared elements, and of those by shared elements and embedding.
_FIRST_ROUND = 150
_MOST_FOR_ONE = 16
# Of how many neighbours in time the embedding is compared, and how many of them are kept.
_NEAR_IN_TIME = 200
_ALIKE = 12
_COLUMNS = 3
_BLOCK = 1000
_ABOVE_ANY_WEIGHT = 1 << 20
# A report's partners among which every pair is weighed: from which chance on, and how many.
_LIKELY = 800_000
_PARTNERS = 12
_SPACES = ("phrases", "words", "names", "numbers", "countries", "kinds", "grams")


def candidate_pairs(evidence: Evidence) -> tuple[Ints, Ints]:
    """Pairs of positions (lower, higher), sorted."""
    import numpy as np

    count = len(evidence.published)
    index = _index(evidence)
    held = index.sign().T.tocsr()
    units: Any = evidence.vectors.astype(np.float32) / np.float32(SCALE)
    blocks = (_block_pairs(index[at : at + _BLOCK] @ held, at, units) for at in range(0, count, _BLOCK))
    found = _distinct(np.concatenate([_alike(evidence, units), *blocks]))
    left, right = found // count, found % count
    # An empty report, or one of the commonest words only, is like nothing and unlike nothing: it stands alone.
    tells = evidence.sums["words"] > 0
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
    rank = np.arange(len(one)) - np.searchsorted(one, one)
    near = np.full((count, _PARTNERS), -1)
    near[one[rank < _PARTNERS], rank[rank < _PARTNERS]] = other[rank < _PARTNERS]
    near.sort(axis=1)
    low, high = (near[:, columns].ravel() for columns in np.triu_indices(_PARTNERS, 1))
    met = _distinct((low * count + high)[low >= 0])
    pairs: Ints = np.setdiff1d(met, left * count + right, assume_unique=True)
    return pairs // max(1, count), pairs % max(1, count)


def _distinct(numbers: Ints) -> Ints:
    """Each of `numbers` once, sorted; np.unique gathers them in a table first, which takes ten times as long."""
    import numpy as np

    ordered: Ints = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


def _block_pairs(shared: Any, at: int, units: Any) -> Ints:
    """The best partners of each row of `shared`, which holds the weight of what two reports share."""
    import numpy as np

    count = shared.shape[1]
    found = [np.zeros(0, dtype=np.int64)]
    columns = shared.indices.astype(np.int64)
    # Among equals the lower comes first.
    every_score = shared.data * count - columns
    for own, (start, end) in enumerate(pairwise(shared.indptr.tolist()), start=at):
        others, scores = columns[start:end], every_score[start:end]
        # With nobody a report shares as much as with itself.
        best = _greatest(scores, _FIRST_ROUND + 1)
        best = best[others[best] != own]
        others, scores = others[best], scores[best]
        if len(others) > _MOST_FOR_ONE:
            likeness = np.rint(1000 * (units[others] @ units[own])).astype(np.int64)
            # A likeness of one weighs as much as three rare words, 400.
            others = others[_greatest(5 * (scores + others) + 2 * likeness * count - others, _MOST_FOR_ONE)]
        found.append(np.minimum(others, own) * count + np.maximum(others, own))
    return np.concatenate(found)


def _greatest(scores: Ints, most: int) -> Ints:
    """Where the `most` greatest of `scores` stand, in no order."""
    import numpy as np

    if len(scores) <= most:
        return np.arange(len(scores))
    best: Ints = np.argpartition(scores, len(scores) - most)[-most:]
    return best


def _alike(evidence: Evidence, units: Any) -> Ints:
    """Each report with those most alike by embedding among its neighbours in time."""
    import numpy as np

    order = _in_time(evidence)
    count = len(order)
    pairs = []
    for at in range(0, count, _NEAR_IN_TIME):
        rows = order[at : at + _NEAR_IN_TIME]
        near = order[max(0, at - _NEAR_IN_TIME) : at + 2 * _NEAR_IN_TIME]
        likeness = np.rint(1000 * _products(units[rows], units[near])).astype(np.int64)
        likeness[rows[:, None] == near[None, :]] = -9000
        # Among equals the earlier.
        scores = likeness * len(near) - np.arange(len(near))
        kept = min(_ALIKE, len(near) - 1)
        best = near[np.argpartition(scores, len(near) - kept - 1, axis=1)[:, len(near) - kept :]]
        low, high = np.minimum(rows[:, None], best), np.maximum(rows[:, None], best)
        pairs.append((low * count + high).ravel())
    return np.concatenate(pairs)


def _products(rows: Any, columns: Any) -> Any:
    """`rows @ columns.T`, a few columns at a time: so small a product is left to one thread.

    In one piece it is shared out among threads that wait for each other, for longer than they work.
    """
    import numpy as np

    return np.hstack([rows @ columns[at : at + _COLUMNS].T for at in range(0, len(columns), _COLUMNS)])


def _index(evidence: Evidence) -> Any:
    """A sparse table, one row a report, one column an element or a slice of its holders in time."""
    import numpy as np
    from scipy.sparse import csr_array, hstack

    # Spaces, and the names in each, by the alphabet.
    every = hstack([evidence.tables[space] for space in sorted(_SPACES)], format="csr")
    every.eliminate_zeros()
    holders = np.repeat(np.arange(every.shape[0]), np.diff(every.indptr))
    rarest = _rarest(every, holders)
    rank_in_time = np.argsort(_in_time(evidence))
    kept = rarest[np.lexsort((rank_in_time[holders[rarest]], every.indices[rarest]))]
    elements = every.indices[kept]
    starts = np.flatnonzero(np.diff(elements, prepend=-1))
    sizes = np.diff(starts, append=len(elements))
    # An element weighs the same for all: what it weighs for its first holder.
    weights = np.repeat(every.data[kept][starts], sizes)
    taken, columns = _in_slices(starts, sizes)
    entries = weights[taken].astype(np.int32), (holders[kept][taken], columns)
    return csr_array(entries, shape=(every.shape[0], int(columns.max(initial=0)) + 1))


def _rarest(every: Any, holders: Ints) -> Ints:
    """Which entries are among their holder's weightiest, the lower column first among equals."""
    import numpy as np

    order = np.argsort(holders * _ABOVE_ANY_WEIGHT - every.data, kind="stable")
    found: Ints = order[np.arange(len(order)) - every.indptr[holders] < _RAREST]
    return found


def _in_slices(starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Which entries are indexed, and in which column: one an element, or one a slice of its holders.

    An element's entries stand together, in the order of time. What only one report holds is left out.
    """
    import numpy as np

    few = (sizes > 1) & (sizes <= _SLICE)
    taken = [np.flatnonzero(np.repeat(few, sizes))]
    columns = [np.repeat(np.arange(few.sum()), sizes[few])]
    column = int(few.sum())
    for start, size in zip(starts[sizes > _SLICE].tolist(), sizes[sizes > _SLICE].tolist(), strict=True):
        for first in range(0, size - _SLICE // 2, _SLICE // 2):
            members = np.arange(start + first, start + min(size, first + _SLICE))
            taken.append(members)
            columns.append(np.full(len(members), column))
            column += 1
    return np.concatenate(taken), np.concatenate(columns)


def _in_time(evidence: Evidence) -> Ints:
    """Positions in the order of publication, the undated last."""
    import numpy as np

    order: Ints = np.argsort(evidence.published, kind="stable")
    return order
