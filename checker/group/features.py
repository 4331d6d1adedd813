"""Numbers that say how far two reports speak of one incident.

Overlaps are sums of whole numbers, so that they are exact whatever the order of adding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING, Any

from checker.group.commonness import lowered
from checker.group.embedding import SCALE
from checker.group.profile import Profile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

SPACES = (
    "words",
    "lead",
    "title",
    "names",
    "phrases",
    "focus",
    "own",
    "numbers",
    "tolls",
    "grams",
    "kinds",
    "countries",
)
FEATURES: tuple[str, ...] = (
    "embedding",
    *(f"{space} {measure}" for space in SPACES for measure in ("shared", "dice", "contained")),
    "days published apart",
    "days of event apart",
    "days of event apart, nearest",
    "event after the other's publication",
    "shorter length",
    "longer length",
    "fewer names",
    "fewer numbers",
    "fewer tolls",
    "ages differ",
    "rarest shared name",
    "rarest shared word",
    "rarest shared country",
    "lead within the other, more",
    "lead within the other, less",
    "focus within the other, more",
    "focus within the other, less",
    "km between nearest towns",
    "km between first towns",
    "ratio of first tolls",
    "own within the other's, more",
    "own within the other's, less",
    "chief name's part in the other, more",
    "chief name's part in the other, less",
    "own chief name's part in the other, more",
    "own chief name's part in the other, less",
)
_CHUNK = 20_000
# Each of these holds some of a report's words, with weights of its own.
_OF_WORDS = ("words", "lead", "title", "names", "focus", "own")
# A name's rarity times its part in the report.
_OF_PARTS = ("focus", "own")
_AS_COMMON_AS_THEY_ARE = ("phrases", "numbers", "tolls", "kinds", "countries")


class Evidence:
    """Profiles of many reports as sparse tables, for the features of many pairs at once.

    Weights are lowered to what they are among these reports.
    """

    def __init__(self, profiles: Sequence[Profile], vectors: npt.NDArray[np.int16]) -> None:
        import numpy as np

        self.vectors = vectors
        self.words = _Words(profiles)
        self.tables = {
            space: _table([getattr(profile, space) for profile in profiles])
            for space in SPACES
            if space not in _OF_WORDS
        }
        for space in _AS_COMMON_AS_THEY_ARE:
            table = self.tables[space]
            table.data = lowered(table.data, _holders(table), len(profiles))
        self.tables["ages"] = _table([_only_ages(profile.numbers) for profile in profiles])
        self.tables |= self.words.tables
        self.sums = {space: _sum(table) for space, table in self.tables.items()}
        self.points = _points(profiles)
        self.chief = {space: _chief_names(self.tables[space]) for space in ("focus", "own")}
        self.toll = np.array(
            [np.nan if p.first_toll is None else np.log2(1 + p.first_toll) for p in profiles], dtype=np.float64
        )
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
        words = self.words.met(left, right)
        in_both = {space: words.in_both(space) for space in _OF_WORDS}
        for space in self.tables.keys() - in_both.keys():
            in_both[space] = self.tables[space][left].minimum(self.tables[space][right])
        for space in SPACES:
            sums, shared = self.sums[space], _sum(in_both[space])
            low = np.minimum(sums[left], sums[right])
            with np.errstate(divide="ignore", invalid="ignore"):
                columns += [
                    shared.astype(np.float64),
                    2 * shared / (sums[left] + sums[right]),
                    np.where(low > 0, shared / low, np.nan),
                ]
        columns.append(np.abs(self.published[left] - self.published[right]))
        columns += self._apart(left, right)
        columns += [
            np.minimum(self.length[left], self.length[right]),
            np.maximum(self.length[left], self.length[right]),
        ]
        for space in ("names", "numbers", "tolls"):
            columns.append(np.minimum(self.sums[space][left], self.sums[space][right]).astype(np.float64))
        both = (self.sums["ages"][left] > 0) & (self.sums["ages"][right] > 0)
        columns.append(np.where(both, (_sum(in_both["ages"]) == 0).astype(np.float64), np.nan))
        columns += [_greatest(in_both[space]) for space in ("names", "words", "countries")]
        for space in ("lead", "focus"):
            columns += self._share(words.sums_in_either(space), space, left, right)
        columns += self._km(left, right)
        columns.append(np.abs(self.toll[left] - self.toll[right]))
        columns += self._share(words.sums_in_both("own"), "own", left, right)
        for space in ("focus", "own"):
            columns += self._chief(space, left, right)
        # Feature by feature in memory, as they come and as the trees ask for them.
        found: Floats = np.stack(columns)
        return np.round(found, 6, out=found).T

    def cosine(self, left: Ints, right: Ints) -> Floats:
        """Likeness of the embeddings, -1 to 1; exact, because the vectors are whole numbers."""
        import numpy as np

        if self.vectors.shape[1] < 2:
            return np.zeros(len(left))
        product = np.einsum("ij,ij->i", self.vectors[left].astype(np.float64), self.vectors[right].astype(np.float64))
        likeness: Floats = product / (SCALE * SCALE)
        return likeness

    def _apart(self, left: Ints, right: Ints) -> list[Floats]:
        """Days between the likeliest days of event, between the nearest of those named, and beyond publication."""
        import numpy as np

        ordinal, of_year = self.days
        gaps = np.abs(ordinal[left][:, :, None] - ordinal[right][:, None, :])
        year = np.abs(of_year[left][:, :, None] - of_year[right][:, None, :])
        gaps = np.where(np.isnan(gaps), np.minimum(year, 366 - year), gaps)
        big = np.where(np.isnan(gaps), np.inf, gaps)
        # The day named first in one, against all named in the other; the kinder of the two.
        nearest = np.minimum(big[:, 0, :].min(axis=1), big[:, :, 0].min(axis=1))
        first = ordinal[:, 0]
        beyond = np.fmax(first[left] - self.published[right], first[right] - self.published[left])
        return [gaps[:, 0, 0], np.where(np.isinf(nearest), np.nan, nearest), beyond]

    def _share(self, found: tuple[Ints, Ints], space: str, left: Ints, right: Ints) -> list[Floats]:
        """What share of a report's weight in `space` was found in the other: the higher and the lower."""
        import numpy as np

        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = found[0] / self.sums[space][left], found[1] / self.sums[space][right]
        return [np.fmax(one, other), np.fmin(one, other)]

    def _chief(self, space: str, left: Ints, right: Ints) -> list[Floats]:
        """How large a part each report's chief name plays in the other, against that one's own chief name."""
        import numpy as np

        table, (name, weight) = self.tables[space], self.chief[space]
        with np.errstate(divide="ignore", invalid="ignore"):
            one = np.asarray(table[right, name[left]]).ravel() / weight[right]
            other = np.asarray(table[left, name[right]]).ravel() / weight[left]
        known = (weight[left] > 0) & (weight[right] > 0)
        return [np.where(known, np.fmax(one, other), np.nan), np.where(known, np.fmin(one, other), np.nan)]

    def _km(self, left: Ints, right: Ints) -> list[Floats]:
        """Kilometres between the nearest towns named, and between those named first; flat-earth, to 10 km."""
        import numpy as np

        latitude, longitude = self.points
        named = ~np.isnan(latitude)
        nearest, first = np.full(len(left), np.inf), np.full(len(left), np.nan)
        # Most reports name a town or two.
        for one, other in product(range(latitude.shape[1]), repeat=2):
            both = np.flatnonzero(named[left, one] & named[right, other])
            here, there = (left[both], one), (right[both], other)
            east = np.abs(longitude[here] - longitude[there])
            east = np.minimum(east, 360 - east) * np.cos(np.radians((latitude[here] + latitude[there]) / 2))
            far = np.round(11.1 * np.hypot(latitude[here] - latitude[there], east)) * 10
            nearest[both] = np.minimum(nearest[both], far)
            if one == other == 0:
                first[both] = far
        return [np.where(np.isinf(nearest), np.nan, nearest), first]


