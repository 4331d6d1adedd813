"""Whom a report attributes a figure to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.attribution import attribution_context, holder_of
from checker.extract.sentences import sentence_spans


def holder(text: str, words: str) -> str | None:
    context = attribution_context(text, sentence_spans(text))
    at = text.index(words)
    return holder_of(context, at, at + len(words))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "A mine killed six shepherds near the well, the district governor said on Monday.",
            "six",
            "the district governor",
        ),
        ("The district governor said that six shepherds had been killed.", "six", "The district governor"),
        ("According to the fire brigade, nine people were pulled out alive.", "nine", "the fire brigade"),
        ("Nine people were pulled out alive, according to the fire brigade.", "Nine", "the fire brigade"),
        ("The ministry put the number of dead at 14.", "14", "The ministry"),
        ("A nurse at the Lokori clinic told the radio that 14 had died.", "14", "A nurse at the Lokori clinic"),
        ("Six dead, police say", "Six", "police"),
        ("Police: six dead in Lokori market blast", "six", "Police"),
        ("Six dead in Lokori market blast - police", "Six", "police"),
        ("Rebels claim 40 soldiers killed", "40", "Rebels"),
        ("The flood killed 94, the water board said in its daily bulletin.", "94", "the water board"),
        ("It drowned six, the regional head wrote on X. Two more are sought.", "six", "the regional head"),
        ("Six had died before Tuesday, according to the Red Cross.", "Six", "the Red Cross"),
        ("Six had died, according to two nurses.", "Six", "two nurses"),
        ("The blast left nine dead, informs the Directorate of Health.", "nine", "the Directorate of Health"),
        ("Nine have died, by the hospital's tally.", "Nine", "the hospital"),
        ("Harbour riot, 11 killed (police), many hurt.", "11", "police"),
        ("The group's spokesman denied reports of a rout, saying it had lost two men.", "two", "The group's spokesman"),
        ("Organisers said police had detained 120 marchers.", "120", "Organisers"),
        ("The fire service keeps to eight.", "eight", "The fire service"),
        ("Provincial governor Rosa Lima put the dead at fifteen.", "fifteen", "Provincial governor Rosa Lima"),
        ("Of the 24 dead 15 were porters, the commission of inquiry found.", "15", "the commission of inquiry"),
        ("The fire has destroyed 17 dwellings.", "17", None),
        ("Of the nine on the police list, five were found.", "five", None),
        ("KISUMU, May 3 (AP) - Six people drowned.", "Six", None),
        ("Witnesses counted 11 bodies on the quay.", "11", "Witnesses"),
        ("The Red Cross treated 23 people for burns.", "23", "The Red Cross"),
        ("The ministry's figure of nine is too low.", "nine", "The ministry"),
        ('"We buried eight," said Ana Lokwang, a teacher.', "eight", "Ana Lokwang"),
        ("The spokesman, Colonel Peter Obi, said five were hurt.", "five", "The spokesman, Colonel Peter Obi"),
        ("The army denied that 12 of its men had been captured.", "12", "The army"),
        ("Inspector Rosa Amadi put the number of evacuees at 310.", "310", "Inspector Rosa Amadi"),
        ("The relief society at the school put it nearer 450.", "450", "The relief society at the school"),
        ("Rescuers who had dug all night said five were alive.", "five", "Rescuers"),
        ("According to those who got away, nine men were shot at the ford.", "nine", "those who got away"),
        (
            "Forty people died, two ministers and a hospital porter told the radio.",
            "Forty",
            "two ministers and a hospital porter",
        ),
        ("It holds to 12 dead against the ferry operator's 19.", "19", "the ferry operator"),
    ],
)
def test_the_holder_is_named_in_the_sentence(text: str, words: str, expected: str) -> None:
    assert holder(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A mine killed six shepherds near the well.", "six"),
        ("Six people were reported missing after the flood.", "Six"),
        ("Twelve people have been confirmed dead.", "Twelve"),
        ("Deaths: 6 (4 female, 2 male).", "6"),
        ("We have received 16 wounded since dawn.", "16"),
        ("Troops killed six men. The governor said schools would close.", "six"),
        ("Own troops: 2 wounded.", "2"),
        ("The coast guard searched all day.\n\nPERSONS MISSING: 4\nBODIES: 2", "4"),
        ("This hospital has received 16 wounded.", "16"),
        ("The king's two brothers were hurt.", "two"),
    ],
)
def test_the_outlet_speaks_itself(text: str, words: str) -> None:
    assert holder(text, words) is None


def test_two_sides_in_one_sentence() -> None:
    text = "Police said eight had died, the hospital 11."
    assert holder(text, "eight") == "Police"
    assert holder(text, "11") == "the hospital"
    text = "The army said it killed 30 rebels, while residents spoke of five dead farmers."
    assert holder(text, "30") == "The army"
    assert holder(text, "five") == "residents"


def test_a_pronoun_goes_back_to_the_last_holder() -> None:
    text = "The mayor of Lokori said the bridge had gone. He added that four people were missing."
    assert holder(text, "four") == "The mayor of Lokori"


def test_a_possessive_goes_back_to_its_owner() -> None:
    text = "Sheriff Tom Abara said four people were missing. His office counted 12 burnt cars."
    assert holder(text, "12") == "Sheriff Tom Abara's office"


def test_a_quotation_over_several_sentences_keeps_its_speaker() -> None:
    text = '"I was at the pump. We carried out seven. Two were my cousins," said Ana Lokwang, a teacher.'
    assert "Ana Lokwang" in (holder(text, "seven") or "")
    assert "Ana Lokwang" in (holder(text, "Two") or "")


def test_a_transcript_gives_each_turn_its_speaker() -> None:
    text = "PRESENTER: How many?\n\nDR AMANI: We have 52 on the floor.\n\nPRESENTER: Police had said 30 people died."
    assert holder(text, "52") == "DR AMANI"
    assert holder(text, "30") == "Police"


def test_a_body_in_its_own_report_is_the_outlet() -> None:
    text = "The Lokori Health Office announces that nine people died. Police said ten."
    context = attribution_context(text, sentence_spans(text), "Lokori Health Office")
    assert holder_of(context, text.index("nine"), text.index("nine") + 4) is None
    assert holder_of(context, text.index("ten."), text.index("ten.") + 3) == "Police"


@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 40))
def test_any_text_goes_through(text: str, start: int, length: int) -> None:
    context = attribution_context(text, sentence_spans(text))
    holder_of(context, start, start + length)


@pytest.mark.parametrize(
    "piece", ["police said 3, ", '"', "the ", "according to ", "A B: ", "said said ", "(x, ", "he told "]
)
def test_adversarial_text_is_read_in_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        spans = sentence_spans(text)
        began = time.process_time()
        context = attribution_context(text, spans)
        for at in range(0, len(text), 997):
            holder_of(context, at, at + 3)
        return time.process_time() - began

    seconds(2_000)
    small, large = seconds(20_000), seconds(80_000)
    assert large < 16 * max(small, 0.01)
