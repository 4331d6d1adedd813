"""What one report offers as evidence of which incident it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.group.days import EventDay, event_days
from checker.group.kinds import kinds_of
from checker.group.tokens import rarity, stem, words_of
from checker.model import Report

# A report of a million words is known by its beginning, as a reader would know it.
_MOST_CHARACTERS = 6000
_LEAD_WORDS = 70
# Words under this rarity (tenths of log2: one report in eight) say nothing about which incident.
_COMMON = 30
_SENTENCE_END = re.compile(r"[.!?:\n\"”“(\[—-]\s*$")
_AGE = re.compile(r"\b(\d{1,3})[- ]?(?:years?[- ]old|yr[- ]old|year[- ]olds)\b|\b(?:aged?|age of|,) (\d{1,2})\b", re.I)
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.? ?m\b", re.I)
_MASTHEAD = re.compile(r"\s[-|–—]\s[^-|–—]{2,60}$")


@dataclass(frozen=True, slots=True)
class Profile:
    """Sets of evidence, each element with its weight in tenths of a bit."""

    words: dict[str, int]
    lead: dict[str, int]
    title: dict[str, int]
    names: dict[str, int]
    phrases: dict[str, int]
    numbers: dict[str, int]
    kinds: dict[str, int]
    published: int | None  # ordinal day
    days: tuple[EventDay, ...]
    length: int  # words looked at


def profile_of(report: Report) -> Profile:
    """The evidence in `report`. Linear in the first few thousand characters."""
    title = _MASTHEAD.sub("", " ".join(report.title[:400].split()))
    body = report.text[: min(report.body_end, _MOST_CHARACTERS)]
    shouted = _shouted(body)
    words = words_of(body)
    title_words = words_of(title)
    names, phrases = _names(f"{title}.\n{body}" if not shouted else body, shouted)
    days = event_days(report, title, body)
    return Profile(
        words=_weighed(title_words + words),
        lead=_weighed(title_words + words[:_LEAD_WORDS]),
        title=_weighed(title_words),
        names=names,
        phrases=phrases,
        numbers=_numbers(f"{title}. {body}"),
        kinds=kinds_of(title_words + words[:_LEAD_WORDS]),
        published=report.published.toordinal() if report.published else None,
        days=days,
        length=len(words),
    )


def _shouted(text: str) -> bool:
    """Written in capitals throughout, so that capitals mark no name."""
    letters = [mark for mark in text[:600] if mark.isalpha()]
    return bool(letters) and sum(mark.isupper() for mark in letters) > 0.7 * len(letters)


def _weighed(words: Iterable[str]) -> dict[str, int]:
    found = {}
    for word in words:
        if word[0].isdigit() or len(word) < 2:
            continue
        key = stem(word.lower())
        if key not in found:
            weight = rarity(word.lower())
            if weight >= _COMMON:
                found[key] = weight
    return found


_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|\n")


def _names(text: str, shouted: bool) -> tuple[dict[str, int], dict[str, int]]:
    """Words that stand as names, and pairs of neighbours of which one is a name or number."""
    names: dict[str, int] = {}
    phrases: dict[str, int] = {}
    before, before_name, opening = "", False, True
    for token in _TOKEN.findall(text):
        if not token[0].isalnum():
            opening = token in '.!?:\n"“”([-—–•*'
            before = ""
            continue
        lower = token.lower()
        weight = 45 if token[0].isdigit() else rarity(lower)
        if shouted:
            name = weight >= 100
        else:
            name = token[0].isupper() and len(token) > 1 and (not opening or weight >= 70) and weight >= 40
        if name:
            names[stem(lower)] = weight
        number = token[0].isdigit() and len(token) > 1
        if before and (name or number) and (before_name or name):
            phrases[f"{before} {lower}"] = min(weight + 45, 160)
        before, before_name = (lower, name or number) if (name or number or weight >= 60) else ("", False)
        opening = False
    return names, phrases


def _numbers(text: str) -> dict[str, int]:
    """Ages, clock times and other numbers, each under its kind."""
    found: dict[str, int] = {}
    for hit in _AGE.finditer(text):
        found[f"age {hit[1] or hit[2]}"] = 50
    for hit in _CLOCK.finditer(text):
        found[f"clock {int(hit[1])}:{hit[2] or '00'}{hit[3].lower()}"] = 60 if hit[2] else 40
    for word in words_of(text):
        if word[0].isdigit():
            plain = word.replace(",", "")
            if plain.isdecimal() and len(plain) < 10:
                value = int(plain)
                if value > 12 and not 1900 < value < 2100:
                    found[f"n {value}"] = 45 if value < 100 else 70
        else:
            value = _SPELLED.get(word.lower(), 0)
            if value > 12:
                found[f"n {value}"] = 45
    return found


_SPELLED = {
    word: value
    for value, word in enumerate(
        ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"], start=13
    )
}
