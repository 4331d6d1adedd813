from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.encoding import decode, repair
from checker.read.limits import UnreadableError

SENTENCE = "The mayor’s office said “eight” people died at the café – no one else."


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"], ids=lambda name: name
)
def test_every_common_encoding_gives_the_same_text(codec):
    assert decode(SENTENCE.encode(codec)) == SENTENCE


def test_line_ends_become_newlines():
    assert decode(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


def test_one_broken_byte_leaves_the_rest_of_utf8_whole():
    data = "Kyiv’s “Left Bank” – é".encode() + b"\xe2\x80"
    assert decode(data).startswith("Kyiv’s “Left Bank” – é")


def test_cyrillic_in_its_own_code_page_is_told():
    text = "Пять человек погибли при обстреле города, сообщили в администрации области в среду утром. " * 5
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize("data", [b"\x00\x00\x02\x03\x01" * 50, b"MZ\x90\x00\x03", bytes(range(1, 30)) * 20])
def test_binary_is_refused_with_advice(data):
    with pytest.raises(UnreadableError, match="expected txt, md"):
        decode(data)


@pytest.mark.parametrize(("data", "word"), [(b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04x", "ZIP"), (b"\x1f\x8bx", "gzip")])
def test_known_containers_are_named(data, word):
    with pytest.raises(UnreadableError, match=word):
        decode(data)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the mayorâ€™s office", "the mayor’s office"),
        ("â€œeightâ€\x9d", "“eight”"),
        ("cafÃ© in CÃ³rdoba", "café in Córdoba"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Привет"),
        ("ðŸš¨ alert", "🚨 alert"),
        ("CAFÉ™ stays, São too, naïve too", "CAFÉ™ stays, São too, naïve too"),
        ("half a surrogate \ud83d here", "half a surrogate \ufffd here"),
    ],
)
def test_mojibake_is_undone_and_nothing_else(broken, whole):
    assert repair(broken) == whole


@given(st.text())
def test_clean_text_survives_a_round_trip(text):
    repaired = repair(text)
    assert repaired == text or any(ord(char) > 127 for char in text)
    repaired.encode("utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data):
    try:
        assert isinstance(decode(data), str)
    except UnreadableError as reason:
        assert "\n" not in str(reason)
