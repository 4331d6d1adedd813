from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest

from checker import cli


@dataclass
class Ended:
    status: int
    out: str
    err: str


@pytest.fixture
def checker(monkeypatch, capsys, tmp_path):
    """Runs one command in this process, in an empty folder, and gives status and streams."""
    monkeypatch.chdir(tmp_path)

    def call(*args: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["checker", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        captured = capsys.readouterr()
        return Ended(int(end.value.code or 0), captured.out, captured.err)

    return call
