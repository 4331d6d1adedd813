"""Words around a figure that say how it stands to others."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.cues import cue_context, cues_of
from checker.extract.sentences import sentence_spans
from checker.extract.words import word_table


def cues(text: str, words: str) -> tuple[str, ...]:
    at = text.index(words)
    return cues_of(cue_context(text, sentence_spans(text)), at, at + len(words))


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("The death toll climbed to 15 on Monday.", "15", "rise"),
        ("The hospital has treated 82 people, up from 61 on the first day.", "61", "superseded"),
        ("The correct figure is nine, the ministry said.", "nine", "correction"),
        ("The toll rose to 37 from 32 on Saturday.", "32", "superseded"),
        ("Officials raised an earlier toll of five.", "an earlier toll of five", "superseded"),
        ("Nine people died, not twelve.", "twelve", "rejected"),
        ("Talk of 30 dead is a lie.", "30", "denial"),
        ("Six people died, including the gunman.", "Six", "includes_attacker"),
        ("Five people died, not including the attacker.", "Five", "excludes_attacker"),
        ("Ten people died, including three children.", "three children", "part"),
        ("Ten people died; three of them were children.", "three", "part_after"),
        ("Our hospital admitted 21 people with burns.", "21", "at_hospital"),
        ("A boy of six died of his wounds overnight.", "boy of six", "died_later"),
        ("Four of the wounded are in critical condition.", "Four", "critical"),
        ("Some 900 people have been killed this year.", "900", "running_total"),
        ("Twelve deaths have been confirmed so far.", "Twelve", "preliminary"),
        ("As of 6 p.m. we have received 16 wounded.", "16", "as_of:6 p.m."),
        ("Three houses in Lamu village were levelled.", "Three houses", "place:Lamu"),
        ("Sixteen people died in the two villages.", "Sixteen", "several_places"),
        ("Another 14 were hurt.", "14", "others"),
        ("Nine casualties, dead and wounded, were counted.", "Nine casualties", "dead_and_wounded"),
    ],
)
def test_the_cue_is_seen(text: str, words: str, cue: str) -> None:
    assert cue in cues(text, words)


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Eight people died on Monday.", "Eight", "rise"),
        ("The hospital has treated 82 people, up from 61 on the first day.", "82 people", "superseded"),
        ("Twelve were arrested, two of them women.", "Twelve were arrested", "part_after"),
        ("Nine people died, not twelve.", "Nine", "rejected"),
        ("Sixteen people, including six guards, died.", "Sixteen people, including six guards", "part"),
        ("Eight people died. The price of bread climbed.", "Eight", "rise"),
    ],
)
def test_the_cue_is_not_seen(text: str, words: str, cue: str) -> None:
    assert cue not in cues(text, words)


@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 40))
def test_any_text_goes_through(text: str, start: int, length: int) -> None:
    found = cues_of(cue_context(text, sentence_spans(text)), start, start + length)
    assert list(found) == sorted(set(found))


@pytest.mark.parametrize(
    "piece", ["toll rose from to ", "up from ", "not as ", "in A ", "including ", "raising the ", "a" * 50 + " ", "- "]
)
def test_adversarial_text_is_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        spans = sentence_spans(text)
        began = time.process_time()
        context = cue_context(text, spans)
        for at in range(0, len(text), 997):
            cues_of(context, at, at + 3)
        return time.process_time() - began

    seconds(2_000)
    small, large = seconds(20_000), seconds(80_000)
    assert large < 16 * max(small, 0.01)


def test_every_phrase_of_the_lexicon_is_found_also_in_quotes() -> None:
    for cue, entry in word_table("en/cues").items():
        for phrase in entry["phrases"]:
            said = " ".join(word for word in phrase.replace("#", "five").split() if word not in ("*", "~"))
            context = cue_context(f"They told '{said}' to us.", ((0, len(said) + 20),))
            assert cue in {*context.report_wide, *(name for _, _, name in context.hits)}, phrase
