"""Whom a report attributes a claim to: police, a hospital, a militia, or nobody but the outlet itself.

A report is read once into frames. A frame is a holder with the stretch of one sentence that is on
that holder's word. Quotations and the turns of a transcript carry a speaker across sentences.
Method: verbs of saying and their subjects, "according to", labels before a colon, possessed
figures ("the ministry's count"), quotation marks; pronouns go back to the last holder.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from checker.extract.attribution_rules import Attribution, attributions
from checker.extract.speakers import Phrase, words
from checker.extract.tokens import Tokens, tokenize

Span = tuple[int, int]
_TURN = re.compile(r"(?:^|(?<=[\n\-—–|] ))[^\S\n]*([A-ZÀ-Þ][A-ZÀ-Þ .'’\-]{1,40}):[ \t]", re.MULTILINE)
_OPENERS = '"“„«'
_NEAR = 8  # frames of one sentence looked at for one mention


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands between `start` and `end` is on `holder`'s word; None where the outlet speaks itself."""

    holder: str | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class AttributionContext:
    """All frames of one report. Offsets are into its text."""

    text: str
    sentences: tuple[Span, ...]
    frames: tuple[tuple[Frame, ...], ...]  # per sentence, by start
    quotes: tuple[Frame, ...]  # quotations with their speaker, by start
    turns: tuple[Frame, ...]  # turns of a transcript, by start


def attribution_context(text: str, sentence_spans: Sequence[Span]) -> AttributionContext:
    """Read who says what in `text`, in linear time. `sentence_spans` are in order and do not overlap."""
    tokens = tokenize(text)
    turns = _turns(text)
    memory: list[str] = []
    frames: list[tuple[Frame, ...]] = []
    for start, end in sentence_spans:
        low, high = tokens.at(start), tokens.at(end)
        found = _settled(attributions(tokens, low, high))
        frames.append(_framed(tokens, found, (low, high), (start, end), memory))
    quotes = _quotes(text, sentence_spans, frames, memory)
    return AttributionContext(text, tuple(sentence_spans), tuple(frames), quotes, turns)


def holder_of(context: AttributionContext, start: int, end: int) -> str | None:
    """Whom the report gives as the source of what stands at `start` to `end`; None when it states it itself.

    Give the numeral with the words of its clause, or the numeral alone. The words are the report's,
    a pronoun replaced by whom it stands for.
    """
    index = bisect_right(context.sentences, (start, len(context.text) + 1)) - 1
    quote = _covering(context.quotes, start, end)
    if index >= 0:
        frame = _covering(context.frames[index], start, end)
        if frame and (quote is None or frame.start >= quote.start or quote.holder is None):
            return frame.holder
    if quote:
        return quote.holder
    turn = _covering(context.turns, start, end)
    return turn.holder if turn else None


def _covering(frames: Sequence[Frame], start: int, end: int) -> Frame | None:
    """The frame that holds most of the stretch; of two alike the one that begins later."""
    at = bisect_right(frames, end - 1, key=lambda frame: frame.start)
    best, most = None, 0
    for frame in frames[max(0, at - _NEAR) : at]:
        shared = min(end, frame.end) - max(start, frame.start)
        if shared > 0 and shared >= most:
            best, most = frame, shared
    return best


def _settled(found: list[Attribution]) -> list[Attribution]:
    return sorted(found, key=lambda one: (one.begin, one.anchor))


def _framed(
    tokens: Tokens, found: list[Attribution], bounds: Span, sentence: Span, memory: list[str]
) -> tuple[Frame, ...]:
    """Extents of the frames of one sentence, so that each stretch belongs to one of them."""
    frames: list[Frame] = []
    low = bounds[0]
    for k, one in enumerate(found):
        start = _begin_of(tokens, found, k, low, sentence)
        end = sentence[1]
        if k + 1 < len(found):
            end = _begin_of(tokens, found, k + 1, low, sentence)
        holder = _named(tokens, one.phrase, memory)
        if end > start:
            frames.append(Frame(holder, start, end, one.rule))
        if holder:
            memory.append(holder)
            del memory[:-12]
    return tuple(frames)


