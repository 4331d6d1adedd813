"""Findings as lines: readable, and never able to steer a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from checker.model import CheckResult, Report
from checker.report import terminal
from checker.report.json import result_to_dict
from checker.review import Decision


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


def test_what_was_dismissed_is_counted_and_what_was_said_is_shown(told: CheckResult) -> None:
    decisions = [Decision("d-dead", "dismissed", "two shifts\x1b[2J", "Noor"), Decision("d-cause", "confirmed")]
    for text in (
        terminal.summary(told, None, decisions),
        "\n".join(terminal.show(result_to_dict(told), decisions=decisions)),
    ):
        assert "findings: 2 conflicts, 1 compatible" in text
        assert "dismissed in review: 1 conflict" in text
        assert "[d-dead]" not in text
        assert "[d-cause]\n  Latakia, 3 March 2025: Silo blast kills eleven\n  confirmed\n" in text
    everything = "\n".join(terminal.show(result_to_dict(told), everything=True, decisions=decisions))
    assert "  dismissed by Noor: two shifts\ufffd[2J\n" in everything


def test_reports_in_which_no_claim_was_read_are_named(told: CheckResult) -> None:
    mute = [Report(f"mute-{number}", "Sin novedad.", source=f"Diario {number}\x07") for number in range(9)]
    few = replace(told, reports=(*told.reports, *mute[:2], replace(mute[0], id="again")))
    for text in (terminal.summary(few), "\n".join(terminal.show(result_to_dict(few)))):
        assert "\nno claim was read in 3 reports: Diario 0\ufffd, Diario 1\ufffd\n" in text
    assert "\nno claim was read in 9 reports\n" in terminal.summary(replace(told, reports=(*told.reports, *mute)))
    assert "no claim was read" not in terminal.summary(told)


def test_the_names_in_a_result_are_looked_up_once_for_all_findings(told: CheckResult) -> None:
    class Counted(list[dict[str, object]]):
        passes = 0

        def __iter__(self):  # type: ignore[no-untyped-def]
            self.passes += 1
            return super().__iter__()

    def passes(times: int) -> int:
        result = result_to_dict(replace(told, discrepancies=told.discrepancies * times))
        result["reports"] = Counted(result["reports"])
        terminal.show(result, everything=True)
        return result["reports"].passes

    assert passes(1) == passes(20)


def test_a_crowd_is_cut(make_crowd: Callable[[int], CheckResult]) -> None:
    text = terminal.summary(make_crowd(1_000))
    assert "and 988 more positions" in text
    assert len(text.splitlines()) < 30
