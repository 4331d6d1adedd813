"""What somebody is quoted as saying, and what is said not to be so, whatever it is about.

For disputes that no lexicon foresees: "the handbrake was applied" against "without applying the
handbrake". A negation keeps the stem of the word it bears on and those of its clause; an account
keeps the stems of its sentence that are not negated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.extract.content import content_stems
from checker.extract.events import struck
from checker.extract.phrases import negates, shared_matcher
from checker.extract.standing import Sentence, Standing, denied_at
from checker.extract.words import word_set

_SHARED = "en/statements"
ANSWER = "<"  # the predicate of a denial of what was told just before
_AFTER = 9  # words behind the predicate that belong to it
_TO_PREDICATE = 7  # words from a negation to the word on which it bears
_BEFORE = 6  # words before the negation


@dataclass(frozen=True, slots=True)
class AccountMention:
    """One thing told. Token indices, `last` exclusive."""

    first: int
    last: int
    negative: bool
    predicate: str  # stem on which the negation bears, "*" for a denied clause, ANSWER; "" for a telling
    stems: tuple[str, ...]  # of the clause (negative) or of the sentence
    existential: bool = False  # "there was no X", "he did not jump": the word denied says it all
    absence: bool = False  # "carried no lookout"


def account_mentions(standing: Standing) -> Iterator[AccountMention]:
    """Negations and quoted tellings of a report, in the order of its text."""
    words = standing.tokens.words
    for sentence in standing.sentences:
        if sentence.aside or sentence.open:
            continue
        yield from _answers(standing, sentence)
        negatives = list(_negatives(words, sentence))
        yield from negatives
        if sentence.said and not sentence.weak:
            negated = {at for one in negatives for at in range(one.first, one.last)}
            kept = [
                words[at]
                for at in range(sentence.low, sentence.high)
                if at not in negated and not denied_at(sentence, at)
            ]
            stems = content_stems(struck(kept))
            if len(stems) >= 2:
                yield AccountMention(sentence.low, sentence.high, False, "", stems)


def _answers(standing: Standing, sentence: Sentence) -> Iterator[AccountMention]:
    """ "The owner disagreed", "Y denied it", "..., which Y denies": what was told just before is denied."""
    words = standing.tokens.words
    ends = word_set(_SHARED, "grammar", "ends")
    for hit in shared_matcher("denial", "answers").find(standing.tokens, sentence.low, sentence.high):
        relative = words[hit.first] in ("which", "who")
        closed = hit.last >= sentence.high or words[hit.last] in ends | {'"', "-", ")"}
        if hit.negated or not (closed or relative):
            continue
        if words[hit.first - 1] == "longer" or (hit.last < sentence.high and words[hit.last].endswith("ing")):
            continue  # "no longer disputes it"; "which denies having done it" says itself what is denied
        yield AccountMention(hit.first, hit.last, True, ANSWER, ())
        stems = content_stems(words[sentence.low : hit.first])
        if relative and len(stems) >= 2:
            yield AccountMention(sentence.low, hit.first, False, "", stems)
        return


def _negatives(words: Sequence[str], sentence: Sentence) -> Iterator[AccountMention]:
    for denial in sentence.denials:
        held = words[denial.low : denial.high]
        stems = content_stems(held)
        if not denial.empty and denial.kind != "contrary" and len(stems) >= 2 and not _counts(held):
            yield AccountMention(min(denial.first, denial.low), max(denial.last, denial.high), True, "*", stems)
    for at in range(sentence.low, sentence.high):
        if (
            negates(words[at])
            and not denied_at(sentence, at)
            and words[at] not in word_set(_SHARED, "grammar", "no_account")
        ):
            mention = _negated(words, at, sentence)
            if mention:
                yield mention


def _negated(words: Sequence[str], at: int, sentence: Sentence) -> AccountMention | None:
    """The clause around a negation, and the word on which it bears."""
    if at + 1 < sentence.high and words[at + 1] in word_set(_SHARED, "negation", "unless"):
        return None
    predicate = _predicate(words, at, sentence.high)
    if predicate is None or _counts(words[predicate : predicate + 2]):
        return None
    if words[predicate] in word_set(_SHARED, "classes", "casualties"):
        return None  # how many died is weighed with the figures
    asked = words[predicate] in word_set(_SHARED, "light", "words")
    if asked and not word_set(_SHARED, "grammar", "persons").isdisjoint(words[predicate + 1 : predicate + 3]):
        return None
    if words[at] == "not" and words[at - 1] != "did" and words[predicate] in word_set(_SHARED, "unfinished", "sought"):
        return None
    if not word_set(_SHARED, "unfinished", "words").isdisjoint(words[at : min(sentence.high, predicate + _AFTER)]):
        return None
    ends = word_set(_SHARED, "grammar", "ends")
    end = predicate + 1
    while end < min(sentence.high, predicate + _AFTER) and words[end] not in ends:
        end += 1
    begin = at
    said = word_set("en/attribution", "verbs", "plain") | {"that"}
    while begin > max(sentence.low, at - _BEFORE) and words[begin - 1] not in ends and words[begin - 1] not in said:
        begin -= 1
    stem = content_stems([words[predicate]])
    rest = [*words[begin:at], *words[predicate + 1 : end]]
    light = words[predicate] in word_set(_SHARED, "light", "words")
    absence = words[at] == "no" and not light
    stems = content_stems(rest)
    nobody = words[at] == "nobody" or (words[at] == "no" and words[at + 1] == "one")
    there = (
        (words[at] == "no" and "there" in words[begin:at])
        or not (light or words[at] == "no")
        or (nobody and not light and not stems)
    )
    return AccountMention(begin, end, True, stem[0], stems, there, absence) if stem else None


def _predicate(words: Sequence[str], at: int, high: int) -> int | None:
    ends, prepositions, little = (word_set(_SHARED, "grammar", name) for name in ("ends", "prepositions", "little"))
    quantifiers, function = word_set(_SHARED, "grammar", "quantifiers"), word_set(_SHARED, "content", "function")
    for j in range(at + 1, min(high, at + _TO_PREDICATE)):
        word = words[j]
        if word in ends or (word in prepositions and words[at] not in quantifiers):
            return None
        idle = word in little or word in function or word in prepositions or word.endswith("ly")
        if word[0].isalpha() and not idle:
            return j
    return None


def _counts(words: Sequence[str]) -> bool:
    """Whether figures are at stake: they have a comparison of their own."""
    numbers = word_set("en/attribution", "words", "number_words")
    return any(word[0].isdigit() or word in numbers for word in words)
