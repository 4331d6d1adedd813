"""Whether a figure belongs to the incident, is a part of it, belongs elsewhere, or is said not to be so."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from checker.extract.rule_candidates import Candidate
from checker.extract.rule_roles import Reading
from checker.extract.tokens import Tokens
from checker.extract.words import phrase_at, phrase_index, two_word_index, word_set
from checker.model import Scope

_NEGATION_REACH = 9
_CLAUSE = frozenset([";", ".", ":", "but", "while"])


def scope_of_sentence(tokens: Tokens, first: int, last: int, year: int | None) -> Scope:
    """The scope that the sentence tokens first..last gives to all of its figures; `year` is that of publication."""
    if not word_set("scopes", "negated", "sentence").isdisjoint(tokens.words[first:last]):
        return "negated"
    return "other" if _elsewhere(tokens, first, last, year) else "incident"


def scope_of(tokens: Tokens, first: int, last: int, one: Candidate, reading: Reading, sentence: Scope) -> Scope:
    """The scope of one figure in the sentence tokens first..last, whose own scope is `sentence`."""
    if sentence == "negated" or _negated_before(tokens, first, one, reading):
        return "negated"
    if _negated_behind(tokens, last, one, reading):
        return "negated"
    if sentence == "other":
        return "other"
    if reading.part or _is_part(tokens, first, last, one):
        return "subset"
    return "incident"


def _negated_before(tokens: Tokens, first: int, one: Candidate, reading: Reading) -> bool:
    words = tokens.words
    index = phrase_index("scopes", "negated", "before", backwards=True)
    begin = min(one.begin, reading.first)
    for end in range(one.begin, max(first, begin - _NEGATION_REACH), -1):
        word = words[end - 1]
        if word in _CLAUSE:
            break
        if word not in index:
            continue
        near = end == one.begin
        for parts in index[word]:
            if end - len(parts) < first or tuple(words[end - len(parts) : end]) != parts:
                continue
            if len(parts) > 1 or parts[0] not in ("not", "from", "against", "if", "could", "would", "might") or near:
                return True
            if parts[0] in ("could", "might", "would") and end <= begin + 1:
                return True
    return False


def _negated_behind(tokens: Tokens, last: int, one: Candidate, reading: Reading) -> bool:
    words = tokens.words
    index = two_word_index("scopes", "negated", "after")
    limit = min(last, max(one.noun_last, reading.last) + 7)
    if index.keys().isdisjoint(words[one.last : limit]):
        return False
    for i in range(one.last, limit):
        if words[i] in (";", "."):
            break
        if words[i] in index and phrase_at(index, words, i, len(words)):
            return True
    return False


@cache
def _months() -> frozenset[str]:
    return word_set("not_counts", "months", "words")


def _elsewhere(tokens: Tokens, first: int, last: int, year: int | None) -> bool:
    words, index = tokens.words, two_word_index("scopes", "other", "sentence")
    for i, word in enumerate(words[first:last], first):
        if word in index and phrase_at(index, words, i, last):
            return True
    if year is None:
        return False
    figures = tokens.figures
    here = figures[bisect_left(figures, first + 1) : bisect_left(figures, last)]
    return any(_past_year(words, i, year) for i in here)


def _past_year(words: list[str], i: int, year: int) -> bool:
    """Whether a figure is a year before `year`, as in "in 2019" and "since March 2019"."""
    if len(words[i]) != 4 or not words[i].isdecimal() or not 1900 < int(words[i]) < year:
        return False
    before = words[i - 1]
    dated = before in ("in", "since", "of", "the", "until", "and", "late", "early") or before in _months()
    return dated and words[i - 2 : i] != ["born", "in"]


def _is_part(tokens: Tokens, first: int, last: int, one: Candidate) -> bool:
    words = tokens.words
    if one.of_them:
        return True
    index = phrase_index("roles", "part", "before", backwards=True)
    for end in range(one.begin, max(first, one.begin - 3), -1):
        word = words[end - 1]
        for parts in index.get(word, ()):
            if end - len(parts) >= first and tuple(words[end - len(parts) : end]) == parts:
                return parts != ("them",) or end == one.begin
        if word in (",", ";", "."):
            break
    at = max(one.last, one.noun_last)
    return (
        at < last
        and words[at] == "of"
        and any(
            tuple(words[at : at + len(parts)]) == parts
            for parts in phrase_index("roles", "part", "after")["of"]
            if parts not in (("of", "the"), ("of", "our"), ("of", "his"), ("of", "her"))
        )
    )
