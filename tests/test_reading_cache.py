"""The cache of readings: the same claims with it, no network on a second run, and no harm from a spoilt one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checker.extract import extract_claims
from checker.extract.reader_rows import network_digest
from checker.model import Report
from checker.reading_cache import checker_digest, key_of, reading_cache
from checker.settings import Settings

REPORTS = [
    Report("a", "Three people were killed and at least twelve hurt in a fire in Leeds.", title="Fire in Leeds"),
    Report("b", "Police arrested two men. The weather was fine."),
]
AGAIN = """
import sys
from pathlib import Path
from checker.extract import extract_claims
from checker.model import Report
from checker.settings import Settings
reports = [Report("b", "Police arrested two men. The weather was fine.")]
print(len(extract_claims(reports, Settings(), cache_dir=Path(sys.argv[1]))), "torch" in sys.modules)
"""


def test_the_cache_changes_no_claim(tmp_path: Path) -> None:
    fresh = extract_claims(REPORTS, Settings())
    assert extract_claims(REPORTS, Settings(), cache_dir=tmp_path) == fresh
    assert extract_claims(REPORTS, Settings(), cache_dir=tmp_path) == fresh


def test_a_second_run_loads_no_torch(tmp_path: Path) -> None:
    wanted = len(extract_claims(REPORTS[1:], Settings(), cache_dir=tmp_path))
    run = subprocess.run([sys.executable, "-c", AGAIN, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(wanted), "False"]


def test_another_checker_reads_without_torch_what_its_network_has_read(tmp_path: Path) -> None:
    wanted = len(extract_claims(REPORTS[1:], Settings(), cache_dir=tmp_path))
    (tmp_path / "readings" / f"{checker_digest()[:16]}.sqlite").unlink()
    run = subprocess.run([sys.executable, "-c", AGAIN, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(wanted), "False"]


def test_a_spoilt_cache_is_done_without(tmp_path: Path) -> None:
    fresh = extract_claims(REPORTS, Settings(), cache_dir=tmp_path)
    for database in (tmp_path / "readings").iterdir():
        database.write_bytes(b"not a database at all" * 100)
    assert extract_claims(REPORTS, Settings(), cache_dir=tmp_path) == fresh


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert extract_claims(REPORTS[:1], Settings(), cache_dir=tmp_path / "file") == extract_claims(
        REPORTS[:1], Settings()
    )


def test_what_is_put_is_got(tmp_path: Path) -> None:
    rows = [[4, 7, [0.25, -3.0]], [11, 12, [1.5, 2.0]]]
    with reading_cache(tmp_path, network_digest()) as cache:
        cache.put(key_of("text", 1), rows)
    with reading_cache(tmp_path, network_digest()) as cache:
        assert cache.get(key_of("text", 1)) == rows
        assert cache.get(key_of("text", 2)) is None


def test_a_failed_run_leaves_the_cache_usable(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), reading_cache(tmp_path, "net") as cache:
        cache.put(key_of("a"), [])
        raise RuntimeError
    with reading_cache(tmp_path, "net") as cache:
        assert cache.get(key_of("a")) is None


def test_the_cache_keeps_what_the_readings_depend_on_apart(tmp_path: Path) -> None:
    for settings in (Settings(), Settings(extractor="rules"), Settings(vague_numbers="acled"), Settings(nli="none")):
        for report in (*REPORTS, replace(REPORTS[0], source="Fire Service"), replace(REPORTS[1], id="c")):
            kept = extract_claims([report], settings, cache_dir=tmp_path)
            assert kept == extract_claims([report], settings, cache_dir=tmp_path) == extract_claims([report], settings)
