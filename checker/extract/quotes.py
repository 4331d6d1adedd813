"""Which stretch of a sentence to show as the evidence of one figure."""

from __future__ import annotations

import re

Span = tuple[int, int]
# A figure and what it counts seldom lie further apart than this, in characters.
_REACH = 90
_PAUSE = re.compile(r"[;:,.()\[\]{}–—\"“”\n]|\s-\s|\b(?:and|but|while|as|after|when|including)\b", re.IGNORECASE)
_EDGE = ' \t\n,;:-–—"“”()[]'


def counted_quote(text: str, sentence: Span, core: Span, others: list[Span]) -> Span:
    """Offsets of the clause around the figure at `core`: up to the nearest pause, and never into another figure.

    `others` are the cores of the other figures of the sentence, in order.
    """
    left = max([sentence[0], core[0] - _REACH, *(end for _, end in others if end <= core[0])])
    right = min([sentence[1], core[1] + _REACH, *(start for start, _ in others if start >= core[1])])
    before = [match.end() for match in _PAUSE.finditer(text, left, core[0])]
    after = _PAUSE.search(text, core[1], right)
    start = before[-1] if before else _word_start(text, left, core[0], sentence[0])
    end = after.start() if after else _word_end(text, right, core[1], sentence[1])
    while start < core[0] and text[start] in _EDGE:
        start += 1
    while end > core[1] and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _word_start(text: str, left: int, core: int, sentence: int) -> int:
    if left == sentence:
        return left
    space = text.find(" ", left, core)
    return core if space < 0 else space + 1


def _word_end(text: str, right: int, core: int, sentence: int) -> int:
    if right == sentence:
        return right
    space = text.rfind(" ", core, right)
    return core if space < 0 else space
