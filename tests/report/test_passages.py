"""Evidence in its place: nothing is lost, nothing is marked that no claim says."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Claim, Report, claim_from
from checker.report.json import claim_to_dict
from checker.report.passages import context, marked
from checker.report.text import visible

SPANS = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=8)


def claims_on(report: Report, spans: list[tuple[int, int]], sentence: str = "") -> list[Claim]:
    made = []
    for number, (start, size) in enumerate(spans):
        end = min(len(report.text), start + size)
        made.append(
            claim_from(report, start, end, "killed", scope="incident", sentence=sentence, low=number, high=number)
        )
    return made


@given(st.text(min_size=60, max_size=60), SPANS)
def test_pieces_are_the_text_and_marks_are_the_claims(text: str, spans: list[tuple[int, int]]) -> None:
    report = Report("r", text)
    claims = claims_on(report, spans)
    pieces = marked(text, 0, len(text), claims)
    assert "".join(piece.text for piece in pieces) == visible(text)
    for claim in claims:
        told = "".join(piece.text for piece in pieces if claim.id in piece.claims)
        assert told == visible(claim.quote)
        assert sum(claim.id in piece.first for piece in pieces) == 1


def shown(report: Report, claims: list[Claim]) -> str:
    return "".join(f"[{piece.text}]" if piece.claims else piece.text for piece in context(report, claims))


def test_a_sentence_with_its_words_marked() -> None:
    report = Report("r", "It rained. Eight died and two were hurt. Eight died.")
    sentence = "Eight died and two were hurt."
    assert shown(report, claims_on(report, [(11, 10)], sentence)) == "[Eight died] and two were hurt."
    assert shown(report, claims_on(report, [(11, 10), (26, 3)], sentence)) == "[Eight died] and [two] were hurt."
    assert shown(report, claims_on(report, [(11, 10), (17, 12)], sentence)) == "[Eight died and two] were hurt."


def test_a_sentence_that_is_not_in_the_text_gives_its_line() -> None:
    report = Report("r", "First line.\nEight died\tat noon.\nLast line.")
    assert shown(report, claims_on(report, [(12, 10)], "Eight died at noon.")) == "[Eight died]\tat noon."
    assert shown(report, claims_on(report, [(12, 10)])) == "[Eight died]\tat noon."


def test_a_long_sentence_is_cut_around_the_words() -> None:
    report = Report("r", "a " * 400 + "eight died" + " b" * 400)
    told = shown(report, claims_on(report, [(800, 10)], report.text))
    assert told.startswith("… ") and told.endswith(" …") and "[eight died]" in told and len(told) < 600


def test_a_megabyte_without_a_full_stop() -> None:
    report = Report("r", "eight died and " * 70_000)
    begun = time.process_time()
    for claim in claims_on(report, [(15 * number, 10) for number in range(0, 70_000, 35)], report.text):
        assert "[eight died]" in shown(report, [claim])
        kept = claim_to_dict(claim)["sentence"]
        assert "eight died" in kept and len(kept) <= 2_000
    assert time.process_time() - begun < 5


def test_a_shortened_sentence_still_holds_the_quote() -> None:
    report = Report("r", "x" * 5_000 + "eight died" + "y" * 5_000)
    claim = claims_on(report, [(5_000, 10)], report.text)[0]
    assert "eight died" in claim_to_dict(claim)["sentence"]
    assert claim_to_dict(replace(claim, sentence="eight died"))["sentence"] == "eight died"
