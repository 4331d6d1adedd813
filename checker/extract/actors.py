"""Who is said to have done it, who claims it, and who denies it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from checker.extract.content import content_stems
from checker.extract.phrases import Hit, Matcher
from checker.extract.standing import Sentence, Standing, denied_at, negated_before
from checker.extract.tokens import Tokens
from checker.extract.words import word_set, word_table

_LEXICON = "en/responsibility"
_SHARED = "en/statements"
_LONGEST = 8
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One statement about who did it. Token indices, `last` exclusive."""

    kind: str  # attributed, claimed, denied
    first: int
    last: int
    stems: tuple[str, ...]  # of the actor's name; empty where the report speaks of itself
    name: tuple[int, int] | None  # offsets of the name
    explicit: bool  # blamed in so many words
    by: tuple[str, ...] = ()  # stems of whoever blames, where the verb names them

    def value(self, text: str) -> str:
        """The statement in few words."""
        name = " ".join(text[self.name[0] : self.name[1]].split()) if self.name else ""
        return f"by {name}" if self.kind == "attributed" else self.kind

    def speaker(self, text: str) -> str | None:
        """Whoever denies or claims it, where the words beside it name them."""
        if self.kind == "attributed" or not self.name or not self.stems:
            return None
        return " ".join(text[self.name[0] : self.name[1]].split())


def actor_stems(name: str) -> tuple[str, ...]:
    """What tells an actor apart: the telling words of a name, and the party they stand for."""
    return _stems_of(word.lower() for word in _WORD.findall(name[:200]))


def actor_mentions(standing: Standing) -> Iterator[ActorMention]:
    """Every statement on who did it, in the order of the text; one of a kind in a sentence."""
    for sentence in standing.sentences:
        if sentence.aside:
            continue
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for hit in _matcher().find(standing.tokens, sentence.low, sentence.high):
            mention = _mention(standing.tokens, sentence, hit)
            if mention and (mention.kind, mention.stems) not in seen:
                seen.add((mention.kind, mention.stems))
                yield mention


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


def _mention(tokens: Tokens, sentence: Sentence, hit: Hit) -> ActorMention | None:
    if hit.key == "denied":
        name = _relative(tokens, hit.first, sentence.low) or _before(tokens, hit.first, sentence.low)
        return ActorMention("denied", hit.first, hit.last, _stems(tokens, name), _offsets(tokens, name), True)
    if sentence.open or hit.negated or denied_at(sentence, hit.first):
        return None
    if negated_before(tokens.words, hit.first, sentence.low):
        return None
    name = _after(tokens, hit.last, sentence.high) if hit.key == "after" else _before(tokens, hit.first, sentence.low)
    stems = _stems(tokens, name)
    if hit.key == "claimed":
        if not word_set(_SHARED, "grammar", "passives").isdisjoint(tokens.words[hit.first : hit.last]):
            return None  # "its fighters were attacked"
        return ActorMention("claimed", hit.first, hit.last, stems, _offsets(tokens, name), True)
    if name is None or not stems or (hit.key == "before" and _suffered(tokens, hit, sentence.high)):
        return None
    explicit = any(part in hit.phrase for part in word_set(_LEXICON, "words", "explicit"))
    animate = word_set(_LEXICON, "words", "animate").intersection(tokens.words[name[0] : name[1]])
    named = any(tokens.capital(at) for at in range(max(name[0], sentence.low + 1), name[1]))
    if hit.key == "before" and not (explicit or animate or named or any(stem.endswith("*") for stem in stems)):
        return None
    blames = hit.phrase.startswith(tuple(sorted(word_set(_LEXICON, "words", "blaming"))))
    by = _stems(tokens, _before(tokens, hit.first, sentence.low)) if blames else ()
    return ActorMention(
        "attributed", min(hit.first, name[0]), max(hit.last, name[1]), stems, _offsets(tokens, name), explicit, by
    )


def _suffered(tokens: Tokens, hit: Hit, high: int) -> bool:
    """Whether a lone participle has no object, so that its subject is no culprit: "12 officers killed in Bannu"."""
    if hit.last - hit.first > 1:
        return False
    return hit.last >= high or tokens.words[hit.last] in word_set("roles", "passive_after", "words")


def _stems(tokens: Tokens, name: tuple[int, int] | None) -> tuple[str, ...]:
    return _stems_of(tokens.words[name[0] : name[1]]) if name else ()


def _stems_of(found: Iterable[str]) -> tuple[str, ...]:
    generic = word_set(_LEXICON, "words", "generic")
    held = [word.removesuffix("'s") for word in found if word not in generic]
    parties = {f"{party}*" for word in held for party in _parties().get(word, ())}
    return tuple(sorted({*content_stems(held), *parties}))


@cache
def _parties() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for party, names in word_table(_LEXICON)["actors"].items():
        for name in names:
            index.setdefault(name, []).append(party)
    return {name: tuple(sorted(found)) for name, found in index.items()}


def _offsets(tokens: Tokens, name: tuple[int, int] | None) -> tuple[int, int] | None:
    return (tokens.starts[name[0]], tokens.ends[name[1] - 1]) if name else None


def _after(tokens: Tokens, at: int, high: int) -> tuple[int, int] | None:
    end = at
    ends = word_set(_SHARED, "grammar", "name_ends") - {"of"}
    while end < min(high, at + _LONGEST) and tokens.words[end] not in ends:
        end += 1
    return (at, end) if end > at else None


def _before(tokens: Tokens, at: int, low: int) -> tuple[int, int] | None:
    begin = at
    while begin > max(low, at - _LONGEST) and tokens.words[begin - 1] not in word_set(_SHARED, "grammar", "name_ends"):
        begin -= 1
    return (begin, at) if begin < at else None


def _relative(tokens: Tokens, at: int, low: int) -> tuple[int, int] | None:
    """ "blamed Turkey, which denied it": the name before the relative."""
    if at - 2 < low or tokens.words[at - 1] not in ("which", "who"):
        return None
    end = at - 1 - (tokens.words[at - 2] == ",")
    begin = end - 1
    # Of "Baghdad blamed Turkey" only the last name is meant.
    while begin > low and tokens.capital(begin) and tokens.capital(begin - 1):
        begin -= 1
    return (begin, end) if begin >= low and tokens.capital(begin) else _before(tokens, end, low)
