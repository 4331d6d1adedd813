"""Every number phrase of a text as an interval of integers, with its hedge and whether it can count.

A small exact grammar over the words of the text, after the conventions of the claim format: "at
least eight" is 8 and more, "about 200" 190 to 210, "dozens" 24 and more, "no one" 0. Each word is
looked at a constant number of times, so the time is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import compress, count

from checker.extract.hedges import NAMES, hedge_after, hedge_before, interval
from checker.extract.notcounts import reason_not_count
from checker.extract.number_words import Numeral, cardinals, ordinals, read_numeral, scales
from checker.extract.records import record
from checker.extract.tokens import Tokens, tokenize
from checker.extract.words import phrase_index, word_set, word_table


@record
class Quantity:
    """One number phrase. Offsets are into the text that was read."""

    start: int  # the whole phrase with its hedge: "at least eight"
    end: int
    core_start: int  # the numeral alone: "eight"
    core_end: int
    low: int  # inclusive
    high: int | None  # inclusive; None when open
    hedge: str = ""  # "", "at least", "more than", "fewer than", "at most", "up to", "about", "nearly"
    kind: str = "cardinal"  # cardinal, range, vague, zero, ordinal, fraction, group
    countable: bool = True
    reason: str = ""  # why not, where it is not: age, time, date, money, distance, name ...


_CHANGE = 9  # words before "from 8 to 10" among which the word of a change stands
# From the word at an index to the quantity that begins there and the index behind it.
_Reader = Callable[[Tokens, int, str], tuple[Quantity, int] | None]


@lru_cache(maxsize=2)
def find_quantities(text: str, vague: str = "plain") -> tuple[Quantity, ...]:
    """All number phrases of `text` in order, those that count nothing included (`countable` False).

    `vague` names the table by which "dozens" and the like become intervals: plain, acled or ucdp.
    """
    return quantities_in(tokenize(text), vague)


def quantities_in(tokens: Tokens, vague: str = "plain") -> tuple[Quantity, ...]:
    """The same for a text that was split into words already."""
    found: list[Quantity] = []
    readers = _readers(vague)
    words, behind = tokens.words, 0
    articles = _behind_article(vague)
    for at in sorted([*compress(count(), map(readers.__contains__, words)), *tokens.figures]):
        if at < behind or (words[at] in ("a", "an") and tokens.word(at + 1) not in articles):
            continue
        for reader in readers.get(words[at], (_number,)):
            read = reader(tokens, at, vague)
            if read is not None:
                quantity, behind = read
                found.append(quantity)
                break
    return tuple(found)


@cache
def _readers(vague: str) -> dict[str, tuple[_Reader, ...]]:
    """What may begin at each word at which a number phrase can begin, in the order in which it is tried."""
    numbers = word_table("numbers")
    zeros = {phrase.split()[0] for name in ("before_noun", "alone") for phrase in numbers["zero"][name]}
    begin: tuple[tuple[_Reader, Iterable[str]], ...] = (
        (_zero, {"no", *zeros}),
        (_all_but, ["all"]),
        (_vague_word, _vague_index(vague)),
        (_fraction, {"one", "two", "three", "a", *numbers["fractions"]}),
        (_group, numbers["groups"]),
        (_ordinal, ordinals()),
        (_number, {*cardinals(), *scales(), "a", "an", "another", "dozen", "half"}),
    )
    readers: dict[str, list[_Reader]] = {}
    for reader, words in begin:
        for word in words:
            readers.setdefault(word, []).append(reader)
    return {word: tuple(able) for word, able in readers.items()}


@cache
def _behind_article(vague: str) -> frozenset[str]:
    """What stands behind "a" or "an" where a number phrase begins with it: a look at it spares all readers."""
    phrases = [parts[1] for word in ("a", "an") for parts in _vague_index(vague).get(word, ()) if len(parts) > 1]
    return frozenset([*phrases, *word_table("numbers")["fractions"], *scales(), "-", "dozen", "score"])


@cache
def _vague(vague: str) -> dict[str, tuple[int, int | None]]:
    tables = word_table("numbers")["vague"]
    merged = {**tables["plain"], **tables[vague]}
    return {phrase: (values[0], values[1] if len(values) > 1 else None) for phrase, values in merged.items()}


@cache
def _vague_index(vague: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _vague(vague):
        parts = tuple(phrase.split())
        index.setdefault(parts[0], []).append(parts)
    return {word: tuple(sorted(rows, key=lambda row: (-len(row), row))) for word, rows in index.items()}


def _number(tokens: Tokens, i: int, vague: str) -> tuple[Quantity, int] | None:
    numeral = read_numeral(tokens, i)
    if numeral is None:
        return None
    high = 0 if numeral.digits else _compound_ordinal(tokens, numeral)
    return _quantity(tokens, i, high, (1, 1), "ordinal", bare=True) if high else _cardinal(tokens, numeral)


def _quantity(
    tokens: Tokens,
    first: int,
    last: int,
    bounds: tuple[int, int | None],
    kind: str,
    reason: str = "",
    bare: bool = False,
) -> tuple[Quantity, int]:
    """A quantity on tokens first..last, with the hedges around it applied unless `bare`."""
    before, begin = ("", first) if bare else hedge_before(tokens, first)
    after, end = ("", last) if bare else hedge_after(tokens, last)
    low, high = bounds
    name = ""
    if before or after:
        for hedge in (before, after):
            if hedge and (hedge != "about" or kind != "range"):
                low, high = interval(hedge, low, high)
        name = NAMES.get(before, "") or NAMES.get(after, "")
    starts, ends = tokens.starts, tokens.ends
    return Quantity(
        starts[begin],
        ends[end - 1],
        starts[first],
        ends[last - 1],
        low,
        high,
        name,
        kind,
        not reason,
        reason,
    ), end


def _cardinal(tokens: Tokens, n: Numeral) -> tuple[Quantity, int]:
    reason = reason_not_count(tokens, n)
    second = None if reason and reason != "score or code" else _range_end(tokens, n)
    if second is None:
        if not n.whole and not reason:
            reason = "decimal"
        return _quantity(tokens, n.first, n.last, (n.value, n.value), "zero" if n.value == 0 else "cardinal", reason)
    reason = reason_not_count(tokens, Numeral(second.first, second.last, second.value, second.digits, second.whole))
    if reason == "score or code" and _plain_range(tokens, n, second):
        reason = ""
    low, high = sorted((n.value, second.value))
    if n.value >= second.value:
        reason = reason or "score or code"
    whole = Numeral(n.first, second.last, high, n.digits)
    return _quantity(tokens, whole.first, whole.last, (low, high), "range", reason)


def _plain_range(tokens: Tokens, n: Numeral, second: Numeral) -> bool:
    """Whether N-M stands by itself, and is not the beginning of a longer code."""
    before = tokens.words[n.first - 1] if tokens.joined(n.first) else ""
    after = tokens.words[second.last] if tokens.joined(second.last) else ""
    return (
        before not in ("-", "/")
        and after not in ("-", "/")
        and not after.isalpha()
        and second.value - n.value < 10 * max(n.value, 10)
    )


def _range_end(tokens: Tokens, n: Numeral) -> Numeral | None:
    """The second number of "N to M", "N-M", "N or M", "between N and M", "N, perhaps M"; None without one."""
    words = tokens.words
    link = words[n.last] if n.last < len(words) else ""
    at = n.last + 1
    if at >= len(words):
        return None
    before = words[n.first - 1] if n.first else ""
    if link == "-":
        return _plain_numeral(tokens, at) if tokens.joined(n.last) and tokens.joined(at) else None
    if link == "and":
        if "between" not in words[max(0, n.first - 3) : n.first]:
            return None
    elif link == "to":
        if before == "from" and _moves(words[max(0, n.first - _CHANGE) : n.first - 1]):
            return None
    elif link == "or" or (link == "," and words[at] in ("perhaps", "possibly", "maybe", "even", "or")):
        at += words[at] in ("perhaps", "possibly", "maybe", "even", "or")
        at += at < len(words) and words[at] in ("perhaps", "possibly", "maybe", "even")
    else:
        return None
    if at < len(words) and words[at] in (
        "about",
        "around",
        "some",
        "nearly",
        "perhaps",
        "maybe",
        "possibly",
        "even",
        "as",
        "almost",
    ):
        at += 1
    second = _plain_numeral(tokens, at)
    if second is None or second.value <= n.value or not n.whole:
        return None
    # "11 to 12 May" and "one or 20 soldiers" are caught by what stands around the whole.
    return second


def _moves(before: Sequence[str]) -> bool:
    """Whether the words before "from 8 to 10" tell of a change, and not of a range."""
    told = set(before)
    return not told & word_set("hedges", "range_from", "words") and bool(told & word_set("hedges", "change", "words"))


def _plain_numeral(tokens: Tokens, at: int) -> Numeral | None:
    if at >= len(tokens) or not (
        tokens.words[at][0].isdecimal() or tokens.words[at] in cardinals() or tokens.words[at] in ("a", "an", *scales())
    ):
        return None
    return read_numeral(tokens, at)


def _vague_word(tokens: Tokens, i: int, vague: str) -> tuple[Quantity, int] | None:
    words = tokens.words
    for parts in _vague_index(vague).get(words[i], ()):
        if tuple(words[i : i + len(parts)]) != parts:
            continue
        last = i + len(parts)
        if parts == ("scores",) and not _counting_scores(tokens, i):
            return None
        if parts[-1] == "tens" and words[last : last + 1] != ["of"]:
            return None
        reason = reason_not_count(tokens, Numeral(i, last, 9, False))
        if words[last : last + 1] == ["of"]:
            reason = reason or reason_not_count(tokens, Numeral(i, last + 1, 9, False))
        return _quantity(tokens, i, last, _vague(vague)[" ".join(parts)], "vague", reason)
    return None


def _counting_scores(tokens: Tokens, i: int) -> bool:
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if after in word_set("numbers", "scores", "after"):
        return True
    return before in word_set("numbers", "scores", "before")


def _group(tokens: Tokens, i: int, vague: str) -> tuple[Quantity, int] | None:
    words = tokens.words
    value = word_table("numbers")["groups"].get(words[i])
    if value is None:
        return None
    last = i + 1
    if words[i] == "couple" and words[last : last + 2] in (["of", "dozen"], ["of", "hundred"], ["of", "thousand"]):
        value, last = value * (scales().get(words[last + 1]) or 12), last + 2
    if words[i] == "couple" and words[last : last + 1] in (["dozen"], ["hundred"], ["thousand"]):
        value, last = value * (scales().get(words[last]) or 12), last + 1
    behind = last + (words[last : last + 1] == ["of"])
    reason = reason_not_count(tokens, Numeral(i, last, value, False)) or reason_not_count(
        tokens, Numeral(i, behind, value, False)
    )
    return _quantity(tokens, i, last, (value, value), "group", reason)


def _zero(tokens: Tokens, i: int, vague: str) -> tuple[Quantity, int] | None:
    words = tokens.words
    for parts in phrase_index("numbers", "zero", "idioms").get(words[i], ()):
        if tuple(words[i : i + len(parts)]) == parts:
            # "no more than five" is a hedge and read from its number.
            return None
    if words[i : i + 3] == ["no", "-", "one"]:
        return _quantity(tokens, i, i + 3, (0, 0), "zero", bare=True)
    for path in ("alone", "before_noun"):
        for parts in phrase_index("numbers", "zero", path).get(words[i], ()):
            last = i + len(parts)
            if tuple(words[i:last]) != parts:
                continue
            if path == "before_noun" and not _noun_follows(tokens, last):
                continue
            return _quantity(tokens, i, last, (0, 0), "zero", bare=True)
    return None


def _noun_follows(tokens: Tokens, last: int) -> bool:
    """Whether a word follows that "no" can stand before: no sign, no numeral ("no 5")."""
    return last < len(tokens) and tokens.words[last][0].isalpha()


def _ordinal(tokens: Tokens, i: int, vague: str) -> tuple[Quantity, int] | None:
    """As in "a third victim": one more of those counted, where an article stands before and a noun behind."""
    words = tokens.words
    after = words[i + 1] if i + 1 < len(words) else ""
    before = words[i - 1] if i else ""
    reason = "ordinal" if after in word_set("not_counts", "after_ordinal", "words") else ""
    if words[i] in ("first", "second") and not (before in ("a", "the", "") or after.isalpha()):
        reason = "ordinal"
    if words[i] == "first" and (before not in ("the", "a") or not after.isalpha()):
        reason = "ordinal"
    return _quantity(tokens, i, i + 1, (1, 1), "ordinal", reason, bare=True)


def _compound_ordinal(tokens: Tokens, n: Numeral) -> int:
    """Token behind "twenty-third" or "hundred and seventeenth", 0 where no ordinal stands there."""
    words, at = tokens.words, n.last
    if n.value % 10:
        return 0
    if at < len(words) and ((words[at] == "-" and tokens.joined(at)) or (words[at] == "and" and n.value >= 100)):
        at += 1
        if at + 1 < len(words) and words[at] in cardinals() and words[at + 1] == "-":
            at += 2
        if at < len(words) and words[at] in ordinals() and ordinals()[words[at]] < 20:
            return at + 1
    return 0


def _fraction(tokens: Tokens, i: int, vague: str) -> tuple[Quantity, int] | None:
    """As in "half of the 40", "two thirds of them": resolved where the sentence gives the base, else no count."""
    words = tokens.words
    parts = word_table("numbers")["fractions"]
    at, above = i, 1
    if words[i] in ("one", "two", "three", "a") and i + 1 < len(words):
        above = cardinals().get(words[i], 1)
        at = i + 1 + (words[i + 1] == "-")
    below = parts.get(words[at]) if at < len(words) else None
    if below is None or (below > 2 and at == i):
        return None
    last = at + 1
    if below == 2 and words[last : last + 1] != ["of"]:
        return (
            None
            if words[last : last + 1] in (["a"], ["-"], ["dozen"])
            else _quantity(tokens, i, last, (0, 0), "fraction", "fraction", bare=True)
        )
    if words[last : last + 1] != ["of"]:
        return None
    base = _base(tokens, i, last + 1)
    if base is None:
        return _quantity(tokens, i, last, (0, 0), "fraction", "fraction", bare=True)
    value, end = base
    share = value * above
    bounds = (share // below, -(-share // below))
    return _quantity(
        tokens,
        i,
        max(end, last),
        bounds,
        "fraction",
        reason_not_count(tokens, Numeral(i, max(end, last), bounds[1], False)),
        bare=True,
    )


def _all_but(tokens: Tokens, i: int, vague: str) -> tuple[Quantity, int] | None:
    """As in "all but three of the 40 aboard": 37, where the sentence gives the 40."""
    words = tokens.words
    if words[i] != "all" or words[i + 1 : i + 2] != ["but"]:
        return None
    number = _plain_numeral(tokens, i + 2)
    if number is None or words[number.last : number.last + 1] != ["of"]:
        return None
    base = _base(tokens, i, number.last + 1)
    if base is None or base[0] < number.value:
        return None
    value = base[0] - number.value
    return _quantity(tokens, i, max(base[1], number.last), (value, value), "fraction", bare=True)


def _base(tokens: Tokens, first: int, at: int) -> tuple[int, int] | None:
    """The whole that a part is taken of: the number behind "of", or for "them" the last one before it."""
    words = tokens.words
    here = at
    while (
        here < len(words)
        and here - at < 2
        and words[here] in ("the", "its", "their", "those", "all", "his", "her", "some")
    ):
        here += 1
    number = _plain_numeral(tokens, here)
    if number is not None:
        return (number.value, number.last) if number.whole else None
    if here < len(words) and words[here] in ("them", "whom", "those", "these"):
        for back in range(first - 1, max(-1, first - 25), -1):
            if words[back] in (".", "!", "?", ";"):
                break
            number = _plain_numeral(tokens, back) if words[back] not in ("a", "an") else None
            if number is not None and not reason_not_count(tokens, number):
                return number.value, here + 1
    return None
