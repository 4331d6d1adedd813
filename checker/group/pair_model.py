"""The chance that two reports tell of one incident, from their features.

A sum of small decision trees, trained with scikit-learn by benchmarks/train_pairs.py and kept as text in
pair_model.json: each tree is one line, readable as "if feature <= bound (or unknown) then ... else ...".
Reading it needs no scikit-learn.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from checker.group.features import FEATURES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

# Chances are kept as whole millionths, so that their sums are exact in any order.
MILLION = 1_000_000
_ALL_LEAVES = 255
_ROWS_A_STEP = 16_000


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes in arrays; a node without children (left < 0) is a leaf."""

    feature: Any
    bound: Any
    missing_left: Any
    left: Any
    right: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a feature is at most `bound`, and what is answered where it is unknown."""

    feature: int
    bound: float
    if_unknown: bool


@dataclass(frozen=True, slots=True)
class Ballot:
    """A tree as a vote: each question that is answered with no strikes out leaves, the first one left is the tree's.

    Leaves are the bits of a byte (Lucchese et al. 2015, QuickScorer), so that a tree has at most eight.
    """

    kept_by_no: tuple[tuple[int, Any], ...]  # a question's number, and the leaves it leaves
    value: Any  # of each set of leaves


@cache
def _model() -> tuple[float, tuple[Tree, ...]]:
    import numpy as np

    table = json.loads((files("checker.group") / "data" / "pair_model.json").read_text("utf-8"))
    column = {name: number for number, name in enumerate(FEATURES)}
    trees = []
    for nodes in table["trees"]:
        flat: list[tuple[int, float, bool, int, int, float]] = []
        _flatten(nodes, flat, column)
        feature, bound, missing_left, left, right, value = (np.array(part) for part in zip(*flat, strict=True))
        trees.append(Tree(feature, bound, missing_left, left, right, value))
    return float(table["start"]), tuple(trees)


def _flatten(node: Any, flat: list[tuple[int, float, bool, int, int, float]], column: dict[str, int]) -> None:
    """Append `node` and what hangs on it."""
    at = len(flat)
    if not isinstance(node, list):
        flat.append((0, 0.0, False, -1, -1, float(node)))
        return
    name, bound, unknown, low, high = node
    flat.append((column[name], float(bound), unknown == "low", 0, 0, 0.0))
    left = len(flat)
    _flatten(low, flat, column)
    right = len(flat)
    _flatten(high, flat, column)
    flat[at] = (column[name], float(bound), unknown == "low", left, right, 0.0)


@cache
def _ballots() -> tuple[tuple[Question, ...], tuple[Ballot, ...]]:
    """The questions of all trees, each once, and the trees' votes on them."""
    numbers: dict[Question, int] = {}
    ballots = tuple(_ballot(tree, numbers) for tree in _model()[1])
    return tuple(numbers), ballots


def _ballot(tree: Tree, numbers: dict[Question, int]) -> Ballot:
    import numpy as np

    leaves: list[float] = []
    kept_by_no: list[tuple[int, Any]] = []

    def bits_below(node: int) -> int:
        if tree.left[node] < 0:
            leaves.append(float(tree.value[node]))
            return 1 << (len(leaves) - 1)
        low, high = bits_below(int(tree.left[node])), bits_below(int(tree.right[node]))
        question = Question(int(tree.feature[node]), float(tree.bound[node]), bool(tree.missing_left[node]))
        kept_by_no.append((numbers.setdefault(question, len(numbers)), np.uint8(_ALL_LEAVES - low)))
        return low | high

    bits_below(0)
    first = [(bits & -bits).bit_length() - 1 for bits in range(1, _ALL_LEAVES + 1)]
    return Ballot(tuple(kept_by_no), np.array([0.0] + [leaves[min(at, len(leaves) - 1)] for at in first]))


def log_odds(features: Floats) -> Floats:
    """Log-odds of one incident for each row of `features` (columns as FEATURES)."""
    import numpy as np

    steps = range(0, len(features), _ROWS_A_STEP)
    return np.concatenate([np.zeros(0), *(_voted(features[at : at + _ROWS_A_STEP]) for at in steps)])


def _voted(features: Floats) -> Floats:
    import numpy as np

    _, ballots = _ballots()
    yes = _answers(features)
    total = np.full(len(features), _model()[0])
    for ballot in ballots:
        left = np.full(len(features), _ALL_LEAVES, dtype=np.uint8)
        for question, kept in ballot.kept_by_no:
            left &= yes[question] | kept
        total += ballot.value[left]
    return total


def _answers(features: Floats) -> npt.NDArray[np.uint8]:
    """One row for each question, one column for each pair: all bits for yes, none for no."""
    import numpy as np

    questions, _ = _ballots()
    # A column in one piece of memory is compared several times as fast.
    columns = np.asfortranarray(features).T
    no = np.empty((len(questions), len(features)), dtype=np.bool_)
    with np.errstate(invalid="ignore"):
        for row, asked in zip(no, questions, strict=True):
            # A comparison with the unknown is false, so its opposite is true.
            np.greater(columns[asked.feature], asked.bound, out=row)
            if not asked.if_unknown:
                np.logical_not(np.less_equal(columns[asked.feature], asked.bound, out=row), out=row)
    return no.view(np.uint8) - np.uint8(1)


def chances(features: Floats) -> npt.NDArray[np.int64]:
    """The chance of one incident in millionths, for each row of `features`."""
    import numpy as np

    return np.rint(MILLION / (1 + np.exp(-log_odds(features)))).astype(np.int64)


def contributions(features: Floats) -> dict[str, float]:
    """How far each feature of one pair pushes its log-odds.

    Along each tree's path, the change in the subtree's mean leaf at a node is the work of the node's feature
    (Saabas 2014); what the trees expect of any pair is left out.
    """
    _, trees = _model()
    pushes: dict[str, float] = {}
    for tree in trees:
        node = 0
        while tree.left[node] >= 0:
            value = features[tree.feature[node]]
            low = bool(tree.missing_left[node]) if value != value else value <= tree.bound[node]
            below = int(tree.left[node] if low else tree.right[node])
            name = FEATURES[int(tree.feature[node])]
            pushes[name] = pushes.get(name, 0.0) + _mean(tree, below) - _mean(tree, node)
            node = below
    return pushes


def _mean(tree: Tree, node: int) -> float:
    if tree.left[node] < 0:
        return float(tree.value[node])
    return (_mean(tree, int(tree.left[node])) + _mean(tree, int(tree.right[node]))) / 2
