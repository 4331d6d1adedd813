"""The scope of a figure, settled over its report."""

from __future__ import annotations

from checker.extract.scope_settling import SCOPES, Guess, features_of, settled, shipped_weights


def _guess(start: int, low: int, logits: tuple[float, ...] = (1.0, 0.9, -2.0, -2.0)) -> Guess:
    return Guess(start, start + 2, "killed", low, logits, None, victim=False)


TEXT = "Twelve people died. Nine of them were pupils. Seven had died there in 1998."
SENTENCES = [(0, 19), (20, 45), (46, 75)]


def test_a_lesser_figure_stands_beside_a_greater() -> None:
    twelve, nine = features_of([_guess(0, 12), _guess(20, 9)], TEXT, len(TEXT), SENTENCES)
    assert twelve["greatest"] and twelve["first sentence"]
    assert nine["less than a whole before"] and nine["of them"]
    assert "greatest" not in nine


def test_parts_that_add_up_are_seen() -> None:
    guesses = [_guess(0, 12), _guess(20, 9), _guess(46, 3)]
    whole, part, rest = features_of(guesses, TEXT, len(TEXT), SENTENCES)
    assert whole["sum of others"]
    assert part["adds up to another"] and rest["adds up to another"]


def test_another_attribute_is_no_company() -> None:
    wounded = Guess(20, 22, "wounded", 9, (1.0, 0.0, 0.0, 0.0), None, victim=False)
    first, _ = features_of([_guess(0, 12), wounded], TEXT, len(TEXT), SENTENCES)
    assert first["alone"]


def test_the_weights_decide() -> None:
    guesses = [_guess(0, 12), _guess(20, 9)]
    weights = {"greatest": [1.0, 0, 0, 0], "less than another": [0, 1.0, 0, 0]}
    assert settled(guesses, TEXT, len(TEXT), SENTENCES, weights) == ["incident", "subset"]


def test_the_shipped_weights_are_whole() -> None:
    weights = shipped_weights()
    assert all(len(row) == len(SCOPES) for row in weights.values())
    assert {f"network: {scope}" for scope in SCOPES} <= weights.keys()
