"""Numbers that are no counts: ages, times, dates, money, distances, calibres, names, idioms."""

from __future__ import annotations

from functools import cache

from checker.extract.not_ages import age_reason
from checker.extract.not_dates import clock_reason, date_reason
from checker.extract.number_words import Numeral, cardinals
from checker.extract.tokens import Tokens
from checker.extract.words import phrase_at, two_word_index, word_set, word_table

TABLE = "not_counts"
_IDIOM = 3  # words of an idiom that may stand before its number


@cache
def _set(name: str) -> frozenset[str]:
    return word_set(TABLE, name, "words")


@cache
def _labels(name: str) -> frozenset[str]:
    return word_set(TABLE, "labels", name)


@cache
def _people() -> frozenset[str]:
    return word_set("roles", "nouns", "person")


def reason_not_count(tokens: Tokens, n: Numeral) -> str:
    """Why the number does not count anything ("age", "time", "money" ...), or "" where it may.

    Looks at a few words on either side only, so the whole text is read in linear time.
    """
    before, after = tokens.word(n.first - 1), tokens.word(n.last)
    fused = tokens.joined(n.first) or tokens.joined(n.last)
    return (
        (_fused(tokens, n, before, after) if fused else "")
        or _before(tokens, n, before, after)
        or age_reason(tokens, n, before, after)
        or _behind(tokens, n, before, after)
        or date_reason(tokens, n, before, after)
        or clock_reason(tokens, n, before, after)
        or (_one(tokens, n, before, after) if n.value == 1 else "")
        or (_listed(tokens, n, before, after) if fused else "")
        or _idiom(tokens, n, before, after)
        or ("" if n.whole else "decimal")
    )


@cache
def _units() -> dict[str, str]:
    return {word: kind for kind, words in word_table(TABLE)["units"].items() for word in words if " " not in word}


@cache
def _unit_phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, words in word_table(TABLE)["units"].items():
        for word in words:
            parts = tuple(word.split())
            if len(parts) > 1:
                index.setdefault(parts[0], []).append((parts, kind))
    return {key: tuple(value) for key, value in index.items()}


