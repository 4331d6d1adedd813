"""The learned reader: which attribute each figure counts, and whether it belongs to this incident.

The network labels words; the grammar in numbers.py says what interval stands there. So a figure is
exact by rule, and only its meaning is learned. Logits are rounded before they are compared, and each
window is read by itself, so that neither batch size nor float noise moves a decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checker.extract.attribution import AttributionContext, attribution_context, holder_of
from checker.extract.mentions import Mention
from checker.extract.not_so import NONE_AT_ALL
from checker.extract.nth import with_order
from checker.extract.numbers import Quantity, find_quantities
from checker.extract.quotes import counted_quote
from checker.extract.reader_rows import Row, Rows, rows_of
from checker.extract.rules_reader import read_mentions as read_by_rules
from checker.extract.said_outright import scope_in_words
from checker.extract.scope_settling import SCOPES, Guess, settled, shipped_weights
from checker.extract.sentences import sentence_spans
from checker.extract.wholes import whole_of_parts
from checker.model import COMPARED_SCOPES, COUNT_ATTRIBUTES, FAINT, Report, Scope
from checker.reading_cache import ReadingCache
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.extract.reader_rows import Network

LIVE = frozenset(COMPARED_SCOPES)
# "Whether anyone was hurt" counts nobody.
_NOBODY_YET = frozenset({"anyone", "anybody"})
RULE = "learned/1"
LONE_RULE = f"{RULE}:lone"  # a figure in which the network alone, and none too surely, sees a count
# Where a figure, a victim without a numeral, and a list that adds up are taken for one: chosen on the
# validation part of the training reports and on fixtures/cases/worked.
FIGURE_LOGIT = 0.4
VICTIM_LOGIT = 0.0
# A figure in which no rule sees a count at all.
LONE_LOGIT = 1.5
# From here on it needs no rule to be sure of.
SURE_LOGIT = 1.5
# "No casualties" is none killed and none wounded, of which the network may see one. Of any other words that both
# read, the network is right where the two differ.
ZERO_RULE = "rules/zero"
# "Killed or wounded", "dead or missing": up to so many of each, whatever the network says of them.
JOINT_RULE = "rules/joint"
# A figure that is none by itself, but may be where another report counts the same.
FAINT_LOGIT = 0.0
FAINT_RULE = RULE + FAINT
# The grammar takes some counts for ages or labels; only a sure network overrules it.
UNCOUNTABLE_LOGIT = 3.5
SUM_LOGIT = 0.0
# The columns of a row; the network's own names, repeated here so that reading this module needs no torch.
EITHER = len(COUNT_ATTRIBUTES)
SCOPE = slice(EITHER + 1, EITHER + 5)
SUM_FIRST = EITHER + 5
SUM_NEXT = EITHER + 6
SUM_SCOPE = slice(EITHER + 7, EITHER + 11)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word that the network took for a count, and the figure that stands there."""

    start: int
    end: int
    quantity: Quantity | None  # None for a victim without a numeral
    row: Row
    attributes: tuple[str, ...]
    scopes: tuple[Scope, ...]  # one an attribute
    rule: str
    ruled: tuple[int, int | None] | None  # the interval where no quantity, or a rule, tells it


