"""Findings as lines: readable, and never able to steer a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from checker.model import CheckResult
from checker.report import terminal
from checker.report.json import result_to_dict


def test_summary_names_the_gravest_first_and_the_page(told: CheckResult) -> None:
    text = terminal.summary(told, Path("reports/port"))
    assert text.startswith(
        "5 reports (1 copy), 1 incident, 11 claims\nfindings: 2 conflicts, 1 compatible\nnot read: 1 input"
    )
    assert text.index("CONFLICT: Killed, severity high  [d-dead]") < text.index("CONFLICT: Cause")
    assert "  11        Coast Daily, Cedar Wire" in text
    assert "lowest 4, best supported 11, highest 12" in text
    assert text.endswith(f"page: {Path('reports/port/index.html')}")


def test_show_one_with_its_evidence(told: CheckResult) -> None:
    result = result_to_dict(told)
    text = "\n".join(terminal.show(result, "d-de"))
    assert "“LATAKIA (Cedar Wire) - [Eleven dockers were killed] when a grain silo" in text
    assert "citing the harbour master, cedar.txt [23:49]" in " ".join(text.split())
    assert "one of them is a guess (1)" in text
    assert terminal.show(result, "nothing") == []
    assert len(terminal.show(result, "i-port")) > len(terminal.show(result, "d-cause")) > 0
    assert "COMPATIBLE" in "\n".join(terminal.show(result, everything=True))
    assert "COMPATIBLE" not in "\n".join(terminal.show(result))


def test_nothing_steers_the_terminal(make_hostile: Callable[[str], CheckResult]) -> None:
    result = make_hostile("\x1b]0;owned\x07\x1b[2J\u202e\u2066\r\n\x9b31m\ud800\t" + "w" * 3_000)
    lines = terminal.show(result_to_dict(result), everything=True) + terminal.show(result_to_dict(result), "d-dead")
    text = "\n".join([*lines, terminal.summary(result)])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_a_crowd_is_cut(make_crowd: Callable[[int], CheckResult]) -> None:
    text = terminal.summary(make_crowd(1_000))
    assert "and 988 more positions" in text
    assert len(text.splitlines()) < 30
