"""Who is said to have done it, who claims it, and who denies it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checker.extract.content import content_stems
from checker.extract.phrases import Matcher
from checker.extract.standing import Standing, denied_at, negated_before
from checker.extract.tokens import Tokens
from checker.extract.words import word_set, word_table

_LEXICON = "en/responsibility"
_LONGEST = 8
_BREAKS = frozenset(
    [",", ";", ":", ".", "(", ")", '"', "-", "who", "which", "that", "for", "on", "in", "at", "and", "but", "after", "of", "to",
     "during", "near", "when", "while", "was", "were", "is", "are", "has", "had", "have", "said", "says", "from", "with", "as", "by", "denied", "denies"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One statement about who did it. Token indices, `last` exclusive."""

    kind: str  # attributed, claimed, denied
    first: int
    last: int
    stems: tuple[str, ...]  # of the actor's name; empty where the report speaks of itself
    name: tuple[int, int] | None  # offsets of the name

    def value(self, text: str) -> str:
        """The statement in few words."""
        name = " ".join(text[self.name[0] : self.name[1]].split()) if self.name else ""
        if self.kind == "attributed":
            return f"by {name}"
        return self.kind


@cache
def _matcher() -> Matcher:
    table = word_table(_LEXICON)
    return Matcher(
        {
            "after": table["attributed"]["after"],
            "before": table["attributed"]["before"],
            "claimed": table["claimed"]["phrases"],
            "denied": table["denied"]["phrases"],
        }
    )


def actor_mentions(standing: Standing) -> Iterator[ActorMention]:
    """Every statement on who did it, in the order of the text."""
    tokens = standing.tokens
    for sentence in standing.sentences:
        if sentence.aside:
            continue
        for hit in _matcher().find(tokens, sentence.low, sentence.high):
            if hit.key == "denied":
                name = _before(tokens, hit.first, sentence.low)
                yield ActorMention("denied", hit.first, hit.last, _stems(tokens, name), _offsets(tokens, name))
                continue
            if (
                sentence.open
                or hit.negated
                or denied_at(sentence, hit.first)
                or negated_before(tokens.words, hit.first, sentence.low)
            ):
                continue
            if hit.key == "claimed":
                name = _before(tokens, hit.first, sentence.low)
                yield ActorMention("claimed", hit.first, hit.last, _stems(tokens, name), _offsets(tokens, name))
                continue
            name = (
                _after(tokens, hit.last, sentence.high)
                if hit.key == "after"
                else _before(tokens, hit.first, sentence.low)
            )
            stems = _stems(tokens, name)
            if name and stems:
                yield ActorMention(
                    "attributed", min(hit.first, name[0]), max(hit.last, name[1]), stems, _offsets(tokens, name)
                )


def _stems(tokens: Tokens, name: tuple[int, int] | None) -> tuple[str, ...]:
    if name is None:
        return ()
    generic = word_set(_LEXICON, "words", "generic")
    return content_stems(word for word in tokens.words[name[0] : name[1]] if word not in generic)


def _offsets(tokens: Tokens, name: tuple[int, int] | None) -> tuple[int, int] | None:
    return (tokens.starts[name[0]], tokens.ends[name[1] - 1]) if name else None


def _after(tokens: Tokens, at: int, high: int) -> tuple[int, int] | None:
    end = at
    while end < min(high, at + _LONGEST) and (tokens.words[end] not in _BREAKS):
        end += 1
    return (at, end) if end > at else None


def _before(tokens: Tokens, at: int, low: int) -> tuple[int, int] | None:
    begin = at
    while begin > max(low, at - _LONGEST) and tokens.words[begin - 1] not in _BREAKS:
        begin -= 1
    return (begin, at) if begin < at else None
