"""From a report to its claims: the counts a reader found, and the statements, each with who says it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.extract import listed, totals
from checker.extract.attribution import AttributionContext, attribution_context, holder_of, other_account
from checker.extract.background import settle_background
from checker.extract.contrast import settle_contrasts, settle_mocked
from checker.extract.cues import CueContext, cue_context, cues_of
from checker.extract.digest import settle_entries
from checker.extract.groups import group_of
from checker.extract.mentions import Mention, place_of
from checker.extract.none_such import none_such
from checker.extract.numbers import find_quantities
from checker.extract.same_event import settle_same_event
from checker.extract.sentences import sentence_spans
from checker.extract.statements import statement_claims
from checker.extract.subjects import counts_animals, subject_of
from checker.extract.turns import turns_in
from checker.extract.unreal import RULE as UNREAL
from checker.extract.unreal import settle_unreal
from checker.extract.voiced import account_of, with_accounts
from checker.extract.when import clock_claims, date_claims
from checker.extract.where import location_claims
from checker.model import Claim, Report, claim_from
from checker.reading_cache import ReadingCache
from checker.settings import Settings

Span = tuple[int, int]
_SUMS = (":sum", listed.RULE, totals.RULE)  # ends of the rules that add up
_FAR = 60  # characters behind the last figure of a sum in which its noun stands


def claims_of(report: Report, settings: Settings, cache: ReadingCache | None = None) -> list[Claim]:
    """Every claim of one report, in the order of its text. `cache` keeps what the network said."""
    sentences = sentence_spans(report.text)
    said = attribution_context(report.text, sentences, report.source)
    cues = cue_context(report.text, sentences)
    quantities = find_quantities(report.text, settings.vague_numbers)
    mentions, faint = _mentions(report, settings, cache, said)
    mentions = settle_contrasts(mentions, quantities, sentences, report.text)
    mentions = settle_mocked(mentions, report.text)
    mentions += none_such(mentions, sentences, report.text)
    mentions += turns_in(mentions, quantities, sentences, report.text)
    mentions = tuple(one for one in mentions if one.core_start < 0 or not counts_animals(report.text, one.core_end))
    mentions = settle_entries(mentions, report.text)
    mentions = settle_same_event(mentions, sentences, report.text)
    mentions = settle_unreal(mentions, sentences, report.text)
    mentions = settle_background(mentions, sentences, report.text)
    mentions = listed.with_listed(mentions, sentences, report.text)
    mentions += totals.totals_of(mentions, sentences, report.text)
    holders = [holder_of(said, *one.core) for one in mentions]
    mentions = with_accounts(mentions, holders, report.text)
    # What a rule reads as well stands last, and so is kept.
    mentions = faint + mentions
    holders = [*(holder_of(said, *one.core) for one in faint), *holders]
    counts = [_count(report, sentences, cues, *told) for told in zip(mentions, holders, strict=True)]
    statements = [
        *statement_claims(report, sentences, said, tellings=settings.nli != "none"),
        *location_claims(report, sentences, said, cues),
        *date_claims(report, sentences, said, cues),
        *clock_claims(report, sentences, said, cues),
    ]
    unique = {claim.id: claim for claim in (*counts, *statements)}
    return sorted(unique.values(), key=lambda claim: (claim.start, claim.end, claim.attribute, claim.id))


def _mentions(
    report: Report, settings: Settings, cache: ReadingCache | None, said: AttributionContext
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The counts, and the figures that may be counts where another report gives them."""
    if settings.extractor == "rules":
        from checker.extract.rules_reader import read_mentions as read_by_rules

        return read_by_rules(report, settings), ()
    from checker.extract.learned_reader import read_mentions as read_learned

    return read_learned(report, settings, cache, said)


def _count(report: Report, sentences: Sequence[Span], cues: CueContext, mention: Mention, holder: str | None) -> Claim:
    text = report.text
    sentence = sentences[place_of(mention.start, sentences)]
    quote = text[mention.start : mention.end]
    subject = mention.noun or _subject(text, sentence, mention)
    core = mention.core
    kept = mention.high == 0 or mention.rule.endswith(UNREAL)
    scope = mention.scope if kept else account_of(mention.scope, holder, text, *core)
    return claim_from(
        report,
        mention.start,
        mention.end,
        mention.attribute,
        # Another account of this event is no account of another.
        scope="incident" if mention.scope == "other" and other_account(holder) else scope,
        sentence=text[sentence[0] : sentence[1]],
        low=mention.low,
        high=mention.high,
        value=worded(mention.low, mention.high, mention.hedge),
        subject=subject,
        group=group_of(subject, quote, mention.attribute),
        holder=holder,
        hedge=mention.hedge,
        cues=cues_of(cues, *core),
        rule=mention.rule,
    )


def _subject(text: str, sentence: Span, mention: Mention) -> str:
    """Who is counted; for a sum of two kinds all the words from the first to the last, "residents and two officers"."""
    found = subject_of(text, sentence, mention.start, mention.end, mention.core_end)
    if not found or not mention.rule.endswith(_SUMS) or mention.core_start < 0:
        return found
    end = text.find(found, mention.core_end, mention.core_end + _FAR)
    return found if end < 0 else text[mention.core_start : end + len(found)]


def worded(low: int, high: int | None, hedge: str = "") -> str:
    """An interval as a person would write it: "8", "at least 8", "45 to 60", "about 200"."""
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"{low:,}"
    if low <= 1:
        return f"up to {high:,}"
    middle = round((low + high) / 2)
    return f"about {middle:,}" if hedge in ("about", "around", "some") else f"{low:,} to {high:,}"
