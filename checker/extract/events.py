"""Events said to have happened, and said not to have happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checker.extract.content import content_stems
from checker.extract.phrases import Matcher, negates
from checker.extract.standing import Denial, Sentence, Standing, denied_at, negated_before
from checker.extract.tokens import Tokens
from checker.extract.words import word_set, word_table

_LEXICON = "en/occurrence"
_SHARED = "en/statements"
_ADVERBS = 2  # words that may stand between "not" and the verb


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event told of. Token indices, `last` exclusive."""

    kind: str
    first: int
    last: int
    happened: bool
    stems: tuple[str, ...]  # denied: of what it would have befallen; told: of the sentence


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of events, in the lexicon's order."""
    return tuple(name for name, entry in word_table(_LEXICON).items() if "acts" in entry)


@cache
def kin_of(kind: str) -> frozenset[str]:
    """A kind and those that its denial also denies."""
    return frozenset([kind, *word_table(_LEXICON)[kind]["kin"]])


def question_of(kind: str) -> str:
    """What a denial of this kind of event is about, in words."""
    return str(word_table(_LEXICON)[kind]["question"])


@cache
def _acts() -> Matcher:
    return Matcher({kind: word_table(_LEXICON)[kind]["acts"] for kind in kinds()})


@cache
def _nouns() -> Matcher:
    return Matcher({kind: [_joined(noun) for noun in word_table(_LEXICON)[kind]["nouns"]] for kind in kinds()})


@cache
def _verbs() -> Matcher:
    return Matcher(
        {kind: word_table(_LEXICON)[kind]["verbs"] for kind in kinds() if word_table(_LEXICON)[kind]["verbs"]}
    )


def _joined(noun: str) -> str:
    return noun.replace("-", " - ")


def event_mentions(standing: Standing) -> Iterator[EventMention]:
    """Every event told of in a report, and every one denied; one of a kind in a sentence."""
    for sentence in standing.sentences:
        if sentence.aside:
            continue
        denied = list(_denied(standing.tokens, sentence))
        yield from denied
        if sentence.open:
            continue
        told: set[str] = set()
        for hit in _acts().find(standing.tokens, sentence.low, sentence.high):
            if hit.key in told or hit.negated or denied_at(sentence, hit.first):
                continue
            if any(one.first <= hit.first < one.last for one in denied):
                continue
            if negated_before(standing.tokens.words, hit.first, sentence.low):
                continue
            told.add(hit.key)
            stems = content_stems(standing.tokens.words[sentence.low : sentence.high])
            yield EventMention(hit.key, hit.first, hit.last, True, stems)


def _denied(tokens: Tokens, sentence: Sentence) -> Iterator[EventMention]:
    found: set[str] = set()
    for denial in sentence.denials:
        for mention in _in_denial(tokens, denial):
            if mention.kind not in found:
                found.add(mention.kind)
                yield mention
    if sentence.open:
        return
    words = tokens.words
    for i in range(sentence.low, sentence.high):
        if not negates(words[i]) or denied_at(sentence, i):
            continue
        for mention in _after_negation(tokens, i, sentence):
            if mention.kind not in found:
                found.add(mention.kind)
                yield mention


def _in_denial(tokens: Tokens, denial: Denial) -> Iterator[EventMention]:
    if denial.empty:
        return
    low, high = denial.low, denial.high
    for matcher in (_acts(), _verbs()):
        for hit in matcher.find(tokens, low, high):
            if hit.negated or negated_before(tokens.words, hit.first, low):
                continue
            rest = [*tokens.words[low : hit.first], *tokens.words[hit.last : high]]
            # The denier's own name and what was done are not what it was done to.
            begin, end = min(denial.first, hit.first), max(denial.last, hit.last)
            yield EventMention(hit.key, begin, end, False, content_stems(_nominal(rest)))


def _after_negation(tokens: Tokens, i: int, sentence: Sentence) -> Iterator[EventMention]:
    """ "no strike took place", "did not fire a shell", "was not bombed"."""
    words, high = tokens.words, sentence.high
    if i + 1 < high and words[i + 1] in word_set(_SHARED, "negation", "unless"):
        return
    if words[i] in ("no", "any", "without"):
        yield from _no_noun(tokens, i, sentence)
        return
    verb_at = i + 1
    while (
        verb_at < high
        and verb_at <= i + _ADVERBS
        and (words[verb_at].endswith("ly") or words[verb_at] in ("been", "be", "have", "ever"))
    ):
        verb_at += 1
    auxiliary = (
        words[i].endswith("n't") or (i > sentence.low and words[i - 1] in _AUXILIARY) or words[i] in ("never", "nobody")
    )
    if not auxiliary:
        if i + 1 < high and words[i + 1] in ("one", "single", "a"):
            yield from _no_noun(tokens, i + 1, sentence)
        return
    for hit in _verbs().find(tokens, verb_at, min(high, verb_at + 4)):
        if hit.first != verb_at:
            continue
        subject = words[max(sentence.low, i - 6) : i]
        passive = (i > sentence.low and words[i - 1] in ("was", "were", "been")) or words[i] in ("wasn't", "weren't")
        after = words[hit.last : min(high, hit.last + 8)]
        yield EventMention(
            hit.key,
            max(sentence.low, i - 1),
            hit.last,
            False,
            content_stems(_nominal([*(subject if passive else ()), *after])),
        )


_AUXILIARY = frozenset(["did", "do", "does", "has", "have", "had", "was", "were", "been", "is", "are", "could"])


def _no_noun(tokens: Tokens, i: int, sentence: Sentence) -> Iterator[EventMention]:
    words, high = tokens.words, sentence.high
    for hit in _nouns().find(tokens, i + 1, min(high, i + 6)):
        if any(word in (",", "and", "or", "in", "of", "from", "after", "by") for word in words[i + 1 : hit.first]):
            continue
        tail = words[hit.last : min(high, hit.last + 6)]
        before = words[max(sentence.low, i - 3) : i]
        if not any(word in word_set(_SHARED, "content", "took_place") for word in [*before, *tail]):
            continue
        yield EventMention(hit.key, i, hit.last, False, content_stems(_nominal(tail)))


def _nominal(words: list[str]) -> list[str]:
    """Words up to the first sign that begins another thought."""
    for at, word in enumerate(words):
        if word in (";", "but", "while", "and", "although", "because"):
            return words[:at]
    return words
