"""What a network said of a text, kept on disk: a second run on the same reports loads no network.

A database of SQLite, one a network, so that runs side by side cannot spoil each other's. A cache that
cannot be opened, read or written is done without.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

# Goes up whenever the same text would be shown to the network in another form.
_RECIPE = "rows/1"
_PATIENCE = 20.0  # seconds to wait for another run that is writing

Row = tuple[float, ...]
Rows = dict[int, tuple[int, Row]]  # start of a word: its end, its logits


class RowCache:
    """Rows of logits by what was read. Without a database it remembers nothing."""

    def __init__(self, database: sqlite3.Connection | None) -> None:
        self._database = database

    def get(self, key: bytes) -> Rows | None:
        """The rows kept under `key`, or None."""
        if self._database is None:
            return None
        try:
            found = self._database.execute("SELECT rows FROM readings WHERE key = ?", (key,)).fetchone()
            return None if found is None else {start: (end, tuple(row)) for start, end, row in json.loads(found[0])}
        except (sqlite3.Error, ValueError, TypeError):
            return None

    def put(self, key: bytes, rows: Rows) -> None:
        """Keep `rows` under `key`."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                kept = json.dumps([(start, end, row) for start, (end, row) in rows.items()], separators=(",", ":"))
                self._database.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (key, kept))


def key_of(*parts: str | int | Sequence[Any]) -> bytes:
    """A digest of everything that a reading depends on besides the network."""
    return sha256(json.dumps([_RECIPE, *parts]).encode()).digest()


@contextmanager
def row_cache(cache_dir: Path | None, network: str) -> Iterator[RowCache]:
    """The cache under `cache_dir` for the network of digest `network`; what was put is written at the end."""
    database = _open(cache_dir / "readings", network) if cache_dir else None
    try:
        yield RowCache(database)
        if database is not None:
            with suppress(sqlite3.Error):
                database.commit()
    finally:
        if database is not None:
            database.close()


def _open(home: Path, network: str) -> sqlite3.Connection | None:
    database = None
    try:
        home.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(home / f"{network[:16]}.sqlite", timeout=_PATIENCE)
        database.execute("CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, rows TEXT NOT NULL) WITHOUT ROWID")
    except (OSError, sqlite3.Error):
        if database is not None:
            database.close()
        return None
    return database
