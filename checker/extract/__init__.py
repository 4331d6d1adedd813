"""What each report claims, with the exact words as evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from checker.model import Claim, Report
    from checker.settings import Settings

Progress = Callable[[str, int, int], None]


def extract_claims(
    reports: Sequence[Report], settings: Settings, progress: Progress | None = None, *, cache_dir: Path | None = None
) -> tuple[Claim, ...]:
    """Every claim of every report, in the order of the reports and of their text.

    `progress` is called with ("extract", done, of how many). `cache_dir` keeps what the learned reader's
    network said, so that the same reports are read again without it.
    """
    # The grouping room borrows numbers, places and dates from here and needs nothing else of this room.
    from checker.extract.claims import claims_of
    from checker.extract.reader_rows import network_digest
    from checker.row_cache import row_cache

    found: list[Claim] = []
    with row_cache(cache_dir if settings.extractor == "learned" else None, network_digest()) as cache:
        for done, report in enumerate(reports, start=1):
            found += claims_of(report, settings, cache)
            if progress:
                progress("extract", done, len(reports))
    return tuple(found)
