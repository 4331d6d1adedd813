"""Whom a report attributes a claim to: police, a hospital, a militia, or nobody but the outlet itself.

A report is read once into frames. A frame is a holder with the stretch of one sentence that is on
that holder's word. Quotations and the turns of a transcript carry a speaker across sentences.
Method: verbs of saying and their subjects, "according to", labels before a colon, possessed
figures ("the ministry's count"), quotation marks; pronouns go back to the last holder.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from checker.extract.attribution_rules import attributions
from checker.extract.speakers import Attribution, Phrase, opening_person, words
from checker.extract.tokens import Tokens, tokenize
from checker.extract.words import word_set

Span = tuple[int, int]
_TURN = re.compile(r"(?:^|(?<=[\n\-—–|] ))[^\S\n]*([A-ZÀ-Þ][A-ZÀ-Þ .'’\-]{1,40}):[ \t]", re.MULTILINE)
_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
_OPENERS = '"“„«'
_WORD = re.compile(r"\w+")
_RECENT = 4  # sentences back to which a pronoun reaches
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


class _Memory:
    """Whom the report has named so far, latest last: what a pronoun can stand for."""

    def __init__(self, source: str) -> None:
        self._held: list[tuple[int, str]] = []  # with the number of the sentence
        self._subjects: list[tuple[int, str]] = []
        self._sentence = 0
        self._outlet = _content(source)

    def hold(self, holder: str) -> None:
        self._held.append((self._sentence, holder))
        del self._held[:-12]

    def is_outlet(self, holder: str) -> bool:
        """Whether the holder is the report's own source ("The ministry said" in the ministry's own statement)."""
        named = _content(holder)
        return bool(named) and named <= self._outlet

    def pass_sentence(self, tokens: Tokens, bounds: Span) -> None:
        """Note the person who begins the sentence, and go on to the next."""
        subject = opening_person(tokens, *bounds)
        if subject:
            self._subjects.append((self._sentence, subject))
            del self._subjects[:-4]
        self._sentence += 1

    def with_words(self, wanted: Collection[str]) -> str | None:
        """The latest holder whose words hold all of `wanted`: "the source" is "a security source"."""
        return next((held for _, held in reversed(self._held) if set(wanted) <= set(held.lower().split())), None)

    def antecedent(self, pronoun: str) -> str | None:
        """Whom "he", "she", "it" or "they" stands for."""
        wanted = _is_person if pronoun in ("he", "she", "him") else _is_body
        recent = [(at, held) for at, held in self._held if self._sentence - at <= _RECENT]
        fitting = next(((at, held) for at, held in reversed(recent) if wanted(held)), (-1, None))
        if pronoun in ("he", "she", "him"):
            last = self._subjects[-1:] if self._subjects and self._sentence - self._subjects[-1][0] <= _RECENT else []
            # "A vendor, Mrs Alade, disagreed. ... she said": who was named last.
            _, named = max([fitting, *last], key=lambda told: told[0])
            return named or (recent[-1][1] if recent else None)
        return fitting[1] or (self._held[-1][1] if self._held else None)


def _content(phrase: str) -> frozenset[str]:
    """The words of a name that tell it apart."""
    return frozenset(_WORD.findall(phrase.lower())) - {"the", "of", "in", "for", "and", "s", "a", "an", "at"}


def _is_person(holder: str) -> bool:
    """Whether "he" or "she" can stand for the holder: one person by the words, or a name."""
    found = _WORD.findall(holder.lower())
    if any(word in words("words", "persons") for word in found):
        return True
    capitals = [word for word in _WORD.findall(holder) if word[0].isupper()]
    return len(capitals) >= 2 and not any(word in words("words", "sources") for word in found)


def _is_body(holder: str) -> bool:
    return not _is_person(holder)


def attribution_context(text: str, sentence_spans: Sequence[Span], source: str = "") -> AttributionContext:
    """Read who says what in `text`, in linear time. `sentence_spans` are in order and do not overlap.

    `source` is the report's own source: a holder named by its words is the outlet itself.
    """
    tokens = tokenize(text)
    turns = _turns(text)
    memory = _Memory(source)
    frames: list[tuple[Frame, ...]] = []
    for start, end in sentence_spans:
        low, high = tokens.at(start), tokens.at(end)
        found = _settled(attributions(tokens, low, high))
        frames.append(_framed(tokens, found, (low, high), (start, end), memory))
    quotes = _quotes(text, sentence_spans, frames)
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


def other_account(holder: str | None) -> bool:
    """Whether a holder is "another account": of the same event, and at odds with what the report tells itself."""
    named = f" {' '.join((holder or '').lower().split())} "
    return any(f" {phrase} " in named for phrase in word_set("en/attribution", "words", "other_accounts"))


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
    tokens: Tokens, found: list[Attribution], bounds: Span, sentence: Span, memory: _Memory
) -> tuple[Frame, ...]:
    """Extents of the frames of one sentence, so that each stretch belongs to one of them."""
    frames: list[Frame] = []
    low = bounds[0]
    begins = [_begin_of(tokens, found, k, low, sentence) for k in range(len(found))]
    for k, one in enumerate(found):
        end = begins[k + 1] if k + 1 < len(found) else sentence[1]
        holder = _named(tokens, one.phrase, memory)
        if holder:
            memory.hold(holder)
        if end > begins[k]:
            frames.append(Frame(None if holder and memory.is_outlet(holder) else holder, begins[k], end, one.rule))
    memory.pass_sentence(tokens, bounds)
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


def _named(tokens: Tokens, phrase: Phrase, memory: _Memory) -> str | None:
    """The holder in the report's words; pronouns and "the source" go back to whom they stand for."""
    first = tokens.words[phrase.first]
    named = tokens.text[tokens.starts[phrase.first] : tokens.ends[phrase.last]]
    if phrase.first == phrase.last:
        if first in words("words", "outlet"):
            return None
        if first in words("words", "pronouns"):
            return memory.antecedent(first) or named
    if words("words", "own") & {first, tokens.words[phrase.first - 1] if phrase.first else ""}:
        return None  # "this hospital", "our list", in the report's own voice
    if first in _POSSESSIVES and phrase.first < phrase.last:
        owner = memory.antecedent(_POSSESSIVES[first])
        if owner and not owner.lower().startswith(first):
            return f"{owner}'s {tokens.text[tokens.starts[phrase.first + 1] : tokens.ends[phrase.last]]}"
    if first == "the" and phrase.last - phrase.first <= 2:
        earlier = memory.with_words(tokens.words[phrase.first + 1 : phrase.last + 1])
        if earlier:
            return earlier
    if named.count(".") == 1:
        named = named.removesuffix(".")  # the stop of the sentence, and no abbreviation
    return named.removesuffix("'s").removesuffix("’s")


def _turns(text: str) -> tuple[Frame, ...]:
    """The turns of a transcript: speakers in capitals before a colon, two of them or one twice."""
    marks = list(_TURN.finditer(text))
    often = Counter(match[1].strip() for match in marks)
    found = [match for match in marks if _speaks(match[1].strip(), often)]
    if len(found) < 2:
        return ()
    frames = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        name = match[1].strip()
        holder = None if name.lower() in words("words", "not_speakers") or name.lower() == "a" else name
        frames.append(Frame(holder, match.start(), following.start() if following else len(text), "turn"))
    return tuple(frames)


def _speaks(name: str, often: Counter[str]) -> bool:
    """Whether capitals before a colon name a speaker and not a heading: known as one, twice there, or a full name."""
    shunned, told = words("words", "not_speakers"), name.lower().split()
    if often[name] > 1 or name.lower() in shunned or words("words", "sources") & set(told):
        return True
    return len(told) > 1 and not shunned & set(told)


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


def _quotes(text: str, sentences: Sequence[Span], frames: list[tuple[Frame, ...]]) -> tuple[Frame, ...]:
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
