"""Numbers that are no counts: ages, times, dates, money, distances, calibres, names, idioms."""

from __future__ import annotations

from functools import cache

from checker.extract.number_words import Numeral, cardinals
from checker.extract.tokens import Tokens
from checker.extract.words import phrase_index, word_set, word_table

TABLE = "not_counts"


def reason_not_count(tokens: Tokens, numeral: Numeral) -> str:
    """Why the number does not count anything ("age", "time", "money" ...), or "" where it may.

    Looks at a few words on either side only, so the whole text is read in linear time.
    """
    for rule in (_fused, _before, _age, _behind, _date, _clock, _one, _listed, _idiom):
        reason = rule(tokens, numeral)
        if reason:
            return reason
    return "" if numeral.whole else "decimal"


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


def _word(tokens: Tokens, i: int) -> str:
    return tokens.words[i] if 0 <= i < len(tokens) else ""


def _fused(tokens: Tokens, n: Numeral) -> str:
    """M777, Mi-8, 152mm, 5G, 3-04418, 12/05/2024, +44 20: part of a longer sign."""
    words = tokens.words
    before, after = _word(tokens, n.first - 1), _word(tokens, n.last)
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
            and _word(tokens, n.last + 1)[:1].isdecimal()
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
    right = _word(tokens, n.last + 1)
    if right in ("odd", "plus") or right[:1].isdecimal():
        return ""
    if right in ("year", "years", "month", "week") and _word(tokens, n.last + 2) == "-":
        return "age"
    return _units().get(right, "compound") if right.isalpha() else ""


def _behind(tokens: Tokens, n: Numeral) -> str:
    at = n.last
    if _word(tokens, at) == "-" and not tokens.joined(at):
        return ""
    word = _word(tokens, at)
    if not word:
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
    next_kind = _units().get(_word(tokens, at + 1), "")
    if next_kind in ("time", "distance", "weight") and word in _FILLERS:
        return next_kind
    return ""


def _no_time_of_day(tokens: Tokens, n: Numeral, kind: str, end: int) -> bool:
    """Whether, as in "17 in the morning" and "85 a week ago", a figure only has a time beside it."""
    if kind == "hour_of_day":
        return n.value > 12 or (_word(tokens, n.first - 1) not in _TIME_WORDS and n.last - n.first == 1)
    return kind == "phrase" and _word(tokens, end) == "ago"


_FILLERS = frozenset(
    [
        "full",
        "more",
        "whole",
        "straight",
        "long",
        "or",
        "nautical",
        "square",
        "cubic",
        "short",
        "consecutive",
        "working",
        "calendar",
        "further",
        "metric",
        "million",
        "other",
        "and",
        "successive",
        "business",
        "separate",
        "different",
        "different",
        "sleepless",
    ]
)
_SHORT_UNITS = frozenset(
    [
        "m",
        "c",
        "v",
        "l",
        "g",
        "h",
        "est",
        "real",
        "won",
        "bar",
        "sets",
        "quarters",
        "lt",
        "min",
        "second",
        "bed",
        "beds",
        "wheel",
        "real",
        "square",
        "li",
        "times",
        "am",
        "som",
        "rand",
        "per",
        "steps",
        "blocks",
        "sol",
    ]
)


def _is_unit(tokens: Tokens, n: Numeral, word: str) -> bool:
    if word == "second":
        return tokens.joined(n.last)
    if word in ("blocks", "rooms", "room", "bags", "sacks", "barrels", "lanes", "beds", "bed", "square", "quarters"):
        return word in ("lanes", "bags", "sacks", "barrels", "square", "beds", "bed") or _word(tokens, n.last + 1) in (
            "away",
            "from",
            "north",
            "south",
            "east",
            "west",
        )
    if word in _SHORT_UNITS:
        return n.digits or word in ("times", "min", "steps")
    return True


