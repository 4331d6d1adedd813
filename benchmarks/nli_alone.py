#!/usr/bin/env python3
"""What sentence-pair inference brings: alone over all sentence pairs, and as the second opinion of `--nli`.

    python benchmarks/nli_alone.py                    the first table, as Markdown
    python benchmarks/nli_alone.py --opinion          the second table: --nli none and --nli minilm on the gold set
    python benchmarks/nli_alone.py --opinion --sure 0.7    the same with a contradiction told from there on
    python benchmarks/nli_alone.py --nli NAME         with another model, by name or folder
    python benchmarks/nli_alone.py --json

The first table is on pairs of reports of one annotated incident, incidents given. A pair is positive where
an annotated conflict on any matter separates the two. "Inference alone" does what consistency checkers do
(SummaC, Laban et al. 2022): every sentence of one report against every sentence of the other, the earlier
report's as the premise, and a conflict where the likeliest contradiction reaches a threshold; "both ways"
wants the same pair to contradict when it is turned round, too. The rivals read the same reports themselves.
Seconds are the processor's, on one thread.
Every fifth case is given apart: nobody has worked on its errors.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

import torch
from compare_baselines import checker, must_be_equal
from gold_claims import Case, Pair, cases, gold_pairs
from quality import figure, measure

from checker.compare import second_opinion
from checker.compare.nli import PACKAGED, Pairs, pairing_of
from checker.extract import extract_claims
from checker.extract.sentences import sentence_spans
from checker.model import COUNT_ATTRIBUTES, Report
from checker.settings import Settings

Pairing = Callable[[Pairs], list[float]]
# Contradiction is more likely than not; back again only from here on, so that few pairs are read twice.
LIKELY = 0.5
# Rows of the second table, by quality.FIGURES' places in the scorer's answer.
OTHER_KINDS = {
    "other conflict precision": ("conflicts_other", "precision"),
    "other conflict recall": ("conflicts_other", "recall"),
    "other conflict F1": ("conflicts_other", "f1"),
    "conflict precision": ("conflicts", "precision"),
    "conflict recall": ("conflicts", "recall"),
    "compatible kept quiet": ("relations", "compatible_kept_quiet", "rate"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How surely inference sees two reports contradict each other: the likeliest pair of sentences."""

    one_way: float
    both_ways: float


def contradictions(name: str) -> Pairing:
    """The probabilities of a contradiction by the judge called `name`."""
    judge = pairing_of(name)
    if judge is None:
        raise SystemExit("--nli none infers nothing; name minilm or another model")
    return lambda pairs: [opinion.odds for opinion in judge(pairs)]


def sentences(report: Report) -> tuple[str, ...]:
    """The distinct sentences of a report, its title among them."""
    return tuple(dict.fromkeys(report.text[start:end] for start, end in sentence_spans(report.text)))


def in_time(reports: Iterable[Report]) -> list[Report]:
    """Reports by time of publication, undated last."""
    return sorted(
        reports, key=lambda one: (one.published is None, one.published.timestamp() if one.published else 0.0, one.id)
    )


def sentence_pairs(chosen: Sequence[Case]) -> dict[Pair, list[tuple[str, str]]]:
    """All sentence pairs of each pair of reports of one incident; a report is in one incident only."""
    found = {}
    for case in chosen:
        split = {report.id: sentences(report) for report in case.reports.values()}
        for one, other in combinations(in_time(case.reports.values()), 2):
            key = (min(one.id, other.id), max(one.id, other.id))
            found[key] = [(first, second) for first in split[one.id] for second in split[other.id]]
    return found


def inferred(chosen: Sequence[Case], pairing: Pairing) -> tuple[dict[Pair, Answer], int]:
    """What inference alone says of each pair of reports, and how many sentence pairs it read."""
    wanted = sentence_pairs(chosen)
    there = _scores(pairing, (pair for pairs in wanted.values() for pair in pairs))
    back = _scores(pairing, ((second, first) for (first, second), score in there.items() if score >= LIKELY))
    answers = {}
    for key, pairs in wanted.items():
        one_way = max((there[pair] for pair in pairs), default=0.0)
        both = max((min(there[pair], back.get((pair[1], pair[0]), 0.0)) for pair in pairs), default=0.0)
        answers[key] = Answer(one_way, both)
    return answers, len(there) + len(back)


