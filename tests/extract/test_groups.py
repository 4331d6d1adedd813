"""Which group is counted, and how groups relate."""

from __future__ import annotations

import pytest

from checker.extract.groups import ancestors, group_of, relate_groups, side_of, unit_of
from checker.extract.sentences import sentence_spans
from checker.extract.subjects import subject_of
from checker.extract.words import word_table


@pytest.mark.parametrize(
    ("subject", "group"),
    [
        ("people", "people"),
        ("Iran-backed fighters", "fighters"),
        ("novice monks", "worshippers"),
        ("police officers", "police"),
        ("women and children", "women and children"),
        ("soldiers and policemen", "security forces"),
        ("members of the armed forces", "soldiers"),
        ("private houses", "homes"),
        ("fuel tankers", "trucks"),
        ("households", "households"),
        ("barrel bombs", "bombs"),
        ("xyzzy", ""),
    ],
)
def test_a_phrase_names_its_group(subject: str, group: str) -> None:
    assert group_of(subject) == group


def test_the_quote_helps_and_the_agent_does_not() -> None:
    assert group_of("", "five soldiers were killed") == "soldiers"
    assert group_of("", "five were killed by gunmen", "killed") == "people"
    assert group_of("church and 26 homes", "", "structures") == "structures"


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("people", "people", "same"),
        ("children", "people", "a_in_b"),
        ("children", "civilians", "a_in_b"),
        ("people", "soldiers", "b_in_a"),
        ("fighters", "civilians", "disjoint"),
        ("fighters", "soldiers", "disjoint"),
        ("men", "women", "disjoint"),
        ("men", "soldiers", "overlap"),
        ("children", "passengers", "overlap"),
        ("passengers", "crew", "disjoint"),
        ("households", "people", "disjoint"),
        ("homes", "shops", "disjoint"),
        ("homes", "structures", "a_in_b"),
        ("", "people", "overlap"),
        ("women", "women and children", "a_in_b"),
    ],
)
def test_two_groups_relate(a: str, b: str, relation: str) -> None:
    assert relate_groups(a, b) == relation


def test_relations_mirror_each_other() -> None:
    mirror = {"a_in_b": "b_in_a", "b_in_a": "a_in_b"}
    groups = list(word_table("en/groups"))
    for a in groups:
        assert ancestors(a)[0] == a
        assert unit_of(a)
        for b in groups:
            relation = relate_groups(a, b)
            assert relate_groups(b, a) == mirror.get(relation, relation)


@pytest.mark.parametrize(
    ("subject", "context", "group"),
    [
        ("civilian casualties", "", "civilians"),
        ("army dead", "", "soldiers"),
        ("", "Gunmen kill seven", "people"),
        ("", "seven soldiers killed by gunmen", "soldiers"),
    ],
)
def test_what_befell_people_says_nothing_of_whom(subject: str, context: str, group: str) -> None:
    assert group_of(subject, context, "killed") == group


def test_sides() -> None:
    assert side_of("terrorists") == "attackers"
    assert side_of("soldiers") == "security"
    assert side_of("servicemen", "Enemy losses amounted to 40 servicemen") == "enemy"
    assert side_of("companions", "Two of our companions attained martyrdom") == "own"
    assert side_of("villagers") == "civil"
    assert side_of("people") == ""


@pytest.mark.parametrize(
    ("text", "numeral", "subject"),
    [
        ("The blast killed eight people in Lokori.", "eight", "people"),
        ("Seven young fishermen drowned.", "Seven", "fishermen"),
        ("Two hundred villagers fled.", "hundred", "villagers"),
        ("Ten soldiers died, three of them officers.", "three", "officers"),
        ("Three police officers were hurt.", "Three", "police officers"),
        ("Gunmen kill seven in a pool hall.", "seven", ""),
        ("Gunmen opened fire, killing seven.", "seven", ""),
        ("Civilian casualties: none reported.", "none", "Civilian casualties"),
    ],
)
def test_the_subject_stands_by_the_numeral(text: str, numeral: str, subject: str) -> None:
    at = text.index(numeral)
    assert subject_of(text, sentence_spans(text)[0], at, len(text), at + len(numeral)) == subject
