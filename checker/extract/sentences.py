"""Where sentences begin and end: rules on the full stop, after Grefenstette and Tapanainen (1994)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from checker.extract.words import word_set

# A possible end: a line break, a full stop without a space behind it, or closing punctuation with its quotes.
# The one set at its head lets the search skip what can begin none of them.
_END = re.compile(
    r"[.!?…。؟।\n](?:(?P<line>(?<=\n)\s*)|(?P<glued>(?<=[a-z]{2}\.)(?=[A-Z][a-z]))"
    r"|(?P<stop>(?<![.!?…。؟।]{2})[.!?…。؟।]*[\"'”’»)\]]*(?=\s|$)))"
)
_LAST_WORD = re.compile(r"(?:.*[^\w.\-])?([\w.\-]*)", re.DOTALL)
_BULLET = re.compile(
    r"[-–—*•·▪◦‣►▶●○■□✓✔☑➤➢#@>|‼❗⚠\U0001F300-\U0001FAFF]|\(?\d{1,3}[.):]|\(?[a-zA-Z][.)]\s|[A-Z][\w ]{1,30}:"
)
# Lines of hard-wrapped text are about this long; a shorter line was ended on purpose.
_WRAPPED = 50
# Longer stretches without any punctuation are cut at a pause, so that no reader meets an endless sentence.
_LONGEST = 1200
_PAUSES = ("; ", "\n", " - ", ", ", " ")


Span = tuple[int, int]


@lru_cache(maxsize=2)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """Offsets of the sentences of `text`, without surrounding white space, in order.

    A blank line always ends a sentence; a line break does where the next line is an item of a list
    or the line was not simply full. Linear in the length of the text; any Unicode is allowed.
    """
    return tuple(each_sentence(text))


def each_sentence(text: str) -> Iterator[Span]:
    """The same, one by one: who wants the first few does not wait for the rest."""
    begin = 0
    for match in _END.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "line":
            if not _line_ends(text, begin, start, end, match[0]):
                continue
        elif kind == "stop" and not _stop_ends(text, begin, start, end):
            continue
        yield from _pieces(text, begin, start if kind == "line" else end)
        begin = end
    yield from _pieces(text, begin, len(text))


def _pieces(text: str, begin: int, end: int) -> Iterable[Span]:
    return _stripped(text, begin, end) if end - begin <= _LONGEST else _cut(text, begin, end)


def _cut(text: str, begin: int, end: int) -> Iterator[Span]:
    while end - begin > _LONGEST:
        window = text[begin : begin + _LONGEST]
        cut = next((at for pause in _PAUSES if (at := window.rfind(pause)) > _LONGEST // 2), _LONGEST - 1) + 1
        yield from _stripped(text, begin, begin + cut)
        begin += cut
    yield from _stripped(text, begin, end)


def _stripped(text: str, begin: int, end: int) -> tuple[Span, ...]:
    piece = text[begin:end].rstrip()
    left = len(piece.lstrip())
    return ((begin + len(piece) - left, begin + len(piece)),) if left else ()


def _line_ends(text: str, begin: int, start: int, end: int, gap: str) -> bool:
    if gap.count("\n") > 1 or start == begin:
        return True
    if _BULLET.match(text, end):
        return True
    if text[start - 1] in ".!?…:;":
        # An abbreviation at the end of a full line does not end the sentence.
        return not (text[start - 1] == "." and end < len(text) and text[end].islower())
    if end < len(text) and text[end].islower():
        return False
    line = start - max(text.rfind("\n", begin, start) + 1, begin)
    return line < _WRAPPED


def _stop_ends(text: str, begin: int, start: int, end: int) -> bool:
    after = text[end : end + 24].lstrip()
    if not after:
        return True
    mark = text[start]
    if after[0].islower() and (mark != "." or end - start > 1):
        return False  # "Who?" he said; wait... there is more
    if mark != ".":
        return True
    return _full_stop_ends(text, begin, start, after)


def _full_stop_ends(text: str, begin: int, start: int, after: str) -> bool:
    found = _LAST_WORD.match(text, max(begin, start - 24), start)
    word = found[1] if found else ""
    lower = word.lower().lstrip("-.")
    if lower in _before_name():
        return False
    if after[0].isdigit() and lower in word_set("sentences", "before_numeral"):
        return False
    if len(word) == 1 and word.isupper():
        return word == "X" and text.startswith("on ", start - 4)  # an initial, but "wrote on X."
    if word.isdigit() and len(word) <= 3 and not text[begin : start - len(word)].strip():
        return False  # the number of a list item
    if lower in _either():
        first = re.split(r"\W", after.lower(), maxsplit=1)[0]
        return first in word_set("sentences", "starters") and not after[0].islower()
    # In running text a small letter after a stop means an abbreviation the list does not know.
    return not (after[0].islower() and len(word) <= 3 and not word.isdigit())


@cache
def _before_name() -> frozenset[str]:
    return word_set("sentences", "before_name")


@cache
def _either() -> frozenset[str]:
    return word_set("sentences", "either")
