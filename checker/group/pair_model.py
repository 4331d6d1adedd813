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


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes in arrays; a node without children (left < 0) is a leaf."""

    feature: Any
    bound: Any
    missing_left: Any
    left: Any
    right: Any
    value: Any


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


def log_odds(features: Floats) -> Floats:
    """Log-odds of one incident for each row of `features` (columns as FEATURES)."""
    import numpy as np

    start, trees = _model()
    # A column in one piece of memory is compared several times as fast.
    columns = np.asfortranarray(features)
    total = np.full(len(features), start)
    with np.errstate(invalid="ignore"):
        for tree in trees:
            total += _grown(tree, 0, columns)
    return total


def _grown(tree: Tree, node: int, columns: Floats) -> Any:
    """What the subtree at `node` adds to each row: every branch is worked out, then the one taken is picked."""
    import numpy as np

    if tree.left[node] < 0:
        return tree.value[node]
    column, bound = columns[:, tree.feature[node]], tree.bound[node]
    # A comparison with the unknown is false, so its opposite is true.
    low = ~(column > bound) if tree.missing_left[node] else column <= bound
    left, right = (_grown(tree, int(below), columns) for below in (tree.left[node], tree.right[node]))
    return np.where(low, left, right)


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
