"""What ties a day, a clock time or a place to the event itself: words beside it, a label, a row of a database."""

from __future__ import annotations

import re
from functools import cache

from checker.extract.words import word_set, word_table
from checker.small_letters import small

_REACH = 120  # characters from a word of the event to what it ties
_AHEAD = 60  # the same where the word comes after
_LABEL_REACH, _ROW_REACH = 120, 400  # characters into a line
_CLAUSE = re.compile(r"[.;:\n](?=\s|$)|[()]|\b(?:but|while|whereas)\b")
_OTHER_TIME = re.compile(
    r"\b(?:second|third|fourth|another|again|later|aftershock|elsewhere|meanwhile|among (?:them|whom)"
    r"|(?:hours?|days?|weeks?|months?|years?) (?:after|before|earlier)"
    r"|previous(?:ly)?|similar|separate|unrelated|in (?:19|20)\d\d)\b"
)
_CELLS = re.compile(r"[;|\t]")
_LABEL = re.compile(r"^[ \t>*•–-]{0,4}([A-Za-z/& ]{2,32}?) ?:[ \t]*", re.MULTILINE)
ALARM = "alarm"
ANY = "any"


def event_kind(text: str, start: int, end: int, floor: int, ceiling: int) -> str:
    """The kind of event that `text[start:end]` is tied to in its clause: "blast", "alarm" ..., "" for none.

    `floor` and `ceiling` bound the sentence.
    """
    begin = max(floor, start - _REACH)
    before = small(text[begin:start])
    breaks = [match.end() for match in _CLAUSE.finditer(before)]
    before = before[breaks[-1] :] if breaks else before
    after = _CLAUSE.split(small(text[end : min(ceiling, end + _AHEAD)]), maxsplit=1)[0]
    if _OTHER_TIME.search(before):
        return ""
    hits = list(_words().finditer(before))
    if hits and not _otherwise().search(before, hits[-1].end()):
        return _kind(hits[-1][0])
    hit = None if _otherwise().search(before[-40:]) else _words().search(after)
    if hit and not _otherwise().search(after[: hit.start()]) and not _OTHER_TIME.search(after[: hit.start()]):
        return _kind(hit[0])
    return ""


def of_speaking(text: str, start: int, floor: int) -> bool:
    """Whether words just before say that what follows is of a statement, a burial or a court, not of the event."""
    before = _CLAUSE.split(small(text[max(floor, start - 40) : start]))[-1]
    hits = list(_otherwise().finditer(before))
    return bool(hits) and not _words().search(before, hits[-1].end())


def labelled(text: str, start: int, which: str) -> bool:
    """Whether the line of `start` begins with a label such as "Date:" (`which` is "when") or "Place:" ("where")."""
    line = _line_start(text, start, _LABEL_REACH)
    match = _LABEL.match(text, line, start) if line >= 0 else None
    if match is None or re.search(r"[.;](?:\s|$)", text[match.end() : start]):
        return False
    return " ".join(match[1].lower().split()) in word_set("en/where_when", "label", which)


def in_row(text: str, start: int) -> bool:
    """Whether `start` stands in a row of a database: a line of several cells."""
    line = _line_start(text, start, _ROW_REACH)
    return line >= 0 and len(_CELLS.findall(text[line : line + _ROW_REACH].partition("\n")[0])) >= 3


def _line_start(text: str, start: int, reach: int) -> int:
    """Where the line of `start` begins; -1 where that is farther back than `reach`."""
    floor = max(0, start - reach)
    line = text.rfind("\n", floor, start) + 1
    return line if line or not floor else -1


@cache
def _words() -> re.Pattern[str]:
    table = word_table("en/where_when")
    words = {word for part in table["event"].values() for word in part} | set(table["alarm"]["words"])
    return _any_of(words)


@cache
def _otherwise() -> re.Pattern[str]:
    return _any_of(set(word_table("en/where_when")["otherwise"]["words"]))


@cache
def _kinds() -> dict[str, str]:
    table = word_table("en/where_when")
    kinds = {word: kind for kind, words in table["event"].items() for word in words}
    return {**kinds, **dict.fromkeys(table["alarm"]["words"], ALARM)}


def _kind(word: str) -> str:
    return _kinds()[" ".join(word.split())]


def _any_of(words: set[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")
