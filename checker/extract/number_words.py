"""What a run of number words is worth: "one hundred and ten" is 110, "1.2 million" 1,200,000."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from checker.extract.records import record
from checker.extract.tokens import NO_BREAK, Tokens
from checker.extract.words import word_table

# Longer runs of digits are account or telephone numbers, not counts.
# Nothing that a report counts is more; "trillion trillion" is no number.
_MOST = 10**15
_MOST_DIGITS = 15


@record
class Numeral:
    """A number in the text: tokens first..last (exclusive) and its value."""

    first: int
    last: int
    value: int
    digits: bool  # written in digits
    whole: bool = True  # False for 4.5 and the like


@cache
def cardinals() -> dict[str, int]:
    """Number words up to ninety-nine: the list's, and tens run together with units, as in "thirtythree"."""
    words = dict(word_table("numbers")["cardinals"])
    tens = {word: value for word, value in words.items() if value >= 20}
    units = {word: value for word, value in words.items() if 0 < value < 10}
    return words | {ten + unit: tens[ten] + units[unit] for ten in tens for unit in units}


@cache
def scales() -> dict[str, int]:
    """hundred, thousand, lakh, million ..."""
    return dict(word_table("numbers")["scales"])


@cache
def ordinals() -> dict[str, int]:
    """first, second ... ninetieth."""
    return dict(word_table("numbers")["ordinals"])


def read_numeral(tokens: Tokens, i: int) -> Numeral | None:
    """The longest number that begins at token i, or None.

    The grammar is that of English numerals, with "and" only behind a hundred or a thousand, so that
    "two hundred and three" is one number and "three and two" are two.
    """
    words = tokens.words
    if words[i][0].isdecimal():
        return _digits(tokens, i)
    if words[i] in ("a", "an", "another"):
        return _after_article(tokens, i)
    if words[i] == "half":
        return _half(tokens, i)
    if words[i] in ("dozen", "score") and (i == 0 or words[i - 1] not in ("the", "per")):
        return Numeral(i, i + 1, 12, False) if words[i] == "dozen" else None
    return _spelled(tokens, i)


def _digits(tokens: Tokens, i: int) -> Numeral | None:
    words = tokens.words
    word = words[i]
    figures = word.replace(",", "")
    if len(figures) > _MOST_DIGITS:
        return None
    value = Decimal(figures) if "." in figures else int(figures)
    whole = value == int(value)
    last = _spaced(tokens, i)
    for group in words[i + 1 : last]:
        value = value * 1000 + int(group)
    return _scaled(tokens, i, last, value, whole)


def _spaced(tokens: Tokens, i: int) -> int:
    """Token behind "12 400", digits in threes with a space between; i + 1 where none follow.

    A space that may break does so only within a running sentence: not in a row of a table or behind a date.
    """
    words, last, breaking = tokens.words, i + 1, False
    while (
        len(words[i]) <= 3
        and words[i] != "0"
        and last < len(words)
        and last - i < 4
        and len(words[last]) == 3
        and words[last].isdecimal()
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and tokens.text[tokens.ends[last - 1]] in (" ", *NO_BREAK)
    ):
        breaking = breaking or tokens.text[tokens.ends[last - 1]] == " "
        last += 1
    if breaking and not (_in_a_sentence(tokens, last) and tokens.word(i - 1) not in _before_days()):
        return i + 1
    return last


def _in_a_sentence(tokens: Tokens, at: int) -> bool:
    """Whether a word in small letters follows: what is counted."""
    word = tokens.word(at)
    return word.isalpha() and len(word) > 2 and not tokens.capital(at) and not tokens.joined(at)


@cache
def _before_days() -> frozenset[str]:
    """Words behind which a number is a day or a label, and the next one begins a count: "on May 12 300 people"."""
    table = word_table("not_counts")
    return frozenset([*table["months"]["words"], *table["labels"]["any_case"], "at", "/", "-", ":"])


@cache
def _factors() -> dict[str, int]:
    """What digits are multiplied by where one of these words or letters stands behind them."""
    return {**scales(), **word_table("numbers")["suffixes"], "dozen": 12}


def _scaled(tokens: Tokens, first: int, last: int, value: Decimal | int, whole: bool) -> Numeral:
    factors = _factors()
    while (word := tokens.word(last)) in factors and (
        word not in word_table("numbers")["suffixes"] or tokens.joined(last)
    ):
        value, last, whole = min(value * factors[word], _MOST), last + 1, True
    return Numeral(first, last, int(value), True, whole)


