"""Text to words with their offsets: one pass, any Unicode, offsets true to the original."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

# One character for one: typographic quotes, dashes and spaces become their plain forms.
_PLAIN = {
    **dict.fromkeys("’‘‛ʼ′`´＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–−﹣－", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "),
    "，": ",",
    "．": ".",
    "：": ":",
}
_TYPOGRAPHIC = re.compile(f"[{''.join(_PLAIN)}]")
# Characters without a width: direction marks, joiners, soft hyphens. They may stand inside a word.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0f\ufeff]+")
# A word, a numeral, a sign or white space: together the whole text.
_PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\s+|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[^\w\s]|_|\w")
# Signs that stand behind a word without a space, each a piece of its own.
_CLOSING = frozenset(",.;:!?)\"'")
NO_BREAK = frozenset("\u00a0\u2007\u2009\u202f")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text. `words` are in lower case; `starts` and `ends` are offsets into the original."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    figures: list[int]  # the tokens that are written in digits
    shouted: bool = False  # the whole text is in capitals, so a capital says nothing

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """Token i, or "" outside the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def joined(self, i: int) -> bool:
        """Whether token i follows token i-1 without a space."""
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital letter."""
        return self.text[self.starts[i]].isupper()

    def at(self, offset: int) -> int:
        """Index of the first token that starts at `offset` or later; len(self) when none does."""
        return bisect_left(self.starts, offset)


@lru_cache(maxsize=4)
def tokenize(text: str) -> Tokens:
    """Split `text` into words, numerals and signs. Linear in the length of the text.

    The last few texts are kept, since one report is asked for by many; what is returned is not to be changed.
    """
    plain, removed = _fold(text)
    # In lower case at once, but for the two letters that are longer then or look at their neighbours.
    at_once = "İ" not in plain and "Σ" not in plain
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    figures: list[int] = []
    at = 0
    for chunk in (plain.lower() if at_once else plain).split(" "):
        # Most words stand between two spaces, and no pattern is needed to see where they end.
        whole = chunk.isalpha()
        if not whole and chunk.isdecimal():
            figures.append(len(words))
            whole = True
        if whole:
            words.append(chunk)
            starts.append(at)
            at += len(chunk)
            ends.append(at)
        elif chunk[-1:] in _CLOSING and (word := chunk[:-1]).isalpha():
            behind = at + len(word)
            words += (word, chunk[-1])
            starts += (at, behind)
            at = behind + 1
            ends += (behind, at)
        else:
            for piece in _PIECE.findall(chunk):
                begin, at = at, at + len(piece)
                if not piece.isspace():
                    if piece[0].isdecimal():
                        figures.append(len(words))
                    words.append(piece)
                    starts.append(begin)
                    ends.append(at)
        at += 1
    if not at_once:
        words = [word.lower() for word in words]
    if removed is not None:
        starts = [removed[at] for at in starts]
        ends = [removed[at - 1] + 1 for at in ends]
    return Tokens(text, words, starts, ends, figures, text.isupper())


def _fold(text: str) -> tuple[str, list[int] | None]:
    """Plain characters, and where something was removed the original offset of each that stays."""
    if text.isascii():
        return text, None
    plain = _TYPOGRAPHIC.sub(lambda sign: _PLAIN[sign[0]], text)
    if not _INVISIBLE.search(plain):
        return plain, None
    kept: list[int] = []
    parts: list[str] = []
    last = 0
    for match in _INVISIBLE.finditer(plain):
        parts.append(plain[last : match.start()])
        kept.extend(range(last, match.start()))
        last = match.end()
    parts.append(plain[last:])
    kept.extend(range(last, len(plain)))
    return "".join(parts), kept
