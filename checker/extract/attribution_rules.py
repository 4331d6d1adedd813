"""The ways in which a sentence names its source, each a rule on words and signs.

A rule looks at one token and answers with the holder and on which side of it the claim stands.
"""

from __future__ import annotations

from checker.extract.attribution_counts import (
    a_few,
    by_count,
    by_figure,
    by_gap,
    by_own_count,
    by_owner,
    is_participle,
    number_soon,
)
from checker.extract.attribution_labels import by_bracket, by_dash, by_label
from checker.extract.speakers import (
    DETERMINERS,
    Attribution,
    Phrase,
    head_is_source,
    is_break,
    is_dash,
    is_name,
    is_source,
    left_phrase,
    number_like,
    right_phrase,
    words,
)
from checker.extract.tokens import Tokens
from checker.extract.words import phrase_index

_AFTER_SAID = frozenset(
    ["on", "in", "a", "statement", "by", "phone", "at", "telephone", "reporters", "told", "us", "the", "this"]
)
_AFTER_HEARSAY = frozenset(
    ["of", "that", "about", "on", "circulating", "alleging", "claiming", "saying", "which", "with"]
)
_GOES_ON = frozenset(["and", "adding", "to", "with", "of", "without", "from"])
_GOES_ON_SAYING = frozenset(["saying", "adding"])
_LONGEST_HOW = 10  # words of "in a night-time message on its channel"


def attributions(tokens: Tokens, low: int, high: int) -> list[Attribution]:
    """Every attribution between two token indices, by position."""
    found: list[Attribution] = []
    label = by_label(tokens, low, high)
    if label:
        found.append(label)
    for i in range(low, high):
        one = _at(tokens, i, low, high, found)
        if one and not (found and found[-1].begin >= one.begin and found[-1].anchor >= one.begin):
            found.append(one)
    dash = by_dash(tokens, low, high)
    if dash and not any(each.anchor >= dash.begin for each in found):
        found.append(dash)
    return found


