"""What was read in a text, kept on disk: the same reports are not read a second time.

A database of SQLite for each network, and for each state of the checker, so that runs side by side cannot spoil each
other's. A cache that cannot be opened, read or written is done without.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

# Goes up whenever the same text would be shown to a network in another form.
_RECIPE = "readings/3"
_PATIENCE = 20.0  # seconds to wait for another run that is writing


class ReadingCache:
    """Readings, as JSON holds them, by what was read. Without a database it remembers nothing.

    What is put is written by `write` alone, so that no run makes another wait while it reads.
    """

    def __init__(self, database: sqlite3.Connection | None = None) -> None:
        self._database = database
        self._new: dict[bytes, str] = {}

    def get(self, key: bytes) -> Any:
        """The reading kept under `key`, or None."""
        if self._database is None:
            return None
        try:
            found = self._database.execute("SELECT reading FROM kept WHERE key = ?", (key,)).fetchone()
            return None if found is None else json.loads(found[0])
        except (sqlite3.Error, ValueError, TypeError):
            return None

    def put(self, key: bytes, reading: Any) -> None:
        """Keep `reading` under `key`."""
        if self._database is not None:
            self._new[key] = json.dumps(reading, separators=(",", ":"))

    def write(self) -> None:
        """Write what was put, in one go."""
        if self._database is not None and self._new:
            with suppress(sqlite3.Error), self._database:
                self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", sorted(self._new.items()))


def key_of(*parts: object) -> bytes:
    """A digest of everything that a reading depends on besides who reads: what JSON holds, and times."""
    return sha256(json.dumps([_RECIPE, *parts], default=datetime.isoformat).encode()).digest()


def row_of(item: Any) -> tuple[Any, ...]:
    """The fields of a dataclass, in order; `dataclasses.astuple` copies each and takes ten times as long."""
    return tuple([getattr(item, part.name) for part in fields(item)])


def tuples(value: Any) -> Any:
    """What came out of the cache with every list a tuple, as it was put in: JSON knows lists alone."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value


@cache
def checker_digest() -> str:
    """SHA-256 over the checker itself, in hex: code, lexicons and weights."""
    digest = sha256()
    for name, content in sorted(_contents(files("checker"), "")):
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def _contents(folder: Any, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_file():
            yield f"{name}/{entry.name}", entry.read_bytes()
        elif entry.name != "__pycache__":
            yield from _contents(entry, f"{name}/{entry.name}")


@contextmanager
def reading_cache(cache_dir: Path | None, reader: str) -> Iterator[ReadingCache]:
    """The cache under `cache_dir` for the reader of digest `reader`; what was put is written at the end."""
    database = _open(cache_dir / "readings", reader) if cache_dir else None
    try:
        kept = ReadingCache(database)
        yield kept
        kept.write()
    finally:
        if database is not None:
            database.close()


def _open(home: Path, reader: str) -> sqlite3.Connection | None:
    database = None
    try:
        home.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(home / f"{reader[:16]}.sqlite", timeout=_PATIENCE)
        database.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, reading TEXT NOT NULL) WITHOUT ROWID")
    except (OSError, sqlite3.Error):
        if database is not None:
            database.close()
        return None
    return database