def _before(tokens: Tokens, n: Numeral) -> str:
    before = _word(tokens, n.first - 1)
    if not before:
        return ""
    if before in word_set(TABLE, "labels", "money_before"):
        return "money"
    if before == "." and _word(tokens, n.first - 2) in ("no", "nos", "art", "rs", "sec", "para", "ref") and n.digits:
        return "money" if _word(tokens, n.first - 2) == "rs" else "label"
    if (
        before in ("(", "-", "+")
        and n.digits
        and before == "+"
        and len(_word(tokens, n.first)) > 2
        and tokens.words[n.last : n.last + 1] == ["-"]
    ):
        return "label"
    if before in word_set(TABLE, "labels", "any_case"):
        return _label(tokens, n, before)
    if before in ("and", ",", "to", "or") and n.digits:
        return _label_list(tokens, n)
    return ""


_TIME_WORDS = frozenset(
    ["at", "around", "about", "by", "until", "since", "before", "after", "till", "and", "from", "to"]
)


def _label(tokens: Tokens, n: Numeral, before: str) -> str:
    if before == "no":
        return (
            "label"
            if n.digits and not tokens.joined(n.first) and _word(tokens, n.last) not in ("deaths", "injuries")
            else ""
        )
    if before == "number" and (
        _word(tokens, n.first - 2).endswith("s")
        or _word(tokens, n.first - 2) in ("injured", "dead", "killed", "wounded", "now", "who", "they", "missing")
    ):
        return ""  # "the victims number 233"
    if before in ("number", "numbers"):
        return (
            "label"
            if n.digits and _word(tokens, n.first - 2) not in ("the", "whose", "they", "which", "survivors")
            else ""
        )
    if before in ("call", "phone", "dial") or n.digits:
        # "the report 12 people": a label takes no counted noun behind it, but "Camp 3 people" is rare.
        after = _word(tokens, n.last)
        return (
            ""
            if after in word_set("roles", "nouns", "person")
            or after in word_set("not_counts", "counted_after_label", "words")
            else "label"
        )
    if tokens.capital(n.first - 1) and not tokens.text.isupper():
        return "label" if tokens.capital(n.first) or _word(tokens, n.last) in (",", ".", "") else ""
    return ""


def _label_list(tokens: Tokens, n: Numeral) -> str:
    """Routes 3, 12 and 59: the label stands before the first of the row."""
    at = n.first - 1
    words = tokens.words
    steps = 0
    while at > 0 and words[at] in ("and", ",", "to", "or", "-") and words[at - 1][0].isdecimal() and steps < 8:
        at -= 2
        steps += 1
    return "label" if steps and at >= 0 and words[at] in _PLURAL_LABELS else ""


_PLURAL_LABELS = frozenset(
    [
        "routes",
        "nos",
        "numbers",
        "articles",
        "flats",
        "lines",
        "sections",
        "rooms",
        "pages",
        "units",
        "seats",
        "grades",
        "classes",
        "parts",
        "lots",
        "gates",
        "wards",
        "blocks",
        "aged",
        "ages",
        "paragraphs",
        "rows",
        "zones",
        "highways",
    ]
)


def _age(tokens: Tokens, n: Numeral) -> str:
    words = tokens.words
    before, after = _word(tokens, n.first - 1), _word(tokens, n.last)
    if n.value > 115:
        return ""
    limit = word_table(TABLE)["age_limit"]
    if before in word_set(TABLE, "labels", "age_before"):
        return "age"
    window = words[max(0, n.first - 8) : n.first]
    if (
        "aged" in window
        and before in ("and", "to", ",", "between", "from", "about", "around", "or", "just", "only", "-")
        and (not after.isalpha() or after in _AGE_ROW)
    ):
        between = window[window.index("aged") + 1 :]
        if all(word in _AGE_ROW or word[0].isdecimal() or word in _NUMERALS() for word in between):
            return "age"
    if before in ("of", "about", "around", "barely", "some", "perhaps") and _aged(tokens, n, before):
        return "age"
    if before in ("under", "over", "than", "below") and _word(tokens, n.first - 2) in (
        *limit["people"],
        "older",
        "younger",
    ):
        return "age"
    if before in ("-",) and _word(tokens, n.first - 2) == "under":
        return "age"
    if after in (",", ".", ";", ")", "and") and before in (",", "(") and n.value < 111:
        return _age_in_commas(tokens, n, before)
    return _age_said(tokens, n, before, after)


