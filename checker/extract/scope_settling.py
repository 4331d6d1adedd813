"""Whether a figure is the whole, a part, another event's or denied: the network's word weighed against the report.

The network reads a figure in its sentence. Whether nine are the whole or a part shows as well in what
else the report counts: a greater figure of the same kind, the same figure in the headline, two figures
that add up to a third. A multinomial logistic regression over both decides; its weights are readable in
data/scope_weights.json and are fitted by benchmarks/fit_scopes.py on reports that the network has not seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checker.extract.mentions import place_of
from checker.model import COMPARED_SCOPES, Scope

SCOPES: tuple[Scope, ...] = ("incident", "subset", "other", "negated")
Span = tuple[int, int]
_NEAR = 40  # characters on either side in which a word speaks of the figure
# A figure of another event that passes for this one's does more harm than one too many left out.
_ASIDE = 0.8
_CUES = {
    "of them": re.compile(r"\b(?:of (?:them|whom|these|those|the)|among)\b"),
    "including": re.compile(r"\b(?:including|one of|two of)\b"),
    "others": re.compile(r"\b(?:others?|another|more)\b"),
    "before": re.compile(
        r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|first|had|wrong(?:ly)?|not|from|denied|false)\b"
    ),
}
# An event is known by what became of people.
_OF_THINGS = frozenset({"strikes", "structures", "vehicles"})
_SENTENCE_CUES = {
    "another time": re.compile(r"\b(?:since|last|year|months?|anniversary|elsewhere|separate)\b"),
    "total": re.compile(r"\b(?:total|toll|overall|in all|altogether)\b"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A figure with its attribute, and what network and rules think of its scope."""

    start: int
    end: int
    attribute: str
    low: int
    logits: tuple[float, ...]  # of SCOPES, in that order
    ruled: Scope | None  # what a rule says, where one reads the same figure
    victim: bool  # a person without a numeral
    voice: str | None  # who is named as giving it; None for the report itself

    @property
    def scope(self) -> Scope:
        """What the network alone says."""
        return SCOPES[max(range(len(SCOPES)), key=lambda at: (self.logits[at], -at))]


def settled(
    guesses: Sequence[Guess],
    text: str,
    body_end: int,
    sentences: Sequence[Span],
    weights: Mapping[str, Sequence[float]],
) -> list[Scope]:
    """The scope of each guess, in their order. `weights` hold four numbers for each feature."""
    scopes: list[Scope] = []
    for features in features_of(guesses, text, body_end, sentences):
        scores = [0.0 if scope in COMPARED_SCOPES else _ASIDE for scope in SCOPES]
        for name, value in features.items():
            for at, weight in enumerate(weights.get(name, ())):
                scores[at] += weight * value
        scopes.append(SCOPES[max(range(len(SCOPES)), key=lambda at: (round(scores[at], 6), -at))])
    return _with_a_main_event(scopes, guesses, text, sentences)


def _with_a_main_event(
    scopes: list[Scope], guesses: Sequence[Guess], text: str, sentences: Sequence[Span]
) -> list[Scope]:
    """The scopes, with the first event counted as the report's own where all numerals are said to be of other events.

    A statement on a killing that recalls it in passing counts nobody else; nothing is of another event without a first.
    """
    told = zip(scopes, guesses, strict=True)
    if any(scope in COMPARED_SCOPES and not one.victim for scope, one in told):
        return scopes
    firsts: dict[int, set[int]] = {}
    for at, (scope, one) in enumerate(zip(scopes, guesses, strict=True)):
        if scope == "other" and one.low and one.attribute not in _OF_THINGS:
            firsts.setdefault(_place(one, sentences), set()).add(at)
    for place, here in sorted(firsts.items()):
        start, end = sentences[place]
        if not _SENTENCE_CUES["another time"].search(text[start:end].lower()):
            return ["incident" if at in here else scope for at, scope in enumerate(scopes)]
    return scopes


@cache
def shipped_weights() -> dict[str, list[float]]:
    """The weights that come with the network."""
    table = json.loads((files("checker.extract") / "data" / "scope_weights.json").read_text("utf-8"))
    return dict(table["weights"])