class _Words:
    """The words of many reports, each with its weight in every space of words, 0 where it is not in it."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        numbers = _numbered([profile.words for profile in profiles])
        words = _table([profile.words for profile in profiles], numbers)
        rows = np.arange(len(profiles)) * words.shape[1]
        places = np.repeat(rows, np.diff(words.indptr)) + words.indices
        self.tables = {"words": words}
        for space in _OF_WORDS[1:]:
            some = _table([getattr(profile, space) for profile in profiles], numbers)
            weights = np.zeros_like(words.data)
            weights[np.searchsorted(places, np.repeat(rows, np.diff(some.indptr)) + some.indices)] = some.data
            self.tables[space] = csr_array((weights, words.indices, words.indptr), shape=words.shape)
        self._lower(_holders(words), len(profiles))
        places = np.arange(1, words.nnz + 1, dtype=np.int32)
        self._places = csr_array((places, words.indices, words.indptr), shape=words.shape)

    def _lower(self, holders: Ints, reports: int) -> None:
        import numpy as np

        names = self.tables["names"].data
        for space in set(_OF_WORDS).difference(_OF_PARTS):
            self.tables[space].data = lowered(self.tables[space].data, holders, reports)
        for space in _OF_PARTS:
            parts = self.tables[space].data
            # What is no name in the whole of a report stays as it is.
            some = np.flatnonzero(parts * names)
            parts[some] = np.maximum(1, parts[some] * self.tables["names"].data[some] // names[some])

    def met(self, left: Ints, right: Ints) -> _Met:
        """The words that the reports at `left` share with those at `right`."""
        here, there = self._places[left], self._places[right]
        found, other = here.multiply(there.sign()), there.multiply(here.sign())
        return _Met(self.tables, found, found.data - 1, other.data - 1)


@dataclass(frozen=True, slots=True)
class _Met:
    """Shared words of pairs of reports, one row of `found` a pair, and where they stand in the tables."""

    tables: Mapping[str, Any]
    found: Any
    one: Ints
    other: Ints

    def in_both(self, space: str) -> Any:
        """What both hold, with the lesser of its two weights: they differ only where a report counts mentions."""
        import numpy as np

        return self._with(np.minimum(*self._weights(space)))

    def sums_in_either(self, space: str) -> tuple[Ints, Ints]:
        """How much of each report's `space` stands anywhere among the words of the other."""
        one, other = self._weights(space)
        return _sum(self._with(one)), _sum(self._with(other))

    def sums_in_both(self, space: str) -> tuple[Ints, Ints]:
        """How much of each report's `space` stands in the other's."""
        one, other = self._weights(space)
        return _sum(self._with(one * (other > 0))), _sum(self._with(other * (one > 0)))

    def _weights(self, space: str) -> tuple[Ints, Ints]:
        weights = self.tables[space].data
        return weights[self.one], weights[self.other]

    def _with(self, values: Ints) -> Any:
        from scipy.sparse import csr_array

        return csr_array((values, self.found.indices, self.found.indptr), shape=self.found.shape)


