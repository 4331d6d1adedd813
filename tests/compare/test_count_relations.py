"""What one figure is to another: conflict, update, correction, compatible, agree, single."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from checker.compare.voices import is_body, is_outlet


def test_eight_against_one_and_the_wounded_of_one_side_only(desk, fig):
    desk.report("r1", "Tigris Wire", 1, fig("killed", 8, holder="the militia", subject="fighters"))
    desk.report("r2", "Delta News", None, fig("killed", 1, subject="fighter"), fig("wounded", 24))
    conflict = desk.found("conflict")
    assert [[p.value for p in item.positions] for item in conflict] == [["1", "8"]]
    assert desk.relations("wounded") == {"single"}


def test_a_toll_that_rises_with_time_is_an_update(desk, fig):
    for hour, toll in ((1, 12), (6, 15), (9, 16)):
        desk.report(f"r{hour}", f"Outlet{hour}", hour, fig("killed", toll))
    (update,) = desk.found("update")
    assert [p.low for p in update.positions] == [12, 15, 16]
    assert desk.relations() == {"update"}
    assert (update.low, update.high) == (12, 16)


def test_a_militias_claim_against_the_armys_admission(desk, fig):
    desk.report("r1", "Army Command", 1, fig("killed", 5, scope="subset", subject="soldiers"))
    desk.report("r2", "Front for Liberation", 4, fig("killed", 33, subject="enemy soldiers", holder="the militia"))
    (conflict,) = desk.found("conflict")
    assert [p.low for p in conflict.positions] == [5, 33]


def test_a_later_lower_toll_from_another_voice_is_a_conflict(desk, fig):
    desk.report("r1", "Residents", 3, fig("killed", 9))
    desk.report("r2", "Police Command", 8, fig("killed", 6))
    assert desk.relations() == {"conflict"}


def test_both_in_one_report_on_different_words_is_a_conflict(desk, fig):
    desk.report("r1", "Wire", 3, fig("killed", 8, holder="police"), fig("killed", 11, holder="the hospital"))
    (conflict,) = desk.found("conflict")
    assert conflict.rule == "count/held-at-once"
    assert all(p.reports == ("r1",) for p in conflict.positions)


def test_one_voice_in_one_report_does_not_contradict_itself(desk, fig):
    desk.report("r1", "Wire", 3, fig("killed", 8), fig("killed", 11))
    assert "conflict" not in desk.relations()


def test_a_withdrawn_figure_is_a_correction(desk, fig):
    desk.report("r1", "Red Cross branch", 1, fig("killed", 19))
    desk.report(
        "r2",
        "Governorate",
        50,
        fig("killed", 18),
        fig("killed", 19, scope="negated", quote="not 19 as announced", cues=("correction", "superseded")),
    )
    assert desk.relations() == {"correction"}


def test_a_body_that_takes_one_off_a_count_corrects_it(desk, fig):
    desk.report("r1", "Authorities", 1, fig("killed", 34))
    desk.report("r2", "Health Cluster", 50, fig("killed", 33, cues=("taken_off",)))
    assert desk.relations() == {"correction"}


@pytest.mark.parametrize(("earlier", "cues"), [(34, ()), (52, ("taken_off",))])
def test_a_later_lesser_figure_without_such_words_or_far_below_stays_a_conflict(desk, fig, earlier, cues):
    desk.report("r1", "Authorities", 1, fig("killed", earlier))
    desk.report("r2", "Health Cluster", 50, fig("killed", 33, cues=cues))
    assert desk.relations() == {"conflict"}


def test_a_report_that_withdraws_its_own_earlier_figure_corrects_it(desk, fig):
    desk.report(
        "r1",
        "Maritime desk",
        1,
        fig(
            "strikes",
            3,
            scope="negated",
            subject="drones",
            quote="update 1 stated three drones",
            cues=("correction_report",),
        ),
        fig("strikes", 2, subject="drones", quote="the master has confirmed two drones"),
    )
    desk.report("r2", "Wire", 2, fig("strikes", 2, subject="drones"))
    (correction,) = desk.found("correction", "strikes")
    assert [p.low for p in correction.positions] == [3, 2]


def test_a_contested_figure_is_a_conflict_even_later(desk, fig):
    desk.report("r1", "Morning Post", 1, fig("wounded", 30))
    quote = "not 30 as some newspapers print"
    desk.report("r2", "Union", 9, fig("wounded", 65), fig("wounded", 30, scope="negated", quote=quote))
    assert desk.relations("wounded") == {"conflict"}


def test_a_superseded_figure_named_by_the_later_report_is_no_conflict(desk, fig):
    desk.report("r1", "Wire", 1, fig("wounded", 61))
    desk.report(
        "r2",
        "Relief cell",
        30,
        fig("wounded", 82),
        fig("wounded", 61, scope="negated", quote="up from 61", cues=("rise", "superseded")),
    )
    assert desk.relations("wounded") == {"update"}


def test_at_least_and_a_greater_figure_are_compatible(desk, fig):
    desk.report("r1", "Wire", None, fig("killed", 19, None))
    desk.report("r2", "Daily", None, fig("killed", 26))
    assert desk.relations() == {"compatible"}


def test_two_exact_headlines_without_dates_conflict(desk, fig):
    desk.report("r1", "Wire", None, fig("killed", 9), fig("wounded", 11))
    desk.report("r2", "Daily", None, fig("killed", 6), fig("missing", 3, None))
    assert desk.relations() == {"conflict"}


def test_the_missing_fall_and_a_rise_by_another_voice_is_a_conflict(new_desk, fig):
    falls = new_desk().report("r1", "Wire", 1, fig("missing", 8)).report("r2", "Rescue", 9, fig("missing", 6))
    rises = (
        new_desk()
        .report("r1", "Wire", 1, fig("missing", 6, holder="police"))
        .report("r2", "Families", 9, fig("missing", 80))
    )
    assert falls.relations("missing") == {"update"}
    assert rises.relations("missing") == {"conflict"}


def test_wounded_who_die_move_to_the_other_column(desk, fig):
    desk.report("r1", "Police desk", 1, fig("killed", 6), fig("wounded", 10))
    desk.report("r2", "Courier", 6, fig("killed", 8), fig("wounded", 8))
    assert desk.relations("killed") == {"update"}
    assert desk.relations("wounded") == {"update"}


def test_the_attacker_counted_or_not(desk, fig):
    desk.report("r1", "Wire", None, fig("killed", 5))
    desk.report("r2", "Daily", None, fig("killed", 6, cues=("includes_attacker",)))
    (found,) = desk.found()
    assert (found.relation, found.rule) == ("compatible", "count/sum")


def test_two_groups_make_the_sum(desk, fig):
    desk.report("r1", "Daily", None, fig("killed", 16), fig("killed", 6, scope="subset", subject="terrorists"))
    desk.report("r2", "Ministry", None, fig("killed", 10, subject="policemen"))
    assert "conflict" not in desk.relations()


def test_each_side_is_compared_with_itself_only(desk, fig):
    desk.report(
        "r1",
        "Army Press Office",
        2,
        fig("killed", 46, scope="subset", subject="terrorists"),
        fig("killed", 5, scope="subset", subject="soldiers"),
    )
    desk.report("r2", "Collective of villages", 30, fig("killed", 31, subject="civilians"))
    assert "conflict" not in desk.relations()


def test_no_civilian_hurt_against_a_list_of_civilians(desk, fig):
    desk.report("r1", "Army Press Office", 2, fig("killed", 0, scope="subset", subject="civilian"))
    desk.report("r2", "Collective of villages", 30, fig("killed", 31, subject="civilians"))
    (conflict,) = desk.found("conflict")
    assert conflict.rule == "count/denied"


def test_families_are_not_people(desk, fig):
    desk.report("r1", "Relief", 2, fig("displaced", 480, subject="families"))
    desk.report("r2", "Ministry", 3, fig("displaced", 1920, subject="persons"))
    assert "conflict" not in desk.relations("displaced")
    assert any("households" in item.reason for item in desk.compare().refusals)


def test_other_incidents_and_parts_are_refused_with_a_reason(desk, fig):
    desk.report("r1", "Wire", 2, fig("killed", 8), fig("killed", 150, scope="other"))
    desk.report("r2", "Daily", 3, fig("killed", 3, scope="subset", subject="children"), fig("killed", 8))
    reasons = {item.reason for item in desk.compare().refusals}
    assert any("another incident" in reason for reason in reasons)
    assert any("part of those counted" in reason for reason in reasons)
    assert desk.relations() == {"agree"}


def test_a_stale_repetition_is_said_to_be_one(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 12, holder="the health ministry"))
    desk.report("r2", "Gazette", 5, fig("killed", 15, holder="the health ministry"))
    desk.report("r3", "Evening Post", 9, fig("killed", 12))
    (update,) = desk.found("update")
    assert update.rule == "count/stale"
    assert "Evening Post" in update.explanation.split("replaced figure:")[1]


def test_agreement_needs_two_voices(new_desk, fig):
    one = new_desk().report("r1", "Wire", 1, fig("killed", 8, holder="the ministry"))
    one.report("r2", "Daily", 2, fig("killed", 8, holder="a ministry spokesman"))
    two = new_desk().report("r1", "Wire", 1, fig("killed", 8, holder="the ministry"))
    two.report("r2", "Daily", 2, fig("killed", 8, holder="residents"))
    assert one.relations() == {"single"}
    assert two.relations() == {"agree"}
    assert two.found()[0].positions[0].independent_reports == 2


def test_a_next_victim_is_an_update(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 2))
    desk.report("r2", "Relief", 60, fig("killed", 1, scope="subset", quote="a third young man died", subject="man"))
    (update,) = desk.found("update")
    assert update.rule == "count/next-victim"


def test_an_undated_figure_inside_a_moving_toll_is_left_alone(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 7))
    desk.report("r2", "Daily", 9, fig("killed", 14))
    desk.report("r3", "Channel", None, fig("killed", 11))
    assert "conflict" not in desk.relations()


def test_rounded_figures_do_not_conflict(desk, fig):
    desk.report("r1", "Wire", 1, fig("displaced", 1300))
    desk.report("r2", "Ministry", 1, fig("displaced", 1286))
    assert "conflict" not in desk.relations("displaced")


def test_rival_accounts_of_who_the_dead_are(desk, fig):
    desk.report("r1", "Grouping Press Centre", None, fig("killed", 1, 40, subject="enemy servicemen"))
    desk.report("r2", "Prosecutor", 5, fig("killed", 7, subject="civilians"))
    (conflict,) = desk.found("conflict")
    assert conflict.rule == "count/rival-accounts"


def test_an_outlets_passing_mention_does_not_contradict(desk, fig):
    desk.report("r1", "Police Command", 1, fig("wounded", 9))
    desk.report("r2", "Evening Post", 8, fig("killed", 2), fig("wounded", 6))
    assert "conflict" not in desk.relations("wounded")


def test_what_an_outlet_opens_with_is_no_passing_mention(desk, fig):
    desk.report("r1", "Police Command", 1, fig("wounded", 9))
    desk.report("r2", "Evening Post", 8, fig("wounded", 6))
    assert "conflict" in desk.relations("wounded")


def test_a_copy_that_departs_from_its_original_speaks_for_itself(desk, fig):
    desk.report("r1", "Coastal Wire", 1, fig("killed", 12), fig("wounded", 4))
    desk.report("r2", "Morning Post", 2, fig("killed", 3), fig("wounded", 4), copy_of="r1")
    assert desk.relations("killed") == {"conflict"}
    assert "agree" not in desk.relations("wounded")


def test_two_police_among_five_are_no_rival_figure(desk, fig):
    desk.report("r1", "Wire", None, fig("killed", 5), fig("killed", 2, scope="subset", subject="policemen"))
    desk.report("r2", "Post", None, fig("killed", 2, subject="policemen"))
    assert "conflict" not in desk.relations("killed")


def test_a_headline_drops_the_at_least_of_its_text(desk, fig):
    minimum = fig("killed", 17, None, holder="police", quote="At least 17 people killed")
    desk.report("r1", "Wire", 1, fig("killed", 17, quote="17 killed in crash"), minimum, fig("missing", 2))
    desk.reports["r1"] = replace(desk.reports["r1"], title="17 killed in crash")
    desk.report("r2", "Post", 1, fig("killed", 23, holder="the mayor"))
    assert "conflict" not in desk.relations("killed")


def test_two_voices_that_differ_are_not_told_as_one(desk, fig):
    desk.report("r1", "Evening Post", 8, fig("killed", 2), fig("wounded", 6))
    desk.report("r2", "Police Command", 1, fig("wounded", 9))
    assert desk.relations("wounded") == {"compatible"}


def test_parts_that_add_up_are_no_rival_figures(desk, fig):
    desk.report(
        "r1",
        "Elgon Express",
        1,
        fig("killed", 6, holder="the chairman"),
        fig("killed", 3, holder="the commander"),
        fig("killed", 9, holder="the commander"),
    )
    assert desk.relations() == {"single"}
    assert any("part" in item.reason for item in desk.compare().refusals)


def test_a_wider_total_beside_the_own_figure_is_left_out(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 2), fig("killed", 15, None, cues=("several_places",)))
    desk.report("r2", "Residents", 5, fig("killed", 2))
    assert desk.relations() == {"agree"}


def test_a_part_greater_than_the_whole_stands_for_a_whole(desk, fig):
    desk.report(
        "r1",
        "Samaria Wire",
        1,
        fig("wounded", 9, holder="the ministry"),
        fig("wounded", 14, holder="the Red Crescent", scope="subset"),
    )
    assert desk.relations("wounded") == {"conflict"}


def test_a_bystanders_early_all_clear_is_no_denial(new_desk, fig):
    def told(source):
        desk = new_desk()
        desk.report("r1", source, 1, fig("killed", 0, scope="subset", subject="civilian"))
        return desk.report("r2", "Collective of villages", 30, fig("killed", 31, subject="civilians")).relations()

    assert "conflict" in told("Army Command")
    assert "conflict" not in told("District Mayor")


def test_who_admits_more_than_the_enemy_claims_disputes_nothing(new_desk, fig):
    def told(claimed, admitted):
        desk = new_desk()
        desk.report("r1", "Front for Liberation", 1, fig("killed", claimed, subject="enemy soldiers"))
        return desk.report("r2", "Army Command", 9, fig("killed", admitted, subject="soldiers")).relations()

    assert told(33, 5) == {"conflict"}
    assert told(3, 5) == {"update"}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Armed Forces General Command Press Office", True),
        ("National Disaster Management Agency", True),
        ("Coast Guard Service", True),
        ("Joint Command Morning Operational Update", True),
        ("Union News", False),
        ("Iberia Health Wire", False),
        ("Gojjam Observer", False),
        ("Spring News Agency", False),
        ("Agence du Fleuve", False),
    ],
)
def test_a_bodys_press_office_is_the_body(name, body):
    assert is_body(name) is body
    assert is_outlet(name) is not body


def test_no_casualties_is_none_and_no_joint_count(desk, fig):
    desk.report("r1", "Mayor", None, fig("killed", 0, cues=("dead_and_wounded",)))
    desk.report("r2", "Daily", None, fig("killed", 2))
    assert desk.relations() == {"conflict"}


def test_another_voices_part_beside_a_whole_is_set_against_it(desk, fig):
    desk.report(
        "r1",
        "Wire",
        3,
        fig("killed", 3, holder="the hospital", quote="hospital says three shot dead"),
        fig("killed", 1, holder="police", quote="police say one dead", scope="subset"),
    )
    (conflict,) = desk.found("conflict")
    assert [p.low for p in conflict.positions] == [1, 3]


def test_a_flat_none_against_one_is_a_conflict_whatever_they_are_called(desk, fig):
    desk.report("r1", "Master of the ship", 1, fig("killed", 1, subject="worker"))
    desk.report("r2", "Armed Forces", 3, fig("killed", 0, subject="crew", quote="not one of them was killed"))
    assert desk.found("conflict")


def test_a_withdrawal_does_not_reach_another_voices_figure(desk, fig):
    desk.report("r1", "Radio", 1, fig("killed", 17, holder="the ministry"), fig("killed", 19, holder="the union"))
    desk.report(
        "r2",
        "Commission",
        300,
        fig("killed", 18),
        fig("killed", 17, scope="negated", quote="not 17 as announced", cues=("correction", "superseded")),
    )
    corrected = [{p.low for p in item.positions} for item in desk.found("correction")]
    assert {17, 18} in corrected
    assert not any(19 in figures for figures in corrected)


def test_what_was_struck_off_is_no_figure_of_its_own(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 14))
    struck = fig("killed", 5, scope="negated", quote="five had been counted twice", cues=("correction",))
    desk.report("r2", "Health Office", 5, fig("killed", 9, cues=("correction",)), struck)
    (correction,) = desk.found("correction")
    assert [p.low for p in correction.positions] == [14, 9]


def test_a_reports_own_correction_is_told_beside_another(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 56))
    old = fig("killed", 65, scope="negated", quote="the flash note gave 65", cues=("correction",))
    desk.report("r2", "Relief Cluster", 9, fig("killed", 59, cues=("correction",)), old)
    told = [{p.low for p in item.positions} for item in desk.found("correction")]
    assert {59, 65} in told


def test_hours_of_several_time_zones_bear_their_zone(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 9, holder="police"))
    desk.report("r2", "Post", 2, fig("killed", 4, holder="the mayor"))
    (found,) = desk.found("conflict")
    assert "09:00" in found.explanation and "UTC" not in found.explanation
    far = desk.reports["r2"].published.astimezone(timezone(timedelta(hours=5, minutes=30)))
    desk.reports["r2"] = replace(desk.reports["r2"], published=far)
    (found,) = desk.found("conflict")
    assert "09:00 UTC+00:00" in found.explanation and "15:30 UTC+05:30" in found.explanation
