"""The scope of a figure, settled over its report."""

from __future__ import annotations

from dataclasses import replace

from checker.extract.scope_settling import SCOPES, Guess, features_of, settled, shipped_weights


def _guess(start: int, low: int, voice: str | None = None, attribute: str = "killed") -> Guess:
    return Guess(start, start + 2, attribute, low, (1.0, 0.9, -2.0, -2.0), None, victim=False, voice=voice)


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
    first, _ = features_of([_guess(0, 12), _guess(20, 9, attribute="wounded")], TEXT, len(TEXT), SENTENCES)
    assert first["alone"]


def test_each_voice_has_a_whole_of_its_own() -> None:
    guesses = [_guess(0, 12), _guess(20, 9, "the ministry"), _guess(23, 7, "the union"), _guess(46, 4)]
    outlet, ministry, union, part = features_of(guesses, TEXT, len(TEXT), SENTENCES)
    assert ministry["alone of its voice"] and ministry["another voice in the sentence"]
    assert union["named voice"] and "less than its voice's whole" not in union
    assert part["less than its voice's whole"]
    assert "named voice" not in outlet and "another voice in the sentence" not in outlet


def test_the_weights_decide() -> None:
    guesses = [_guess(0, 12), _guess(20, 9)]
    weights = {"greatest": [1.0, 0, 0, 0], "less than another": [0, 1.0, 0, 0]}
    assert settled(guesses, TEXT, len(TEXT), SENTENCES, weights) == ["incident", "subset"]


ASIDE = {"always": [0, 0, 1.0, 0]}


def test_the_first_event_is_the_reports_own_where_all_figures_are_said_to_be_of_others() -> None:
    guesses = [_guess(0, 12), _guess(46, 7)]
    assert settled(guesses, TEXT, len(TEXT), SENTENCES, ASIDE) == ["incident", "other"]


def test_a_victim_without_a_numeral_is_no_other_event() -> None:
    guesses = [_guess(0, 12), replace(_guess(46, 1), victim=True)]
    weights = {**ASIDE, "no numeral": [9.0, 0, 0, 0]}
    assert settled(guesses, TEXT, len(TEXT), SENTENCES, weights) == ["incident", "incident"]


def test_what_became_of_things_alone_is_no_first_event() -> None:
    guesses = [replace(_guess(0, 12), attribute="strikes"), _guess(46, 7)]
    assert settled(guesses, TEXT, len(TEXT), SENTENCES, ASIDE) == ["other", "incident"]


def test_words_of_another_time_keep_a_lone_event_another() -> None:
    text = "It was the worst fire since 1998, when seven died."
    guess = [_guess(text.index("seven"), 7)]
    assert settled(guesses=guess, text=text, body_end=50, sentences=[(0, 50)], weights=ASIDE) == ["other"]


def test_none_killed_elsewhere_is_no_event() -> None:
    assert settled([_guess(0, 0)], TEXT, len(TEXT), SENTENCES, ASIDE) == ["other"]


def test_the_shipped_weights_are_whole() -> None:
    weights = shipped_weights()
    assert all(len(row) == len(SCOPES) for row in weights.values())
    assert {f"network: {scope}" for scope in SCOPES} <= weights.keys()