@cache
def _NUMERALS() -> frozenset[str]:  # noqa: N802  reads as a constant
    return frozenset(word_table("numbers")["cardinals"])


_AGE_ROW = frozenset(
    [
        "and",
        "to",
        ",",
        "between",
        "from",
        "about",
        "around",
        "or",
        "just",
        "only",
        "-",
        "respectively",
        "months",
        "years",
    ]
)


def _aged(tokens: Tokens, n: Numeral, before: str) -> bool:
    at = n.first - 1
    while at > 0 and tokens.words[at] in ("about", "around", "some", "barely", "perhaps", "just"):
        at -= 1
    if tokens.words[at] == "of":
        person = _word(tokens, at - 1)
        if person not in word_set(TABLE, "aged_person", "words"):
            return False
        return _word(tokens, n.last) not in word_set("roles", "nouns", "person")
    return False


def _age_in_commas(tokens: Tokens, n: Numeral, before: str) -> str:
    name = _word(tokens, n.first - 2)
    if not name.isalpha() or name in word_set(TABLE, "not_a_name", "words") or n.value == 0:
        return ""
    after = _word(tokens, n.last)
    if before == "(":
        return (
            "age"
            if after == ")"
            and n.value > 4
            and (tokens.capital(n.first - 2) or name in word_set(TABLE, "aged_person", "words"))
            and not tokens.text.isupper()
            else ""
        )
    person = name in word_set(TABLE, "aged_person", "words")
    if tokens.capital(n.first - 2) and n.digits and after in (",", ".", ";", ")"):
        return "age" if n.first < 3 or not _after_numeral(tokens, n.first - 2) else ""
    return "age" if person and after in (",", ".", ";", "and") else ""


def _after_numeral(tokens: Tokens, i: int) -> bool:
    return _word(tokens, i - 1)[:1].isdecimal()


