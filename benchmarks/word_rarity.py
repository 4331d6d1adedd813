#!/usr/bin/env python3
"""Make checker/group/data/rarity.txt.gz: how much it says that two reports share a word.

    python benchmarks/word_rarity.py

Two sources, blended: the rank of a word in MiniLM's own vocabulary, which is sorted by frequency (for
words of general English), and in how many of the training set's reports it stands (for the words of
our trade: gunman, airstrike). So the table needs none of the reports it is used on. Each line is a word
and its rarity in tenths, log2 of one over the share of reports that hold it.
"""

from __future__ import annotations

import gzip
import math
from collections import Counter
from pathlib import Path

from checker import read_reports
from checker.group.tokens import words_of
from checker.packaged import model_folder

ROOT = Path(__file__).resolve().parent.parent
TRAIN = ROOT / "fixtures" / "train" / "reports.jsonl"
TABLE = ROOT / "checker" / "group" / "data" / "rarity.txt.gz"
# A report of this many words; a Zipf law over the vocabulary's 30,000 ranks.
WORDS = 150
ZIPF = 10.9
# How many reports' worth of weight the general rank has beside the training set.
PRIOR = 150
UNKNOWN_RANK = 60_000
LEAST_REPORTS = 3


def ranks() -> dict[str, int]:
    """Whole words of MiniLM's vocabulary and their rank by frequency."""
    lines = (model_folder() / "vocab.txt").read_text("utf-8").splitlines()
    whole = [line for line in lines if line.isalpha() and len(line) > 1]
    return {word: number + 1 for number, word in enumerate(whole)}


def main() -> None:
    """Write the table."""
    reports = read_reports([TRAIN])
    seen: Counter[str] = Counter()
    for report in reports:
        seen.update({word.lower() for word in words_of(report.text)})
    rank = ranks()
    lines = []
    known = set(rank) | {word for word, count in seen.items() if count >= LEAST_REPORTS and word.isalpha()}
    for word in sorted(known):
        share = 1 - (1 - 1 / (ZIPF * rank.get(word, UNKNOWN_RANK))) ** WORDS
        share = (seen[word] + PRIOR * share) / (len(reports) + PRIOR)
        lines.append(f"{word} {round(-10 * math.log2(share))}\n")
    TABLE.parent.mkdir(exist_ok=True)
    # No time stamp inside: the same words give the same bytes.
    TABLE.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
    print(f"{len(lines)} words, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
