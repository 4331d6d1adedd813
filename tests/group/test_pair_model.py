"""The pair model: what its trees say of a pair, however they are worked out."""

from __future__ import annotations

import re

import numpy as np
import pytest

from checker.group.features import FEATURES
from checker.group.pair_model import _model, log_odds
from checker.group.tokens import any_of


def _walked(row: np.ndarray) -> float:
    """The log-odds of one pair, each tree walked from its root to a leaf."""
    total, trees = _model()
    for tree in trees:
        node = 0
        while tree.left[node] >= 0:
            value = row[tree.feature[node]]
            low = tree.missing_left[node] if np.isnan(value) else value <= tree.bound[node]
            node = tree.left[node] if low else tree.right[node]
        total += tree.value[node]
    return total


@pytest.mark.parametrize("unknown", [0.0, 0.3, 1.0])
def test_the_trees_vote_as_they_are_walked(unknown: float) -> None:
    chance = np.random.default_rng(0)
    bounds: dict[int, list[float]] = {}
    for tree in _model()[1]:
        for feature, bound in zip(tree.feature, tree.bound, strict=True):
            bounds.setdefault(int(feature), []).append(float(bound))
    # Drawn from the bounds themselves, where a mistake would show.
    features = np.stack([chance.choice(bounds.get(at, [0.0]), 50) for at in range(len(FEATURES))], axis=1)
    features[chance.random(features.shape) < unknown] = np.nan
    assert log_odds(features).tolist() == [_walked(row) for row in features]


def test_no_pairs_have_no_odds() -> None:
    assert log_odds(np.zeros((0, len(FEATURES)))).shape == (0,)


def test_words_of_one_letter_are_tried_in_their_order() -> None:
    words = ["june", "may", "jun", "july", "jul", "a"]
    pattern = re.compile(any_of(words))
    assert [pattern.match(word)[0] for word in words] == words
    assert pattern.match("the") is None
