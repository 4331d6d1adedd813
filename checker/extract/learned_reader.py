"""The learned reader: which attribute each figure counts, and whether it belongs to this incident.

The network labels words; the grammar in numbers.py says what interval stands there. So a figure is
exact by rule, and only its meaning is learned. Logits are rounded before they are compared, and each
window is read by itself, so that neither batch size nor float noise moves a decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from checker.extract.mentions import Mention
from checker.extract.numbers import Quantity, find_quantities
from checker.extract.quotes import counted_quote
from checker.extract.reader_windows import cut
from checker.extract.sentences import sentence_spans
from checker.model import COUNT_ATTRIBUTES, Report, Scope
from checker.settings import Settings

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from checker.extract.reader_net import ReaderNet

SCOPES: tuple[Scope, ...] = ("incident", "subset", "other", "negated")
RULE = "learned/1"
# Where a figure, a victim without a numeral, and a list that adds up are taken for one: chosen on the
# validation part of the training reports.
FIGURE_LOGIT = 0.0
VICTIM_LOGIT = 0.0
SUM_LOGIT = 0.0
# The columns of a row; the network's own names, repeated here so that reading this module needs no torch.
EITHER = len(COUNT_ATTRIBUTES)
SCOPE = slice(EITHER + 1, EITHER + 5)
SUM_FIRST = EITHER + 5
SUM_NEXT = EITHER + 6
SUM_SCOPE = slice(EITHER + 7, EITHER + 11)
Span = tuple[int, int]
Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word that the network took for a count, and the figure that stands there."""

    start: int
    end: int
    quantity: Quantity | None  # None for a victim without a numeral
    row: Row
    attributes: tuple[str, ...]
    scope: Scope



def read_mentions(report: Report, settings: Settings) -> tuple[Mention, ...]:
    """The counts of one report, in the order of its text."""
    sentences = sentence_spans(report.text)
    quantities = find_quantities(report.text, settings.vague_numbers)
    anchors = _anchors(report.text, quantities, _rows(report, sentences))
    mentions = [mention for sentence in sentences for mention in _sentence_mentions(report.text, sentence, anchors)]
    return tuple(dict.fromkeys(mentions))


@cache
def _network() -> tuple[ReaderNet, Tokenizer]:
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from checker.extract import reader_net
    from checker.packaged import model_folder

    folder = model_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with as_file(files("checker.extract") / "data" / "reader.safetensors") as weights:
        return reader_net.load(weights, load_file(folder / "model.safetensors")), tokenizer


def _rows(report: Report, sentences: Sequence[Span]) -> dict[Span, Row]:
    """Logits by the span of each first piece of a word, rounded."""
    import torch

    net, tokenizer = _network()
    rows: dict[Span, Row] = {}
    with torch.inference_mode():
        for window in cut(report, sentences, tokenizer):
            logits = net(torch.tensor([window.ids]))[0].tolist()
            for span, row in zip(window.spans, logits, strict=True):
                if span is not None:
                    rows[span] = tuple(round(value, 2) for value in row)
    return rows


def _anchors(text: str, quantities: Sequence[Quantity], rows: dict[Span, Row]) -> list[_Anchor]:
    words = {start: (end, row) for (start, end), row in rows.items() if not _inside_word(text, start)}
    anchors = []
    covered: set[int] = set()
    for quantity in quantities:
        covered.update(range(quantity.start, quantity.end))
        at = next((start for start in range(quantity.core_start, quantity.core_end) if start in words), None)
        if at is not None:
            anchors += _anchor(quantity.core_start, quantity.core_end, quantity, words[at][1])
    for start, (_, row) in words.items():
        if start not in covered:
            anchors += _anchor(start, _word_end(text, start), None, row)
    return sorted(anchors, key=lambda anchor: anchor.start)


def _anchor(start: int, end: int, quantity: Quantity | None, row: Row) -> list[_Anchor]:
    least = FIGURE_LOGIT if quantity else VICTIM_LOGIT
    attributes = tuple(name for name, logit in zip(COUNT_ATTRIBUTES, row, strict=False) if logit > least)
    return [_Anchor(start, end, quantity, row, attributes, _scope(row[SCOPE]))] if attributes else []


def _inside_word(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalnum() and text[start].isalnum()


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
    for place, anchor in enumerate(here):
        start, end = counted_quote(text, sentence, (anchor.start, anchor.end), cores[:place] + cores[place + 1 :])
        low, high = _interval(anchor)
        for attribute in anchor.attributes:
            yield Mention(
                start=start,
                end=end,
                low=low,
                high=high,
                hedge=anchor.quantity.hedge if anchor.quantity else "",
                attribute=attribute,
                scope=anchor.scope,
                rule=RULE if anchor.quantity else f"{RULE}:victim",
                core_start=anchor.start if anchor.quantity else -1,
                core_end=anchor.end if anchor.quantity else -1,
                noun="" if anchor.quantity else text[anchor.start : anchor.end],
                noun_start=-1 if anchor.quantity else anchor.start,
            )
            total = _sum(here[place:], attribute) if anchor.row[SUM_FIRST] > SUM_LOGIT else None
            if total:
                parts, low_sum, high_sum = total
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


def _interval(anchor: _Anchor) -> tuple[int, int | None]:
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
