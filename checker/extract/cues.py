"""Words around a figure that say how it stands to other figures: a rise, a correction, a part, one hospital's count.

What the comparison of two figures needs beyond the figures themselves. The words, and how far each
reaches, are data (lexicon/en/cues.toml).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract.words import alternation, word_set, word_table
from checker.small_letters import Phrases, by_longest_word, may_hold, small, words_told

Span = tuple[int, int]
_LONGEST = 400  # a mention longer than this is looked at from its beginning
_SPACE = re.compile(r"[^\S ]")
# Where a clause ends: at a sign, or at a word that sets another against it.
_SIGN = re.compile(r"[; ](?:(?<=;)|(?<= )[-–—] )")
_CONTRASTS = frozenset(("but", "while", "whereas", "although", "though"))
_CONTRAST = re.compile(rf"\b(?:{'|'.join(sorted(_CONTRASTS))})\b")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_CLOCK = r"\d{1,2}(?:[:.]\d\d ?(?:a\.m\.|p\.m\.|am\b|pm\b|h\b|hours)?| ?(?:a\.m\.|p\.m\.|am\b|pm\b|o'clock))"
_PART_OF_DAY = (
    r"(?:nightfall|noon|midday|midnight|dawn|(?:late )?evening|daybreak|sunset|(?:this |that )?morning|first light)\b"
)
_FEW, _COUPLE = r"(?: [^\s.;]{1,20}){0,4}", r"(?: [^\s.;]{1,20}){0,2}"
_AS_OF = re.compile(
    rf"\b(?:as of|as at|by|until|up to|at) ((?:the )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}"
    rf"|{_DAY}(?: (?:morning|afternoon|evening|night|noon))?|{_CLOCK}|{_PART_OF_DAY}))",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][^\W\d_]+(?:[ \-'’](?:[A-ZÀ-Þ][^\W\d_]+|al|el|de|la|of|and the)){0,3}"
_KINDS = "village|hamlet|quarter|centre|street|lane|neighbourhood|suburb|district|camp|township|municipality|town|city"
_PLACE = re.compile(rf"\b(?:in|at|from|near) (?:the )?(?:(?:{_KINDS}|settlement) of )?({_NAME})")
_KIND = re.compile(rf" (?:{_KINDS})\b")
_NUMBER = r"(?:\d[\d,.]{0,12}|NUMBERS(?:-NUMBERS)?)"


@dataclass(frozen=True, slots=True)
class CueContext:
    """Where the cues of one report stand. Offsets are into its text."""

    text: str
    sentences: tuple[Span, ...]
    hits: tuple[tuple[int, int, str], ...]  # start, end, cue; by start
    breaks: tuple[int, ...]  # where clauses end
    report_wide: tuple[str, ...]


def cue_context(text: str, sentence_spans: Sequence[Span]) -> CueContext:
    """Find every cue of `text` once, in linear time."""
    hits: list[tuple[int, int, str]] = []
    wide: list[str] = []
    low = _folded(text)
    told = words_told(text)
    for cue, needed, pattern, reach in _cues():
        if not may_hold(told, needed):
            continue
        found = [(match.start(), match.end(), cue) for match in pattern.finditer(low)]
        if reach == "report":
            wide += [cue] if found else []
        else:
            hits += found
    return CueContext(text, tuple(sentence_spans), tuple(sorted(hits)), _breaks(low, told), tuple(sorted(wide)))


def _breaks(low: str, told: frozenset[str]) -> tuple[int, ...]:
    breaks = [match.start() for match in _SIGN.finditer(low)]
    if not _CONTRASTS.isdisjoint(told):
        breaks += [match.start() for match in _CONTRAST.finditer(low)]
    return tuple(sorted(breaks))


def cues_of(context: CueContext, start: int, end: int) -> tuple[str, ...]:
    """The cues that bear on the figure at `start` to `end`, sorted.

    Plain names are the tables of the lexicon. "as_of:<words>" carries the time a figure is of, and
    "place:<name>" a place smaller than the incident, where one is named beside the figure.
    """
    end = min(end, start + _LONGEST)
    index = bisect_right(context.sentences, (start, len(context.text) + 1)) - 1
    if index < 0:
        return context.report_wide
    sentence = context.sentences[index]
    following = context.sentences[index + 1] if index + 1 < len(context.sentences) else sentence
    clause = _clause(context, sentence, start, end)
    found = set(context.report_wide)
    at = bisect_left(context.hits, (sentence[0], 0, ""))
    while at < len(context.hits) and context.hits[at][0] < following[1]:
        hit_start, hit_end, cue = context.hits[at]
        if cue not in found and _reaches(context.text, cue, (hit_start, hit_end), (start, end), clause, sentence):
            found.add(cue)
        at += 1
    text = context.text
    found.update(f"as_of:{' '.join(match[1].split())}" for match in _AS_OF.finditer(text, clause[0], clause[1]))
    place = _place(text, clause, start, end)
    if place:
        found.add(f"place:{place}")
    return tuple(sorted(found))


def _reaches(text: str, cue: str, hit: Span, mention: Span, clause: Span, sentence: Span) -> bool:
    reach, within = _reach(cue)
    if reach == "clause":
        return clause[0] <= hit[0] < clause[1]
    if reach == "sentence":
        return sentence[0] <= hit[0] < sentence[1]
    if reach == "next":
        return True
    if not sentence[0] <= hit[0] < sentence[1]:
        return False
    inside = hit[0] < mention[1] and hit[1] > mention[0]
    before = 0 <= mention[0] - hit[1] <= within
    # Words behind another figure belong to that one.
    after = 0 <= hit[0] - mention[1] <= within and not re.search(rf",|\b{_number()}", text[mention[1] : hit[0]].lower())
    if reach == "before":
        # Within the mention the words must stand before its figure.
        return before or (inside and not re.search(_number(), text[mention[0] : hit[0]].lower()))
    if reach == "after":
        return after or inside
    return before or after or inside


def _clause(context: CueContext, sentence: Span, start: int, end: int) -> Span:
    """The stretch of the sentence around the mention between two clause breaks."""
    first, last = sentence
    at = bisect_left(context.breaks, start)
    if at and context.breaks[at - 1] >= first:
        first = context.breaks[at - 1]
    at = bisect_left(context.breaks, end)
    if at < len(context.breaks) and context.breaks[at] < last:
        last = context.breaks[at]
    return first, last


def _place(text: str, clause: Span, start: int, end: int) -> str:
    """A place named after the figure where it sets the figure apart from others of the sentence."""
    match = _PLACE.search(text, start, min(clause[1], end + 60))
    if match is None:
        return ""
    if _KIND.match(text, match.end()) or " of " in match[0][: match.start(1) - match.start()]:
        return match[1]
    others = [other[1] for other in _PLACE.finditer(text, clause[0], clause[1])]
    counted = len(re.findall(_number(), text[clause[0] : clause[1]].lower()))
    return match[1] if len(set(others)) > 1 and counted > 1 else ""


@cache
def _cues() -> tuple[tuple[str, Phrases, re.Pattern[str], str], ...]:
    """Each cue with the words of its phrases, its expression and its reach."""
    return tuple(
        (
            cue,
            by_longest_word(entry["phrases"]),
            _pattern(tuple(entry["phrases"])),
            str(entry["reach"]),
        )
        for cue, entry in word_table("en/cues").items()
    )


@cache
def _reach(cue: str) -> tuple[str, int]:
    entry = word_table("en/cues")[cue]
    return str(entry["reach"]), int(entry.get("within", 0))


@cache
def _number() -> str:
    return _NUMBER.replace("NUMBERS", alternation(word_set("en/attribution", "words", "number_words")))


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all phrases of a cue. Every repeat in it is bounded, so it runs in linear time."""
    parts = []
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        piece = ""
        for word in phrase.split():
            if word in ("*", "~"):
                piece += _FEW if word == "*" else _COUPLE
            elif word == "#":
                piece += (" " if piece else "") + _number()
            else:
                piece += (" " if piece else "") + re.escape(word)
        parts.append(piece)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def _folded(text: str) -> str:
    """Lower case, white space and typographic apostrophes plain, every character in its place."""
    return _SPACE.sub(" ", small(text)).replace("’", "'")
