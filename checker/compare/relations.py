"""How two stands on one matter relate."""

from __future__ import annotations

from checker.compare import words
from checker.compare.figures import BODILY, Figure
from checker.compare.intervals import disjoint, same
from checker.compare.links import Links, by_root, contested, withdrawn
from checker.compare.positions import Stand
from checker.compare.sums import Ledger, explained
from checker.compare.timeline import DOWN, PARTIES, Verdict, by_time, repeats
from checker.extract.groups import ancestors, relate_groups

# Of these many kinds are counted together or apart: figures this many times apart are not of one kind.
_SOFT = frozenset({"displaced", "rescued", "structures", "vehicles", "strikes"})
_TOO_FAR = 5.0
# A minimum counts as overtaken, and not only as met, from here on.
_OVERTAKEN = 1.2
_WIDER = frozenset({"several_places", "running_total"})
# Signs that a figure is what one hospital or one search party has seen.
_ONE_PLACE = frozenset({"at_hospital", "bodies", "more"})
_FEW = 8  # figures of one stand in one report that are looked at
_BESIDE = 250  # characters within which two figures stand side by side
_PART = frozenset({"part", "part_after"})
_TOGETHER = frozenset({"dead_and_wounded", "dead_and_missing"})
_ANYONE = frozenset({"", "people"})
_ANSWERABLE = PARTIES | {"state"}
_MUNITIONS = "munitions"
_FIRED = frozenset({_MUNITIONS, "explosions"})
_DEGREES = frozenset({"uninhabitable", "damaged"})
CORRECTIONS = {
    "count/corrected-inside": "one report gives both and corrects the first by the second",
    "count/withdrawn": "the old one is named only to be withdrawn",
    "count/corrected": "the new one stands in words of correction",
    "count/taken-off": "the later report takes some off the count",
}


def relate(attribute: str, one: Stand, other: Stand, bond: Links, book: Ledger) -> Verdict:
    """How two stands on one matter relate. Symmetric in `one` and `other`."""
    verdict = _related(attribute, one, other, bond, book)
    if verdict.relation == "conflict" and (_doubtful(one, other) or _doubtful(other, one)):
        return Verdict("compatible", "count/doubtful", "what one of the figures counts was not surely read")
    return verdict


def _doubtful(stand: Stand, other: Stand) -> bool:
    """Whether one report alone gives a figure, and the network alone saw what it counts.

    A figure on a named voice's word beside another voice's in one report is no slip: what it counts is said there.
    """
    lone = all(figure.claim.rule.startswith("learned/1:lone") and not figure.headline for figure in stand.figures)
    if not lone or len(stand.roots) > 1:
        return False
    return not (stand.roots <= other.roots and all(figure.named for figure in stand.figures))


def _related(attribute: str, one: Stand, other: Stand, bond: Links, book: Ledger) -> Verdict:
    small, great = (one, other) if (one.low, one.high is None) < (other.low, other.high is None) else (other, one)
    if not disjoint(one, other):
        if _passed(attribute, small, great):
            return Verdict("update", "count/minimum-passed", "an early minimum was overtaken by a later count")
        return Verdict("compatible", "count/overlap")
    apart = _apart(attribute, small, great)
    if apart:
        return apart
    corrected, opposed = withdrawn(small, great, bond), contested(small, great, bond)
    excuse = "" if corrected or opposed else _beside(attribute, small, great)
    told = _told(attribute, small, great, book, corrected, opposed, excuse)
    if told:
        return told
    found = by_time(attribute, small, great, book)
    if found.relation != "conflict":
        return found
    if excuse:
        return Verdict("compatible", "count/beside", excuse)
    reason = _unsure(attribute, small, great, book) or (
        "" if one.merged or other.merged else explained(attribute, small, great, book)
    )
    return Verdict("compatible", "count/sum", reason) if reason else found


def _told(
    attribute: str, small: Stand, great: Stand, book: Ledger, corrected: str, opposed: bool, excuse: str
) -> Verdict | None:
    """What the reports' own words say of two figures, before time is asked."""
    if corrected == "count/corrected-inside":
        return Verdict("correction", corrected, CORRECTIONS[corrected])
    if not excuse and _at_once(small, great):
        reason = "" if opposed else _guessed(small, great) or explained(attribute, small, great, book, inside=True)
        if reason:
            return Verdict("compatible", "count/sum", reason)
        return Verdict("conflict", "count/held-at-once", "one report gives both, each on the word of another voice")
    if not excuse and not corrected and _said_against(small, great):
        return Verdict(
            "conflict",
            "count/said-against",
            "one report gives both, the one itself and the other on a named voice's word",
        )
    if corrected:
        return Verdict("correction", corrected, CORRECTIONS[corrected])
    if _flatly_denied(attribute, small, great):
        return Verdict("conflict", "count/flat-denial", "one voice says flatly that there was none, the other counts")
    if opposed:
        return Verdict("conflict", "count/contested", "the one who gives one figure expressly contests the other")
    common = small.roots & great.roots
    if common and (small.roots == common or great.roots == common):
        return Verdict("compatible", "count/one-report", "a report gives both, and no one else gives the one")
    return None