def read_mentions(
    report: Report, settings: Settings, cache: ReadingCache | None = None, said: AttributionContext | None = None
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The counts of one report, and the figures that may be counts, each in the order of its text.

    A figure in which the network half sees a count of this incident is one only where another report gives it too
    (checker/across_reports.py). `cache` spares the network what it has read before; `said` is who says what in the
    report, where that is known already.
    """
    sentences = sentence_spans(report.text)
    anchors, faint, ruled = anchors_of(report, sentences, settings, cache or ReadingCache())
    said = said or attribution_context(report.text, sentences, report.source)

    def told(anchors: list[_Anchor]) -> tuple[Mention, ...]:
        anchors = _settled(anchors, guesses_of(anchors, ruled, said), report, sentences)
        return tuple(mention for one in sentences for mention in _sentence_mentions(report.text, one, anchors))

    sure = whole_of_parts(with_order(tuple(dict.fromkeys(told(anchors))), report.text), report.text)
    both = told(sorted([*anchors, *faint], key=lambda one: one.start)) if faint else ()
    return sure, tuple(one for one in both if one.rule == FAINT_RULE and one.scope in LIVE)


def anchors_of(
    report: Report, sentences: Sequence[Span], settings: Settings, cache: ReadingCache, network: Network | None = None
) -> tuple[list[_Anchor], list[_Anchor], dict[int, list[Mention]]]:
    """The words that count, each with the network's scope, and those that may; what the rules say, by the numeral.

    `network` is another than the shipped one; then the cache must be an empty one.
    """
    quantities = find_quantities(report.text, settings.vague_numbers)
    ruled = _by_core(read_by_rules(report, settings))
    rows = rows_of(report, sentences, quantities, cache, network)
    anchors = _anchors(report.text, quantities, rows, ruled)
    return anchors, _faint_anchors(quantities, rows, {anchor.start for anchor in anchors}), ruled


def _by_core(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    by_core: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.core_start >= 0 and mention.rule != "rules/sum":
            by_core.setdefault(mention.core_start, []).append(mention)
    return by_core


def _anchors(text: str, quantities: Sequence[Quantity], words: Rows, ruled: dict[int, list[Mention]]) -> list[_Anchor]:
    anchors = []
    covered: set[int] = set()
    for quantity in quantities:
        covered.update(range(quantity.start, quantity.end))
        row = _row(quantity, words)
        if row is not None:
            rules = ruled.get(quantity.core_start, [])
            anchors += _anchor(quantity.core_start, quantity.core_end, quantity, row, rules)
    for start, (_, row) in words.items():
        end = _word_end(text, start)
        if start not in covered and text[start:end].lower() not in _NOBODY_YET:
            found = _anchor(start, end, None, row, [])
            none = NONE_AT_ALL.fullmatch(text, start, end) is not None
            anchors += [replace(one, rule=f"{RULE}:none", ruled=(0, 0)) for one in found] if none else found
    return sorted(anchors, key=lambda anchor: anchor.start)


def _row(quantity: Quantity, words: Rows) -> Row | None:
    """What the network says of a figure; None where it sees nothing."""
    return next((words[at][1] for at in range(quantity.core_start, quantity.core_end) if at in words), None)


def _faint_anchors(quantities: Sequence[Quantity], words: Rows, sure: Set[int]) -> list[_Anchor]:
    """The figures in which the network sees a count, but is not sure enough. `sure`: where it is."""
    anchors = []
    for quantity in quantities:
        start, end = quantity.core_start, quantity.core_end
        row = _row(quantity, words)
        if row is None or start in sure or not quantity.countable:
            continue
        attributes = tuple(name for name, logit in zip(COUNT_ATTRIBUTES, row, strict=False) if logit > FAINT_LOGIT)
        if attributes:
            scopes = (_scope(row[SCOPE]),) * len(attributes)
            anchors.append(_Anchor(start, end, quantity, row, attributes, scopes, FAINT_RULE, None))
    return anchors


def _anchor(start: int, end: int, quantity: Quantity | None, row: Row, rules: list[Mention]) -> list[_Anchor]:
    """The word with what it counts, or nothing.

    The network answers; where no rule agrees it must be surer. Rules say what a figure of none or of two kinds counts.
    """
    agreed = {mention.attribute for mention in rules}
    attributes = tuple(
        name
        for name, logit in zip(COUNT_ATTRIBUTES, row, strict=False)
        if logit > _least(quantity, supported=name in agreed)
    )
    zero = [mention for mention in rules if mention.rule == ZERO_RULE]
    joint = [mention for mention in rules if mention.rule == JOINT_RULE]
    seen = RULE if agreed & set(attributes) or max(row[:EITHER]) > SURE_LOGIT else LONE_RULE
    rule, interval = seen if quantity else f"{RULE}:victim", None
    if attributes and (joint or (zero and set(attributes) != agreed)):
        told = (joint or zero)[0]
        attributes, rule = tuple(sorted(agreed, key=COUNT_ATTRIBUTES.index)), f"{RULE}+{told.rule}"
        interval = (told.low, told.high)
    scopes = (_scope(row[SCOPE]),) * len(attributes)
    return [_Anchor(start, end, quantity, row, attributes, scopes, rule, interval)] if attributes else []


def guesses_of(anchors: Sequence[_Anchor], ruled: dict[int, list[Mention]], said: AttributionContext) -> list[Guess]:
    """Each anchor with each of its attributes, for the scope to be settled."""
    return [
        Guess(
            anchor.start,
            anchor.end,
            attribute,
            _interval(anchor)[0] or (anchor.quantity.high or 0 if anchor.quantity else 0),
            anchor.row[SCOPE],
            next((one.scope for one in ruled.get(anchor.start, ()) if one.attribute == attribute), None),
            anchor.quantity is None,
            holder_of(said, anchor.start, anchor.end),
        )
        for anchor in anchors
        for attribute in anchor.attributes
    ]


def _settled(
    anchors: list[_Anchor], guesses: Sequence[Guess], report: Report, sentences: Sequence[Span]
) -> list[_Anchor]:
    found = iter(settled(guesses, report.text, report.body_end, sentences, shipped_weights()))
    told = [replace(anchor, scopes=tuple(next(found) for _ in anchor.attributes)) for anchor in anchors]
    return [_in_words(anchor, report.text) for anchor in told]


def _in_words(anchor: _Anchor, text: str) -> _Anchor:
    """The anchor with the scope that the words beside it say outright, where they do."""
    none = _interval(anchor)[1] == 0
    said = scope_in_words(text, (anchor.start, anchor.end), anchor.scopes, () if none else anchor.attributes)
    return anchor if said is None else replace(anchor, scopes=(said,) * len(anchor.scopes))


def _least(quantity: Quantity | None, supported: bool) -> float:
    if quantity is None:
        return VICTIM_LOGIT
    if not quantity.countable:
        return UNCOUNTABLE_LOGIT
    return FIGURE_LOGIT if supported else LONE_LOGIT


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] in "'’-"):
        end += 1
    return max(end, start + 1)


def _scope(logits: Row) -> Scope:
    return SCOPES[max(range(len(SCOPES)), key=lambda i: (logits[i], -i))]


def _sentence_mentions(text: str, sentence: Span, anchors: list[_Anchor]) -> Iterator[Mention]:
    here = [anchor for anchor in anchors if sentence[0] <= anchor.start < sentence[1]]
    cores = [(anchor.start, anchor.end) for anchor in here]
    sums = {
        (anchor.start, attribute): total
        for place, anchor in enumerate(here)
        if anchor.row[SUM_FIRST] > SUM_LOGIT
        for attribute in anchor.attributes
        if (total := _sum(here[place:], attribute))
    }
    # The parts of a list are of the event that their sum is of.
    sides = {
        (part.start, attribute): _scope(parts[0].row[SUM_SCOPE])
        for (_, attribute), (parts, *_) in sums.items()
        for part in parts
    }
    for place, anchor in enumerate(here):
        start, end = counted_quote(text, sentence, (anchor.start, anchor.end), cores[:place] + cores[place + 1 :])
        low, high = _interval(anchor)
        for attribute, scope in zip(anchor.attributes, anchor.scopes, strict=True):
            yield Mention(
                start=start,
                end=end,
                low=low,
                high=high,
                hedge=anchor.quantity.hedge if anchor.quantity else "",
                attribute=attribute,
                scope=_as_listed(scope, sides.get((anchor.start, attribute))),
                rule=anchor.rule,
                core_start=anchor.start if anchor.quantity else -1,
                core_end=anchor.end if anchor.quantity else -1,
                noun="" if anchor.quantity else text[anchor.start : anchor.end],
                noun_start=-1 if anchor.quantity else anchor.start,
            )
            if (anchor.start, attribute) in sums:
                parts, low_sum, high_sum = sums[anchor.start, attribute]
                last = parts[-1]
                _, end_sum = counted_quote(text, sentence, (last.start, last.end), cores)
                yield Mention(
                    start=start,
                    end=max(end_sum, end),
                    low=low_sum,
                    high=high_sum,
                    hedge="",
                    attribute=attribute,
                    scope=_scope(anchor.row[SUM_SCOPE]),
                    rule=f"{RULE}:sum",
                    core_start=anchor.start,
                    core_end=last.end,
                )


def _as_listed(scope: Scope, of_sum: Scope | None) -> Scope:
    """The scope of a part, on the side of its sum: of this event, or aside."""
    if of_sum is None or (of_sum in LIVE) == (scope in LIVE):
        return scope
    return "subset" if of_sum in LIVE else of_sum


def _interval(anchor: _Anchor) -> tuple[int, int | None]:
    if anchor.ruled is not None:
        return anchor.ruled
    if anchor.quantity is None:
        return 1, 1
    low, high = anchor.quantity.low, anchor.quantity.high
    either = anchor.row[EITHER] > 0 and high != 0
    return (0 if either else low), high


def _sum(anchors: list[_Anchor], attribute: str) -> tuple[list[_Anchor], int, int | None] | None:
    """The list that starts at the first anchor, added up; None when it has no second part."""
    parts = [anchors[0]]
    for anchor in anchors[1:]:
        if anchor.row[SUM_NEXT] <= SUM_LOGIT or attribute not in anchor.attributes:
            break
        parts.append(anchor)
    if len(parts) < 2:
        return None
    intervals = [_interval(part) for part in parts]
    highs = [high for _, high in intervals if high is not None]
    return parts, sum(low for low, _ in intervals), sum(highs) if len(highs) == len(parts) else None