def _begin_of(tokens: Tokens, found: list[Attribution], k: int, low: int, sentence: Span) -> int:
    one = found[k]
    if one.kind == "pre":
        return tokens.starts[one.begin]
    # What stands before a semicolon is not on the word of one named behind it.
    for j in range(one.begin - 1, found[k - 1].anchor if k else low, -1):
        if tokens.words[j] == ";":
            return tokens.starts[j]
    if k == 0:
        return sentence[0]
    previous = found[k - 1]
    if previous.kind == "post":
        return tokens.ends[previous.anchor]
    for j in range(one.begin - 1, previous.anchor, -1):
        if tokens.words[j] in (";", "but", "while", "whereas", "although"):
            return tokens.starts[j]
    for j in range(one.begin - 2, previous.anchor, -1):
        if tokens.words[j] == "," or tokens.words[j] == "and":
            return tokens.starts[j]
    return tokens.ends[previous.anchor]


def _named(tokens: Tokens, phrase: Phrase, memory: list[str]) -> str | None:
    """The holder in the report's words; pronouns and "the source" go back to whom they stand for."""
    first = tokens.words[phrase.first]
    if phrase.first == phrase.last:
        if first in words("words", "outlet"):
            return None
        if first in words("words", "pronouns"):
            return memory[-1] if memory else tokens.text[tokens.starts[phrase.first] : tokens.ends[phrase.last]]
    named = tokens.text[tokens.starts[phrase.first] : tokens.ends[phrase.last]]
    if first in ("the", "another", "this") and phrase.last - phrase.first <= 2:
        head = tokens.words[phrase.last]
        for held in reversed(memory):
            if first == "the" and head in held.lower().split():
                return held
    return named.removesuffix("'s").removesuffix("’s")


def _turns(text: str) -> tuple[Frame, ...]:
    """The turns of a transcript: speakers in capitals before a colon, two of them or one twice."""
    found = list(_TURN.finditer(text))
    if len(found) < 2:
        return ()
    frames = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        name = match[1].strip()
        holder = None if name.lower() in words("words", "not_speakers") or name.lower() == "a" else name
        frames.append(Frame(holder, match.start(), following.start() if following else len(text), "turn"))
    return tuple(frames)


def _quote_spans(text: str) -> list[Span]:
    """Quotations, by paragraph; one left open ends with its paragraph."""
    spans: list[Span] = []
    opened = -1
    for match in re.finditer(r"[\"“”„«»]|\n\s*\n", text):
        mark = match[0]
        if mark[0] == "\n":
            if opened >= 0 and match.start() > opened:
                spans.append((opened, match.start()))
            opened = -1
        elif opened < 0 and mark in _OPENERS:
            opened = match.start()
        elif opened >= 0 and mark not in "“„«":
            spans.append((opened, match.end()))
            opened = -1
    if opened >= 0:
        spans.append((opened, len(text)))
    return spans


def _quotes(
    text: str, sentences: Sequence[Span], frames: list[tuple[Frame, ...]], memory: list[str]
) -> tuple[Frame, ...]:
    """Quotations that run over a sentence of their own, with the speaker named beside them."""
    quotes: list[Frame] = []
    starts = [start for start, _ in sentences]
    previous: Frame | None = None
    for start, end in _quote_spans(text):
        if end - start < 12:
            continue
        holder = _beside(frames, starts, start, end)
        if holder is None and previous and "\n" not in text[previous.end : start] and start - previous.end < 200:
            holder = previous.holder
        if holder:
            previous = Frame(holder, start, end, "quote")
            quotes.append(previous)
    return tuple(quotes)


def _beside(frames: list[tuple[Frame, ...]], starts: list[int], start: int, end: int) -> str | None:
    """The holder of the frame in which the quotation ends or begins."""
    for offset in (end, start):
        index = bisect_right(starts, offset - 1) - 1
        for frame in frames[index] if index >= 0 else ():
            if frame.start <= offset <= frame.end + 1 and frame.holder:
                return frame.holder
    return None
