"""Which pairs of reports are worth weighing: those that share rare words, nearest in time first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.group.features import Evidence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_MOST_FOR_ONE = 40
_BLOCK = 512


def candidate_pairs(evidence: Evidence) -> tuple[Ints, Ints]:
    """Pairs of positions (lower, higher), sorted."""
    import numpy as np
    from scipy.sparse import csr_array

    def unit(space: str) -> csr_array:
        table = evidence.tables[space].astype(np.float64)
        length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
        length[length == 0] = 1
        return csr_array(table.multiply(1 / length[:, None]))

    words, names = unit("words"), unit("names")
    vectors = evidence.vectors.astype(np.float32) / 4096
    count = words.shape[0]
    most = min(_MOST_FOR_ONE, count - 1)
    if most < 1:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    pairs = []
    for at in range(0, count, _BLOCK):
        rows = np.arange(at, min(count, at + _BLOCK))
        near = (words[rows] @ words.T).toarray() + 0.5 * (names[rows] @ names.T).toarray()
        near += 0.5 * (vectors[rows] @ vectors.T)
        apart = np.abs(evidence.published[rows, None] - evidence.published[None, :])
        near -= np.where(np.isnan(apart), 0, np.minimum(apart, 60) / 200)
        near[np.arange(len(rows)), rows] = -9
        near = np.round(near, 4)
        best = np.argsort(-near, axis=1, kind="stable")[:, :most]
        low, high = np.minimum(rows[:, None], best), np.maximum(rows[:, None], best)
        pairs.append((low.astype(np.int64) * count + high).ravel())
    found = np.unique(np.concatenate(pairs))
    return found // count, found % count
