"""Who has an interest in a figure, and what time does not settle."""

from __future__ import annotations

import pytest

from checker.model import claim_from


def _air_strike(desk):
    report = desk.reports["r1"]
    return claim_from(report, 0, 1, "cause", value="air strike", scope="incident", sentence=report.text)


def test_a_party_that_counts_far_fewer_is_contradicted_even_by_a_later_count(desk, fig):
    desk.report("r1", "Army Command", 2, fig("killed", 7))
    desk.report("r2", "Hill Villages Channel", 5, fig("killed", 24))
    (conflict,) = desk.found("conflict")
    assert conflict.rule == "count/played-down"


@pytest.mark.parametrize(("source", "fewer"), [("District Hospital", 7), ("Army Command", 22)])
def test_others_and_near_figures_are_overtaken(desk, fig, source, fewer):
    desk.report("r1", source, 2, fig("killed", fewer))
    desk.report("r2", "Hill Villages Channel", 5, fig("killed", 24))
    assert desk.relations() == {"update"}


def test_one_undated_figure_may_be_another_state_of_the_count(desk, fig):
    desk.report("r1", "Quake Tracker", 4, fig("killed", 16))
    desk.report("r2", "Relief Digest", None, fig("killed", 28))
    assert desk.relations() == {"compatible"}


@pytest.mark.parametrize(("dated", "undated", "relation"), [(16, 28, "conflict"), (28, 16, "compatible")])
def test_a_bodys_undated_toll_may_be_early_but_not_greater(desk, fig, dated, undated, relation):
    desk.report("r1", "Fire Service", 4, fig("killed", dated))
    desk.report("r2", "District Hospital", None, fig("killed", undated))
    assert desk.relations() == {relation}


def test_an_undated_figure_of_the_other_side_is_at_odds(desk, fig):
    desk.report("r1", "Provincial Governor", 4, fig("killed", 16))
    desk.report("r2", "Army Command", None, fig("killed", 3))
    assert desk.relations() == {"conflict"}


def test_what_was_fired_does_not_grow(desk, fig):
    desk.report("r1", "Harbour Residents", 2, fig("strikes", 4, subject="shells"))
    desk.report("r2", "Technical Committee", 20, fig("strikes", 6, subject="shells"))
    (conflict,) = desk.found("conflict", "strikes")
    assert conflict.rule == "count/fixed"


def test_who_contradicts_a_toll_contradicts_what_takes_its_place(desk, fig):
    desk.report("r1", "Residents", 2, fig("killed", 13))
    desk.report("r2", "Town Mayor", 6, fig("killed", 7))
    desk.report("r3", "Residents", 9, fig("killed", 30))
    (conflict,) = desk.found("conflict")
    assert [p.low for p in conflict.positions] == [7, 13, 30]


def test_a_hospital_counts_its_own_wards(desk, fig):
    desk.report("r1", "Town Mayor", 2, fig("wounded", 31))
    desk.report("r2", "Saint Anne Hospital", 6, fig("wounded", 12))
    assert "conflict" not in desk.relations("wounded")


def test_a_zero_is_no_part(desk, fig):
    desk.report("r1", "Shipping Union", 2, fig("killed", 1, quote="One sailor is dead"))
    desk.report("r2", "Army Command", 6, fig("killed", 0, quote="not one of them was killed"))
    assert desk.relations() == {"conflict"}


def test_a_figure_seen_by_the_network_alone_starts_no_conflict(desk, fig):
    desk.report("r1", "Town Mayor", 2, fig("killed", 9))
    lone = fig("killed", 4, rule="learned/1:lone")
    desk.report("r2", "Police Command", 6, fig("wounded", 3), fig("missing", 2), lone)
    assert "conflict" not in desk.relations()
    assert any("not surely read" in refusal.reason for refusal in desk.compare().refusals)


def test_another_account_counts_the_whole(desk, fig):
    desk.report(
        "r1",
        "Evening Post",
        2,
        fig("killed", 8, holder="the militia"),
        fig("killed", 1, holder="Another account", scope="subset", quote="one man killed"),
    )
    assert "conflict" in desk.relations()


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Nine people died, and not 12 as announced on Monday", "correction"),
        ("The 12 dead of the militia are an invention: there are 9", "conflict"),
    ],
)
def test_a_figure_named_to_be_withdrawn_or_to_be_contested(desk, fig, sentence, relation):
    desk.report("r1", "Resistance Front", 2, fig("killed", 12))
    desk.report(
        "r2",
        "Ministry of Health",
        30,
        fig("killed", 9, sentence=sentence),
        fig("killed", 12, scope="negated", sentence=sentence, quote="12"),
    )
    assert relation in desk.relations()


