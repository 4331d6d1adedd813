"""How each stretch of a report stands: denied, possible, wished for, about another day, in contrast.

Statements are read only where something is said to be so, or said not to be so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract.phrases import is_number_sign, negates, shared_matcher
from checker.extract.tokens import Tokens, tokenize
from checker.extract.words import word_set, word_table
from checker.model import Report

_SHARED = "en/statements"
_ENDS = frozenset([";", ".", "?", "!", ":"])
_LONGEST = 150  # words of a sentence
_HEAD = 200  # characters in which a report says that it is a correction
_FALSE_WITHIN = 8  # words between "is" or "called" and "false"
_REACH = 40  # words that a denial covers at most
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Denial:
    """Words by which somebody says that something is not so, and what is denied. Token indices, ends exclusive."""

    first: int
    last: int  # of the denying words
    low: int
    high: int  # of what is denied
    empty: bool  # "denied it": the content stands elsewhere
    kind: str  # verb, false, calls, contrary


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence by its tokens, and how it stands."""

    low: int
    high: int
    start: int
    end: int
    open: bool  # a question, an inquiry, a wish, a threat
    weak: bool  # held for possible
    aside: bool  # about another day or event
    dated: bool  # ... and that for no more than a date it names
    correction: bool
    contrast: bool
    said: bool  # somebody says it, though it may not be told who
    denials: tuple[Denial, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A report's words and sentences."""

    tokens: Tokens
    sentences: tuple[Sentence, ...]

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds a token."""
        at = bisect_right(self.sentences, token, key=lambda one: one.low) - 1
        return self.sentences[max(0, at)]

    def deadly(self, sentence: Sentence) -> bool:
        """Whether a sentence, or one of the two before or behind it, tells of a death."""
        at = bisect_right(self.sentences, sentence.low, key=lambda one: one.low) - 1
        near = self.sentences[max(0, at - 2) : at + 3]
        deaths = word_set(_SHARED, "death", "words")
        return not deaths.isdisjoint(self.tokens.words[near[0].low : near[-1].high])


def standing_of(report: Report, spans: Sequence[tuple[int, int]]) -> Standing:
    """Read how every sentence of `report` stands, in linear time."""
    tokens = tokenize(report.text)
    year = str(report.published.year) if report.published else ""
    month = report.published.month if report.published else 0
    withdraws = _is_correction(report)
    sentences = []
    for start, end in spans:
        low, high = tokens.at(start), tokens.at(end)
        # What goes on for longer is a table or a trap: read in pieces, so that time stays linear.
        for begin in range(low, high, _LONGEST):
            stop = min(high, begin + _LONGEST)
            span = (start, end) if high - low <= _LONGEST else (tokens.starts[begin], tokens.ends[stop - 1])
            sentences.append(_sentence(tokens, begin, stop, span, (year, month, withdraws)))
    return Standing(tokens, tuple(sentences))


def _is_correction(report: Report) -> bool:
    """Whether a report's headline, or its first line, says that it corrects."""
    head = f"{report.title} {report.text[:_HEAD].partition(chr(10))[0]}".lower()
    return any(
        word in head.split(" ") or f"{word}:" in head for word in sorted(word_set(_SHARED, "corrected", "words"))
    )


def _sentence(tokens: Tokens, low: int, high: int, span: tuple[int, int], frame: tuple[str, int, bool]) -> Sentence:
    year, month, withdraws = frame
    words = tokens.words[low:high]
    held = set(words)
    weak = word_set(_SHARED, "weak", "words")
    of_another, other_date = _any("aside", tokens, low, high), _other_date(words, year, month)
    is_open = bool(held & word_set(_SHARED, "open", "words")) or words[-1] == "?" or _any("open", tokens, low, high)
    return Sentence(
        low=low,
        high=high,
        start=span[0],
        end=span[1],
        open=is_open,
        weak=any(word in weak and not (word == "may" and tokens.capital(low + at)) for at, word in enumerate(words)),
        aside=of_another or other_date,
        dated=other_date and not of_another,
        correction=withdraws or _any("correction", tokens, low, high),
        contrast=_any("contrast", tokens, low, high),
        said=not speech().isdisjoint(held),
        denials=tuple(_denials(tokens, low, high)),
    )


def _any(table: str, tokens: Tokens, low: int, high: int) -> bool:
    return bool(shared_matcher(table).find(tokens, low, high))


def _other_date(words: Sequence[str], year: str, month: int) -> bool:
    """Whether a sentence names a year other than the report's, or "in" or "since" a month that is not near."""
    for at, word in enumerate(words):
        if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20") and year:
            joined = at > 0 and words[at - 1] in ("-", "/", ".")
            if word != year and not joined and abs(int(word) - int(year)) < 130:
                return True
        if word in ("in", "since", "until") and at + 1 < len(words) and words[at + 1] in _MONTHS and month:
            named = _MONTHS.index(words[at + 1]) + 1
            if named != month or word == "since":
                return True
    return False


def _denials(tokens: Tokens, low: int, high: int) -> list[Denial]:
    words = tokens.words
    found: list[Denial] = []
    verbs, weak = word_set(_SHARED, "denial", "verbs"), word_set(_SHARED, "denial", "weak")
    false = word_set(_SHARED, "denial", "false")
    for i in range(low, high):
        word = words[i]
        if word in verbs and not (i > low and negates(words[i - 1])):
            one = _by_verb(tokens, i, high, word in weak)
            if one:
                found.append(one)
        elif word in false:
            one = _by_falsity(tokens, i, low, high)
            if one:
                found.append(one)
    for hit in shared_matcher("denial", "false_phrases").find(tokens, low, high):
        found.append(Denial(hit.first, hit.last, _clause_start(words, hit.first, low), hit.first, False, "false"))  # noqa: PERF401
    for table, kind in (("forward", "verb"), ("contrary", "contrary")):
        for hit in shared_matcher("denial", table).find(tokens, low, high):
            end = _until(words, hit.last, high, kind == "contrary")
            found.append(Denial(hit.first, hit.last, hit.last, end, False, kind))
    return sorted(found, key=lambda one: (one.first, one.last, one.kind))


def _by_verb(tokens: Tokens, i: int, high: int, weak: bool) -> Denial | None:
    words = tokens.words
    if words[i] in ("ruled", "rules") and (i + 1 >= high or words[i + 1] != "out"):
        return None
    begin = i + 1 + (words[i] in ("ruled", "rules"))
    if weak:
        near = words[begin : begin + 7]
        if not any(word in word_set(_SHARED, "denial", "claims") for word in near):
            return None
    end = _until(words, begin, high, False)
    rest = [word for word in words[begin:end] if word not in ('"', "'", ",", "the", "any", "all", "its")]
    empty = len(rest) <= 2 and all(word in word_set(_SHARED, "denial", "empty") for word in rest)
    return Denial(i, begin, begin, end, empty, "verb")


def _by_falsity(tokens: Tokens, i: int, low: int, high: int) -> Denial | None:
    """ "The information that P is false": P stands before. "Called the report that P false": P stands behind."""
    words = tokens.words
    be, between = word_set(_SHARED, "denial", "be"), word_set(_SHARED, "denial", "between")
    calls = word_set(_SHARED, "denial", "calls")
    for j in range(i - 1, max(low - 1, i - _FALSE_WITHIN), -1):
        if words[j] in calls:
            end = _until(words, i + 1, high, False)
            held = [word for word in words[j + 1 : end] if word.isalpha() and word not in between and word != words[i]]
            empty = all(word in word_set(_SHARED, "denial", "empty") for word in held)
            return Denial(j, i + 1, j + 1, end, empty, "calls")
        if words[j] in be and words[j] != "as":
            if not all(word in between for word in words[j + 1 : i]):
                return None
            return Denial(j, i + 1, _clause_start(words, j, low), j, False, "false")
        if words[j] in _ENDS:
            return None
    return None


def _clause_start(words: Sequence[str], at: int, low: int) -> int:
    for j in range(at - 1, max(low, at - _REACH) - 1, -1):
        if words[j] in _ENDS or words[j] in ("but", "while", "whereas"):
            return j + 1
    return max(low, at - _REACH)


def _until(words: Sequence[str], at: int, high: int, comma: bool) -> int:
    """Where what begins at `at` ends: at the sentence's end, a contrast, or a new verb of saying."""
    for j in range(at, min(high, at + _REACH)):
        word = words[j]
        if word in _ENDS or word in ("but", "while", "whereas", "though", "although", "saying", "adding", "insisting"):
            return j
        if word == "," and (
            comma or (j + 1 < high and words[j + 1] in ("and", "which", "saying", "as", "he", "she", "it", "they"))
        ):
            return j
        if (
            word == "and"
            and j + 1 < high
            and words[j + 1]
            in ("said", "says", "insisted", "blamed", "pointed", "blames", "points", "described", "called", "put")
        ):
            return j
    return min(high, at + _REACH)


@cache
def speech() -> frozenset[str]:
    """Verbs by which what a sentence says is on somebody's word."""
    return word_set("en/attribution", "verbs", "speech") | word_set(_SHARED, "speech", "words")


def denied_at(sentence: Sentence, first: int) -> Denial | None:
    """The denial that covers a token; None where nothing denies it."""
    return next((one for one in sentence.denials if one.low <= first < one.high), None)


def negated_before(words: Sequence[str], first: int, low: int) -> bool:
    """Whether a negation shortly before a token bears on it."""
    ends = word_set(_SHARED, "negation", "ends")
    unless = word_set(_SHARED, "negation", "unless")
    from_here = max(low, first - word_table(_SHARED)["negation"]["within"])
    for j in range(first - 1, from_here - 1, -1):
        word = words[j]
        if word in ends or (word == "by" and not any(negates(near) for near in words[max(low, j - 2) : j])):
            return False
        if negates(word) and not is_number_sign(words, j):
            if j + 1 < len(words) and words[j + 1] in unless:
                return False
            # "No deaths in the leak" denies deaths.
            nobody = word in word_set(_SHARED, "negation", "nobody")
            return not (nobody and word_set(_SHARED, "negation", "setting").intersection(words[j + 1 : first]))
    return False
