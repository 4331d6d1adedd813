"""Numbers that say how far two reports speak of one incident.

Overlaps are sums of whole numbers, so that they are exact whatever the order of adding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from checker.group.embedding import SCALE
from checker.group.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

SPACES = ("words", "lead", "title", "names", "phrases", "numbers", "kinds")
FEATURES: tuple[str, ...] = (
    "embedding",
    *(f"{space} {measure}" for space in SPACES for measure in ("shared", "dice", "contained")),
    "days published apart",
    "days of event apart",
    "days of event apart, nearest",
    "length",
    "least names",
    "ages differ",
)
_CHUNK = 20_000


class Evidence:
    """Profiles of many reports as sparse tables, for the features of many pairs at once."""

    def __init__(self, profiles: Sequence[Profile], vectors: npt.NDArray[np.int16]) -> None:
        import numpy as np

        self.vectors = vectors
        self.tables = {space: _table([getattr(profile, space) for profile in profiles]) for space in SPACES}
        self.sums = {
            space: np.asarray(table.sum(axis=1), dtype=np.int64).ravel() for space, table in self.tables.items()
        }
        self.ages = _table([{k: 1 for k in profile.numbers if k.startswith("age")} for profile in profiles])
        self.published = np.array([np.nan if p.published is None else p.published for p in profiles], dtype=np.float64)
        self.days = _days(profiles)
        self.length = np.array([profile.length for profile in profiles], dtype=np.float64)

    def features(self, left: Ints, right: Ints) -> Floats:
        """One row for each pair of positions, columns as FEATURES; NaN where nothing is known."""
        import numpy as np

        parts = [self._chunk(left[at : at + _CHUNK], right[at : at + _CHUNK]) for at in range(0, len(left), _CHUNK)]
        return np.concatenate(parts) if parts else np.zeros((0, len(FEATURES)))

    def _chunk(self, left: Ints, right: Ints) -> Floats:
        import numpy as np

        columns = [self.cosine(left, right)]
        for space in SPACES:
            table, sums = self.tables[space], self.sums[space]
            shared = _shared(table, left, right)
            low = np.minimum(sums[left], sums[right])
            with np.errstate(divide="ignore", invalid="ignore"):
                columns += [
                    shared.astype(np.float64),
                    2 * shared / (sums[left] + sums[right]),
                    np.where(low > 0, shared / low, np.nan),
                ]
        columns.append(np.abs(self.published[left] - self.published[right]))
        columns += self._apart(left, right)
        columns.append(np.minimum(self.length[left], self.length[right]))
        columns.append(np.minimum(self.sums["names"][left], self.sums["names"][right]).astype(np.float64))
        ages = np.asarray(self.ages.sum(axis=1)).ravel()
        both = (ages[left] > 0) & (ages[right] > 0)
        columns.append(np.where(both, (_shared(self.ages, left, right) == 0).astype(np.float64), np.nan))
        return np.round(np.stack(columns, axis=1), 6)

    def cosine(self, left: Ints, right: Ints) -> Floats:
        """Likeness of the embeddings, -1 to 1; exact, because the vectors are whole numbers."""
        import numpy as np

        if self.vectors.shape[1] < 2:
            return np.zeros(len(left))
        product = np.einsum("ij,ij->i", self.vectors[left].astype(np.float64), self.vectors[right].astype(np.float64))
        return product / (SCALE * SCALE)

    def _apart(self, left: Ints, right: Ints) -> list[Floats]:
        import numpy as np

        ordinal, of_year = self.days
        gaps = np.abs(ordinal[left][:, :, None] - ordinal[right][:, None, :])
        year = np.abs(of_year[left][:, :, None] - of_year[right][:, None, :])
        year = np.minimum(year, 366 - year)
        gaps = np.where(np.isnan(gaps), year, gaps)
        # The day named first in one, against all named in the other; the kinder of the two.
        big = np.where(np.isnan(gaps), np.inf, gaps)
        first = np.minimum(big[:, 0, :].min(axis=1), big[:, :, 0].min(axis=1))
        lead = np.where(np.isinf(big[:, 0, 0]), np.nan, big[:, 0, 0])
        return [lead, np.where(np.isinf(first), np.nan, first)]


def _table(rows: Sequence[dict[str, int]]) -> Any:
    """A sparse table of whole numbers, one row a report, columns in order of the alphabet."""
    import numpy as np
    from scipy.sparse import csr_array

    names = {name: column for column, name in enumerate(sorted({name for row in rows for name in row}))}
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    columns: list[int] = []
    values: list[int] = []
    for number, row in enumerate(rows):
        for column, value in sorted((names[name], value) for name, value in row.items()):
            columns.append(column)
            values.append(value)
        starts[number + 1] = len(columns)
    return csr_array(
        (np.array(values, dtype=np.int64), np.array(columns, dtype=np.int64), starts),
        shape=(len(rows), max(len(names), 1)),
    )


def _shared(table: Any, left: Ints, right: Ints) -> Ints:
    import numpy as np

    # Both rows hold the word's weight where they hold the word, so the lesser of the two is the weight.
    return np.asarray(table[left].minimum(table[right]).sum(axis=1), dtype=np.int64).ravel()


def _days(profiles: Sequence[Profile]) -> tuple[Floats, Floats]:
    import numpy as np

    ordinal = np.full((len(profiles), 4), np.nan)
    of_year = np.full((len(profiles), 4), np.nan)
    for row, profile in enumerate(profiles):
        for column, day in enumerate(profile.days[:4]):
            ordinal[row, column] = np.nan if day.ordinal is None else day.ordinal
            of_year[row, column] = day.of_year
        if not profile.days and profile.published is not None:
            ordinal[row, 0] = profile.published
    return ordinal, of_year
