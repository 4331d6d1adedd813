#!/usr/bin/env python3
"""How good the checker is, measured on the gold set: all reports of all cases in ONE run.

    python benchmarks/quality.py                    the tables of benchmarks/README.md
    python benchmarks/quality.py --errors 20        and up to 20 errors of each kind
    python benchmarks/quality.py --check-floors     exit status 1 when a figure is below its floor
    python benchmarks/quality.py --raise-floors     write higher floors into benchmarks/floors.json
    python benchmarks/quality.py --reset-floors     write floors anew, lower ones too; the commit must say why
    python benchmarks/quality.py --publish          put the tables into benchmarks/README.md
    python benchmarks/quality.py --set fixtures/cases/blind     another annotated set

Scores with the gold set's own scorer, fixtures/gold/score.py. Writes nothing unless asked.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker import Report, Settings, check, read_reports
from checker.report.json import result_to_dict

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "fixtures" / "gold"
BLIND = ROOT / "fixtures" / "cases" / "blind"
PAGE = ROOT / "benchmarks" / "README.md"
FLOORS = ROOT / "benchmarks" / "floors.json"
# Every fifth case was put aside before the first rule was written, and no one works on its errors.
HELD_OUT_EVERY = 5
# A floor lies this far under what was reached: room for another processor's rounding, not for a regression.
MARGIN = 0.005

# row of the table -> where the scorer puts the figure
FIGURES: dict[str, tuple[str, ...]] = {
    "grouping B-cubed F1": ("grouping_b3", "f1"),
    "grouping pairs F1": ("grouping_pairs", "f1"),
    "claims F1": ("claims_all", "f1"),
    "claims about the whole incident F1": ("claims_whole", "f1"),
    "conflict precision": ("conflicts", "precision"),
    "conflict recall": ("conflicts", "recall"),
    "conflict F1": ("conflicts", "f1"),
    "count conflict precision": ("conflicts_count", "precision"),
    "count conflict recall": ("conflicts_count", "recall"),
    "other conflict precision": ("conflicts_other", "precision"),
    "other conflict recall": ("conflicts_other", "recall"),
    "update recall": ("relations", "update", "recall"),
    "correction recall": ("relations", "correction", "recall"),
    "compatible kept quiet": ("relations", "compatible_kept_quiet", "rate"),
}
# Of these fewer is better.
COUNTS: dict[str, tuple[str, ...]] = {
    "false conflicts": ("conflicts", "false"),
    "figures of another event taken for this one": ("claims_scope_leaks",),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One run and its scores."""

    scores: dict[str, Any]
    held_out: dict[str, Any]
    seconds: float
    result: dict[str, Any]


def gold_cases(folder: Path = GOLD) -> list[dict[str, Any]]:
    """The annotated cases, in the file's order."""
    return [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()]


def measure(settings: Settings, folder: Path = GOLD, cache_dir: Path | None = None) -> Measured:
    """Run all reports of the gold set at once and score the result, whole and on the cases put aside."""
    cases = gold_cases(folder)
    reports: Sequence[Report] = list(read_reports([folder / "reports.jsonl"]))
    if settings.incidents == "given":
        place = {
            name: f"{case['case']}/{number}"
            for case in cases
            for number, members in enumerate(case["incidents"])
            for name in members
        }
        reports = [replace(report, incident=place[report.id]) for report in reports]
    started = time.perf_counter()
    result = result_to_dict(check(reports, settings, cache_dir=cache_dir))
    seconds = time.perf_counter() - started
    return Measured(score(cases, result), score(cases[::HELD_OUT_EVERY], result), seconds, result)


def score(cases: Sequence[Mapping[str, Any]], result: Mapping[str, Any]) -> dict[str, Any]:
    """What the gold set's scorer says of `result` on `cases`."""
    return json.loads(_scorer(cases, result, "--json"))


