"""Statements of a report that are no figures: who did it, what caused it, who the victims were, what did not happen.

A statement is a claim with a `topic` (what it is about) and a canonical `value` ("not coordinated").
Its cues say how it stands: "weak" (held for possible), "denies", "contrast", "correction", and the
words that tell what it is about ("word:market", "actor:taliban"). Method: typed propositions from
lexicons with polarity, and the detection of denials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from checker.extract.accounts import AccountMention, account_mentions
from checker.extract.actors import actor_mentions
from checker.extract.attribution import AttributionContext, attribution_context, holder_of
from checker.extract.content import content_stems
from checker.extract.delays import find_delays
from checker.extract.events import event_mentions, label_of
from checker.extract.phrases import Hit, negates
from checker.extract.standing import Sentence, Standing, denied_at, negated_before, standing_of
from checker.extract.tokens import Tokens
from checker.extract.topics import topic_matcher, topics
from checker.extract.words import word_set
from checker.model import Claim, Report, claim_from

# Rules of claims that hold a whole sentence; one that somebody says is an account, and no telling besides.
WHOLE_SENTENCES = ("account", "sentence told")
_MOST = 400  # statements of one report; more are repetition
_NEAR = 6  # words in which "our" makes a denial one of the speaker's own
_LEAST_TOLD = 5  # tokens of a sentence that tells something
_SHOWN = 120  # characters of a sentence that stand as its value
_PORTION = 6  # words before a phrase that say of how many it speaks
_WORDS = 24  # words that a claim keeps of its sentence


def statement_claims(
    report: Report,
    sentence_spans: Sequence[tuple[int, int]],
    said: AttributionContext | None = None,
    *,
    tellings: bool = False,
) -> tuple[Claim, ...]:
    """Every statement of `report`, in the order of its text. `sentence_spans` are in order and do not overlap.

    `said` is the report's attribution context where it has been read already; `tellings` adds whole sentences.
    """
    said = said or attribution_context(report.text, sentence_spans, report.source)
    standing = standing_of(report, sentence_spans)
    found: dict[str, Claim] = {}
    read = (_typed, _delays, _events, _actors, _accounts, *([_tellings] if tellings else []))
    for claim in (claim for reader in read for claim in reader(report, standing, said)):
        found.setdefault(claim.id, claim)
        if len(found) >= _MOST:
            break
    return tuple(sorted(found.values(), key=lambda claim: (claim.start, claim.end, claim.attribute, claim.id)))


def make(
    report: Report, standing: Standing, said: AttributionContext, sentence: Sentence, first: int, last: int,
    *, attribute: str, topic: str, value: str, cues: Sequence[str] = (), rule: str, speaker: str | None = None,
) -> Claim:  # fmt: skip
    """A statement on the tokens `first` to `last` of a sentence, with whoever says it; else it is `speaker`'s."""
    start, end = standing.tokens.starts[first], standing.tokens.ends[last - 1]
    flags = [name for name in ("weak", "contrast", "correction", "said") if getattr(sentence, name)]
    return claim_from(
        report,
        start,
        end,
        attribute,
        scope="incident",
        sentence=report.text[sentence.start : sentence.end],
        value=value,
        topic=topic,
        holder=holder_of(said, start, end) or speaker,
        cues=tuple(sorted({*flags, *cues})),
        rule=rule,
    )


def _typed(report: Report, standing: Standing, said: AttributionContext) -> Iterator[Claim]:
    words = standing.tokens.words
    for sentence in standing.sentences:
        if sentence.aside and not sentence.dated:
            continue
        hits = topic_matcher().find(standing.tokens, sentence.low, sentence.high)
        seen: set[tuple[str, str]] = set()
        for hit in _settled(hits):
            name, _, value = hit.key.partition("\t")
            topic = topics()[name]
            denial = denied_at(sentence, hit.first)
            if (sentence.open and denial is None) or (sentence.aside and not topic.before):
                continue
            if topic.plain and _not_of_them(standing.tokens, hit, sentence.low, value in topic.whole):
                continue
            own = _negative(hit)
            # The "no" of "no sign of a bomb" is the denial's own, and turns it round once.
            begin = denial.last if denial and denial.last <= hit.first else sentence.low
            flip = not own and not topic.plain and (hit.negated != negated_before(words, hit.first, begin))
            if denial is not None and denial.kind != "contrary":
                flip = not flip
            if flip:
                value = topic.opposite(value)
            if (name, value) in seen:
                continue
            seen.add((name, value))
            first = min(hit.first, denial.first) if denial else hit.first
            last = max(hit.last, denial.last) if denial else hit.last
            if flip and denial is None:
                first = _negation_at(words, hit.first, sentence.low)
            cues = ["denies"] if flip or own or denial else []
            if topic.single and standing.deadly(sentence):
                cues.append("death")
            if topic.about:
                rest = [
                    word
                    for at, word in enumerate(words[sentence.low : sentence.high], start=sentence.low)
                    if not (hit.first <= at < hit.last and word.startswith(hit.literals))
                ]
                cues += [f"word:{stem}" for stem in content_stems(rest)[:_WORDS]]
            yield make(
                report, standing, said, sentence, first, last,
                attribute=topic.attribute, topic=name, value=value, cues=cues, rule=f"topic {name}",
            )  # fmt: skip


