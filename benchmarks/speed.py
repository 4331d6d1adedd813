#!/usr/bin/env python3
"""How cost grows: seconds and peak memory of each stage, for 1,000, 10,000 and 100,000 reports made up for it.

    python benchmarks/speed.py                                   1,000 and 10,000, as the checker comes
    python benchmarks/speed.py --reports 100000 --model static --extractor rules --nli none
    python benchmarks/speed.py --reports 10000 --against-bertopic    also UMAP and HDBSCAN (pip install umap-learn)

Each size runs in a process of its own. Nothing is written outside a scratch folder.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from grouping import b_cubed
from made_reports import made_reports

from checker import CheckResult, Report, Settings, read_reports

SIZES = (1_000, 10_000)
# MiniLM: six layers of 384, an inner width of 1,536; two operations a weight and token.
LAYERS, WIDTH, INNER = 6, 384, 1536
MILLION = 1e6


class Stages:
    """Times stages, notes the highest memory of each, and prints a row as soon as it is known."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.rows: list[tuple[str, float, float, float]] = []

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        """What `work` gives."""
        _forget_peak()
        started, worked = time.perf_counter(), _processor()
        result = work()
        self._row(name, time.perf_counter() - started, _processor() - worked, _peak())
        return result

    def total(self) -> None:
        """The row of all stages."""
        _, seconds, worked, peaks = zip(*self.rows, strict=True)
        self._row("all", sum(seconds), sum(worked), max(peaks))

    def _row(self, name: str, seconds: float, worked: float, peak: float) -> None:
        self.rows.append((name, seconds, worked, peak))
        print(f"| {self.count:,} | {name} | {seconds:.1f} | {worked:.1f} | {peak:,.0f} |", flush=True)


def _processor() -> float:
    """Seconds of processor of this process and of those it waited for: what a busy machine does not change."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _forget_peak() -> None:
    # Linux only; elsewhere the peak is that of the whole run so far.
    switch = Path("/proc/self/clear_refs")
    if switch.exists():
        switch.write_text("5")


def _peak() -> float:
    """MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(count: int, settings: Settings, bertopic: bool, last: str) -> None:
    """Print the stages on `count` reports up to the `last` as rows of a table, and notes below them."""
    stages, notes = Stages(count), []
    made, truth = made_reports(count)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        _write(made, home / "reports.jsonl")
        del made
        reports = stages.run("read", lambda: read_reports([home / "reports.jsonl"]))
        vectors = stages.run("embed", lambda: _embed(reports, settings, home))
        notes.append(_speed_of(reports, settings, stages.rows[-1][2]))
        if bertopic:
            notes.append(_bertopic(vectors, reports, truth))
        del vectors
        grouping = stages.run("group", lambda: _group(reports, settings, home))
        found = {name: cluster[0] for cluster in grouping.clusters for name in cluster}
        notes.append(f"{len(grouping.clusters):,} incidents, B-cubed F1 {b_cubed(truth, found)[2]:.3f}")
        if last != "group":
            _rest(stages, reports, grouping, settings, home, last)
    stages.total()
    print("".join(f"\n{count:,} reports: {note}" for note in notes) + "\n", flush=True)


def _rest(stages: Stages, reports: Any, grouping: Any, settings: Settings, home: Path, last: str) -> None:
    """Extract, compare and report."""
    from checker.compare import compare_incident
    from checker.extract import extract_claims
    from checker.group import model_card
    from checker.pipeline import assemble, told
    from checker.report import write_report

    claims = stages.run("extract", lambda: extract_claims(reports, settings))
    if last == "extract":
        return
    ordered = tuple(
        replace(report, copy_of=grouping.copy_of.get(report.id)) for report in sorted(reports, key=lambda r: r.id)
    )
    by_id = {report.id: report for report in ordered}

    def compare() -> CheckResult:
        incidents, placed = assemble(grouping.clusters, by_id, claims)
        of: dict[str, list[Any]] = {}
        for claim in placed:
            of.setdefault(claim.incident, []).append(claim)
        compared = [
            compare_incident(
                incident, of.get(incident.id, ()), {name: by_id[name] for name in incident.reports}, settings
            )
            for incident in incidents
        ]
        discrepancies = tuple(finding for one in compared for finding in one.discrepancies)
        return CheckResult(
            reports=ordered,
            skipped=(),
            incidents=incidents,
            claims=told(placed, discrepancies),
            discrepancies=discrepancies,
            refusals=tuple(refusal for one in compared for refusal in one.refusals),
            model=model_card(settings),
            settings=settings,
        )

    result = stages.run("compare", compare)
    if last == "report":
        stages.run("report", lambda: write_report(result, home / "report"))


