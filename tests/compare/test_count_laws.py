"""Laws that hold for every set of figures."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.compare import compare_incident
from checker.model import COUNT_ATTRIBUTES, Incident
from checker.settings import Settings

ATTRIBUTES = ("killed", "wounded", "missing", "detained", "displaced", "rescued", "structures", "strikes")
SOURCES = ("Wire", "Daily Post", "Army Command", "Residents", "Ministry of Health", "Front", "")
HOLDERS = (None, "police", "the hospital", "rebels", "the ministry")
SUBJECTS = ("people", "soldiers", "militants", "civilians", "families", "children", "")
CUES = (
    (),
    ("place:Hilla",),
    ("several_places",),
    ("part",),
    ("superseded",),
    ("correction",),
    ("rise",),
    ("fall",),
    ("at_hospital",),
    ("includes_attacker",),
    ("died_later",),
)
WORDS = (
    "{low} people",
    "{low} people",
    "{low} and not {other}",
    "corrected: {low} instead of {other}",
    "In Hilla {low}",
)


@st.composite
def figures(draw, exact=False):
    low = draw(st.integers(0, 60))
    high = low if exact else draw(st.one_of(st.just(low), st.none(), st.integers(low, low + 30)))
    more = {
        "holder": draw(st.sampled_from(HOLDERS)),
        "subject": draw(st.sampled_from(SUBJECTS)),
        "scope": draw(st.sampled_from(("incident", "incident", "incident", "subset", "other", "negated"))),
        "cues": draw(st.sampled_from(CUES)),
        "quote": draw(st.sampled_from(WORDS)).format(low=low, other=draw(st.integers(0, 60))),
    }
    return draw(st.sampled_from(ATTRIBUTES)), low, high, more


@st.composite
def reports(draw, most=5):
    """(name, source, hours, figures) of some reports."""
    made = []
    for number in range(draw(st.integers(1, most))):
        hours = draw(st.one_of(st.none(), st.integers(0, 60)))
        told = draw(st.lists(figures(), min_size=1, max_size=4))
        made.append((f"r{number}", draw(st.sampled_from(SOURCES)), hours, told))
    return made


def lay(desk, made):
    for name, source, hours, told in made:
        desk.report(name, source, hours, *((a, low, high, dict(more)) for a, low, high, more in told))
    return desk


@settings(max_examples=60, deadline=None)
@given(made=reports())
def test_order_of_reports_and_claims_is_irrelevant(new_desk, made):
    desk = lay(new_desk(), made)
    first = desk.compare()
    random.Random(7).shuffle(desk.claims)
    desk.reports = dict(reversed(desk.reports.items()))
    assert desk.compare() == first


@settings(max_examples=60, deadline=None)
@given(made=reports(most=1))
def test_a_copy_never_conflicts_with_its_original(new_desk, made):
    desk = lay(new_desk(), made)
    alone = {(item.attribute, item.rule) for item in desk.compare().discrepancies if item.relation == "conflict"}
    desk.copy("r9", "Another masthead", "r0", 3)
    with_copy = [item for item in desk.compare().discrepancies if item.relation == "conflict"]
    assert {(item.attribute, item.rule) for item in with_copy} <= alone


@settings(max_examples=60, deadline=None)
@given(told=figures(), hours=st.one_of(st.none(), st.integers(0, 50)))
def test_a_claim_never_conflicts_with_itself(new_desk, told, hours):
    desk = lay(new_desk(), [("r0", "Wire", hours, [told]), ("r1", "Daily", hours, [told])])
    assert not [item for item in desk.compare().discrepancies if item.relation == "conflict"]


@settings(max_examples=100, deadline=None)
@given(
    one=figures(), other=figures(), wider=st.integers(0, 30), lower=st.integers(0, 30), hours=st.integers(0, 20),
    dated=st.booleans(),
)  # fmt: skip
def test_widening_an_interval_never_creates_a_conflict(new_desk, one, other, wider, lower, hours, dated):
    other = (one[0], *other[1:])
    late = hours if dated else None
    wide_high = None if one[2] is None or wider == 30 else one[2] + wider
    wide = (one[0], max(0, one[1] - lower), wide_high, {**one[3], "quote": "words"})
    narrow = (*one[:3], {**one[3], "quote": "words"})

    def conflicts(told):
        desk = lay(new_desk(), [("r0", "Wire", 1, [told]), ("r1", "Ministry of Health", late, [other])])
        return {item.rule for item in desk.compare().discrepancies if item.relation == "conflict"}

    before = conflicts(narrow)
    assert not conflicts(wide) or before


@settings(max_examples=60, deadline=None)
@given(one=figures(), other=figures(), first=st.sampled_from((None, 1, 9)), second=st.sampled_from((None, 1, 9)))
def test_names_of_reports_decide_nothing(new_desk, one, other, first, second):
    a, b = ("Wire", first, [one]), ("Residents", second, [other])
    straight = lay(new_desk(), [("r0", *a), ("r1", *b)]).compare().discrepancies
    turned = lay(new_desk(), [("r1", *a), ("r0", *b)]).compare().discrepancies

    def told(items):
        return sorted((item.attribute, item.relation, item.rule, item.low, str(item.high)) for item in items)

    assert told(straight) == told(turned)


@settings(max_examples=50, deadline=None)
@given(made=reports())
def test_findings_rest_on_the_reports_that_are_there(new_desk, made):
    desk = lay(new_desk(), made)
    gone = "r0"
    desk.claims = [claim for claim in desk.claims if claim.report != gone]
    kept = {name: report for name, report in desk.reports.items() if name != gone}
    incident = Incident("i-1", "an incident", tuple(sorted(kept)))
    ids = {claim.id for claim in desk.claims}
    for item in compare_incident(incident, tuple(desk.claims), kept, Settings()).discrepancies:
        assert all(set(p.reports) <= set(kept) and set(p.claims) <= ids and p.reports for p in item.positions)


@settings(max_examples=60, deadline=None)
@given(made=reports())
def test_every_finding_is_complete(new_desk, made):
    for item in lay(new_desk(), made).compare().discrepancies:
        assert 0 <= item.severity <= 1
        assert 0 <= item.confidence <= 1
        assert item.explanation.endswith(".")
        assert "\n" not in item.explanation
        assert item.positions
        assert (item.low is not None) == (item.attribute in COUNT_ATTRIBUTES)
        assert item.high is None or item.low <= item.high
        if item.relation == "conflict":
            assert len(item.positions) > 1
