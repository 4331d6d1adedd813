"""Sources that layout names: labels before a colon, a name behind a dash or in brackets."""

from __future__ import annotations

from checker.extract.speakers import (
    Attribution,
    Phrase,
    head_is_source,
    is_acronym,
    is_break,
    is_dash,
    is_titled_name,
    number_like,
    words,
)
from checker.extract.tokens import Tokens

_LONGEST_BRACKET = 6  # words of a source in brackets
_COUNTED = 5  # words before it among which its number stands


def by_label(tokens: Tokens, low: int, high: int) -> Attribution | None:
    """ "Police: six dead", "12:50 Fire brigade: two bodies"."""
    first = low
    while (
        first < high
        and (not tokens.words[first][0].isalpha() or tokens.words[first] in ("am", "pm", "p", "m", "a", "h", "update"))
        and first < low + 10
    ):
        first += 1
    colon = first
    while colon < high and colon - first <= 12 and not (tokens.words[colon] == ":" and not _in_clock(tokens, colon)):
        if is_break(tokens, colon) and tokens.words[colon] not in ",.":
            return None
        colon += 1
    if colon >= high or colon == first or colon - first > 12 or colon + 1 >= high or tokens.words[colon] != ":":
        return None
    if tokens.words[first] in ("in", "on", "at", "by", "for", "as", "to", "under", "with", "among", "own"):
        return None
    phrase = Phrase(first, colon - 1, first)
    shunned = words("words", "not_speakers")
    if any(tokens.words[k] in words("words", "verbish") for k in range(first, colon)) or number_like(tokens, first):
        return None
    if tokens.words[first] in shunned and colon - first == 1:
        return None
    if not (head_is_source(tokens, phrase) or is_titled_name(tokens, phrase)):
        return None
    if number_like(tokens, colon + 1) and words("words", "counted_labels") & set(tokens.words[first:colon]):
        return None
    return Attribution(phrase, colon, first, "pre", "label")


def _in_clock(tokens: Tokens, i: int) -> bool:
    return tokens.joined(i) and tokens.joined(i + 1) and tokens.words[i - 1][0].isdigit()


def by_dash(tokens: Tokens, low: int, high: int) -> Attribution | None:
    """ "Six dead - police": the source at the end of a headline after a dash, or in brackets."""
    last = high - 1
    while last > low and tokens.words[last] in (".", ")", "!"):
        last -= 1
    first = last
    while first > max(low, last - 7) and not is_break(tokens, first - 1):
        first -= 1
    if first <= low + 1 or not (is_dash(tokens, first - 1) or tokens.words[first - 1] in ("(", ":")):
        return None
    phrase = Phrase(first, last, last)
    if tokens.words[first - 1] == ":" and last - first > 2:
        return None
    if number_like(tokens, first) or not head_is_source(tokens, phrase):
        return None
    return Attribution(phrase, last, first - 1, "post", "dash")


def by_bracket(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    """ "11 killed (INACIF)", "Dead (coastguard): 9": a source in brackets beside its number."""
    last = i + 1
    while last < min(high, i + _LONGEST_BRACKET) and not is_break(tokens, last):
        last += 1
    if last >= high or tokens.words[last] != ")" or last == i + 1 or number_like(tokens, i + 1):
        return None
    phrase = Phrase(i + 1, last - 1, last)
    told = {tokens.words[j] for j in range(i + 1, last)}
    if told & words("words", "persons") or not (head_is_source(tokens, phrase) or is_acronym(tokens, phrase)):
        return None
    if last + 2 < high and tokens.words[last + 1] == ":" and number_like(tokens, last + 2):
        return Attribution(phrase, last, i, "pre", "bracket")
    if last + 1 < high and (not is_break(tokens, last + 1) or is_dash(tokens, last + 1)):
        return None  # "five volunteers (VDP) fell", "KYIV, May 3 (AP) - "
    counted = any(number_like(tokens, j) for j in range(max(low, i - _COUNTED), i))
    return Attribution(phrase, last, i, "post", "bracket") if counted else None