def _scores(pairing: Pairing, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
    unique = sorted(set(pairs))
    return dict(zip(unique, pairing(unique), strict=True))


def best_threshold(answers: dict[Pair, Answer], positive: set[Pair]) -> float:
    """The threshold on both_ways with the best F1 on these very pairs: more than a user could know."""
    best, chosen = 0.0, LIKELY
    for threshold in sorted({answer.both_ways for answer in answers.values()}):
        said = {key for key, answer in answers.items() if answer.both_ways >= threshold}
        score = 2 * len(said & positive) / (len(said) + len(positive))
        if score > best:
            best, chosen = score, threshold
    return chosen


def annotated(chosen: Sequence[Case], counts: bool | None = None) -> set[Pair]:
    """Pairs of reports that an annotated conflict separates; only on counts, only on the rest, or on anything."""
    return {
        pair
        for case in chosen
        for finding in case.findings
        if finding["relation"] == "conflict" and counts in (None, finding["attribute"] in COUNT_ATTRIBUTES)
        for pair in gold_pairs(finding)
        if pair[0] != pair[1]
    }


def as_read(chosen: Sequence[Case]) -> list[Case]:
    """The cases with the claims that the checker reads in them."""
    return [
        replace(
            case,
            claims=tuple(
                replace(claim, incident=case.incident.id)
                for claim in {c.id: c for c in extract_claims(list(case.reports.values()), Settings())}.values()
            ),
        )
        for case in chosen
    ]


def _apart(answer: dict[str, set[Pair]]) -> set[Pair]:
    return {pair for pairs in answer.values() for pair in pairs if pair[0] != pair[1]}


def row(said: set[Pair], chosen: Sequence[Case]) -> dict[str, float]:
    """Precision, recall and F1 over pairs of reports, and recall by what the conflict is on."""
    positive = annotated(chosen)
    right = len(said & positive)
    found = {
        "precision": right / len(said) if said else 0.0,
        "recall": right / len(positive) if positive else 0.0,
        "f1": 2 * right / (len(said) + len(positive)) if said or positive else 0.0,
    }
    for name, counts in (("recall, counts", True), ("recall, other kinds", False)):
        some = annotated(chosen, counts)
        found[name] = len(said & some) / len(some) if some else 0.0
    return found


def alone(name: str) -> dict[str, Any]:
    """The first table: every judge on all cases and on those put aside."""
    everything = cases()
    aside = [case for case in everything if (int(case.incident.id[1:3]) - 1) % 5 == 0]
    pairing = contradictions(name)
    pairing([("It rained.", "It was dry.")])  # loading is no part of the time
    started = time.process_time()
    answers, read = inferred(everything, pairing)
    inferring = time.process_time() - started
    started = time.process_time()
    known = as_read(everything)
    reading = time.process_time() - started
    sure = second_opinion.SURE
    best = best_threshold(answers, annotated(everything))

    def at(threshold: float, both: bool) -> set[Pair]:
        return {key for key, answer in answers.items() if (answer.both_ways if both else answer.one_way) >= threshold}

    judged: dict[str, tuple[set[Pair], float]] = {"every pair conflicts": (set(answers), 0.0)}
    for title, judge in (("numbers must be equal", must_be_equal), ("checker", checker)):
        started = time.process_time()
        said = set().union(*(_apart(judge(case)) for case in known))
        judged[title] = (said & set(answers), reading + time.process_time() - started)
    judged[f"inference alone, {LIKELY} one way"] = (at(LIKELY, False), inferring)
    judged[f"inference alone, {sure} both ways"] = (at(sure, True), inferring)
    judged[f"inference alone, both ways, best threshold in hindsight ({best:.3f})"] = (at(best, True), inferring)
    rows = {}
    for where, chosen in (("all cases", everything), ("cases put aside", aside)):
        inside = set(sentence_pairs(chosen))
        for title, (said, seconds) in judged.items():
            rows[f"{title}, {where}"] = row(said & inside, chosen) | {
                "seconds": seconds if chosen is everything else None
            }
    return {"pairs of reports": len(answers), "conflicts": len(annotated(everything)), "read": read, "rows": rows}


def opinion(name: str) -> dict[str, dict[str, float]]:
    """The second table: the gold set with and without the second opinion, and seconds a report, readings kept."""
    found = {}
    with tempfile.TemporaryDirectory() as kept:
        measure(Settings(), cache_dir=Path(kept))  # embeddings and readings are there for every row
        for incidents in ("find", "given"):
            for nli in ("none", name):
                found |= _with_opinion(incidents, nli, Path(kept))
    return found


def _with_opinion(incidents: Literal["find", "given"], nli: str, kept: Path) -> dict[str, dict[str, float]]:
    run = measure(Settings(incidents=incidents, nli=nli), cache_dir=kept)
    title = f"{incidents}, --nli {nli}"
    found = {
        name: {row: figure(scores, place) for row, place in OTHER_KINDS.items()}
        for name, scores in ((title, run.scores), (f"{title}, held out", run.held_out))
    }
    found[title] |= {
        "opinions": sum(one["rule"].startswith("opinion:") for one in run.result["discrepancies"]),
        "seconds a report": run.seconds / len(run.result["reports"]),
    }
    return found


def table(rows: dict[str, dict[str, Any]], first: str) -> str:
    """Rows as Markdown; an empty cell where a row has no such figure."""
    heads = list(dict.fromkeys(name for cells in rows.values() for name in cells))
    lines = [f"| {first} | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    for title, cells in rows.items():
        shown = [_cell(name, cells.get(name)) for name in heads]
        lines.append(f"| {title} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return ""
    if name == "seconds":
        return f"{value:.1f}"
    return f"{value:.0f}" if name == "opinions" else f"{value:.3f}"


def main() -> None:
    """Print the table that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nli", metavar="NAME", default=PACKAGED)
    parser.add_argument("--opinion", action="store_true", help="the second opinion instead of inference alone")
    parser.add_argument("--sure", type=float, default=second_opinion.SURE, help="probability of a contradiction told")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    second_opinion.SURE = options.sure
    torch.set_num_threads(1)
    if options.opinion:
        rows = opinion(options.nli)
        print(json.dumps(rows, indent=1) if options.json else table(rows, "gold set, incidents"))
        return
    found = alone(options.nli)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    print(
        f"{found['pairs of reports']:,} pairs of reports, {found['conflicts']} of them in conflict;"
        f" {found['read']:,} sentence pairs read\n"
    )
    print(table(found["rows"], "on pairs of reports"))


if __name__ == "__main__":
    main()
