"""The reader by rules: which attribute each figure counts and in which scope, from word lists alone.

Every mention carries the name of the rule that made it. No model is needed, and the time is linear
in the length of the text. The method is a shallow one: numerals with their nouns, the role words of
the same clause, and lists; see `rule_roles` for the order in which they are tried.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from checker.extract.mentions import Mention
from checker.extract.numbers import find_quantities
from checker.extract.role_triggers import triggers_in
from checker.extract.rule_candidates import Candidate, candidates_in
from checker.extract.rule_roles import Reading, read_sentence
from checker.extract.rule_scopes import scope_of, scope_of_sentence
from checker.extract.rule_zero import zero_attributes
from checker.extract.sentences import sentence_spans
from checker.extract.tokens import Tokens, tokenize
from checker.extract.words import word_set
from checker.model import Report, Scope
from checker.settings import Settings


def read_mentions(report: Report, settings: Settings) -> tuple[Mention, ...]:
    """All counts of one report, in the order of its text."""
    tokens = tokenize(report.text)
    quantities = find_quantities(report.text, settings.vague_numbers)
    begins = [quantity.start for quantity in quantities]
    abducting = not word_set("roles", "abduction", "words").isdisjoint(tokens.words)
    year = report.published.year if report.published else None
    # Each step is taken for all sentences before the next is: a processor is quicker at more of the same.
    ends = [tokens.at(end) for _, end in sentence_spans(report.text)]
    bounds = pairwise([0, *ends])  # no word stands between two sentences
    counting = [
        (first, last, candidates)
        for first, last in bounds
        if (candidates := candidates_in(tokens, first, last, quantities, begins))
    ]
    triggers = [triggers_in(tokens, first, last) for first, last, _ in counting]
    readings = [
        read_sentence(tokens, first, last, candidates, told, abducting)
        for (first, last, candidates), told in zip(counting, triggers, strict=True)
    ]
    found = [
        mention
        for (first, last, candidates), read in zip(counting, readings, strict=True)
        for mention in _mentions(tokens, first, last, candidates, read, year)
    ]
    return _settled(found, report.body_end)


def _mentions(
    tokens: Tokens, first: int, last: int, candidates: list[Candidate], readings: list[Reading | None], year: int | None
) -> list[Mention]:
    found: list[Mention] = []
    scopes: list[Scope] = ["incident"] * len(candidates)
    if any(readings):
        sentence = scope_of_sentence(tokens, first, last, year)
        for i, reading in enumerate(readings):
            if reading is not None:
                scopes[i] = scope_of(tokens, first, last, candidates[i], reading, sentence)
        for group in _lists(readings):
            total = _total(tokens, [candidates[i] for i in group], readings[group[0]], scopes[group[0]])
            if total is not None:
                found.append(total)
                for i in group:
                    if scopes[i] == "incident":
                        scopes[i] = "subset"
    for one, reading, scope in zip(candidates, readings, scopes, strict=True):
        if one.quantity is not None and one.quantity.kind == "zero":
            found.extend(_zero(tokens, first, last, one, scope))
        elif reading is not None:
            found.extend(_of_reading(tokens, one, reading, scope))
    return found


def _lists(readings: list[Reading | None]) -> list[list[int]]:
    """Runs of candidates that share one verb and stand in one list."""
    runs: list[list[int]] = []
    for i, reading in enumerate(readings):
        before = readings[i - 1] if i else None
        if reading is None or before is None or reading.part or before.part:
            continue
        if (reading.first, reading.last) == (before.first, before.last) and (reading.listed or before.listed):
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i - 1, i])
    return runs


def _total(tokens: Tokens, parts: list[Candidate], reading: Reading | None, scope: Scope) -> Mention | None:
    """The sum of a list: "three soldiers and two civilians were killed" is five."""
    if (
        reading is None
        or len(reading.attributes) > 1
        or any(part.quantity is not None and part.quantity.kind == "zero" for part in parts)
    ):
        return None
    if len({part.noun for part in parts}) < len(parts) or not _adds_up(tokens, parts):
        return None
    low = sum(part.low for part in parts)
    high = None if any(part.high is None for part in parts) else sum(part.high or 0 for part in parts)
    whole = replace(parts[0], noun_last=max(parts[-1].noun_last, parts[-1].last))
    start, end = _quote(tokens, whole, reading)
    return Mention(start, end, low, high, "", reading.attributes[0], scope, rule="rules/sum")


def _adds_up(tokens: Tokens, parts: list[Candidate]) -> bool:
    """Whether the list is a sum: its last link is "and", and its first is not the whole in apposition to the rest."""
    words = tokens.words
    if any(part.of_them for part in parts[1:]):
        return False
    last_link = words[parts[-2].noun_last : parts[-1].begin]
    if "and" not in last_link and "&" not in last_link and "plus" not in last_link:
        return False
    rest = sum(part.low for part in parts[1:])
    return not (len(parts) > 2 and parts[0].low == rest)


def _quote(tokens: Tokens, one: Candidate, reading: Reading) -> tuple[int, int]:
    begin = min(one.begin, reading.first) if not reading.listed or reading.first > one.begin else one.begin
    end = max(one.last, one.noun_last, reading.last if not reading.listed else 0)
    return tokens.starts[begin], tokens.ends[end - 1]


def _of_reading(tokens: Tokens, one: Candidate, reading: Reading, scope: Scope) -> list[Mention]:
    start, end = _quote(tokens, one, reading)
    quantity = one.quantity
    low = 0 if len(reading.attributes) > 1 else one.low
    noun = tokens.text[tokens.starts[one.noun] : tokens.ends[one.noun]] if one.noun >= 0 else ""
    joint = len(reading.attributes) > 1 and not {"or", "and"}.isdisjoint(tokens.words[reading.first : reading.last])
    rule = f"rules/{'victim-' if one.single else ''}{'joint' if joint else reading.rule}"
    core = (quantity.core_start, quantity.core_end) if quantity is not None else (-1, -1)
    return [
        Mention(
            start,
            end,
            low,
            one.high,
            quantity.hedge if quantity is not None else "",
            attribute,
            scope,
            noun,
            tokens.starts[one.noun] if one.noun >= 0 else -1,
            rule,
            *core,
        )
        for attribute in reading.attributes
    ]


def _zero(tokens: Tokens, first: int, last: int, one: Candidate, scope: Scope) -> list[Mention]:
    attributes, end = zero_attributes(tokens, first, last, one)
    quantity = one.quantity
    if quantity is None:
        return []
    return [
        Mention(
            quantity.start,
            tokens.ends[end - 1],
            0,
            0,
            "",
            attribute,
            scope,
            rule="rules/zero",
            core_start=quantity.core_start,
            core_end=quantity.core_end,
        )
        for attribute in attributes
    ]


def _settled(found: list[Mention], body_end: int) -> tuple[Mention, ...]:
    """Tell parts from the whole over the report: a smaller figure behind a greater, a single victim, one side."""
    fighters = word_set("roles", "sides", "fighters")
    greatest: dict[str, int] = {}
    with_others: set[str] = set()  # attributes counted of others than fighters too
    for m in found:
        if m.scope == "incident" and m.start < body_end:
            greatest[m.attribute] = max(greatest.get(m.attribute, 0), m.low)
            if m.noun and m.noun.lower() not in fighters:
                with_others.add(m.attribute)
    settled: list[Mention] = []
    before: dict[str, int] = {}  # the greatest so far
    for m in sorted(found, key=lambda m: (m.start, m.end, m.attribute, m.low)):
        if m.scope != "incident" or m.start >= body_end:
            settled.append(m)
            continue
        part = (
            (m.rule.startswith("rules/victim") and greatest[m.attribute] > 1)
            or (m.high == 0 and greatest[m.attribute] > 0)
            or (m.attribute in ("killed", "wounded") and m.high is not None and before.get(m.attribute, 0) > m.low)
            or (m.noun.lower() in fighters and m.attribute in with_others)
        )
        before[m.attribute] = max(before.get(m.attribute, 0), m.low)
        settled.append(replace(m, scope="subset") if part else m)
    unique = {(m.start, m.end, m.attribute, m.low, m.high): m for m in settled}
    return tuple(unique.values())
