"""What reading gets wrong, and the comparison sees because it has more than one report."""

from __future__ import annotations


def test_an_old_number_that_reading_dropped_is_still_a_correction(desk, fig):
    desk.report("r1", "Agenzia", 1, fig("displaced", 540))
    desk.report("r2", "Agenzia", 4, fig("displaced", 450, quote="Moreover the evacuated are 450 and not 540"))
    assert desk.relations("displaced") == {"correction"}


def test_an_old_number_taken_for_the_reports_own_is_set_aside(desk, fig):
    sentence = "Police said seven were hurt, revising an initial eight."
    desk.report("r1", "Daily", 1, fig("wounded", 8))
    desk.report("r2", "Wire", 9, fig("wounded", 7, quote=sentence[:-1], sentence=sentence), fig("wounded", 8))
    old = desk.claims[-1]
    start = desk.reports["r2"].text.index("eight")
    desk.claims[-1] = type(old)(**{f: getattr(old, f) for f in old.__slots__} | {"start": start, "end": start + 5})
    assert desk.relations("wounded") == {"correction"}


def test_words_of_correction_about_another_number_withdraw_nothing(desk, fig):
    desk.report("r1", "Daily", 1, fig("killed", 8))
    desk.report("r2", "Wire", 2, fig("killed", 11, quote="11 died, and the street was misspelt: a correction"))
    assert desk.relations() == {"update"}


def test_a_part_without_a_whole_stands_for_the_whole_that_another_gives(desk, fig):
    desk.report("r1", "Railway", 1, fig("killed", 9, scope="subset"))
    desk.report("r2", "Daily", 2, fig("killed", 9))
    desk.report("r3", "Police Command", 2, fig("killed", 4))
    (conflict,) = desk.found("conflict")
    assert [p.reports for p in conflict.positions] == [("r3",), ("r1", "r2")]


def test_figures_of_two_places_in_one_report_are_no_rivals(desk, fig):
    desk.report(
        "r1",
        "Elgon Express",
        1,
        fig("killed", 6, holder="the chairman", cues=("place:Bushika",)),
        fig("killed", 3, holder="the commander", quote="In Sironko three were killed"),
    )
    assert "conflict" not in desk.relations()


def test_a_count_of_several_districts_is_no_rival_of_the_towns_own(desk, fig):
    desk.report(
        "r1",
        "Observers' Network",
        1,
        fig("killed", 7),
        fig("killed", 34, quote="34 were killed in four districts", holder="a bishop"),
    )
    assert "conflict" not in desk.relations()


def test_two_voices_set_against_each_other_are_rivals_however_wide(desk, fig):
    desk.report(
        "r1",
        "Evening Post",
        1,
        fig("killed", 7, holder="police"),
        fig("killed", 34, quote="34 were killed in four districts", holder="a bishop"),
    )
    assert desk.relations() == {"conflict"}


def test_one_figure_told_of_fighters_and_of_people_is_one_position(desk, fig):
    desk.report("r1", "Wire", 1, fig("killed", 7, holder="a clan elder"))
    desk.report("r2", "Clan Council", 1, fig("killed", 7, subject="fighters"))
    desk.report("r3", "Security Directorate", 3, fig("killed", 2))
    (conflict,) = desk.found("conflict")
    assert [p.value for p in conflict.positions] == ["2", "7"]


def test_jailers_and_lawyers_on_one_day(desk, fig):
    desk.report("r1", "Governorate", 8, fig("detained", 4))
    desk.report("r2", "Lawyers of the Mill", 9, fig("detained", 18))
    assert desk.relations("detained") == {"conflict"}
