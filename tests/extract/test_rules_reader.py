"""The reader by rules finds the counts of short reports, with their scope, and says which rule it was."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extract.mentions import Mention
from checker.extract.rules_reader import read_mentions
from checker.model import COUNT_ATTRIBUTES, Report
from checker.settings import Settings

CASES = tomllib.loads((Path(__file__).parent / "data" / "counts_by_rules.toml").read_text("utf-8"))["case"]
SETTINGS = Settings(extractor="rules")


def read(text: str, title: str = "") -> tuple[Mention, ...]:
    return read_mentions(Report(id="r1", text=text, title=title), SETTINGS)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_report_gives_its_counts(case: dict[str, list[list[object]] | str]) -> None:
    found = {(m.attribute, m.low, m.high, m.scope) for m in read(str(case["text"]))}
    wanted = {(a, low, None if high == "open" else high, scope) for a, low, high, scope in case["counts"]}
    assert found == wanted


def test_a_figure_in_the_headline_and_in_the_text_is_told_twice() -> None:
    found = read("Four people died in the fire.", title="Fire kills four")
    assert [m.attribute for m in found] == ["killed", "killed"]


def test_every_mention_names_its_rule_and_quotes_its_figure() -> None:
    text = "At least eight people were killed, among them two children; the driver was hurt."
    found = read(text)
    assert found
    for mention in found:
        assert mention.rule.startswith("rules/")
        if mention.core_start >= 0:
            assert mention.start <= mention.core_start < mention.core_end <= mention.end


def test_a_sentence_about_something_else_changes_no_other_count() -> None:
    text = "Six people were killed and nine hurt in the blast."
    more = f"{text} The harbour master praised the weather and the new lighthouse."
    assert read(more) == read(text)


PIECES = st.sampled_from(
    (
        *("killed", "wounded", "three", "people", "12", "no", "casualties", "including", "and", ",", ".", ";", ":"),
        *("were", "the", "driver", "of", "them", "died", "at", "least", "from", "to", "Deaths", "houses", "destroyed"),
        *("\u200f", "â€™", "\n"),
    )
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=50).map(" ".join)))
@settings(max_examples=100, deadline=None)
def test_any_text_goes_through(text: str) -> None:
    report = Report(id="r1", text=text)
    for m in read_mentions(report, SETTINGS):
        assert 0 <= m.start < m.end <= len(report.text)
        assert m.attribute in COUNT_ATTRIBUTES
        assert m.high is None or m.low <= m.high


@pytest.mark.parametrize(
    "piece",
    [
        "three killed, ",
        "12 people and ",
        "including two of them ",
        "the driver and ",
        "no one ",
        "killed ",
        "5 houses\n",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        read(text)
        return time.process_time() - began

    seconds(2_000)
    assert min(seconds(40_000) for _ in range(2)) < 9 * max(seconds(10_000), 0.03)


def test_a_very_long_report_is_read_to_its_end() -> None:
    filler = "The council met again and talked about the harbour and the price of bread. " * 14
    text = filler * 180 + "Nine people were killed."
    (found,) = read(text)
    assert text[found.start : found.end] == "Nine people were killed"
