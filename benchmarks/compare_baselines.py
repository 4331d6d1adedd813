#!/usr/bin/env python3
"""The comparison of counts against the obvious alternative, on the same pairs of reports.

    python benchmarks/compare_baselines.py                 the tables, as Markdown
    python benchmarks/compare_baselines.py --write         and put them into benchmarks/README.md
    python benchmarks/compare_baselines.py --nli NAME      with a row for a model of inference alone

A pair is two reports of one annotated incident (or one report that gives two figures) that both have
an annotated figure for the whole incident on one count attribute. It is positive where an annotated
conflict separates the two. The alternative, "numbers must be equal", calls a conflict whenever the
two reports' figures are not the same. Both get the same annotated claims, so that neither profits
from a better reader. Every fifth case is given apart: nobody has worked on its errors.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

from gold_claims import Case, Noise, Pair, cases, found_pairs, gold_pairs, separated
from quality import put

from checker.compare import compare_incident
from checker.compare.nli import Pairing, pairing_of
from checker.extract import extract_claims
from checker.model import COUNT_ATTRIBUTES, Claim, Discrepancy, Incident, Report
from checker.settings import Settings

Judge = Callable[[Case], dict[str, set[Pair]]]
LIKELY = 0.5
BLIND = Path(__file__).resolve().parent.parent / "tests" / "compare" / "blind_counts.toml"


def weighed(case: Case) -> dict[str, set[Pair]]:
    """The pairs that are judged, by attribute."""
    found = {}
    for attribute in COUNT_ATTRIBUTES:
        figures = _figures(case, attribute)
        found[attribute] = {
            (a, b) for a, b in combinations_with_replacement(sorted(figures), 2) if a != b or len(figures[a]) > 1
        }
    return found


def _figures(case: Case, attribute: str) -> dict[str, set[tuple[int | None, int | None]]]:
    found: dict[str, set[tuple[int | None, int | None]]] = {}
    for claim in case.claims:
        if claim.attribute == attribute and claim.scope == "incident":
            found.setdefault(claim.report, set()).add((claim.low, claim.high))
    return found


def must_be_equal(case: Case) -> dict[str, set[Pair]]:
    """Conflict wherever two figures differ."""
    found = {}
    for attribute, pairs in weighed(case).items():
        figures = _figures(case, attribute)
        found[attribute] = {(a, b) for a, b in pairs if (figures[a] != figures[b] if a != b else len(figures[a]) > 1)}
    return found


def checker(case: Case) -> dict[str, set[Pair]]:
    """What checker.compare calls a conflict."""
    found: dict[str, set[Pair]] = {}
    for item in compare_incident(case.incident, case.claims, case.reports, Settings()).discrepancies:
        if item.relation == "conflict":
            found.setdefault(item.attribute, set()).update(found_pairs(item))
    return found


def inference_alone(contradicts: Pairing) -> Judge:
    """Conflict wherever a model finds that a sentence with a figure contradicts one of the other report.

    `contradicts` is asked about each (premise, hypothesis).
    """

    def judge(case: Case) -> dict[str, set[Pair]]:
        found: dict[str, set[Pair]] = {}
        for attribute, pairs in weighed(case).items():
            told: dict[str, set[str]] = {}
            for claim in case.claims:
                if claim.attribute == attribute and claim.scope == "incident":
                    told.setdefault(claim.report, set()).add(claim.sentence)
            for a, b in sorted(pairs):
                asked = [(x, y) for x in sorted(told[a]) for y in sorted(told[b]) if x != y]
                asked += [(y, x) for x, y in asked]
                if asked and max(opinion.odds for opinion in contradicts(asked)) >= LIKELY:
                    found.setdefault(attribute, set()).add((a, b))
        return found

    return judge


def measure(judge: Judge, set_of_cases: list[Case]) -> dict[str, float]:
    """Precision, recall and F1 over all pairs, and seconds."""
    right = wrong = missed = 0
    started = time.perf_counter()
    answers = [judge(case) for case in set_of_cases]
    seconds = time.perf_counter() - started
    for case, answer in zip(set_of_cases, answers, strict=True):
        for attribute, pairs in weighed(case).items():
            gold: set[Pair] = set()
            for finding in case.findings:
                if finding["relation"] == "conflict" and finding["attribute"] == attribute:
                    gold |= gold_pairs(finding)
            said = answer.get(attribute, set()) & pairs
            right += len(said & gold)
            wrong += len(said - gold)
            missed += len((gold & pairs) - said)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": both, "positive": right + missed, "seconds": seconds}


def results(nli: str = "none") -> dict[str, dict[str, float]]:
    """Every judge on all cases, on those put aside, and on claims with the faults of extraction."""
    everything = cases()
    aside = [case for case in everything if (int(case.incident.id[1:3]) - 1) % 5 == 0]
    noisy = [case for seed in range(5) for case in cases(noise=Noise(0.15, 0.1, 0.4, seed))]
    sets = (("all cases", everything), ("cases put aside", aside), ("claims with faults, five draws", noisy))
    judges: list[tuple[str, Judge]] = [("numbers must be equal", must_be_equal), ("checker.compare", checker)]
    rows = {f"{judge}, {name}": measure(call, chosen) for name, chosen in sets for judge, call in judges}
    contradicts = pairing_of(nli)
    if contradicts is not None:
        for name, chosen in sets[:2]:
            rows[f"inference alone ({nli}), {name}"] = measure(inference_alone(contradicts), chosen)
    return rows


def blind(extractor: str) -> dict[str, dict[str, int]]:
    """Of the blind sets, by half: conflicts shown and right, and expected findings of each relation shown."""
    made = tomllib.loads(BLIND.read_text("utf-8"))["set"]
    reports = {f"{one['id']}-{item['id']}": _report(one["id"], item) for one in made for item in one["reports"]}
    read: dict[str, list[Claim]] = {}
    settings = Settings(extractor=extractor)  # type: ignore[arg-type]
    for claim in extract_claims(list(reports.values()), settings):
        read.setdefault(claim.report, []).append(claim)
    tally: dict[str, dict[str, int]] = {"worked on": {}, "put aside": {}}
    for one in made:
        names = tuple(sorted(name for name in reports if name.startswith(f"{one['id']}-")))
        claims = [replace(claim, incident=one["id"]) for name in names for claim in read.get(name, ())]
        incident = Incident(one["id"], one["topic"], names)
        shown = compare_incident(incident, claims, {name: reports[name] for name in names}, settings).discrepancies
        _count(tally["worked on" if int(one["id"][1:]) % 2 else "put aside"], one, shown)
    return tally


def _report(case: str, item: dict[str, str]) -> Report:
    when = datetime.fromisoformat(item["published"])
    return Report(f"{case}-{item['id']}", item["text"], source=item["source"], title=item["title"], published=when)


def _count(tally: dict[str, int], one: dict[str, Any], shown: Sequence[Discrepancy]) -> None:
    wanted = [
        (attribute, relation, separated([[f"{one['id']}-{name}" for name in side] for side in sides]))
        for attribute, relation, sides in one["expect"]
    ]
    for item in shown:
        if item.relation == "conflict" and item.attribute in COUNT_ATTRIBUTES:
            right = any((a, r) == (item.attribute, "conflict") and p & found_pairs(item) for a, r, p in wanted)
            tally["conflicts shown"] = tally.get("conflicts shown", 0) + 1
            tally["conflicts right"] = tally.get("conflicts right", 0) + right
    for attribute, relation, pairs in wanted:
        loud = [item for item in shown if item.attribute == attribute and found_pairs(item) & pairs]
        if relation in ("conflict", "update", "correction"):
            met = any(item.relation == relation for item in loud)
        else:
            met = not any(item.relation == "conflict" for item in loud)
        tally[f"{relation} expected"] = tally.get(f"{relation} expected", 0) + 1
        tally[f"{relation} met"] = tally.get(f"{relation} met", 0) + met


def blind_table() -> str:
    """The blind sets as a Markdown table."""
    kinds = ("conflict", "update", "correction", "compatible")
    lines = [
        f"| thirty blind sets | conflicts shown that are right | {' | '.join(f'{kind} met' for kind in kinds)} |",
        f"|---|---:|{'---:|' * len(kinds)}",
    ]
    for extractor in ("learned", "rules"):
        for half, tally in blind(extractor).items():
            met = " | ".join(f"{tally.get(f'{k} met', 0)} of {tally.get(f'{k} expected', 0)}" for k in kinds)
            right = f"{tally.get('conflicts right', 0)} of {tally.get('conflicts shown', 0)}"
            lines.append(f"| read by {extractor}, {half} | {right} | {met} |")
    return "\n".join(lines)


def table(rows: dict[str, dict[str, float]]) -> str:
    """The results as a Markdown table."""
    lines = [
        "| on pairs of reports | precision | recall | F1 | conflicts | seconds |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, row in rows.items():
        shares = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"| {name} | {shares} | {row['positive']:.0f} | {row['seconds']:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the tables; put them into benchmarks/README.md when asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nli", default="none", help="a cross-encoder (the packaged judge leaves figures out)")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    body = f"{table(results(chosen.nli))}\n\n{blind_table()}"
    print(body)
    if chosen.write:
        put("comparison", body)


if __name__ == "__main__":
    main()