def _not_of_them(tokens: Tokens, hit: Hit, low: int, whole: bool) -> bool:
    """Whether a phrase on who the victims were is denied, is a body's name, or speaks of some where all are meant."""
    words = tokens.words
    if hit.first > low and words[hit.first - 1] in ("no", "without"):
        return True  # "no children were among the victims"
    if words[hit.first].endswith("'s") or (hit.first + 1 < hit.last and words[hit.first + 1] == "'"):
        return True  # "the doctors' union put the dead at"
    before = words[max(low, hit.first - _PORTION) : hit.first + 1]
    return whole and not word_set("en/statements", "portion", "words").isdisjoint(before)


def _settled(hits: Sequence[Hit]) -> list[Hit]:
    """Of overlapping phrases on one matter the longest, so that "not coordinated" is not also "coordinated"."""
    kept: list[Hit] = []
    by_topic: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda one: (-_weight(one), one.first, one.last, one.key)):
        name = hit.key.partition("\t")[0]
        others = by_topic.setdefault(name, [])
        if all(hit.last <= other.first or hit.first >= other.last for other in others):
            others.append(hit)
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.first, one.last, one.key))


def _weight(hit: Hit) -> int:
    return 2 * (hit.last - hit.first) + 5 * _negative(hit)


def _negative(hit: Hit) -> bool:
    """Whether the phrase brings its own negation."""
    return _has_negation(hit.phrase)


@cache
def _has_negation(phrase: str) -> bool:
    return any(negates(word) for piece in phrase.split() for word in piece.split("|"))


def _negation_at(words: Sequence[str], first: int, low: int) -> int:
    return next((j for j in range(first - 1, max(low, first - 5) - 1, -1) if negates(words[j])), first)


def _delays(report: Report, standing: Standing, said: AttributionContext) -> Iterator[Claim]:
    for sentence in standing.sentences:
        if sentence.aside or sentence.open:
            continue
        for mention in find_delays(report.text, sentence.start, sentence.end):
            first, last = standing.tokens.at(mention.start), standing.tokens.at(mention.end)
            most = [] if mention.high is None else [f"most:{mention.high}"]
            yield make(
                report, standing, said, sentence, first, last,
                attribute="stance", topic="delay", value=" ".join(report.text[mention.start : mention.end].split()),
                cues=[*(f"help:{kind}" for kind in mention.helpers), f"least:{mention.low}", *most], rule="delay",
            )  # fmt: skip


def _events(report: Report, standing: Standing, said: AttributionContext) -> Iterator[Claim]:
    for mention in event_mentions(standing):
        sentence = standing.sentence_at(mention.first)
        label = label_of(mention.kinds[0])
        cues = [f"kind:{kind}" for kind in mention.kinds] + [f"word:{stem}" for stem in mention.stems[:_WORDS]]
        yield make(
            report, standing, said, sentence, mention.first, mention.last,
            attribute="occurrence", topic="event", value=label if mention.happened else f"no {label}",
            cues=cues if mention.happened else [*cues, "denies"],
            rule="event told" if mention.happened else "event denied",
        )  # fmt: skip


def _actors(report: Report, standing: Standing, said: AttributionContext) -> Iterator[Claim]:
    for mention in actor_mentions(standing):
        sentence = standing.sentence_at(mention.first)
        cues = [mention.kind, *(f"actor:{stem}" for stem in mention.stems), *(f"by:{stem}" for stem in mention.by)]
        if mention.explicit:
            cues.append("explicit")
        near = standing.tokens.words[max(0, mention.first - _NEAR) : mention.last + 2]
        if not word_set("en/statements", "grammar", "first_person").isdisjoint(near):
            cues.append("ours")  # "our units had no part"
        yield make(
            report, standing, said, sentence, mention.first, mention.last,
            attribute="responsibility", topic="responsibility", value=mention.value(report.text), cues=cues,
            rule=f"responsibility {mention.kind}",
            speaker=mention.speaker(report.text),
        )  # fmt: skip


def _accounts(report: Report, standing: Standing, said: AttributionContext) -> Iterator[Claim]:
    for mention in account_mentions(standing):
        sentence = standing.sentence_at(mention.first)
        quote = standing.tokens.text[standing.tokens.starts[mention.first] : standing.tokens.ends[mention.last - 1]]
        cues = [f"word:{stem}" for stem in mention.stems[:_WORDS]]
        if mention.negative:
            cues += ["denies", f"not:{mention.predicate}", *_marks(mention)]
        yield make(
            report, standing, said, sentence, mention.first, mention.last,
            attribute="stance", topic="account", value=_shown(quote), cues=cues,
            rule="account negated" if mention.negative else "account",
        )  # fmt: skip


def _tellings(report: Report, standing: Standing, said: AttributionContext) -> Iterator[Claim]:
    """Whole sentences that say something to be so, for a judge of sentence pairs."""
    words = standing.tokens.words
    for sentence in standing.sentences:
        stems = content_stems(words[sentence.low : sentence.high])
        if sentence.aside or sentence.open or sentence.high - sentence.low < _LEAST_TOLD or not stems:
            continue
        quote = standing.tokens.text[standing.tokens.starts[sentence.low] : standing.tokens.ends[sentence.high - 1]]
        yield make(
            report, standing, said, sentence, sentence.low, sentence.high,
            attribute="stance", topic="telling", value=_shown(quote),
            cues=[f"word:{stem}" for stem in stems[:_WORDS]], rule="sentence told",
        )  # fmt: skip


def _shown(quote: str) -> str:
    """Words of a report as the value of a claim: on one line, and cut between two words."""
    line = " ".join(quote.split())
    if len(line) <= _SHOWN:
        return line
    cut = line[: _SHOWN - 2]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _marks(mention: AccountMention) -> list[str]:
    return [name for name in ("existential", "absence") if getattr(mention, name)]
