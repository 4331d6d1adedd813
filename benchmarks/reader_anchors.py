"""Which word of a report carries each annotated claim: what the learned reader is trained to label."""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from checker.extract.not_so import NONE_AT_ALL
from checker.extract.numbers import Quantity, find_quantities
from checker.model import Report

_WORD = re.compile(r"[\w'’-]+")
_DETERMINERS = frozenset(["a", "an", "the", "his", "her", "their", "its", "one"])


@dataclass(slots=True)
class Anchor:
    """A word and what it counts."""

    start: int
    end: int
    labels: list[tuple[str, str, int, int | None]] = field(default_factory=list)  # attribute, scope, low, high
    sums: list[tuple[str, str, int]] = field(default_factory=list)  # attribute, scope, start of the last part


@dataclass(frozen=True, slots=True)
class Annotated:
    """One report of a training set."""

    case: str  # with its set: several sets have a case s01
    report: Report
    anchors: tuple[Anchor, ...]
    lost: int  # claims for which no word was found


def read_set(folder: Path) -> Iterator[Annotated]:
    """The reports of a folder in the gold format, with their anchors. Order of the file."""
    lines = (folder / "reports.jsonl").read_text("utf-8").splitlines()
    reports = {row["id"]: _report(row) for row in map(json.loads, lines)}
    for case in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()):
        by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for claim in case["claims"]:
            by_report[claim["report"]].append(claim)
        for name in (name for incident in case["incidents"] for name in incident):
            anchors, lost = find_anchors(reports[name].text, by_report[name])
            yield Annotated(f"{folder.name}/{case['case']}", reports[name], tuple(anchors), lost)


def kept_from(reports: Sequence[Annotated], member: int) -> frozenset[str]:
    """The tenth of the cases, by name, that one of the two networks (member 0 or 1) is not trained on.

    By them it is validated, and on them the weights of scope_settling.py are fitted: text it has not seen.
    """
    # By the name alone, so that more sets leave it as it is.
    return frozenset(one.case for one in reports if crc32(one.case.encode()) % 10 == member)


def _report(row: dict[str, Any]) -> Report:
    try:
        published = datetime.fromisoformat(row.get("published") or "")
    except ValueError:
        published = None
    return Report(row["id"], row["text"], row.get("source") or "", published, title=row.get("title") or "")


def find_anchors(text: str, claims: Sequence[dict[str, Any]]) -> tuple[list[Anchor], int]:
    """Anchors in order, and how many claims found none. Short quotes choose first: they leave less doubt."""
    quantities = find_quantities(text)
    anchors: dict[int, Anchor] = {}
    sums = []
    for claim in sorted(claims, key=lambda claim: len(claim["quote"])):
        found = _word_of(text, claim, quantities, anchors)
        if found is None:
            sums.append(claim)
            continue
        label = (claim["attribute"], claim["scope"], claim["low"], claim["high"])
        anchors.setdefault(found[0], Anchor(*found)).labels.append(label)
    lost = sum(not _add_sum(text, claim, anchors) for claim in sums)
    return sorted(anchors.values(), key=lambda anchor: anchor.start), lost


def _places(text: str, quote: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(quote), text)]


def _word_of(
    text: str, claim: dict[str, Any], quantities: Sequence[Quantity], anchors: dict[int, Anchor]
) -> tuple[int, int] | None:
    low, high, quote = claim["low"], claim["high"], claim["quote"]
    options: list[tuple[int, int, int]] = []  # -fitness, start, end: the best and then the first
    places = _places(text, quote)
    for place in places:
        for quantity in quantities:
            if place <= quantity.core_start and quantity.core_end <= place + len(quote):
                fit = _fitness(quantity, low, high) - 3 * _taken(anchors, quantity.core_start, claim["attribute"])
                if fit > 0:
                    options.append((-fit, quantity.core_start, quantity.core_end))
        if low == high == 0 and (zero := NONE_AT_ALL.search(text, place, place + len(quote))):
            options.append((-2, zero.start(), zero.end()))
    if options:
        return min(options)[1:]
    return _victim(text, claim, places, anchors) if (low, high) == (1, 1) else None


def _fitness(quantity: Quantity, low: int, high: int | None) -> int:
    if (quantity.low, quantity.high) == (low, high):
        return 4
    if low == 0 and high != 0 and quantity.high == high:
        return 3  # dead and wounded in one figure
    if low and quantity.low <= (low if high is None else high) and (quantity.high is None or quantity.high >= low):
        return 1 if low > 1 else 0
    return 0


def _taken(anchors: dict[int, Anchor], start: int, attribute: str) -> bool:
    return start in anchors and any(label[0] == attribute for label in anchors[start].labels)


def _victim(text: str, claim: dict[str, Any], places: list[int], anchors: dict[int, Anchor]) -> tuple[int, int] | None:
    quote = claim["quote"]
    for place in places:
        span = _head(quote, claim.get("subject") or "")
        if span is None:
            return None
        start = place + span[0]
        if not _taken(anchors, start, claim["attribute"]) or place == places[-1]:
            return start, place + span[1]
    return None


def _head(quote: str, subject: str) -> tuple[int, int] | None:
    """The noun of a victim without a numeral: the subject's last word, else the word after a determiner."""
    for word in reversed(_WORD.findall(subject)):
        if match := re.search(rf"\b{re.escape(word)}\b", quote, re.IGNORECASE):
            return match.span()
    words = list(_WORD.finditer(quote))
    for word, following in itertools.pairwise(words):
        if word[0].lower() in _DETERMINERS:
            return following.span()
    return words[0].span() if words else None


def _add_sum(text: str, claim: dict[str, Any], anchors: dict[int, Anchor]) -> bool:
    """Mark the list whose parts add up to the claim: its first part carries the sum."""
    attribute, low = claim["attribute"], claim["low"]
    for place in _places(text, claim["quote"]):
        parts = [
            (anchor, label[2])
            for anchor in sorted(anchors.values(), key=lambda anchor: anchor.start)
            for label in anchor.labels[:1]
            if place <= anchor.start < place + len(claim["quote"]) and label[0] == attribute
        ]
        for first in range(len(parts)):
            total = parts[first][1]
            for last in range(first + 1, len(parts)):
                total += parts[last][1]
                if total == low:
                    parts[first][0].sums.append((attribute, claim["scope"], parts[last][0].start))
                    return True
    return False