def test_fighters_only_against_civilians_only(desk, fig):
    desk.report("r1", "Army Command", 2, fig("killed", 17, subject="terrorists"))
    desk.report("r2", "Herders Union", 6, fig("killed", 16, subject="herders"))
    (conflict,) = desk.found("conflict", "victim_status")
    assert {p.value for p in conflict.positions} == {"only fighters", "only civilians"}
    assert "cannot all be fighters and be civilians" in conflict.explanation


def test_the_dead_of_two_sides_are_no_dispute_about_who_they_were(desk, fig):
    desk.report("r1", "Army Command", 2, fig("killed", 40, subject="terrorists"))
    desk.report("r2", "Herders Union", 6, fig("killed", 5, subject="herders"))
    assert not desk.found("conflict", "victim_status")


def test_a_flat_denial_is_no_early_report(desk, fig):
    desk.report("r1", "Provincial Government", 2, fig("killed", 0, quote="It is false that there were deaths"))
    desk.report("r2", "Harbour Gazette", 9, fig("killed", 3))
    (conflict,) = desk.found("conflict")
    assert conflict.rule == "count/flat-denial"


def test_none_known_so_far_is_overtaken(desk, fig):
    none = fig("killed", 0, quote="Not one death has been reported so far", cues=("preliminary",))
    desk.report("r1", "Provincial Government", 2, none)
    desk.report("r2", "Harbour Gazette", 9, fig("killed", 3))
    assert desk.relations() == {"update"}


def test_children_among_the_dead_are_no_fighters(desk, fig):
    desk.report("r1", "Army Spokesman", 2, fig("killed", 8, subject="terrorists", quote="8 terrorists were eliminated"))
    desk.report("r2", "Valley Hospital", 4, fig("killed", 10), fig("killed", 4, subject="children", scope="subset"))
    desk.claims.append(_air_strike(desk))
    (conflict,) = desk.found("conflict", "victim_status")
    assert conflict.rule == "victims/fighters-or-civilians"
    assert [side.value for side in conflict.positions] == ["only fighters", "only civilians"]


def test_who_quotes_the_other_side_still_speaks_for_itself(desk, fig):
    desk.report("r1", "Army Spokesman", 2, fig("killed", 8, subject="terrorists", quote="8 terrorists were eliminated"))
    desk.report(
        "r2",
        "Valley Dispatch",
        4,
        fig("killed", 9, subject="villagers", holder="the mayor"),
        fig("killed", 8, subject="fighters", holder="the army"),
    )
    (conflict,) = desk.found("conflict", "victim_status")
    assert {name for side in conflict.positions for name in side.reports} == {"r1", "r2"}


@pytest.mark.parametrize(("cues", "relation"), [((), "update"), (("closed",), "conflict"), (("contests",), "conflict")])
def test_a_closed_or_contested_count_is_not_simply_overtaken(desk, fig, cues, relation):
    desk.report("r1", "Highway Police", 2, fig("killed", 18, cues=cues))
    desk.report("r2", "District Hospital", 4, fig("killed", 23))
    assert desk.relations() == {relation}


def test_a_closed_count_that_is_said_to_be_early_may_be_overtaken(desk, fig):
    desk.report("r1", "Highway Police", 2, fig("killed", 18, cues=("closed", "preliminary")))
    desk.report("r2", "District Hospital", 4, fig("killed", 23))
    assert desk.relations() == {"update"}


def test_what_the_other_report_gives_as_a_part_is_no_rival_of_its_whole(desk, fig):
    desk.report("r1", "Ferry Office", 2, fig("rescued", 27), fig("rescued", 12, scope="subset"))
    desk.report("r2", "Coast Guard", 6, fig("rescued", 12))
    assert "conflict" not in desk.relations("rescued")
    desk.report("r3", "Harbour Master", 7, fig("rescued", 11))
    assert "conflict" in desk.relations("rescued")


@pytest.mark.parametrize(
    ("source", "relation"),
    [("Armed Forces Spokesman", "conflict"), ("Provincial Governor", "conflict"), ("Lake Wire", "update")],
)
def test_who_answers_for_it_and_counts_none_stands_against_a_later_count(desk, fig, source, relation):
    desk.report("r1", source, 2, fig("killed", 0, quote="Nobody of the crew died"))
    desk.report("r2", "Rescue Mission", 9, fig("killed", 4))
    assert desk.relations() == {relation}


@pytest.mark.parametrize(("attribute", "relation"), [("structures", "conflict"), ("wounded", "compatible")])
def test_what_a_body_counts_late_is_counted_to_the_end(desk, fig, attribute, relation):
    desk.report("r1", "Fire Service", 4, fig(attribute, 38))
    desk.report("r2", "Town Council", None, fig(attribute, 71))
    assert desk.relations(attribute) == {relation}


def test_nobody_missing_any_longer_contradicts_nothing(desk, fig):
    desk.report("r1", "Rescue Mission", 2, fig("missing", 6))
    desk.report("r2", "Provincial Governor", 9, fig("missing", 0, quote="Nobody is missing"))
    assert desk.relations("missing") == {"update"}