def _chief_names(table: Any) -> tuple[Ints, Ints]:
    """Column and weight of the heaviest element of each row; the first by the alphabet among equals."""
    import numpy as np

    rows = table.shape[0]
    name, weight = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64)
    for row in range(rows):
        start, end = table.indptr[row], table.indptr[row + 1]
        if end > start:
            best = int(np.argmax(table.data[start:end]))
            name[row], weight[row] = table.indices[start + best], table.data[start + best]
    return name, weight


def _only_ages(numbers: dict[str, int]) -> dict[str, int]:
    return {name: 1 for name in numbers if name.startswith("age")}


def _points(profiles: Sequence[Profile]) -> tuple[Floats, Floats]:
    import numpy as np

    latitude, longitude = (np.full((len(profiles), 6), np.nan) for _ in range(2))
    for row, profile in enumerate(profiles):
        for column, point in enumerate(profile.points[:6]):
            latitude[row, column], longitude[row, column] = point.latitude, point.longitude
    return latitude, longitude


def _numbered(rows: Sequence[dict[str, int]]) -> dict[str, int]:
    """The names in `rows` with their numbers by the alphabet."""
    return {name: number for number, name in enumerate(sorted(set().union(*rows)))}


def _table(rows: Sequence[dict[str, int]], numbers: dict[str, int] | None = None) -> Any:
    """A sparse table of whole numbers, one row a report; a name's column is its number, by the alphabet."""
    import numpy as np
    from scipy.sparse import csr_array

    numbers = _numbered(rows) if numbers is None else numbers
    columns = np.fromiter(map(numbers.__getitem__, chain.from_iterable(rows)), dtype=np.int32)
    values = np.fromiter(chain.from_iterable(map(dict.values, rows)), dtype=np.int32)
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    table = csr_array((values, columns, starts), shape=(len(rows), max(len(numbers), 1)))
    table.sort_indices()
    return table


def _holders(table: Any) -> Ints:
    """How many rows hold the element of each entry."""
    import numpy as np

    found: Ints = np.bincount(table.indices)[table.indices]
    return found


def _sum(table: Any) -> Ints:
    """Of each row."""
    import numpy as np

    before = np.concatenate([[0], np.cumsum(table.data, dtype=np.int64)])
    found: Ints = before[table.indptr[1:]] - before[table.indptr[:-1]]
    return found


def _greatest(table: Any) -> Floats:
    """Of each row."""
    import numpy as np

    return np.asarray(table.max(axis=1).toarray(), dtype=np.float64).ravel()


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
