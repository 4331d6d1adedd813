"""What each report claims, with the exact words as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from checker.model import Claim, Report
    from checker.settings import Settings


def extract_claims(
    reports: Sequence[Report], settings: Settings, *, cache_dir: Path | None = None, faint: bool = False
) -> tuple[Claim, ...]:
    """Every claim of every report, in the order of the reports and of their text.

    `faint`: also those that are claims only where another report makes them too (checker/across_reports.py).
    `cache_dir` keeps the claims for the next run of this very checker, and what the learned reader's network said
    for the next one of another.
    """
    from checker.model import Claim
    from checker.reading_cache import checker_digest, reading_cache, row_of, tuples

    found: list[Claim] = []
    with reading_cache(cache_dir, checker_digest() if cache_dir else "") as kept:
        keys = [_key(report, settings) for report in reports]
        known = [kept.get(key) for key in keys]
        unread = [report for report, rows in zip(reports, known, strict=True) if rows is None]
        read = iter(_read(unread, settings, cache_dir))
        for key, rows in zip(keys, known, strict=True):
            if rows is None:
                claims = next(read)
                kept.put(key, [row_of(claim) for claim in claims])
            else:
                claims = [Claim(*row) for row in tuples(rows)]
            found += claims if faint else [claim for claim in claims if not claim.faint]
    return tuple(found)


def _key(report: Report, settings: Settings) -> bytes:
    from checker.reading_cache import key_of, row_of

    # Under which path or incident the user had filed it is nothing that it says.
    said = row_of(replace(report, path="", incident=None, copy_of=None))
    return key_of(said, settings.extractor, settings.vague_numbers, settings.nli == "none")


def _read(reports: Sequence[Report], settings: Settings, cache_dir: Path | None) -> list[list[Claim]]:
    if not reports:
        return []
    # The grouping room borrows numbers, places and dates from here and needs nothing else of this room.
    from checker.extract.claims import claims_of
    from checker.extract.reader_rows import network_digest
    from checker.reading_cache import reading_cache

    with reading_cache(cache_dir if settings.extractor == "learned" else None, network_digest()) as cache:
        return [claims_of(report, settings, cache) for report in reports]
