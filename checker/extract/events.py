"""Events said to have happened, and said not to have happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract.content import content_stems
from checker.extract.phrases import Hit, Matcher, is_number_sign, negates
from checker.extract.standing import Denial, Sentence, Standing, denied_at, negated_before
from checker.extract.tokens import Tokens
from checker.extract.words import word_set, word_table

_LEXICON = "en/occurrence"
_SHARED = "en/statements"
_SUBJECT = 6  # words from "no" to "was" in "no house in the village was burned"
_ADVERBS = 2  # words that may stand between "not" and the verb


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event told of, or denied. Token indices, `last` exclusive."""

    kinds: tuple[str, ...]  # what kinds of event the words name, the telling one first
    first: int
    last: int
    happened: bool
    stems: tuple[str, ...]  # denied: of what it would have befallen; told: of the sentence


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of events, in the lexicon's order."""
    return tuple(name for name, entry in word_table(_LEXICON).items() if "acts" in entry)


@cache
def kin_of(kind: str) -> frozenset[str]:
    """A kind and those that its denial also denies."""
    return frozenset([kind, *word_table(_LEXICON)[kind]["kin"]])


def question_of(kind: str) -> str:
    """What a denial of this kind of event is about, in words."""
    return str(word_table(_LEXICON)[kind]["question"])


def label_of(kind: str) -> str:
    """The kind in words, as it stands in a value: "air strike"."""
    return str(word_table(_LEXICON)[kind]["label"])


@cache
def _matcher(part: str) -> Matcher:
    table = word_table(_LEXICON)
    return Matcher({kind: [text.replace("-", " - ") for text in table[kind][part]] for kind in kinds()})


@cache
def _own_words(kind: str) -> frozenset[str]:
    """Words of the lexicon for one kind: they name the event, not what it befell."""
    entry = word_table(_LEXICON)[kind]
    texts = [*entry["nouns"], *entry["verbs"], *entry["acts"]]
    return frozenset(word.strip("+~*") for text in texts for piece in text.split() for word in piece.split("|"))


def event_mentions(standing: Standing) -> Iterator[EventMention]:
    """Every event told of in a report and every one denied, at most one of either sort in a sentence."""
    for sentence in standing.sentences:
        if sentence.aside:
            continue
        denied = _denied(standing.tokens, sentence)
        if denied:
            yield denied
        if not sentence.open:
            told = _told(standing.tokens, sentence, denied)
            if told:
                yield told


def _told(tokens: Tokens, sentence: Sentence, denied: EventMention | None) -> EventMention | None:
    found: list[Hit] = []
    for hit in _matcher("acts").find(tokens, sentence.low, sentence.high):
        if hit.negated or denied_at(sentence, hit.first) or (denied and denied.first <= hit.first < denied.last):
            continue
        ill = hit.first > sentence.low and tokens.words[hit.first - 1] in word_set(_SHARED, "ailments", "words")
        if not ill and not negated_before(tokens.words, hit.first, sentence.low):
            found.append(hit)
    if not found:
        return None
    names = tuple(dict.fromkeys(hit.key for hit in found))
    stems = content_stems(struck(tokens.words[sentence.low : sentence.high]))
    return EventMention(names, found[0].first, found[0].last, True, stems)


def _denied(tokens: Tokens, sentence: Sentence) -> EventMention | None:
    for denial in sentence.denials:
        mention = _in_denial(tokens, denial)
        if mention:
            return mention
    if sentence.open:
        return None
    for i in range(sentence.low, sentence.high):
        if negates(tokens.words[i]) and not denied_at(sentence, i):
            mention = _after_negation(tokens, i, sentence)
            if mention:
                return mention
    return None


def _in_denial(tokens: Tokens, denial: Denial) -> EventMention | None:
    if denial.empty and denial.kind == "calls":
        # "called the report a fabrication": all that was reported of violence is denied.
        return EventMention(tuple(word_table(_SHARED)["denial"]["wholesale"]), denial.first, denial.last, False, ())
    if denial.empty or denial.kind == "contrary":
        return None
    low, high = denial.low, denial.high
    hits = [
        hit
        for part in ("acts", "verbs")
        for hit in _matcher(part).find(tokens, low, high)
        if not hit.negated and not negated_before(tokens.words, hit.first, low)
    ]
    if not hits:
        return None
    head = min(hits, key=lambda hit: hit.first)
    if _a_part_in_it(tokens.words, head.first, high) or _of_another(tokens.words[head.first - 1]):
        return None
    rest = [*tokens.words[low : head.first], *tokens.words[head.last : high]]
    return _mention(hits, min(denial.first, head.first), max(denial.last, head.last), rest)


