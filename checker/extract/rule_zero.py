"""What a statement of none says none of: "no casualties", "nobody was hurt", "without loss of life"."""

from __future__ import annotations

from checker.extract.rule_candidates import Candidate
from checker.extract.tokens import Tokens

_REACH = 8
_BOTH = frozenset(["casualties", "casualty", "hurt", "harmed", "harm", "losses", "unscathed", "victims", "touched"])
_KILLED = frozenset(["deaths", "death", "fatalities", "fatality", "killed", "died", "dead", "die", "deceased", "bodies", "life", "lives", "perished", "drowned", "martyrs", "corpses"])
_WOUNDED = frozenset(["injuries", "injury", "injured", "wounded", "wounds"])
_MISSING = frozenset(["missing", "unaccounted", "trapped"])
_OTHER = {
    "detained": frozenset(["arrests", "arrested", "detained", "arrest", "detentions"]),
    "abducted": frozenset(["abducted", "kidnapped", "hostages"]),
    "displaced": frozenset(["evacuated", "displaced"]),
}


def zero_attributes(tokens: Tokens, first: int, last: int, one: Candidate) -> tuple[tuple[str, ...], int]:
    """The attributes that are zero, and the token behind the words that say so."""
    words = tokens.words
    found: dict[str, None] = {}
    end = one.last
    if one.last - one.first == 1 and words[one.first] in ("0", "zero", "nil", "none"):
        found, end = _labelled(tokens, first, one)
    for i in range(one.last, min(last, one.last + _REACH)):
        word = words[i]
        if word in (".", ";", ":", "but", "said", "who", "how", "whether", "what", "would", "can", "could", "number", "until", "until", "sign", "list") or (word == "," and found) or (word == "and" and found and "no" in words[i : i + 2]):
            break
        named = _named(word)
        if not named:
            continue
        if found and not _joined(words, end, i):
            break
        found.update(dict.fromkeys(named))
        end = i + 1
    return tuple(found), end


def _joined(words: list[str], end: int, i: int) -> bool:
    return all(word in ("or", "and", "nor", ",", "/", "seriously") for word in words[end:i])


def _named(word: str) -> tuple[str, ...]:
    if word in _BOTH:
        return ("killed", "wounded")
    if word in _KILLED:
        return ("killed",)
    if word in _WOUNDED:
        return ("wounded",)
    if word in _MISSING:
        return ("missing",)
    return tuple(attribute for attribute, words in _OTHER.items() if word in words)


def _labelled(tokens: Tokens, first: int, one: Candidate) -> tuple[dict[str, None], int]:
    """"Deaths: 0", "Missing - none"."""
    words = tokens.words
    for i in range(one.first - 1, max(first, one.first - 4) - 1, -1):
        named = _named(words[i])
        if named:
            return dict.fromkeys(named), one.last
        if words[i] not in (":", "-", "=", "(", "is", "are", "was", "were", "of"):
            break
    return {}, one.last