def _write(reports: list[Report], path: Path) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for report in reports:
            row = {"id": report.id, "title": report.title, "text": report.text, "source": report.source}
            if report.published:
                row["published"] = report.published.isoformat()
            stream.write(json.dumps(row) + "\n")


def _embed(reports: Any, settings: Settings, home: Path) -> Any:
    from checker.group.embedding import embed, embedded_text

    return embed([embedded_text(report) for report in reports], settings.model, cache_dir=home)


def _group(reports: Any, settings: Settings, home: Path) -> Any:
    from checker.group import group_reports

    return group_reports(reports, settings, cache_dir=home)


def _speed_of(reports: Any, settings: Settings, seconds: float) -> str:
    """Embedding speed, for MiniLM as a share of what the cores can do at multiplying large matrices."""
    from checker.group.embedding import embedded_text

    texts = sorted({embedded_text(report) for report in reports})
    told = f"embedding: {len(texts) / seconds:,.0f} distinct texts a second, model loading included"
    if settings.model != Settings().model:
        return told
    from tokenizers import Tokenizer

    from checker.packaged import model_folder

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    lengths = [min(128, len(encoding.ids)) for encoding in tokenizer.encode_batch(texts)]
    weights = 4 * WIDTH * WIDTH + 2 * WIDTH * INNER
    work = sum(LAYERS * (2 * weights * length + 4 * WIDTH * length * length) for length in lengths)
    best = _peak_operations()
    return f"{told}; {work / seconds / 1e9:.0f} of {best / 1e9:.0f} Gflop/s, {work / seconds / best:.0%}"


def _peak_operations() -> float:
    """Floating-point operations a second of processor in the best of some large products."""
    import torch

    side, best = 1536, 0.0
    one = torch.ones(side, side)
    for _ in range(8):
        started = _processor()
        _ = one @ one
        best = max(best, 2 * side**3 / max(1e-3, _processor() - started))
    return best


def _bertopic(vectors: Any, reports: Any, truth: dict[str, str]) -> str:
    """BERTopic's recipe on the same vectors: seconds after embedding, and B-cubed F1."""
    import numpy as np
    import umap
    from sklearn.cluster import HDBSCAN

    started = _processor()
    reducer = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    points = reducer.fit_transform(vectors.astype(np.float32))
    labels = HDBSCAN(min_cluster_size=2, copy=True).fit_predict(points).tolist()
    seconds = _processor() - started
    pairs = zip(reports, labels, strict=True)
    found = {report.id: str(label) if label >= 0 else report.id for report, label in pairs}
    return (
        f"UMAP and HDBSCAN on the same vectors: {seconds:.1f} s of processor, B-cubed F1 {b_cubed(truth, found)[2]:.3f}"
    )


def main() -> None:
    """Time and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, action="append", metavar="N")
    parser.add_argument("--model", default=Settings().model)
    parser.add_argument("--extractor", choices=["learned", "rules"], default=Settings().extractor)
    parser.add_argument("--nli", default=Settings().nli, metavar="NAME")
    parser.add_argument("--against-bertopic", action="store_true")
    parser.add_argument(
        "--last", choices=["group", "extract", "compare", "report"], default="report", help="stop after this stage"
    )
    args = parser.parse_args()
    settings = Settings(model=args.model, extractor=args.extractor, nli=args.nli)
    print(f"model {args.model}, extractor {args.extractor}, judge {args.nli}\n")
    print("| reports | stage | seconds | of processor | peak MiB |\n|---:|---|---:|---:|---:|", flush=True)
    for count in args.reports or SIZES:
        # A process of its own, so that one size's memory is not counted for the next.
        with get_context("spawn").Pool(1) as pool:
            pool.apply(measured, (count, settings, args.against_bertopic, args.last))


if __name__ == "__main__":
    main()