def features_of(
    guesses: Sequence[Guess], text: str, body_end: int, sentences: Sequence[Span]
) -> list[dict[str, float]]:
    """What speaks for each guess's scope; features that are 0 are left out."""
    by_attribute: dict[str, list[Guess]] = {}
    for guess in guesses:
        by_attribute.setdefault(guess.attribute, []).append(guess)
    places = {one.start: _place(one, sentences) for one in guesses}
    return [_features(guess, by_attribute[guess.attribute], text, body_end, sentences, places) for guess in guesses]


def _place(guess: Guess, sentences: Sequence[Span]) -> int:
    """Which sentence it stands in."""
    return place_of(guess.start, sentences)


def _features(
    guess: Guess,
    same: Sequence[Guess],
    text: str,
    body_end: int,
    sentences: Sequence[Span],
    places: Mapping[int, int],
) -> dict[str, float]:
    middle = sum(guess.logits) / len(guess.logits)
    values = {f"network: {name}": value - middle for name, value in zip(SCOPES, guess.logits, strict=True)}
    place = places[guess.start]
    start, end = sentences[place] if sentences else (0, len(text))
    title = guess.start >= body_end
    said = {
        "always": True,
        f"rule: {guess.ruled or 'none'}": True,
        "no numeral": guess.victim,
        "headline": title,
        "first sentence": place == 0 and not title,
        "second sentence": place == 1 and not title,
        "none at all": guess.low == 0,
        **_beside(guess, same, body_end),
        **_among_voices(guess, same, places),
        **_cues(text[max(start, guess.start - _NEAR) : guess.start], text[guess.end : min(end, guess.end + _NEAR)]),
        **{name: bool(cue.search(text[start:end].lower())) for name, cue in _SENTENCE_CUES.items()},
    }
    return {name: value for name, value in {**values, **said}.items() if value}


def _beside(guess: Guess, same: Sequence[Guess], body_end: int) -> dict[str, bool]:
    """How the figure stands to the report's other figures of its attribute that count for this incident."""
    live = [one for one in same if one is not guess and one.scope in COMPARED_SCOPES]
    lows = {one.low for one in live}
    whole = [one for one in live if one.scope == "incident"]
    greater = {low for low in lows if low > guess.low > 0}
    lesser = {low for low in lows if 0 < low < guess.low}
    return {
        "alone": not live,
        "beside a whole": bool(whole),
        "less than another": bool(greater),
        "greatest": bool(live) and guess.low > max(lows),
        "as another": guess.low in lows,
        "as a whole": any(one.low == guess.low for one in whole),
        "less than a whole": any(one.low > guess.low for one in whole),
        "less than a whole before": any(one.low > guess.low and one.start < guess.start for one in whole),
        "as in the headline": any(one.low == guess.low and one.start >= body_end for one in live),
        "adds up to another": any(great - guess.low in lows for great in greater),
        "sum of others": any(guess.low - low in lesser for low in lesser),
    }


def _among_voices(guess: Guess, same: Sequence[Guess], places: Mapping[int, int]) -> dict[str, bool]:
    """How the figure stands to what its voice and others give: each voice has a whole of its own."""
    live = [one for one in same if one is not guess and one.scope in COMPARED_SCOPES]
    own = [one for one in live if one.voice == guess.voice]
    return {
        "named voice": guess.voice is not None,
        "alone of its voice": guess.voice is not None and not own,
        "less than its voice's whole": any(one.low > guess.low and one.scope == "incident" for one in own),
        "another voice in the sentence": any(
            one.voice != guess.voice and places[one.start] == places[guess.start] for one in live
        ),
    }


def _cues(before: str, behind: str) -> dict[str, bool]:
    before, behind = before.lower(), behind.lower()
    return {
        "of them": bool(_CUES["of them"].search(before) or _CUES["of them"].search(behind[:20])),
        "including": bool(_CUES["including"].search(before)),
        "others": bool(_CUES["others"].search(before[-12:]) or _CUES["others"].search(behind[:14])),
        "before": bool(_CUES["before"].search(before)),
        "label": before.rstrip().endswith((":", "-", "–")),
    }