def _scorer(cases: Sequence[Mapping[str, Any]], result: Mapping[str, Any], *options: str) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        (home / "gold.jsonl").write_text("".join(json.dumps(case) + "\n" for case in cases), "utf-8")
        (home / "result.json").write_text(json.dumps(result), "utf-8")
        command = [sys.executable, str(GOLD / "score.py"), str(home), str(home / "result.json"), *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def figure(scores: Mapping[str, Any], where: Sequence[str]) -> float:
    """One figure out of the scorer's answer."""
    value: Any = scores
    for name in where:
        value = value[name]
    return float(value)


def table(columns: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures as a Markdown table, a column of scores each."""
    lines = ["| figure | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for rows, digits in ((FIGURES, 3), (COUNTS, 0)):
        for name, where in rows.items():
            cells = [f"{figure(scores, where):.{digits}f}" for scores in columns.values()]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def columns_of(runs: Mapping[str, Measured]) -> dict[str, Mapping[str, Any]]:
    """Each run whole, then on the cases put aside."""
    return {
        f"{name}{aside}": scores
        for name, run in runs.items()
        for aside, scores in (("", run.scores), (", held out", run.held_out))
    }


def claims_table(run: Measured) -> str:
    """Precision, recall and F1 of the claims, attribute by attribute."""
    lines = [
        "| attribute | precision | recall | F1 | right | invented | missed |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in run.scores["claims"].items():
        shares = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"| {name} | {shares} | {row['tp']} | {row['fp']} | {row['fn']} |")
    return "\n".join(lines)


def page(runs: Mapping[str, Measured]) -> str:
    """What benchmarks/README.md shows between its marks."""
    return f"{table(columns_of(runs))}\n\nClaims, attribute by attribute:\n\n{claims_table(runs['find'])}"


def blind(settings: Settings, cache_dir: Path | None) -> dict[str, Mapping[str, Any]]:
    """Scores on the cases that nobody has read, and on those that no reader was trained on."""
    return {
        f"{folder.name}, {name}": measure(replace(settings, incidents=name), folder, cache_dir).scores
        for folder in (BLIND, BLIND.parent / "worked")
        for name in ("find", "given")
    }


def put(section: str, body: str) -> None:
    """Replace what stands between the marks of one section of benchmarks/README.md."""
    begin, end = f"<!-- {section}: begin -->", f"<!-- {section}: end -->"
    before, rest = PAGE.read_text("utf-8").split(begin, 1)
    PAGE.write_text(f"{before}{begin}\n{body}\n{end}{rest.split(end, 1)[1]}", "utf-8")


def digests(folder: Path = GOLD) -> dict[str, str]:
    """SHA-256 of every file of the gold set."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()
    }


def below_floors(runs: Mapping[str, Measured], floors: Mapping[str, Any]) -> list[str]:
    """One line for each figure that is worse than its floor."""
    fallen = []
    for name, run in runs.items():
        for row, floor in floors["floors"].get(name, {}).items():
            reached = figure(run.scores, FIGURES[row])
            if reached < floor:
                fallen.append(f"incidents {name}: {row} is {reached:.4f}, below its floor {floor}")
        for row, ceiling in floors["ceilings"].get(name, {}).items():
            reached = figure(run.scores, COUNTS[row])
            if reached > ceiling:
                fallen.append(f"incidents {name}: {row} are {reached:.0f}, more than {ceiling}")
    return fallen


def raised(runs: Mapping[str, Measured], before: Mapping[str, Any]) -> dict[str, Any]:
    """Floors just under what `runs` reached, none lower than before."""
    floors: dict[str, dict[str, float]] = {}
    ceilings: dict[str, dict[str, int]] = {}
    for name, run in runs.items():
        old = before.get("floors", {}).get(name, {})
        floors[name] = {
            row: max(old.get(row, 0.0), math.floor((figure(run.scores, where) - MARGIN) * 1000) / 1000, 0.0)
            for row, where in FIGURES.items()
        }
        tops = before.get("ceilings", {}).get(name, {})
        ceilings[name] = {
            row: min(tops.get(row, 1_000_000), int(figure(run.scores, where)) + 1) for row, where in COUNTS.items()
        }
    return {"digests": digests(), "floors": floors, "ceilings": ceilings}


def whole_path(text: str) -> Path:
    """An absolute path, so that the gold set is known by whatever way it is named."""
    return Path(text).resolve()


def main() -> int:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--set", type=whole_path, default=GOLD, metavar="DIR", help="a folder with reports.jsonl, gold.jsonl"
    )
    parser.add_argument("--incidents", choices=["find", "given", "both"], default="both")
    parser.add_argument("--extractor", choices=["learned", "rules"], default=Settings().extractor)
    parser.add_argument("--threshold", type=float, help="probability at which two reports join")
    parser.add_argument("--nli", default=Settings().nli, metavar="NAME", help="none: no judge of sentence pairs")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep embeddings here between runs")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print up to N errors of each kind, none held out"
    )
    parser.add_argument("--save", type=Path, metavar="DIR", help="write result-find.json and result-given.json here")
    parser.add_argument("--publish", action="store_true", help="put the tables into benchmarks/README.md")
    parser.add_argument("--check-floors", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--reset-floors", action="store_true", help="lower floors too; say why in the commit")
    args = parser.parse_args()
    if (args.incidents != "both" or args.set != GOLD) and (args.publish or args.raise_floors or args.reset_floors):
        parser.error("--publish and floors need both runs of the gold set; leave --incidents and --set out")
    settings = Settings(extractor=args.extractor, nli=args.nli, workers=args.workers)
    if args.threshold is not None:
        settings = replace(settings, group_threshold=args.threshold)
    names = ["find", "given"] if args.incidents == "both" else [args.incidents]
    runs = {name: measure(replace(settings, incidents=name), args.set, args.cache) for name in names}
    cases = gold_cases(args.set)
    first = next(iter(runs.values()))
    print(f"{len(cases)} cases, {len(first.result['reports'])} reports in one run, extractor {args.extractor}")
    for name, run in runs.items():
        print(f"incidents {name}: {run.seconds:.1f} s")
    shown = columns_of(runs) if args.set == GOLD else {name: run.scores for name, run in runs.items()}
    print(f"\n{table(shown)}\n\n{claims_table(first)}")
    seen = [case for number, case in enumerate(cases) if number % HELD_OUT_EVERY or args.set != GOLD]
    for name, run in runs.items():
        if args.errors:
            print(f"\nincidents {name}:")
            print(
                "\n".join(
                    x for x in _scorer(seen, run.result, "--errors", str(args.errors)).splitlines() if x[:2] == "  "
                )
            )
        if args.save:
            args.save.mkdir(parents=True, exist_ok=True)
            (args.save / f"result-{name}.json").write_text(
                json.dumps(run.result, indent=1, ensure_ascii=False), "utf-8"
            )
    before = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"floors": {}, "ceilings": {}}
    if args.raise_floors or args.reset_floors:
        FLOORS.write_text(json.dumps(raised(runs, {} if args.reset_floors else before), indent=1) + "\n", "utf-8")
    if args.publish:
        put("quality", page(runs))
        put("blind", table(blind(settings, args.cache)))
    fallen = below_floors(runs, before) if args.check_floors else []
    print("\n".join(fallen), end="\n" if fallen else "")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