def _at(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """The attribution that token i carries, by the first rule that speaks; `found` are those before it."""
    word, one = tokens.words[i], None
    if word in words("verbs", "speech") or (word in words("verbs", "closing") and _closes(tokens, i, high)):
        one = _by_speech(tokens, i, low, high, found)
    elif word in words("verbs", "tell"):
        one = _by_tell(tokens, i, low, high)
    if one is None and word in phrase_index("en/attribution", "phrases", "before"):
        one = _by_phrase(tokens, i, low, high)
    holds = word in words("verbs", "hold") and i + 1 < high and tokens.words[i + 1] in ("to", "by", "with", "at")
    if one is None and (holds or word in words("verbs", "count") or word in words("verbs", "act")):
        one = by_count(tokens, i, low, high, found)
    if one is None and word in words("phrases", "figure_nouns"):
        one = by_figure(tokens, i, low, high) or by_own_count(tokens, i, low)
    if one is None and word == "(":
        one = by_bracket(tokens, i, low, high)
    if one is None and word in words("phrases", "hearsay"):
        one = _by_hearsay(tokens, i, high)
    if one is None and number_like(tokens, i):
        one = by_owner(tokens, i, low, high) or (by_gap(tokens, i, low, high, found) if found else None)
    return one


def _by_speech(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """ "X said", "..., X said", "..., said X"."""
    word = tokens.words[i]
    if i > low and tokens.words[i - 1] in words("words", "passives"):
        return None
    if is_participle(tokens, i, low, high):
        return None
    if word in _GOES_ON_SAYING and found and tokens.words[i - 1] in (",", "and"):
        teller = next((one for one in reversed(found) if one.rule != "hearsay"), found[-1])
        return Attribution(teller.phrase, i, i, "pre", "speech")  # "..., saying it had lost two"
    inverted = _inverted(tokens, i, low, high)
    phrase = left_phrase(tokens, i, low)
    follows = tokens.words[i + 1] if i + 1 < high else ""
    if phrase and _may_speak(tokens, phrase, word, follows) and not (inverted and tokens.words[i - 1] == ","):
        return Attribution(phrase, i, phrase.edge, _direction(tokens, phrase, i, low, high), "speech")
    return inverted


def _closes(tokens: Tokens, i: int, high: int) -> bool:
    """Whether a clause ends with the word at i: "..., the commission found"."""
    return i + 1 >= high or is_break(tokens, i + 1)


def _inverted(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    """ "..., said X": the clause must end with the speaker."""
    if tokens.words[i] not in words("verbs", "inverted") or i <= low or i + 1 >= high:
        return None
    before = tokens.words[i - 1]
    if before not in (",", '"', ";", "?", "!", "so"):
        return None
    right = right_phrase(tokens, i + 1, high)
    if right is None or (number_like(tokens, right.first) and tokens.words[right.first] not in ("one", "two", "three")):
        return None
    pronoun = tokens.words[right.first] in words("words", "pronouns")
    if right.first < right.last if pronoun else not is_source(tokens, right):
        return None  # "says he feels no triumph": he says it of himself
    after = right.last + 1
    ends = (
        after >= high
        or is_break(tokens, after)
        or tokens.words[after] in words("words", "stops") | words("words", "times")
    )
    return Attribution(right, right.edge, i, "post", "inverted") if ends or before == '"' else None


def _may_speak(tokens: Tokens, phrase: Phrase, verb: str, follows: str = "") -> bool:
    first = tokens.words[phrase.first]
    if phrase.first == phrase.last and first in words("words", "pronouns") | words("words", "outlet"):
        return True
    if number_like(tokens, phrase.first) and not a_few(tokens, phrase):
        return False
    if verb in words("verbs", "plain") and phrase.last - phrase.first < 12:
        return is_source(tokens, phrase) or (first in DETERMINERS and phrase.last - phrase.first < 8)
    if number_like(tokens, phrase.first):
        return False
    if follows == "that" and first in DETERMINERS and 0 < phrase.last - phrase.first < 8:
        return not tokens.words[phrase.last].endswith("'s")  # whoever "claims that" speaks
    return head_is_source(tokens, phrase) or is_name(tokens, phrase.first, phrase.last) or _short_name(tokens, phrase)


def _short_name(tokens: Tokens, phrase: Phrase) -> bool:
    """A capitalised name alone that does not merely begin the sentence, or with an article ("The TTP")."""
    first = phrase.first + (tokens.words[phrase.first] == "the")
    if first > phrase.last:
        return False
    return is_source(tokens, phrase) and tokens.capital(phrase.last)


def _direction(tokens: Tokens, phrase: Phrase, verb: int, low: int, high: int) -> str:
    """Whether what is said follows the verb or stands before the subject."""
    before = phrase.edge - 1
    if before < low:
        return "pre"
    if tokens.words[before] not in (",", '"', "!", "?") and not is_dash(tokens, before):
        return "pre"
    after = verb + 1
    times = words("words", "times")
    while after < high and (
        tokens.words[after] in times
        or tokens.words[after] in _AFTER_SAID
        or (tokens.words[after][0].isdigit() and tokens.words[after - 1] in ("at", "on", *times))
    ):
        after += 1
    if after >= high or tokens.words[after] in (".", ",", '"', ";", ")", "?", "!") or is_dash(tokens, after):
        return "post"
    if tokens.words[verb + 1] in ("that", ":", '"') or number_like(tokens, verb + 1):
        return "pre"
    if tokens.words[after] in words("words", "stops") or tokens.words[after] in _GOES_ON:
        return "post"
    return "post" if tokens.words[before] == '"' or _says_how(tokens, verb + 1, high) else "pre"


def _says_how(tokens: Tokens, i: int, high: int) -> bool:
    """Whether the clause ends with where, when or by what it was said: "said in its daily bulletin", "wrote on X"."""
    if tokens.words[i] not in words("words", "how"):
        return False
    for j in range(i + 1, min(high, i + _LONGEST_HOW)):
        if is_break(tokens, j):
            return True
        if number_like(tokens, j) or tokens.words[j] in words("words", "stops"):
            return False
    return high <= i + _LONGEST_HOW


def _by_tell(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    goes_on = tokens.words[i].endswith("ing")
    if i + 1 >= high or (i > low and not goes_on and tokens.words[i - 1] in words("words", "passives")):
        return None
    phrase = left_phrase(tokens, i, low)
    if phrase is None or not _may_speak(tokens, phrase, "said"):
        return None
    told = right_phrase(tokens, i + 1, high)
    end = told.edge if told else i
    return Attribution(phrase, i, phrase.edge, _direction(tokens, phrase, end, low, high), "tell")


def _by_phrase(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    for parts in phrase_index("en/attribution", "phrases", "before").get(tokens.words[i], ()):
        if tuple(tokens.words[i : i + len(parts)]) != parts or i + len(parts) >= high:
            continue
        if parts == ("according",):
            continue
        phrase = right_phrase(tokens, i + len(parts), high)
        if phrase is None or (number_like(tokens, phrase.first) and not a_few(tokens, phrase)):
            return None
        if parts[0] not in ("according", "citing", "quoting") and not is_source(tokens, phrase):
            return None
        leads = i == low or all(
            tokens.words[j] in words("words", "leads") or is_break(tokens, j) for j in range(low, i)
        )
        leads = (
            leads
            or tokens.words[i - 1] in (";", "-", "that", "but", "while")
            or (tokens.words[i - 1] == "," and tokens.words[max(low, i - 2)] in words("words", "joins"))
        )
        return Attribution(phrase, phrase.edge, i, "pre" if leads else "post", "phrase")
    return None


def _by_hearsay(tokens: Tokens, i: int, high: int) -> Attribution | None:
    """ "rumours of eight dead": told by nobody in particular."""
    if i + 2 >= high or tokens.words[i + 1] not in _AFTER_HEARSAY:
        return None
    if not number_soon(tokens, i + 2, high, 12):
        return None
    first = i - 1 if i and tokens.words[i - 1] in ("unverified", "unconfirmed") else i
    return Attribution(Phrase(first, i, first), i, first, "pre", "hearsay")
