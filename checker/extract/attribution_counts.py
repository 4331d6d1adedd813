"""Sources whose figure stands beside them without a word of saying: who counts, whose count it is, whose number."""

from __future__ import annotations

from checker.extract.speakers import (
    DETERMINERS,
    Attribution,
    Phrase,
    head_is_source,
    is_acronym,
    is_break,
    is_source,
    is_titled_name,
    left_phrase,
    number_like,
    words,
)
from checker.extract.tokens import Tokens

_OPENING = frozenset(['"', "“"])
_LONGEST_OWNER = 7  # words of "by the hospital's own latest tally"
_SOON = 9  # words from a verb of counting to its number


def by_count(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """ "The hospital treated 16", "Witnesses counted six": a source as subject and a number close behind."""
    word = tokens.words[i]
    if i + 1 >= high or (i > low and tokens.words[i - 1] in words("words", "passives") | {"not"}):
        return None
    if is_participle(tokens, i, low, high) or (i > low and tokens.words[i - 1] in DETERMINERS):
        return None
    close = word in words("verbs", "close") and not words("phrases", "figure_nouns") & set(tokens.words[i : i + 5])
    if not number_soon(tokens, i + 1, high, 2 if close else _SOON):
        return None
    if word in ("put", "puts") and not words("words", "puts_at") & set(tokens.words[i : min(high, i + 12)]):
        return None
    phrase = left_phrase(tokens, i, low)
    if phrase is None or (number_like(tokens, phrase.first) and not a_few(tokens, phrase)):
        return None
    if phrase.first == phrase.last and tokens.words[phrase.first] in words("words", "pronouns"):
        if word not in words("verbs", "personal"):
            return None
    elif tokens.words[phrase.first] in words("words", "outlet") or not _is_body_or_person(tokens, phrase):
        return None
    if word in words("verbs", "act") and not _institution(tokens, phrase):
        return None
    if word in ("has", "have", "had") and _deed(tokens, i + 1, phrase, found):
        return None
    return Attribution(phrase, i, phrase.edge, "pre", "count")


def _deed(tokens: Tokens, i: int, phrase: Phrase, found: list[Attribution]) -> bool:
    """Whether the words from i tell what the subject did, on another's word or on no register of its own."""
    if not tokens.words[i].endswith("ed") and tokens.words[i] not in words("verbs", "suffered"):
        return False
    if tokens.words[i] not in words("verbs", "act"):
        return True  # "the army had killed 12"
    before = phrase.first - (tokens.words[phrase.first - 1] == "that")
    # "organisers said police had detained 120"
    return bool(found) and found[-1].kind == "pre" and found[-1].anchor == before - 1


def _is_body_or_person(tokens: Tokens, phrase: Phrase) -> bool:
    return head_is_source(tokens, phrase) or is_titled_name(tokens, phrase) or is_acronym(tokens, phrase)


def _institution(tokens: Tokens, phrase: Phrase) -> bool:
    return any(tokens.words[i] in words("words", "institutions") for i in range(phrase.first, phrase.last + 1))


def number_soon(tokens: Tokens, i: int, high: int, within: int) -> bool:
    """Whether a number, or a word that leads to one, stands among the next words."""
    for j in range(i, min(high, i + within)):
        if number_like(tokens, j) or tokens.words[j] in (
            "no",
            "nobody",
            "more",
            "some",
            "about",
            "only",
            "over",
            "nearly",
        ):
            return True
        if tokens.words[j] in (";", "."):
            return False
    return False


def by_figure(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    """ "the ministry's figure of nine", "police tally: 26"."""
    if i <= low or (i + 1 < high and tokens.words[i + 1] == ","):
        return None  # "of the nine on the police list, five were found"
    j = i - 1
    if j > low and tokens.words[j] in ("own", "earlier", "official", "latest", "first", "initial", "previous"):
        j -= 1
    possessor = _possessor(tokens, j, low)
    j = j if possessor is None else possessor
    if possessor is None and not (
        tokens.words[j] in words("words", "sources") and tokens.words[i] not in ("report", "statement", "number")
    ):
        return None
    first = j
    while (
        first > max(low, j - 8)
        and not is_break(tokens, first - 1)
        and tokens.words[first - 1] not in words("words", "stops")
        and tokens.words[first - 1]
        not in ("by", "to", "of", "on", "from", "and", "in", "for", "at", *words("words", "verbish"))
    ):
        first -= 1
        if tokens.words[first] in ("a", "an", "the", "its", "their", "his", "her"):
            break
    phrase = Phrase(first, j, first)
    if not is_source(tokens, phrase) or not number_soon(tokens, i + 1, high, _SOON):
        return None
    return Attribution(phrase, i, phrase.first, "pre", "figure")


def by_own_count(tokens: Tokens, i: int, low: int) -> Attribution | None:
    """ "..., by the hospital's tally", "by U.N. estimates": whose count it is, behind what was counted."""
    first = i - 1
    while first > max(low, i - _LONGEST_OWNER) and not is_break(tokens, first) and tokens.words[first] != "by":
        first -= 1
    if first <= low or tokens.words[first] != "by" or i - first < 2:
        return None
    possessor = _possessor(tokens, i - 1, first)
    phrase = Phrase(first + 1, i - 1 if possessor is None else possessor, i)
    told = set(tokens.words[first + 1 : i])
    named = not tokens.shouted and is_source(tokens, phrase)
    if number_like(tokens, phrase.first) or "and" in told or tokens.words[i - 1] in DETERMINERS - {"our"}:
        return None
    if not (named or told & (words("words", "sources") | {"our"})):
        return None
    return Attribution(phrase, i, first, "post", "own count")


def by_owner(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    """ "against the railroad's 19": a possessor with a number that nothing is said to be counted by."""
    last = _possessor(tokens, i - 1 - (tokens.words[i - 1] in _OPENING), low) if i > low else None
    if last is None or (
        i + 1 < high and not is_break(tokens, i + 1) and tokens.words[i + 1] not in words("words", "stand_alone")
    ):
        return None
    first = last
    while first > max(low, i - 5) and not is_break(tokens, first - 1) and tokens.words[first] not in DETERMINERS:
        first -= 1
    phrase = Phrase(first, last, first)
    owner = tokens.words[last].removesuffix("'s")
    if tokens.words[first] not in DETERMINERS or owner not in words("words", "sources"):
        return None
    return Attribution(phrase, last, first, "pre", "figure")


def _possessor(tokens: Tokens, at: int, low: int) -> int | None:
    """The word of the possessor that ends at token `at`: "ministry's" itself, "residents" before its mark."""
    if tokens.words[at].endswith("'s"):
        return at
    plural = at > low and tokens.words[at] == "'" and tokens.joined(at) and tokens.words[at - 1].endswith("s")
    return at - 1 if plural else None


def by_gap(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """ "police said 8, the hospital 11": the verb left out the second time."""
    j = i - 1
    while j > low and tokens.words[j] in words("words", "fillers"):
        j -= 1
    first = j
    while (
        first > max(low, j - 7)
        and not is_break(tokens, first - 1)
        and tokens.words[first - 1] not in ("and", "but", "while")
    ):
        first -= 1
    if first > j or first - 1 <= found[-1].anchor or j < first or is_break(tokens, j):
        return None
    phrase = Phrase(first, j, first)
    if number_like(tokens, first) or not (head_is_source(tokens, phrase) or is_acronym(tokens, phrase)):
        return None
    if any(
        tokens.words[k] in words("words", "verbish") or tokens.words[k] in ("of", "including", "in")
        for k in range(first, j + 1)
    ):
        return None
    after = i + 1
    if (
        after < high
        and not is_break(tokens, after)
        and tokens.words[after] not in ("and", "dead", "killed", "while", "but", "wounded", "injured")
    ):
        return None
    return Attribution(phrase, j, first, "pre", "gap")


def a_few(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a phrase that begins with a number names speakers ("two residents") and not who is counted."""
    return tokens.words[phrase.first] in ("one", "two", "three", "several", "dozens") and phrase.first < phrase.last


def _is_told_by(tokens: Tokens, i: int, low: int) -> bool:
    phrase = left_phrase(tokens, i, low)
    return phrase is not None and (head_is_source(tokens, phrase) or is_acronym(tokens, phrase))


def is_participle(tokens: Tokens, i: int, low: int, high: int) -> bool:
    """Whether the word at i says what befell those before it: "five reported dead", but "police claimed to have"."""
    word = tokens.words[i]
    if word not in words("verbs", "participles") or i + 1 >= high:
        return False
    after = tokens.words[i + 1]
    if after in ("at", "in", "among") and (word in words("verbs", "plain") or _is_told_by(tokens, i, low)):
        return False  # "the mine announced at noon", "JNIM claimed in a video"
    return after in words("verbs", "after_participle") and not (word == "claimed" and after == "to")