def _flatly_denied(attribute: str, small: Stand, great: Stand) -> bool:
    """Whether one voice does not know of none yet but says that there was none, and another counts."""
    if small.high != 0 or great.low == 0 or small.voices & great.voices:
        return False
    if attribute in DOWN and small.start and great.start and small.start > great.start:
        return False  # found by and by
    # A party to the fight or an authority that counts none answers for it, whatever comes to light.
    parties = frozenset() if great.kinds & _ANSWERABLE else _ANSWERABLE
    return any(
        figure.kind in parties or "denial" in figure.cues or words.has(words.words_of(figure.claim.quote), "flat_no")
        for figure in small.figures
        if "preliminary" not in figure.cues
    )


def _passed(attribute: str, small: Stand, great: Stand) -> bool:
    """An early "at least 7" that a later count leaves well behind."""
    if (
        small.high is not None
        or attribute in DOWN
        or great.low < small.low * _OVERTAKEN
        or not small.holds.isdisjoint(great.holds)
    ):
        return False
    a, b = small.start, great.start
    return a is not None and b is not None and a[1] < b[0] and not repeats(small, great)


def _apart(attribute: str, small: Stand, great: Stand) -> Verdict | None:
    """No comparison: other people, or one voice that gives both figures in one report."""
    if all(_others(a, b) for a in small.figures[:8] for b in great.figures[:8]):
        return Verdict("compatible", "count/other-group", "they count different groups")
    if small.holds & great.holds:
        return Verdict("compatible", "count/one-voice", "one voice gives both in one report, of different things")
    took = any("captured" in figure.cues for figure in (*small.figures, *great.figures))
    if took and not small.voices & great.voices and attribute == "vehicles":
        return Verdict("compatible", "count/other-captor", "each side counts what it took from the other")
    return None


def _others(one: Figure, other: Figure) -> bool:
    """Whether two figures count different people or things.

    People counted as a whole are told apart by their side in a fight only: one report's "pupils"
    are another's "girls".
    """
    if one.unit == other.unit == "people":
        return bool(one.side and other.side and one.side != other.side)
    # What was fired is counted where it comes down: four bombs leave no six craters, but two may lie elsewhere.
    if {one.unit, other.unit} <= _FIRED:
        fired, seen = (one, other) if one.unit == _MUNITIONS else (other, one)
        return fired.unit != seen.unit and seen.high is not None and seen.high < fired.low
    return relate_groups(one.group, other.group) == "disjoint"


def _narrower(one: Figure, great: Stand) -> bool:
    """Whether it counts only some of the people that all figures of a stand count: a constable, patients."""
    return all(relate_groups(one.group, other.group) == "a_in_b" for other in great.figures)


def _beside(attribute: str, small: Stand, great: Stand) -> str:
    """Why the lesser figure does not speak of all that the greater counts; "" when nothing shows it."""
    if small.high == 1 < great.low and not any(
        figure.numbered and not _narrower(figure, great) for figure in small.figures
    ):
        return "one tells of a single person, the other counts"
    parts = all(figure.cues & _PART and not figure.headline and not figure.named for figure in small.figures)
    if parts and small.high != 0:  # "not one of them" is no part
        return "the lesser figure is given as a part of another"
    degrees = [frozenset().union(*(figure.cues & _DEGREES for figure in stand.figures)) for stand in (small, great)]
    if attribute == "structures" and all(degrees) and degrees[0] != degrees[1]:
        return "one counts the destroyed, the other the damaged"
    if attribute in _SOFT and small.high and (great.high or great.low) + 1 > _TOO_FAR * (small.low + 1):
        return "they are too far apart to count the same things"
    return ""


