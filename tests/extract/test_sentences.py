"""Sentences are cut where a reader would cut them, and every offset is true."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.sentences import sentence_spans

CASES = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_text_is_cut_into_its_sentences(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[start:end] for start, end in sentence_spans(text)] == case["sentences"]


@given(st.one_of(st.text(), st.lists(st.sampled_from([*'a. A"\n1!?-…', "U.S.", "No."]), max_size=60).map("".join)))
def test_nothing_but_white_space_lies_between_sentences(text: str) -> None:
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize("piece", [".", ".x", "\n", " \n", "a.", '"', " ", "1.\n", '."', "U.S. ", "word "])
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        sentence_spans(text)
        return time.process_time() - began

    seconds(2_000)
    assert seconds(240_000) < 9 * max(seconds(60_000), 0.02)


def test_a_report_of_two_hundred_thousand_words_is_cut() -> None:
    text = ("word " * 25 + "ended here. ") * 7_700
    assert len(sentence_spans(text)) == 7_700
