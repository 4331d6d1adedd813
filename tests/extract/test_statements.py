"""What is read from a sentence that is no figure: polarity, holders, and what is no position at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extract.sentences import sentence_spans
from checker.extract.statements import statement_claims
from checker.model import Claim, Report


def read(text: str, source: str = "River Daily") -> tuple[Claim, ...]:
    report = Report("r", text, source=source)
    return statement_claims(report, sentence_spans(report.text))


def values(text: str, topic: str) -> list[str]:
    return [claim.value for claim in read(text) if claim.topic == topic]


@pytest.mark.parametrize(
    ("text", "topic", "value"),
    [
        ("The raids were coordinated with the ministry.", "coordination", "coordinated"),
        ("The raids were not coordinated with the ministry.", "coordination", "not coordinated"),
        ("The raids took place without any coordination with the ministry.", "coordination", "not coordinated"),
        ("The minister denied that the raids were coordinated with him.", "coordination", "not coordinated"),
        ("All gates were open, the owner said.", "gates", "open"),
        ("The gates were locked, workers said.", "gates", "locked"),
        ("The gates were never locked, the owner said.", "gates", "open"),
        ("No ransom was paid.", "ransom", "no ransom"),
        ("The family paid a ransom.", "ransom", "ransom paid"),
        ("A gas leak caused the blast.", "blast", "gas explosion"),
        ("The blast was not caused by a gas leak.", "blast", "not gas explosion"),
        ("Talk of a gas leak is false, the utility said.", "blast", "not gas explosion"),
        ("No civilian was killed, the army said.", "civilians", "only fighters"),
        ("The dead were women and children.", "civilians", "civilians among the victims"),
        ("Car no. 4 was hit and its driver shot dead.", "death", "shot"),
        ("The assault was repelled.", "outcome", "repelled"),
        ("The rebels overran the post.", "outcome", "overrun"),
        ("No deaths in the gas leak at Bharuch.", "blast", "gas explosion"),
        ("All the dead were fighters, state TV said.", "civilians", "only fighters"),
    ],
)
def test_typed_propositions(text: str, topic: str, value: str) -> None:
    assert value in values(text, topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Most of the dead were fighters, state TV said.", "civilians"),
        ("The doctors' union put the number of people killed at 12.", "civilians"),
        ("No children were among the victims.", "civilians"),
        ("He died of a heart attack.", "event"),
        ("Twelve officers killed in Bannu.", "responsibility"),
        ("Nine fuel trucks burnt, drivers unharmed.", "responsibility"),
    ],
)
def test_what_is_not_said_is_not_read(text: str, topic: str) -> None:
    assert [
        claim for claim in read(text) if topic in (claim.topic, claim.attribute) and claim.value != "no children"
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "No air strike took place in the valley, the ministry said.",
        "The army denied bombing the school.",
        "The market was not bombed.",
        "Reports that aircraft bombed the market are fabricated.",
    ],
)
def test_denied_events(text: str) -> None:
    denied = [claim for claim in read(text) if claim.topic == "event" and "denies" in claim.cues]
    assert [claim.value for claim in denied] in (["no strike or bombing"], ["no attack"])


@pytest.mark.parametrize(
    "text",
    [
        "Police are investigating whether a gas leak or a bomb caused the blast.",
        "It is not clear whether the gates were locked.",
        "The union demanded that the gates be kept open.",
        "Last year a gas leak destroyed the house next door.",
    ],
)
def test_what_is_no_position(text: str) -> None:
    assert [claim for claim in read(text) if claim.topic in ("blast", "gates")] == []


def test_the_holder_is_the_quoted_one() -> None:
    (claim,) = [claim for claim in read("The gates were locked, the fire brigade said.") if claim.topic == "gates"]
    assert claim.holder == "the fire brigade"


def test_possibility_is_marked() -> None:
    (claim,) = [claim for claim in read("A gas leak may have caused the blast.") if claim.topic == "blast"]
    assert "weak" in claim.cues


def test_denial_of_guilt_names_the_denier() -> None:
    claims = [claim for claim in read("The Kivu Front denied planting the device.") if claim.topic == "responsibility"]
    assert any("denied" in claim.cues and "actor:kivu" in claim.cues for claim in claims)


def test_may_the_month_is_no_possibility() -> None:
    claims = [claim for claim in read("On 3 May a gas leak caused the blast.") if claim.topic == "blast"]
    assert claims
    assert all("weak" not in claim.cues for claim in claims)


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_goes_through_with_true_spans(text: str) -> None:
    report = Report("r", text)
    for claim in statement_claims(report, sentence_spans(report.text)):
        assert report.text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("piece", ["denied that ", "not ", "gates ", "denied denied, ", "the the the ", "is false is "])
def test_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        statement_claims(Report("r", text), [(0, len(text))])
        return time.process_time() - started

    seconds(1_000)
    small, large = seconds(10_000), seconds(80_000)
    assert large < 8 * 4 * max(small, 0.01)
