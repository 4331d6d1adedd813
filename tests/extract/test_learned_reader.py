"""The learned reader: what its shipped network makes of plain sentences, and that nothing but the text moves it."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from checker.extract import extract_claims
from checker.extract.learned_reader import _as_listed, read_mentions
from checker.extract.quotes import counted_quote
from checker.model import Report, Scope
from checker.settings import Settings


def _counts(text: str, title: str = "") -> set[tuple[str, int, int | None, str]]:
    report = Report("r", text, published=datetime(2024, 5, 2, 9, tzinfo=UTC), title=title)
    return {(one.attribute, one.low, one.high, one.scope) for one in read_mentions(report, Settings())[0]}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Eight fighters were killed in the raid on the camp.", ("killed", 8, 8, "incident")),
        ("At least 19 people were wounded when a bus overturned.", ("wounded", 19, None, "incident")),
        ("Police said about 200 residents had been evacuated.", ("displaced", 190, 210, "incident")),
        ("Twelve miners are still trapped underground.", ("missing", 12, 12, "incident")),
        ("Officers arrested 14 people after the march.", ("detained", 14, 14, "incident")),
        ("Gunmen kidnapped nine pupils from a school near Kaduna.", ("abducted", 9, 9, "incident")),
        ("The coast guard rescued 31 people from the sinking ferry.", ("rescued", 31, 31, "incident")),
        ("The storm destroyed 40 houses in the valley.", ("structures", 40, 40, "incident")),
        ("Troops killed a number of rebels in the hills on Friday.", ("killed", 3, None, "incident")),
    ],
)
def test_plain_sentences(text: str, claim: tuple[str, int, int | None, str]) -> None:
    assert claim in _counts(text)


def test_a_part_is_no_whole() -> None:
    found = _counts("Eight people were killed, including three children.")
    assert ("killed", 8, 8, "incident") in found
    assert ("killed", 3, 3, "subset") in found


@pytest.mark.parametrize(
    ("part", "of_sum", "told"),
    [
        ("other", "incident", "subset"),
        ("negated", "subset", "subset"),
        ("incident", "other", "other"),
        ("subset", "incident", "subset"),
        ("negated", "other", "negated"),
        ("other", None, "other"),
    ],
)
def test_the_parts_of_a_list_are_of_the_event_of_their_sum(part: Scope, of_sum: Scope | None, told: Scope) -> None:
    assert _as_listed(part, of_sum) == told


def test_what_counts_nothing_is_no_claim() -> None:
    assert _counts("The 46-year-old paid 1,200 dollars for the ticket of flight 714 on 3 May.") == set()


def test_quotes_are_the_words_of_the_report() -> None:
    text = "Two soldiers died on Monday.\n\nA further five, among them a medic, were hurt."
    report = Report("r", text, title="Two dead at the border")
    claims = extract_claims([report], Settings())
    assert claims
    assert all(report.text[claim.start : claim.end] == claim.quote for claim in claims)
    assert all(claim.rule for claim in claims)


def test_neighbours_change_nothing() -> None:
    one = Report("a", "Three people were killed in a fire in Leeds.")
    other = Report("b", "The ministry counts 1,400 homes without power and two dead.")
    together = {claim.id for claim in extract_claims([one, other], Settings())}
    alone = {claim.id for report in (other, one) for claim in extract_claims([report], Settings())}
    assert together == alone


@pytest.mark.parametrize("text", ["", " ", "\ud800 died", "‮٣ قتلى", "💔" * 50, "killed " * 500])
def test_any_text_goes_through(text: str) -> None:
    report = Report("r", text)
    for claim in extract_claims([report], Settings()):
        assert report.text[claim.start : claim.end] == claim.quote


def test_the_shipped_network_is_small() -> None:
    data = files("checker.extract") / "data"
    assert sum(len((data / f"reader-{member}.safetensors").read_bytes()) for member in (0, 1)) < 30_000_000


def test_a_quote_ends_at_a_pause_and_keeps_off_other_figures() -> None:
    text = "The blast killed 12 people, wounding 30 others."
    twelve, thirty = text.index("12"), text.index("30")
    spans = [(twelve, twelve + 2), (thirty, thirty + 2)]
    first = counted_quote(text, (0, len(text)), spans[0], [spans[1]])
    second = counted_quote(text, (0, len(text)), spans[1], [spans[0]])
    assert text[slice(*first)] == "The blast killed 12 people"
    assert text[slice(*second)] == "wounding 30 others"
