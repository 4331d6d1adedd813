"""Numbers in a report, as evidence of which incident it tells of.

This is coarser than the reading of claims, on purpose: it only has to be alike in two reports.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.group.tokens import any_of
from checker.small_letters import small

# Asked where digits begin, and nowhere else.
_DIGITS = re.compile(r"\d+")
_OLD = re.compile(r"(\d(?<!\w\d)\d{0,2})[- ]?(?:years?[- ]old|yr[- ]old)\b")
_AGED = re.compile(r"(\d(?:(?<=\bage \d)|(?<=\baged \d)|(?<=\bage of \d)|(?<=\b, \d))\d?)\b")
_CLOCK = re.compile(r"(\d(?<!\w\d)\d?)(?:[:.](\d\d))? ?([ap])\.? ?m\b")
_NUMBER = re.compile(r"(?<!\d[.,])\d+(?:[.,]\d+)*")
_MOST_DIGITS = 9
_SMALL = 12  # so small a number is no evidence without what it counts
_YEARS = range(1900, 2100)


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = tomllib.loads(
        (files("checker.group") / "lexicon" / "figures.toml").read_text("utf-8")
    )
    return table


@cache
def _spelled() -> dict[str, int]:
    return {word: value for value, word in enumerate(_lexicon()["numbers"]["words"].split(), start=1)}


@cache
def _outcomes() -> dict[str, str]:
    return {word: outcome for outcome, words in sorted(_lexicon()["outcomes"].items()) for word in words.split()}


@cache
def _toll() -> re.Pattern[str]:
    number = r"\d{1,3}(?:,\d{3})*|" + any_of(_spelled())
    outcome = any_of(sorted(_outcomes(), key=lambda word: (-len(word), word)))
    return re.compile(
        rf"\b(?=\w)(?:(?P<before>{number})\b(?:[ -][^\W\d_]+){{0,4}}?[ -](?P<after_word>{outcome})\b"
        rf"|(?P<word>{outcome})(?:[ :-]{{1,2}}[^\W\d_]+){{0,3}}?[ :]{{1,2}}(?P<after>{number})\b)"
    )


def numbers_in(text: str) -> dict[str, int]:
    """Ages, clock times and numbers above twelve, each under its kind, with its weight in tenths of a bit."""
    found: dict[str, int] = {}
    text = small(text)
    told_until = 0
    for at in [digits.start() for digits in _DIGITS.finditer(text)]:
        if hit := _OLD.match(text, at) or _AGED.match(text, at):
            found[f"age {hit[1]}"] = 50
        # In "7.30 pm" no other time begins at 30.
        if at >= told_until and (hit := _CLOCK.match(text, at)):
            found[f"clock {int(hit[1])}:{hit[2] or '00'}{hit[3]}"] = 60 if hit[2] else 40
            told_until = hit.end()
        hit = _NUMBER.match(text, at)
        plain = hit[0].replace(",", "") if hit else ""
        if plain.isascii() and plain.isdigit() and len(plain) <= _MOST_DIGITS:
            value = int(plain)
            if value > _SMALL and value not in _YEARS:
                found[f"number {value}"] = 45 if value < 100 else 70
    return found


def tolls_in(text: str) -> tuple[dict[str, int], int | None]:
    """How many dead, hurt, missing or held a report speaks of, and the first number of dead."""
    found: dict[str, int] = {}
    first = None
    for hit in _toll().finditer(small(text)):
        number = (hit["before"] or hit["after"]).replace(",", "")
        value = int(number) if number[0].isdigit() else _spelled()[number]
        outcome = _outcomes()[hit["after_word"] or hit["word"]]
        found[f"{outcome} {value}"] = 25 if value < 4 else 35 if value <= _SMALL else 50 if value < 100 else 70
        if first is None and outcome == "dead":
            first = value
    return found, first