def _unsure(attribute: str, small: Stand, great: Stand, book: Ledger) -> str:
    """Why two figures that time does not explain may yet both be true."""
    parts = all(figure.cues & _PART and not figure.headline for figure in small.figures)
    if parts and small.high != 0 and not small.roots & great.roots:
        return "the lesser figure is given as a part of another"
    if all(figure.extra for figure in small.figures) and small.figures[0].claim.attribute in ("killed", "missing"):
        return "the lesser figure adds to an earlier one"
    placed = all(figure.place for figure in small.figures)
    if placed and not any(figure.place in told for figure in small.figures for told in _told_in(great)):
        return "the lesser figure is of one place"
    if any(
        part.claim.scope == "subset" and same(part, small)
        for root in great.roots
        for part in book.live(attribute, root)
    ):
        return "the other report gives the lesser figure as a part"
    everybody = all(figure.group in _ANYONE and not figure.side for figure in great.figures)
    if attribute in BODILY and everybody and all(map(_own_ranks, small.figures)):
        return "the lesser figure counts the hurt and dead of one force alone"
    if all(map(_own_wards, small.figures)) and not any(map(_own_wards, great.figures)):
        return "a hospital counts those it has received"
    if all(figure.cues & _WIDER for figure in great.figures) and not any(f.cues & _WIDER for f in small.figures):
        return "the greater figure may count more places or a longer time"
    return _guessed(small, great)


def _told_in(stand: Stand) -> tuple[str, ...]:
    return tuple(figure.claim.sentence for figure in stand.figures[:_FEW])


def _own_ranks(figure: Figure) -> bool:
    """Whether police or soldiers alone are counted, and not as somebody's enemy."""
    return "security forces" in ancestors(figure.group) and not figure.hostile


def _own_wards(figure: Figure) -> bool:
    return figure.kind == "health" and words.has(words.words_of(figure.speaker), "wards")


def _guessed(small: Stand, great: Stand) -> str:
    """One of two figures is no count of this matter alone."""
    guesses = [all("estimate" in figure.cues for figure in stand.figures) for stand in (small, great)]
    if guesses[0] != guesses[1]:
        return "one is an estimate or a forecast, the other a count"
    if any(stand.low == 0 != stand.high and all(f.cues & _TOGETHER for f in stand.figures) for stand in (small, great)):
        return "one figure counts the dead together with the wounded or missing"
    return ""


def _at_once(small: Stand, great: Stand) -> bool:
    """One report gives both, each on the word of another voice that answers for it.

    "At least eight" on the word of a voice that elsewhere gives eight stands for eight.
    """
    for ones, others in (
        ((*small.figures, *small.echoes), great.figures),
        (small.figures, (*great.figures, *great.echoes)),
    ):
        common = frozenset(f.root for f in ones) & frozenset(f.root for f in others)
        if common and _two_words(by_root(ones, common), by_root(others, common)):
            return True
    return False


def _two_words(ones: dict[str, list[Figure]], others: dict[str, list[Figure]]) -> bool:
    for root, mine in ones.items():
        answered = [figure for figure in mine if figure.body][:_FEW]
        against = [figure for figure in others[root] if figure.body][:_FEW]
        if any(less.voice != more.voice and not _elsewhere(less, more) for less in answered for more in against):
            return True
    return False


def _elsewhere(less: Figure, more: Figure) -> bool:
    """Whether the words limit two figures to different places, or let the greater span several.

    Figures in one sentence, or each on a named voice's word, are set against each other, however wide.
    """
    places = {less.place, more.place}
    if "" not in places and len(places) > 1:
        return True
    if more.cues >= {"several_places", "total"}:
        return True
    set_against = less.claim.sentence == more.claim.sentence or (less.named and more.named)
    return not set_against and bool(more.cues & _WIDER) and not less.cues & _WIDER


def _said_against(small: Stand, great: Stand) -> bool:
    """One report gives the one itself and the other, beside it or under its headline, on a named voice's word."""
    common = small.roots & great.roots
    if not common:
        return False
    ones, others = by_root(small.figures, common), by_root(great.figures, common)
    for root, mine in ones.items():
        against = others[root]
        for own, named in ((mine, against), (against, mine)):
            if any(figure.named for figure in own) or not all(figure.named for figure in named):
                continue
            if not all(figure.numbered for figure in (*own, *named)):
                continue
            if all(_elsewhere(a, b) for a in ones[root][:_FEW] for b in others[root][:_FEW]):
                continue
            told = [(a, b) for a in own for b in named if a.claim.report == b.claim.report]
            # "Police put the number of injured at three" speaks of the whole, wherever it stands.
            if any(_near(a, b) or "total" in b.cues for a, b in told):
                return not any(figure.cues & _ONE_PLACE for figure in small.figures if figure.root == root)
    return False


def _near(one: Figure, other: Figure) -> bool:
    return one.headline or other.headline or abs(one.claim.start - other.claim.start) <= _BESIDE
