"""The judge of sentence pairs: what it is asked, what is made of its answers, and the judge that is packaged."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.compare.nli import WEIGHED, Opinion, pairing_of
from checker.compare.second_opinion import SURE
from checker.compare.statements import compare_statements
from checker.errors import ModelUnavailable
from checker.extract.sentences import sentence_spans
from checker.extract.statements import statement_claims
from checker.model import Discrepancy, Incident, Report

NORTHERN = Report("one", "The captain said the ferry kept to the northern channel.", source="Cape News")
SOUTHERN = Report("two", "A swimmer said the ferry came up the southern channel.", source="Bay Radio")


def judged(*reports: Report, odds: float = 0.99) -> tuple[list[Discrepancy], list[tuple[str, str]]]:
    """Conflicts with a judge who is always as sure, and what he was asked."""
    held = {report.id: report for report in reports}
    claims = [
        claim for report in reports for claim in statement_claims(report, sentence_spans(report.text), tellings=True)
    ]
    asked: list[tuple[str, str]] = []

    def pairing(pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        asked.extend(pairs)
        return [Opinion(odds, "cause") for _ in pairs]

    incident = Incident("i", "", tuple(held))
    found = compare_statements(incident, claims, held, pairing=pairing)
    return [one for one in found if one.rule.startswith("opinion:")], asked


def test_a_second_opinion_is_marked_as_such_and_says_how_sure_it_is() -> None:
    (found,), asked = judged(NORTHERN, SOUTHERN)
    assert (found.rule, found.attribute, found.confidence) == ("opinion:telling", "cause", 0.99)
    assert "model" in found.explanation
    assert found.explanation.count("northern channel") == 1
    assert sorted(asked) == sorted([(NORTHERN.text, SOUTHERN.text), (SOUTHERN.text, NORTHERN.text)])
    assert {side.reports for side in found.positions} == {("one",), ("two",)}


def test_an_unsure_opinion_is_not_told() -> None:
    assert judged(NORTHERN, SOUTHERN, odds=SURE - 0.01)[0] == []
    assert judged(NORTHERN, SOUTHERN, odds=SURE)[0]


def test_sentences_that_share_a_side_make_one_dispute() -> None:
    third = Report("three", "Two anglers watched the ferry come up the southern channel.", source="Isle Post")
    (found,), _ = judged(NORTHERN, SOUTHERN, third)
    assert {report for side in found.positions for report in side.reports} == {"one", "two", "three"}


def test_the_judge_is_not_asked_what_the_figures_or_the_very_words_decide() -> None:
    again = replace(SOUTHERN, id="three", text="The swimmer said the ferry came up the southern channel.")
    pairs = {frozenset(pair) for pair in judged(NORTHERN, SOUTHERN, again)[1]}
    assert pairs == {frozenset((NORTHERN.text, other.text)) for other in (SOUTHERN, again)}


@pytest.mark.parametrize(("words", "relation"), [("Correction: the", "correction"), ("The", "")])
def test_what_a_source_corrects_of_its_own_is_a_correction_and_else_no_matter(words: str, relation: str) -> None:
    first = Report(
        "one", "The ferry kept to the northern channel all night.", "Cape News", datetime(2024, 5, 1, tzinfo=UTC)
    )
    text = f"{words} ferry came up the southern channel at dawn."
    found, _ = judged(first, Report("two", text, "Cape News", datetime(2024, 5, 2, tzinfo=UTC)))
    assert [one.relation for one in found] == ([relation] if relation else [])


@pytest.mark.parametrize(("first", "asked_of"), [("so far kept", False), ("kept", True)])
def test_what_is_not_so_yet_is_no_matter_for_the_judge(first: str, asked_of: bool) -> None:
    text = f"The captain said the ferry had {first} to the northern channel."
    early = Report("one", text, "Cape News", datetime(2024, 5, 1, tzinfo=UTC))
    late = replace(SOUTHERN, published=datetime(2024, 5, 2, tzinfo=UTC))
    assert bool(judged(early, late)[1]) is asked_of


LOCKED = "The exits were locked when the fire broke out, survivors said."
UNLOCKED = "All exits were open, the owner said."


def test_the_packaged_judge_tells_a_contradiction_from_two_things_that_can_both_be_so() -> None:
    judge = pairing_of("minilm")
    assert judge is not None
    there, back, apart = judge(
        [
            (LOCKED, UNLOCKED),
            (UNLOCKED, LOCKED),
            ("The mayor condemned the fire.", "The governor praised the rescuers."),
        ]
    )
    assert min(there.odds, back.odds) > 0.7
    assert apart.odds < 0.1
    assert there.matter in WEIGHED


def test_the_packaged_judge_says_the_same_alone_and_in_company() -> None:
    judge = pairing_of("minilm")
    assert judge is not None
    company = [(f"{LOCKED} {'Smoke rose over the yard. ' * count}", UNLOCKED) for count in (*range(6), *range(6))]
    together = judge([(LOCKED, UNLOCKED), *company])
    alone = [judge([pair])[0] for pair in [(LOCKED, UNLOCKED), *company]]
    assert together == alone


def test_what_the_judge_said_is_kept_and_then_no_network_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom checker.compare.nli import pairing_of\n"
        f"found = pairing_of('minilm', Path({str(tmp_path)!r}))([({LOCKED!r}, {UNLOCKED!r})])\n"
        "print(found, 'torch' in sys.modules)"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    )
    assert first.endswith("True\n")
    assert second == first.replace("True", "False")


def test_a_judge_that_is_not_there_is_named() -> None:
    judge = pairing_of("no/such/folder")
    assert judge is not None
    with pytest.raises(ModelUnavailable, match="no/such/folder"):
        judge([(LOCKED, UNLOCKED)])


def test_no_judge_is_asked_for_none() -> None:
    assert pairing_of("none") is None
