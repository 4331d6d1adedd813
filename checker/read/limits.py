"""Caps for absurd sizes, and the failure every reader raises."""

from __future__ import annotations

# A file this long is no longer a set that one person holds; reading it whole would fill a laptop's memory.
MAX_FILE_BYTES = 512 * 1024 * 1024
# About 400,000 words. A longer "report" is a book or a dump that nobody split into reports.
MAX_REPORT_CHARS = 2_000_000
# So many faulty lines of one file are listed one by one; the rest are counted.
MAX_LISTED_FAULTS = 20
# A folder tree deeper than this is a loop or no report set.
MAX_DEPTH = 32


class UnreadableError(Exception):
    """One file cannot be read; the message is the reason shown to the user, on one line."""
