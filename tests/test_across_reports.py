"""Totals of several events, told apart by what the other reports of an incident count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker import Settings, check
from checker.across_reports import confirmed_across, settled_across
from checker.extract import extract_claims
from checker.model import FAINT, Claim, Report, claim_from

WIRE = Report(
    "wire",
    "Shells fell on two villages on Friday, killing at least 16 people. Ten died in Bansko, a doctor said."
    " Farther north, six were killed in Oresh.",
    title="Shelling of two villages kills 16",
)
LOCAL = Report("local", "The mayor of Bansko said that nine people were dead.")


def counted(report: Report, quote: str, low: int, scope: str, high: int | None = None) -> Claim:
    text, start = report.text, report.text.index(quote)
    first = text.rfind(". ", 0, start) + 1
    sentence = text[first : text.index(".", start) + 1]
    return claim_from(
        report, start, start + len(quote), "killed", scope=scope, low=low, high=high or low, sentence=sentence
    )


def told(wire: Report, local: list[Claim], total: int = 16, parts: str = "subset") -> dict[int | None, str]:
    """The scopes of the wire's figures after the incident is settled, by figure."""
    claims = [
        counted(wire, "16", total, "incident"),
        counted(wire, "Ten", 10, parts),
        counted(wire, "six were", 6, parts),
        *local,
    ]
    settled = settled_across(claims, {"wire": wire, "local": LOCAL})
    assert [claim.report for claim in settled] == [claim.report for claim in claims]
    return {claim.low: claim.scope for claim in settled if claim.report == "wire"}


@pytest.fixture
def nine() -> list[Claim]:
    return [counted(LOCAL, "nine people", 9, "incident")]


def test_the_part_whose_place_others_name_is_the_whole(nine: list[Claim]) -> None:
    assert told(WIRE, nine) == {16: "other", 10: "incident", 6: "other"}


def test_parts_that_reading_took_for_others_are_settled_too(nine: list[Claim]) -> None:
    assert told(WIRE, nine, parts="other") == {16: "other", 10: "incident", 6: "other"}


def test_the_part_that_others_give_is_the_whole() -> None:
    six = [counted(LOCAL, "nine people", 6, "incident")]
    assert told(WIRE, six) == {16: "other", 10: "other", 6: "incident"}


def test_a_total_that_others_give_too_is_of_this_incident(nine: list[Claim]) -> None:
    assert told(WIRE, [*nine, counted(LOCAL, "people", 16, "incident")])[16] == "incident"


def test_parts_of_one_place_make_no_total_of_several(nine: list[Claim]) -> None:
    storm = Report("wire", WIRE.text.replace("two villages", "the village"), title="Shelling kills 16")
    assert told(storm, nine) == {16: "incident", 10: "subset", 6: "subset"}


def test_figures_that_do_not_add_up_prove_nothing(nine: list[Claim]) -> None:
    assert told(WIRE, nine, total=17)[17] == "incident"


def test_a_report_alone_is_left_as_it_was_read() -> None:
    assert told(WIRE, []) == {16: "incident", 10: "subset", 6: "subset"}


def test_a_copy_is_no_other_voice(nine: list[Claim]) -> None:
    copy = replace(WIRE, id="copy", copy_of="wire")
    both = [
        counted(report, quote, low, scope)
        for report in (WIRE, copy)
        for quote, low, scope in (("16", 16, "incident"), ("Ten", 10, "subset"), ("six were", 6, "subset"))
    ]
    settled = settled_across([*both, *nine], {"wire": WIRE, "copy": copy, "local": LOCAL})
    assert [claim.scope for claim in settled if claim.low == 16] == ["other", "other"]


def test_a_claim_of_another_scope_has_another_id(nine: list[Claim]) -> None:
    total = counted(WIRE, "16", 16, "incident")
    claims = [total, counted(WIRE, "Ten", 10, "subset"), counted(WIRE, "six were", 6, "subset"), *nine]
    moved = settled_across(claims, {"wire": WIRE, "local": LOCAL})[0]
    assert moved.id != total.id
    assert moved.rule.endswith("across-reports")
    assert WIRE.text[moved.start : moved.end] == moved.quote


def faint(report: Report, quote: str, low: int) -> Claim:
    return replace(counted(report, quote, low, "incident"), rule=f"learned/1{FAINT}")


def confirmed(*claims: Claim, copy: bool = False) -> list[tuple[str, int | None]]:
    """Whose figures stand, when the two reports are of one incident."""
    local = replace(LOCAL, copy_of="wire" if copy else None)
    return [(claim.report, claim.low) for claim in confirmed_across(claims, {"wire": WIRE, "local": local})]


def test_a_half_seen_figure_stands_where_another_report_gives_it() -> None:
    sure = counted(LOCAL, "nine people", 10, "incident", high=12)
    assert confirmed(faint(WIRE, "Ten", 10), sure) == [("wire", 10), ("local", 10)]


@pytest.mark.parametrize("scope", ["other", "negated"])
def test_nothing_else_confirms_it(scope: str) -> None:
    ten = faint(WIRE, "Ten", 10)
    assert confirmed(ten) == []
    assert confirmed(ten, faint(LOCAL, "nine people", 10)) == []
    assert confirmed(ten, counted(LOCAL, "nine people", 9, "incident")) == [("local", 9)]
    assert confirmed(ten, counted(LOCAL, "nine people", 10, scope)) == [("local", 10)]
    assert confirmed(ten, counted(WIRE, "16", 10, "incident")) == [("wire", 10)]


def test_a_copy_confirms_nothing() -> None:
    assert confirmed(faint(WIRE, "Ten", 10), counted(LOCAL, "nine people", 10, "incident"), copy=True) == [
        ("local", 10)
    ]


def test_a_figure_in_few_words_is_read_where_another_report_says_what_it_counts() -> None:
    quay = Report("quay", "The ferry sank off Kota on Friday. On the quay lay six under blankets.", incident="ferry")
    wire = Report("wire", "Six people drowned when a ferry sank off Kota on Friday, police said.", incident="ferry")
    settings = Settings(incidents="given", nli="none")

    def killed(*reports: Report) -> list[tuple[str, int | None]]:
        claims = check(reports, settings).claims
        return [(claim.report, claim.low) for claim in claims if claim.attribute == "killed"]

    assert killed(quay) == []
    assert not any(claim.faint for claim in extract_claims([quay], settings))
    assert any(claim.faint for claim in extract_claims([quay], settings, faint=True))
    assert killed(quay, wire) == [("quay", 6), ("wire", 6)]
    assert killed(quay, replace(wire, text=wire.text.replace("Six", "Nine"))) == [("wire", 9)]