def _age_said(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    if before in ("is", "was", "be", "been", "only", "just", "were", "are") and after in (
        "",
        ".",
        ",",
        "and",
        "years",
        ";",
        "in",
    ):
        who = " ".join(tokens.words[max(0, n.first - 5) : n.first - 1])
        if any(
            word in who.split()
            for word in (
                "who",
                "youngest",
                "oldest",
                "eldest",
                "he",
                "she",
                "age",
                "would",
                "younger",
                "older",
                "elder",
            )
        ):
            return "age"
    if before in ("his", "her", "their") and after in ("'s", "s"):
        return "age"
    if n.digits and after in ("s", "'s") and tokens.joined(n.last):
        return "age"
    return ""


def _date(tokens: Tokens, n: Numeral) -> str:
    words = tokens.words
    before, after = _word(tokens, n.first - 1), _word(tokens, n.last)
    months = word_set(TABLE, "months", "words")
    if n.digits and n.value <= 31:
        if after in months and (after not in ("may", "march") or tokens.capital(n.last)):
            return "date"
        if (
            before in months
            and (before not in ("may", "march") or tokens.capital(n.first - 1))
            and after not in word_set("roles", "nouns", "person")
        ):
            return "date"
        if after == "of" and _word(tokens, n.last + 1) in months:
            return "date"
        if (
            after in ("-", "and", "to", "or", ",")
            and _word(tokens, n.last + 1)[:1].isdecimal()
            and _word(tokens, n.last + 2) in months
        ):
            return "date"
        if (
            before in ("-", "and", "to")
            and _word(tokens, n.first - 3) in months
            and _word(tokens, n.first - 2)[:1].isdecimal()
            and not after.isalpha()
        ):
            return "date"
    if n.digits and 1900 <= n.value <= 2100 and len(words[n.first]) == 4:
        if (
            before in months
            or _word(tokens, n.first - 2) in months
            or before in word_set(TABLE, "year_before", "words")
        ):
            if after in word_set("roles", "nouns", "person"):
                return "" if before not in ("in", "since", "the") else "year"
            return "year"
        if not after.isalpha() or not after.endswith("s") or after in ("was", "is", "has"):
            return "year"
    return ""


def _clock(tokens: Tokens, n: Numeral) -> str:
    words = tokens.words
    before, after = _word(tokens, n.first - 1), _word(tokens, n.last)
    if (
        n.digits
        and after in (".", ":")
        and tokens.joined(n.last)
        and tokens.joined(n.last + 1)
        and _word(tokens, n.last + 1).isdecimal()
    ):
        return "time"
    if (
        n.digits
        and len(words[n.first]) == 4
        and words[n.first][0] in "012"
        and (
            after in ("hours", "hrs", "h", "gmt", "utc", "local", "z")
            or (before == "at" and words[n.first].startswith("0"))
        )
    ):
        return "time"
    if after == "'" and _word(tokens, n.last + 1) == "clock":
        return "time"
    if not n.whole and before in ("at", "around", "about", "by", "until", "till", "from", "since"):
        return "time"
    if n.digits and len(words[n.first]) == 4 and words[n.first][0] == "0":
        return "time"
    if after in ("past", "to") and _word(tokens, n.last + 1) in _NUMERALS() and before == "at":
        return "time"
    if before in ("past", "half") and n.value <= 12:
        return "time"
    if n.value <= 24 and before in (
        "at",
        "around",
        "about",
        "since",
        "until",
        "till",
        "before",
        "after",
        "by",
        "from",
        "nearly",
    ):
        if after in ("on", "in", "this", "that", "yesterday", "today", "tonight", "local") and _word(
            tokens, n.last + 1
        ) in ("the", "morning", "afternoon", "evening", "night", "time", *word_set(TABLE, "weekdays", "words")):
            following = words[n.last + 1 : n.last + 3]
            return "time" if after != "in" or following[-1:] in (["morning"], ["afternoon"], ["evening"]) else ""
        if after in word_set(TABLE, "weekdays", "words"):
            return "time"
    return ""


def _one(tokens: Tokens, n: Numeral) -> str:
    if n.value != 1 or n.digits or n.last - n.first != 1 or tokens.words[n.first] != "one":
        return ""
    before, after = _word(tokens, n.first - 1), _word(tokens, n.last)
    if after == "in" and (_word(tokens, n.last + 1) in _NUMERALS() or _word(tokens, n.last + 1)[:1].isdecimal()):
        return "fraction"
    if before == "no" or (before == "-" and _word(tokens, n.first - 2) == "no"):
        return "zero word"
    if before in word_set(TABLE, "one", "before"):
        return "pronoun"
    if after in word_set(TABLE, "one", "after"):
        return "pronoun" if after not in ("or",) or _word(tokens, n.last + 1) in ("another", "more") else ""
    if after == "'s" or tokens.words[n.first] == "one's":
        return "pronoun"
    return ""


def _listed(tokens: Tokens, n: Numeral) -> str:
    """1. / 2) at the head of a line numbers the line."""
    if not n.digits or n.last - n.first != 1 or n.value > 200 or not tokens.joined(n.last):
        return ""
    if _word(tokens, n.last) not in (".", ")") or tokens.joined(n.last + 1) or n.last + 1 >= len(tokens):
        return ""
    gap = tokens.text[tokens.ends[n.first - 1] : tokens.starts[n.first]] if n.first else "\n"
    return "list number" if "\n" in gap else ""


def _idiom(tokens: Tokens, n: Numeral) -> str:
    words = tokens.words
    for at in (n.first - 1, n.first):
        if at < 0:
            continue
        for parts in phrase_index(TABLE, "idioms", "phrases").get(words[at], ()):
            if tuple(words[at : at + len(parts)]) == parts:
                return "idiom"
    # "five (05) students": the same figure once more
    if n.digits and words[n.first - 1 : n.first] == ["("] and words[n.last : n.last + 1] == [")"] and n.first > 1:
        said = words[n.first - 2]
        if cardinals().get(said) == n.value:
            return "repeat"
    return ""