def _after_article(tokens: Tokens, i: int) -> Numeral | None:
    """Read "a dozen", "another dozen", "a hundred and ten", "a score of", "a million and a half"."""
    words = tokens.words
    if i + 1 >= len(words):
        return None
    word = words[i + 1]
    if word == "dozen":
        if words[i + 2 : i + 5] == ["and", "a", "half"]:
            return Numeral(i, i + 5, 18, False)
        return Numeral(i, i + 2, 12, False)
    if word == "score" and words[i + 2 : i + 3] == ["of"]:
        return Numeral(i, i + 2, 20, False)
    if word == "quarter" and words[i + 2 : i + 5] == ["of", "a", "million"]:
        return Numeral(i, i + 5, 250_000, False)
    if word not in scales():
        return None
    found = _spelled(tokens, i + 1)
    return None if found is None else Numeral(i, found.last, found.value, False)


def _half(tokens: Tokens, i: int) -> Numeral | None:
    words = tokens.words
    at = i + 1
    if words[at : at + 1] in (["a"], ["-"]):
        at += 1
    word = words[at] if at < len(words) else ""
    if word == "dozen":
        return Numeral(i, at + 1, 6, False)
    if word in ("million", "thousand", "billion") and at > i + 1:
        return Numeral(i, at + 1, scales()[word] // 2, False)
    return None


class _Sum:
    """Adds number words as they come and says where they stop making one number."""

    __slots__ = ("last", "low", "next_scale", "part", "total")

    def __init__(self) -> None:
        self.total = 0  # closed thousands and millions
        self.part = 0  # the part below the next scale word
        self.low = 100  # only words below this may still be added to `part`
        self.next_scale = 10**18
        self.last = ""

    def add(self, word: str) -> bool:
        small = cardinals().get(word)
        if small is not None:
            return self._small(small)
        if word in ("dozen", "score"):
            if not (0 < self.part < 20 and self.total == 0):
                return False
            self.part *= 12 if word == "dozen" else 20
            self.low, self.next_scale, self.last = 0, 0, "dozen"
            return True
        scale = scales()[word]
        if scale == 100:
            if self.last and not 0 < self.part < 100:
                return False
            self.part, self.low, self.last = (self.part or 1) * 100, 100, "scale"
            return True
        if scale >= self.next_scale or (self.last and self.part == 0):
            return False
        self.total += (self.part or 1) * scale
        self.part, self.low, self.next_scale, self.last = 0, 100, scale, "scale"
        return True

    def _small(self, value: int) -> bool:
        if self.last == "dozen" or (value == 0 and self.last):
            return False
        if value >= self.low:
            return False
        self.part += value
        # After "twenty" only a unit may follow; after a unit or a teen nothing.
        self.low = 10 if value >= 20 else 0
        self.last = "small"
        return True


def _spelled(tokens: Tokens, i: int) -> Numeral | None:
    words = tokens.words
    known, large = cardinals(), scales()
    if words[i] not in known and words[i] not in large:
        return None
    total = _Sum()
    last = at = i
    while at < len(words) and at - i < 30:
        word = words[at]
        if word == "and":
            # A number may go on behind "and" only where a scale word stands before it.
            if total.last != "scale" or not _goes_on(tokens, at + 1, total):
                break
            at += 1
            continue
        if word == "-" and tokens.joined(at) and tokens.joined(at + 1) and at > i:
            at += 1
            continue
        if word not in known and word not in large and not (word in ("dozen", "score") and at > i):
            break
        if not total.add(word):
            break
        at += 1
        last = at
    value = total.total + total.part
    if words[last : last + 4] == ["and", "a", "half", "hundred"]:
        return Numeral(i, last + 4, value * 100 + 50, False)
    if words[last : last + 3] == ["and", "a", "half"] and words[last + 3 : last + 4] in (["thousand"], ["million"]):
        scale = large[words[last + 3]]
        return Numeral(i, last + 4, value * scale + scale // 2, False)
    return Numeral(i, last, value, False)


def _goes_on(tokens: Tokens, at: int, total: _Sum) -> bool:
    words = tokens.words
    if at >= len(words) or words[at] not in cardinals() or words[at] == "zero":
        return False
    after = at + 1
    if after < len(words) and words[after] == "-":
        after += 1
    if after < len(words) and words[after] in cardinals():
        after += 1
    # "two hundred and three hundred" are two numbers; "a thousand and four hundred" is one, and so is
    # "one hundred and one thousand".
    if after < len(words) and words[after] in scales():
        scale = scales()[words[after]]
        return total.part == 0 if scale == 100 else total.part > 0 and scale < total.next_scale
    return True
