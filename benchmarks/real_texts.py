#!/usr/bin/env python3
"""Claims against what people coded in real texts: press releases, wire reports of 1989-92, local news.

    python benchmarks/real_texts.py REALSETS [--every 4] [--misses 30]

REALSETS is a folder of sets (isaf, muc4, gva), each with reports.jsonl and truth.jsonl, and score_real.py
beside them. The texts are third parties' and no part of the project; nothing of them is printed but ids
and figures. `--every N` reads every Nth report only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker import Report, Settings, read_reports
from checker.pipeline import find_claims
from checker.report.json import claim_to_dict

# set, what the scorer calls the figure, which share of it, what is told
FIGURES = (
    ("isaf", "killed_min", "found_share", "killed found"),
    ("isaf", "killed_min", "zero_right_share", "zeros right (killed)"),
    ("isaf", "detained_min", "found_share", "detained found"),
    ("isaf", "detained_min", "zero_right_share", "zeros right (detained)"),
    ("muc4", "muc_killed", "found_share", "numbers of dead found"),
    ("muc4", "muc_wounded", "found_share", "numbers of injured found"),
    ("gva", "killed", "found_share", "killed found"),
    ("gva", "wounded", "found_share", "wounded found"),
)


def score(folder: Path, reports: Sequence[Report], extractor: str, cache_dir: Path | None, misses: int) -> str:
    """What the sets' own scorer says of the claims in `reports`: JSON, or text with the worst misses."""
    settings = Settings(extractor=extractor)  # type: ignore[arg-type]
    claims = [claim_to_dict(claim) for claim in find_claims(reports, settings, cache_dir=cache_dir)]
    wanted = {report.id for report in reports}
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        lines = (folder / "truth.jsonl").read_text("utf-8").splitlines(keepends=True)
        (home / "truth.jsonl").write_text("".join(row for row in lines if json.loads(row)["report"] in wanted), "utf-8")
        incidents = [{"id": name, "reports": [name]} for name in sorted(wanted)]
        (home / "result.json").write_text(json.dumps({"incidents": incidents, "claims": claims}), "utf-8")
        command = [sys.executable, str(folder.parent / "score_real.py"), str(home), str(home / "result.json")]
        command += ["--misses", str(misses)] if misses else ["--json"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Score each set with both readers and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("realsets", type=Path)
    parser.add_argument("--sets", nargs="+", default=["isaf", "muc4", "gva"])
    parser.add_argument("--extractors", nargs="+", default=["rules", "learned"])
    parser.add_argument("--every", type=int, default=1, help="read every Nth report")
    parser.add_argument("--misses", type=int, default=0, help="name the worst misses instead of a table")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep readings here between runs")
    args = parser.parse_args()
    if not (args.realsets / "score_real.py").is_file():
        parser.error(f"{args.realsets}: no score_real.py there; name the folder that holds the real sets")
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name in args.sets:
        reports = list(read_reports([args.realsets / name / "reports.jsonl"]))[:: args.every]
        for extractor in args.extractors:
            started = time.perf_counter()
            said = score(args.realsets / name, reports, extractor, args.cache, args.misses)
            if args.misses:
                print(f"{name}, {extractor}\n{said}")
                continue
            found[name, extractor] = json.loads(said)
            seconds = time.perf_counter() - started
            print(f"{name}, {extractor}: {len(reports)} reports in {seconds:.0f} s", file=sys.stderr)
    if args.misses:
        return
    print("| set | figure | " + " | ".join(args.extractors) + " |\n|---|---|" + "---:|" * len(args.extractors))
    for name, key, share, told in FIGURES:
        if name in args.sets:
            cells = [f"{found[name, extractor].get(key, {}).get(share, 0):.2f}" for extractor in args.extractors]
            print(f"| {name} | {told} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