def _fused(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    """M777, Mi-8, 152mm, 5G, 3-04418, 12/05/2024, +44 20: part of a longer sign."""
    words = tokens.words
    if n.first > 0 and tokens.joined(n.first):
        if before.isalpha() and before not in ("x",):
            return "name"
        if before in ("-", "/", ".", ":", "_") and tokens.joined(n.first - 1) and n.first > 1:
            left = words[n.first - 2]
            if left.isalpha():
                return "name" if n.digits or before != "-" else _compound_before(left)
            if before != "-" or not left[0].isdecimal():
                return "time" if before == ":" else "date" if before == "/" else "name"
            return "score or code"
        if before in ("#", "№", "@", "_"):
            return "label"
    if n.last < len(words) and tokens.joined(n.last):
        if n.digits and after.isalpha():
            return _units().get(
                after, "ordinal" if after in ("th", "st", "nd", "rd") else "name" if after not in ("x",) else ""
            )
        if (
            n.digits
            and after in ("/", ":", "_")
            and tokens.joined(n.last + 1)
            and tokens.word(n.last + 1)[:1].isdecimal()
        ):
            return "date" if after == "/" else "time"
        if after == "-" and tokens.joined(n.last + 1):
            return _compound(tokens, n)
        if after == "½":
            return "fraction"
    return ""


def _compound_before(left: str) -> str:
    return "" if left in ("some", "twenty", "mid", "pre") else "compound"


def _compound(tokens: Tokens, n: Numeral) -> str:
    """four-hour, nine-storey, 70-year-old: the figure measures, it does not count."""
    right = tokens.word(n.last + 1)
    if right in ("odd", "plus") or right[:1].isdecimal():
        return ""
    if right in ("year", "years", "month", "week") and tokens.word(n.last + 2) == "-":
        return "age"
    return _units().get(right, "compound") if right.isalpha() else ""


def _behind(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    at, word = n.last, after
    if not word or (word == "-" and not tokens.joined(at)):
        return ""
    for parts, kind in _unit_phrases().get(word, ()):
        if tuple(tokens.words[at : at + len(parts)]) == parts and not _no_time_of_day(tokens, n, kind, at + len(parts)):
            return kind
    if word in ("a", "p") and tokens.words[at + 1 : at + 3] == [".", "m"]:
        return "time"
    kind = _units().get(word, "")
    if kind == "rank" and word in ("star", "stars", "points", "point", "seats"):
        return kind
    if kind:
        return kind if _is_unit(tokens, n, word) else ""
    # "two full days", "12 nautical miles", "three more hours"
    next_kind = _units().get(tokens.word(at + 1), "")
    if next_kind in ("time", "distance", "weight") and word in _set("unit_fillers"):
        return next_kind
    return ""


def _no_time_of_day(tokens: Tokens, n: Numeral, kind: str, end: int) -> bool:
    """Whether, as in "17 in the morning" and "85 a week ago", a figure only has a time beside it."""
    if kind == "hour_of_day":
        return n.value > 12 or (tokens.word(n.first - 1) not in _set("before_times") and n.last - n.first == 1)
    return kind == "phrase" and tokens.word(end) == "ago"


def _is_unit(tokens: Tokens, n: Numeral, word: str) -> bool:
    if word == "second":
        return tokens.joined(n.last)
    if word in ("blocks", "rooms", "room", "bags", "sacks", "barrels", "lanes", "beds", "bed", "square", "quarters"):
        return word in ("lanes", "bags", "sacks", "barrels", "square", "beds", "bed") or tokens.word(n.last + 1) in (
            "away",
            "from",
            "north",
            "south",
            "east",
            "west",
        )
    if word in _set("units_behind_digits"):
        return n.digits or word in ("times", "min", "steps")
    return True


def _before(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    if not before:
        return ""
    if before in _labels("money_before"):
        return "money"
    if before == "." and tokens.word(n.first - 2) in ("no", "nos", "art", "rs", "sec", "para", "ref") and n.digits:
        return "money" if tokens.word(n.first - 2) == "rs" else "label"
    if before == "+" and n.digits and after == "-" and len(tokens.word(n.first)) > 2:
        return "label"
    if before in _labels("any_case"):
        return _label(tokens, n, before, after)
    if before in ("and", ",", "to", "or") and n.digits:
        return _label_list(tokens, n)
    return "base of a share" if _is_base(tokens, n, after) else ""


def _is_base(tokens: Tokens, n: Numeral, after: str) -> bool:
    """Whether only a share of it is counted: "70 percent of the 12,000 inhabitants", but "... of the 40 wounded"."""
    at = n.first - 1
    while at > n.first - 4 and tokens.word(at) in _share("between"):
        at -= 1
    return tokens.word(at) == "of" and tokens.word(at - 1) in _share("words") and after not in _share("counted")


@cache
def _share(name: str) -> frozenset[str]:
    return word_set(TABLE, "share", name)


def _label(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    if before == "no":
        labels = n.digits and not tokens.joined(n.first) and after not in ("deaths", "injuries")
        return "label" if labels else ""
    if before == "number" and (
        tokens.word(n.first - 2).endswith("s")
        or tokens.word(n.first - 2) in ("injured", "dead", "killed", "wounded", "now", "who", "they", "missing")
    ):
        return ""  # "the victims number 233"
    if before in ("number", "numbers"):
        return (
            "label"
            if n.digits and tokens.word(n.first - 2) not in ("the", "whose", "they", "which", "survivors")
            else ""
        )
    if before in ("call", "phone", "dial") or n.digits:
        # "the report 12 people": a label takes no counted noun behind it, but "Camp 3 people" is rare.
        return "" if after in _people() or after in _set("counted_after_label") else "label"
    if tokens.capital(n.first - 1) and not tokens.shouted:
        return "label" if tokens.capital(n.first) or after in (",", ".", "") else ""
    return ""


def _label_list(tokens: Tokens, n: Numeral) -> str:
    """Routes 3, 12 and 59: the label stands before the first of the row."""
    at = n.first - 1
    words = tokens.words
    steps = 0
    while at > 0 and words[at] in ("and", ",", "to", "or", "-") and words[at - 1][0].isdecimal() and steps < 8:
        at -= 2
        steps += 1
    return "label" if steps and at >= 0 and words[at] in _set("plural_labels") else ""


def _one(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    """As in "no one", "one another", "one in five": no figure at all."""
    if n.digits or n.last - n.first != 1 or tokens.words[n.first] != "one":
        return ""
    if after == "in" and (tokens.word(n.last + 1) in cardinals() or tokens.word(n.last + 1)[:1].isdecimal()):
        return "fraction"
    if before == "no" or (before == "-" and tokens.word(n.first - 2) == "no"):
        return "zero word"
    if before in word_set(TABLE, "one", "before"):
        return "pronoun"
    if after in word_set(TABLE, "one", "after"):
        return "pronoun" if after not in ("or",) or tokens.word(n.last + 1) in ("another", "more") else ""
    if after == "'s" or tokens.words[n.first] == "one's":
        return "pronoun"
    return ""


def _listed(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    """1. / 2) at the head of a line numbers the line."""
    if not n.digits or n.last - n.first != 1 or n.value > 200 or not tokens.joined(n.last):
        return ""
    if after not in (".", ")") or tokens.joined(n.last + 1) or n.last + 1 >= len(tokens):
        return ""
    gap = tokens.text[tokens.ends[n.first - 1] : tokens.starts[n.first]] if n.first else "\n"
    return "list number" if "\n" in gap else ""


def _idiom(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    words = tokens.words
    idioms = two_word_index(TABLE, "idioms", "phrases")
    for at in range(max(0, n.first - _IDIOM), n.first + 1):
        if words[at] in idioms and at + len(phrase_at(idioms, words, at, len(words))) > n.first:
            return "idiom"
    # "five (05) students": the same figure once more
    if n.digits and before == "(" and after == ")" and cardinals().get(tokens.word(n.first - 2)) == n.value:
        return "repeat"
    return ""
