"""When two counts are rivals, and when the one goes on where the other stopped."""

from __future__ import annotations

import pytest

from checker.compare.voices import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Provincial Police Command", "police"),
        ("Brigade Command", "force"),
        ("Military Hospital, Camp Navarro", "health"),
        ("Ministry of National Defence", "force"),
        ("the army's spokesman", "force"),
        ("Military Fire Brigade", "state"),
        ("Klinikum Fulda, press office", "health"),
        ("Human Rights Division", "civic"),
    ],
)
def test_the_longest_phrase_tells_who_speaks(name, kind):
    assert kind_of(name) == kind


def test_bombs_announced_and_craters_seen_are_one_count(desk, fig):
    desk.report("r1", "Ministry of Defence", 1, fig("strikes", 4, subject="bombs"))
    desk.report("r2", "River Rights Mission", 90, fig("strikes", 6, subject="craters"))
    assert desk.relations("strikes") == {"conflict"}


def test_fewer_craters_than_shells_fired_are_no_contradiction(desk, fig):
    desk.report("r1", "Ministry of Defence", 1, fig("strikes", 18, subject="shells"))
    desk.report("r2", "River Rights Mission", 90, fig("strikes", 6, subject="craters"))
    assert "conflict" not in desk.relations("strikes")


def test_what_was_fired_does_not_grow_to_a_minimum_nor_without_a_date(new_desk, fig):
    least = new_desk().report("r1", "Residents", 1, fig("strikes", 4, subject="shells"))
    least.report("r2", "Monitor", 9, fig("strikes", 6, None, subject="shells"))
    undated = new_desk().report("r1", "Coalition", None, fig("strikes", 1, subject="bombs"))
    undated.report("r2", "Rights Forum", 9, fig("strikes", 2, subject="bombs"))
    assert "conflict" in least.relations("strikes") & undated.relations("strikes")


@pytest.mark.parametrize(
    ("source", "cues", "relation"),
    [("Police Command", (), "conflict"), ("Savanna Wire", (), "update"), ("Police Command", ("rise",), "update")],
)
def test_whom_an_attack_carried_off_is_settled_between_those_who_answer_for_it(desk, fig, source, cues, relation):
    desk.report("r1", source, 1, fig("abducted", 16))
    desk.report("r2", "Emirate Council", 30, fig("abducted", 34, cues=cues))
    assert desk.relations("abducted") == {relation}


def test_a_body_that_names_another_figure_beside_its_own_contests_it(desk, fig):
    desk.report("r1", "Ministry of Interior", 1, fig("killed", 45))
    desk.report("r2", "Residents' Association", 9, fig("killed", 45, scope="negated"), fig("killed", 62))
    assert "conflict" in desk.relations()


@pytest.mark.parametrize(
    ("first", "then", "relation"),
    [
        ("Ministry of Emergencies", "Red Crescent", "update"),
        ("Alpine Wire", "Valley News", "update"),
        ("Police Station", "Legal Aid Committee", "conflict"),
    ],
)
def test_a_leap_between_two_surveys_is_no_dispute(desk, fig, first, then, relation):
    desk.report("r1", first, 1, fig("structures", 60, subject="houses"))
    desk.report("r2", then, 20, fig("structures", 210, subject="houses"))
    assert desk.relations("structures") == {relation}


def test_dead_and_missing_make_the_dead_of_those_who_gave_up_hope(desk, fig):
    said = fig("killed", 4, holder="rescuers"), fig("missing", 6, holder="rescuers")
    desk.report("r1", "Valley News", 1, *said, fig("killed", 10, holder="relatives"))
    assert "conflict" not in desk.relations()


def test_a_part_of_another_group_makes_up_the_difference(desk, fig):
    desk.report("r1", "Wire", None, fig("killed", 5), fig("killed", 1, scope="subset", subject="crew"))
    desk.report("r2", "Ticker", None, fig("killed", 4, subject="passengers"))
    assert desk.relations() == {"compatible"}


def test_a_forces_own_losses_are_a_part_of_all(new_desk, fig):
    police = new_desk().report("r1", "Police Station", 9, fig("wounded", 11, subject="officers"))
    police.report("r2", "Red Cross", 1, fig("wounded", 33))
    people = new_desk().report("r1", "Police Station", 9, fig("wounded", 11))
    people.report("r2", "Red Cross", 1, fig("wounded", 33))
    assert police.relations("wounded") == {"compatible"}
    assert people.relations("wounded") == {"conflict"}


def test_an_ambulance_service_counts_whom_it_carried(desk, fig):
    desk.report("r1", "Police", 1, fig("killed", 4))
    desk.report("r2", "City Ambulance", 5, fig("killed", 2))
    assert desk.relations() == {"compatible"}


def test_eleven_in_words_is_a_count(desk, fig):
    told = fig("wounded", 29, quote="Twenty-nine were hurt"), fig("wounded", 41, holder="the workers' centre")
    desk.report("r1", "The Weekly", 5, *told)
    assert desk.relations("wounded") == {"conflict"}


def test_up_to_forty_fighters_against_civilians(desk, fig):
    desk.report("r1", "Ministry of Defence", 5, fig("killed", 0, 40, subject="enemy soldiers"))
    desk.report("r2", "City Prosecutor", 9, fig("killed", 7, subject="civilians"))
    assert "conflict" in desk.relations()


@pytest.mark.parametrize(("cues", "relation"), [(("total",), "conflict"), ((), "compatible")])
def test_another_voices_total_is_set_against_the_reports_own_however_far_apart(desk, fig, cues, relation):
    between = fig("killed", 2, quote="Two people were murdered. " + "The street was dark. " * 20)
    desk.report("r1", "The Sentinel", 5, fig("wounded", 5), between, fig("wounded", 3, holder="police", cues=cues))
    assert desk.relations("wounded") == {relation}


@pytest.mark.parametrize(("cues", "at_odds"), [((), True), (("superseded",), False)])
def test_one_report_that_names_a_bodys_figure_beside_the_one_it_holds_to(desk, fig, cues, at_odds):
    named = fig("killed", 5, holder="police", scope="negated", cues=cues)
    desk.report("r1", "Coast News", 5, fig("killed", 13, holder="a hospital"), named)
    assert ("conflict" in desk.relations()) == at_odds