def _mention(hits: Sequence[Hit], first: int, last: int, rest: Iterable[str]) -> EventMention:
    names = tuple(dict.fromkeys(hit.key for hit in hits))
    own = frozenset().union(*(_own_words(name) for name in names))
    return EventMention(names, first, last, False, content_stems(word for word in rest if word not in own))


def _after_negation(tokens: Tokens, i: int, sentence: Sentence) -> EventMention | None:
    """ "no strike took place", "did not fire a shell", "was not bombed"."""
    words, high = tokens.words, sentence.high
    if i + 1 < high and words[i + 1] in word_set(_SHARED, "negation", "unless"):
        return None
    if words[i] in ("no", "without"):
        return _no_noun(tokens, i, sentence) or _none_was(tokens, i, sentence)
    if i + 1 < high and words[i + 1] in ("one", "single", "a"):
        return _no_noun(tokens, i + 1, sentence) or _none_was(tokens, i + 1, sentence)
    before = words[i - 1] if i > sentence.low else ""
    if before in ("do", "does") or words[i] in ("don't", "doesn't"):
        return None  # "we do not attack churches" is a principle, and no word on this day
    if not (
        words[i].endswith("n't")
        or before in word_set(_SHARED, "grammar", "auxiliaries")
        or words[i] in ("never", "nobody", "nothing")
    ):
        return None
    at = i + 1
    while (
        at < high and at <= i + _ADVERBS and (words[at].endswith("ly") or words[at] in ("been", "be", "have", "ever"))
    ):
        at += 1
    hits = [hit for hit in _matcher("verbs").find(tokens, at, min(high, at + 4)) if hit.first == at]
    if not hits or _a_part_in_it(words, at, high):
        return None
    last = max(hit.last for hit in hits)
    passive = bool({before, words[i]} & word_set(_SHARED, "grammar", "passives")) or "been" in words[i:at]
    subject = words[max(sentence.low, i - 6) : i] if passive else []
    return _mention(hits, max(sentence.low, i - 1), last, [*subject, *_thought(words[last : min(high, last + 8)])])


def _none_was(tokens: Tokens, i: int, sentence: Sentence) -> EventMention | None:
    """ "No house was burned": what it would have befallen stands between, and how many were hurt is no event."""
    words, high = tokens.words, sentence.high
    if is_number_sign(words, i):
        return None
    passives = word_set(_SHARED, "grammar", "passives")
    verb = next((j + 1 for j in range(i + 2, min(high, i + _SUBJECT)) if words[j] in passives), high)
    while verb < high and (words[verb] == "been" or words[verb].endswith("ly")):
        verb += 1
    hits = [hit for hit in _matcher("verbs").find(tokens, verb, min(high, verb + 4)) if hit.first == verb]
    subject = words[i + 1 : verb]
    if not hits or not content_stems(subject) or words[verb] in word_set(_SHARED, "classes", "casualties"):
        return None
    last = max(hit.last for hit in hits)
    return _mention(hits, i, last, [*subject, *_thought(words[last : min(high, last + 8)])])


def _a_part_in_it(words: Sequence[str], at: int, high: int) -> bool:
    """Whether what is denied is to have done it, and not that it was done: "did not carry out the attack"."""
    doing, definite = (word_set(_SHARED, "grammar", name) for name in ("doing", "definite"))
    return words[at] in doing and not definite.isdisjoint(words[at + 1 : min(high, at + 3)])


def _no_noun(tokens: Tokens, i: int, sentence: Sentence) -> EventMention | None:
    words, high = tokens.words, sentence.high
    hits = []
    for hit in _matcher("nouns").find(tokens, i + 1, min(high, i + 6)):
        between = words[i + 1 : hit.first]
        if any(word in word_set(_SHARED, "grammar", "not_of_event") or _of_another(word) for word in between):
            continue
        near = [*words[max(sentence.low, i - 3) : i], *words[hit.last : min(high, hit.last + 6)]]
        if any(word in word_set(_SHARED, "content", "took_place") for word in near):
            hits.append(hit)
    if not hits:
        return None
    last = max(hit.last for hit in hits)
    return _mention(hits, i, last, _thought(words[last : min(high, last + 6)]))


def _of_another(word: str) -> bool:
    """Whether it makes the event another than the report's own: "no second explosion"."""
    return word in word_set(_SHARED, "grammar", "of_another")


def _thought(words: Sequence[str]) -> Sequence[str]:
    """Words up to the first sign that begins another thought."""
    for at, word in enumerate(words):
        if word in word_set(_SHARED, "grammar", "thoughts"):
            return words[:at]
    return words


def struck(words: Sequence[str]) -> list[str]:
    """Words less those behind "near" and "beside": what stands by is not what was hit."""
    beside = word_set(_SHARED, "beside", "words")
    return [word for at, word in enumerate(words) if beside.isdisjoint(words[max(0, at - 3) : at])]
