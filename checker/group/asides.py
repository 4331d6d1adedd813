"""Sentences in which a report speaks of another incident: the day before, last year, elsewhere."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?\n]+|$)")
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some|few)"
_SPAN = r"(?:days?|nights?|weeks?|weekend|months?|years?)"


@cache
def _cue() -> re.Pattern[str]:
    table = tomllib.loads((files("checker.group") / "lexicon" / "asides.toml").read_text("utf-8"))
    parts = (re.escape(phrase).replace(r"\ ", " ") for phrase in sorted(table["phrases"]))
    joined = "|".join(part.replace(r"\#", _NUMBER).replace("%", _SPAN) for part in parts)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def without_asides(text: str) -> str:
    """`text` less the sentences that speak, or may speak, of another incident; the first is always kept."""
    kept: list[str] = []
    for sentence in _SENTENCE.findall(text):
        if not kept or not _cue().search(sentence):
            kept.append(sentence)
    return "".join(kept)
