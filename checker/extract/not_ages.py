"""Numbers that are ages: "aged 71", "a girl of eight", "Khaled, 36,", "two men, 22 and 24,"."""

from __future__ import annotations

from functools import cache

from checker.extract.number_words import Numeral, cardinals
from checker.extract.tokens import Tokens
from checker.extract.words import word_set

TABLE = "not_counts"
_SERIES = 8  # words looked at on each side of a figure in a list
_BETWEEN = frozenset(("and", "to", ",", "between", "from", "about", "around", "or", "just", "only", "-"))
_BEING = frozenset(("is", "was", "be", "been", "only", "just", "were", "are"))
_AGEING = frozenset(("who", "youngest", "oldest", "eldest", "he", "she", "age", "would", "younger", "older", "elder"))


@cache
def _set(name: str) -> frozenset[str]:
    return word_set(TABLE, name, "words")


@cache
def _before_ages() -> frozenset[str]:
    return word_set(TABLE, "labels", "age_before")


@cache
def _people() -> frozenset[str]:
    return word_set("roles", "nouns", "person")


def age_reason(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    """Gives "age" where the number is one, else ""."""
    if n.value > 115:
        return ""
    if before in _before_ages():
        return "age"
    if before in _BETWEEN and _follows_aged(tokens, n, after):
        return "age"
    if before in ("of", "about", "around", "barely", "some", "perhaps") and _aged(tokens, n, before):
        return "age"
    if before in ("under", "over", "than", "below"):
        who = tokens.word(n.first - 2)
        if who in word_set(TABLE, "age_limit", "people") or who in ("older", "younger"):
            return "age"
    if before == "-" and tokens.word(n.first - 2) == "under":
        return "age"
    if n.digits and (_age_pair(tokens, n, before, after) or _age_series(tokens, n)):
        return "age"
    if after in (",", ".", ";", ")", "and") and before in (",", "(") and n.value < 111:
        return _age_in_commas(tokens, n, before)
    return _age_said(tokens, n, before, after)


def _follows_aged(tokens: Tokens, n: Numeral, after: str) -> bool:
    """As in "aged between 12 and 15"."""
    window = tokens.words[max(0, n.first - 8) : n.first]
    if "aged" not in window or (after.isalpha() and after not in _set("between_ages")):
        return False
    between = window[window.index("aged") + 1 :]
    return all(word in _set("between_ages") or word[0].isdecimal() or word in cardinals() for word in between)


def _age_pair(tokens: Tokens, n: Numeral, before: str, after: str) -> bool:
    """As in "two men, 22 and 24, drove": both figures between commas are ages."""
    words = tokens.words
    if before == "," and after == "and":
        first, behind = n.first, n.last + 2
    elif before == "and" and tokens.word(n.first - 3) == ",":
        first, behind = n.first - 2, n.last
    else:
        return False
    pair = words[first : first + 3]
    closed = tokens.word(behind) in (",", ".", ";", ")")
    return (
        closed
        and len(pair) == 3
        and pair[0].isdecimal()
        and pair[2].isdecimal()
        and first > 1
        and words[first - 2].isalpha()
    )


def _age_series(tokens: Tokens, n: Numeral) -> bool:
    """As in "the dead were 19 and 22" and "the victims were 31, 28 and 4": bare figures after a verb of being."""
    words = tokens.words
    first, last = n.first, n.last
    while first > max(0, n.first - _SERIES) and (words[first - 1] in (",", "and") or words[first - 1].isdecimal()):
        first -= 1
    if tokens.word(first - 1) not in ("were", "are"):
        return False
    while last < min(len(words), n.last + _SERIES) and (words[last] in (",", "and") or words[last].isdecimal()):
        last += 1
    figures = [word for word in words[first:last] if word.isdecimal()]
    closed = tokens.word(last) in ("", ".", ";", ")", "years")
    return closed and len(figures) > 1 and all(len(f) < 4 and int(f) < 111 for f in figures)


def _aged(tokens: Tokens, n: Numeral, before: str) -> bool:
    at = n.first - 1
    while at > 0 and tokens.words[at] in ("about", "around", "some", "barely", "perhaps", "just"):
        at -= 1
    if tokens.words[at] == "of":
        person = tokens.word(at - 1)
        if person not in _set("aged_person") and person not in word_set("roles", "single", "nouns"):
            return False
        return tokens.word(n.last) not in _people()
    return False


def _age_in_commas(tokens: Tokens, n: Numeral, before: str) -> str:
    name = tokens.word(n.first - 2)
    if not name.isalpha() or name in _set("not_a_name") or n.value == 0:
        return ""
    after = tokens.word(n.last)
    if before == "(":
        return (
            "age"
            if after == ")"
            and n.value > 4
            and (tokens.capital(n.first - 2) or name in _set("aged_person"))
            and not tokens.shouted
            else ""
        )
    person = name in _set("aged_person") or name in word_set("roles", "single", "nouns")
    if tokens.capital(n.first - 2) and n.digits and after in (",", ".", ";", ")"):
        return "age" if n.first < 3 or not _after_numeral(tokens, n.first - 2) else ""
    return "age" if person and after in (",", ".", ";", "and") else ""


def _after_numeral(tokens: Tokens, i: int) -> bool:
    return tokens.word(i - 1)[:1].isdecimal()


def _age_said(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    told = before in _BEING and after in ("", ".", ",", "and", "years", ";", "in")
    if told and not _AGEING.isdisjoint(tokens.words[max(0, n.first - 5) : n.first - 1]):
        return "age"
    if before in ("his", "her", "their") and after in ("'s", "s"):
        return "age"
    if n.digits and after in ("s", "'s") and tokens.joined(n.last):
        return "age"
    return ""
