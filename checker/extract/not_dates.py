"""Numbers that are dates, years or times of day."""

from __future__ import annotations

from functools import cache

from checker.extract.number_words import Numeral, cardinals
from checker.extract.tokens import Tokens
from checker.extract.words import word_set

TABLE = "not_counts"


@cache
def _set(name: str) -> frozenset[str]:
    return word_set(TABLE, name, "words")


@cache
def _people() -> frozenset[str]:
    return word_set("roles", "nouns", "person")


def date_reason(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    """Gives "date" or "year" where the number is one, else ""."""
    if not n.digits:
        return ""
    months = _set("months")
    if n.value <= 31:
        if after in months and (after not in ("may", "march") or tokens.capital(n.last)):
            return "date"
        if (
            before in months
            and (before not in ("may", "march") or tokens.capital(n.first - 1))
            and (after not in _people() or after in _set("participles"))
        ):
            return "date"
        if after == "of" and tokens.word(n.last + 1) in months:
            return "date"
        if (
            after in ("-", "and", "to", "or", ",")
            and tokens.word(n.last + 1)[:1].isdecimal()
            and tokens.word(n.last + 2) in months
        ):
            return "date"
        if (
            before in ("-", "and", "to")
            and tokens.word(n.first - 3) in months
            and tokens.word(n.first - 2)[:1].isdecimal()
            and not after.isalpha()
        ):
            return "date"
    if 1900 <= n.value <= 2100 and len(tokens.words[n.first]) == 4:
        if before in months or tokens.word(n.first - 2) in months or before in _set("year_before"):
            if after in _people() and before not in months:
                return "" if before not in ("in", "since", "the") else "year"
            return "year"
        if not after.isalpha() or not after.endswith("s") or after in ("was", "is", "has"):
            return "year"
    return ""


def _hour_behind(tokens: Tokens, n: Numeral) -> bool:
    """Whether "twenty to five" is an hour, and nobody is counted by it."""
    if n.digits or n.value not in (5, 10, 20, 25) or not 1 <= cardinals().get(tokens.word(n.last + 1), 0) <= 12:
        return False
    behind = tokens.word(n.last + 2)
    return not behind.isalpha() or behind in ("in", "on", "this", "that", "when", "and", "after", "before", "yesterday")


def clock_reason(tokens: Tokens, n: Numeral, before: str, after: str) -> str:
    """Gives "time" where the number is a time of day, else ""."""
    words = tokens.words
    if (
        n.digits
        and after in (".", ":")
        and tokens.joined(n.last)
        and tokens.joined(n.last + 1)
        and tokens.word(n.last + 1).isdecimal()
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
    if after == "'" and tokens.word(n.last + 1) == "clock":
        return "time"
    if not n.whole and before in ("at", "around", "about", "by", "until", "till", "from", "since"):
        return "time"
    if n.digits and len(words[n.first]) == 4 and words[n.first][0] == "0":
        return "time"
    if after in ("past", "to") and tokens.word(n.last + 1) in cardinals() and before == "at":
        return "time"
    if after in ("past", "to") and before in ("around", "about", "by", "until", "since") and _hour_behind(tokens, n):
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
        if after in ("on", "in", "this", "that", "yesterday", "today", "tonight", "local") and tokens.word(
            n.last + 1
        ) in ("the", "morning", "afternoon", "evening", "night", "time", *_set("weekdays")):
            following = words[n.last + 1 : n.last + 3]
            return "time" if after != "in" or following[-1:] in (["morning"], ["afternoon"], ["evening"]) else ""
        if after in _set("weekdays"):
            return "time"
    return ""
