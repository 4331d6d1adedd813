"""The page as a browser opens it from disk: nothing foreign runs, its own script does, and nothing overflows.

Needs Chromium (Debian and Ubuntu: apt-get install chromium). With CI set its absence is a failure.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.model import CheckResult
from checker.report.html import page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=3000", "--dump-dom",
)  # fmt: skip
ATTACK = "</script></title><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
PHONE = 390
PROBE = """
<script>
addEventListener("load", function () {
  var inner = document.querySelector("iframe").contentDocument;
  inner.querySelectorAll("details").forEach(function (node) { node.open = true; });
  var wide = Array.prototype.filter.call(inner.querySelectorAll("body *"), function (node) {
    return !node.closest(".scroll") && !node.closest("svg") && node.getBoundingClientRect().right > %d + 1;
  }).map(function (node) { return node.tagName + "." + node.className; });
  document.title = "width " + inner.documentElement.scrollWidth + " wide " + wide.slice(0, 5).join(" ");
});
</script>
"""


@pytest.fixture(scope="module")
def browser() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        advice = "no Chromium was found, so the page was not looked at; install it with: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(advice)
        pytest.skip(advice)
    return found


def opened(browser: str, file: Path, profile: Path, fragment: str = "") -> str:
    """The document as it stands after loading, as text."""
    command = [browser, *FLAGS, f"--user-data-dir={profile}", file.as_uri() + fragment]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=90).stdout


def test_a_link_to_words_opens_the_report_they_stand_in(browser: str, told: CheckResult, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(page(told), "utf-8")
    claim = next(item for item in told.claims if item.report == "union")
    document = opened(browser, file, tmp_path / "profile", f"#claim-{claim.id}")
    assert re.search(r'<details class="report" id="report-union" open', document)
    assert not re.search(r'<details class="report" id="report-wire" open', document)
    # The page's own script has run under its own policy: it brings the filter out.
    assert re.search(r'<form class="filter">', document)


def test_nothing_from_a_report_runs(browser: str, make_hostile: Callable[[str], CheckResult], tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(page(make_hostile(ATTACK)), "utf-8")
    document = opened(browser, file, tmp_path / "profile")
    assert "<title>Discrepancy report: 2 conflicts" in document
    assert "<img" not in document
    assert document.count("<script") == 1


@pytest.mark.parametrize("payload", ["w" * 2_000, "seven words and Arabic: \u0645\u0631\u062d\u0628\u0627 " * 60])
def test_nothing_overflows_on_a_telephone(
    payload: str, browser: str, make_hostile: Callable[[str], CheckResult], tmp_path: Path
) -> None:
    inner = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page(make_hostile(payload)))
    file = tmp_path / "phone.html"
    frame = f'<iframe style="width:{PHONE}px;height:900px;border:0" srcdoc="{html.escape(inner)}"></iframe>'
    file.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>?</title>{frame}{PROBE % PHONE}", "utf-8")
    document = opened(browser, file, tmp_path / "profile")
    title = re.search("<title>(.*?)</title>", document)
    told = re.fullmatch(r"width (\d+) wide (.*)", title[1]) if title else None
    assert told, document[:300]
    assert int(told[1]) <= PHONE and not told[2].strip(), told[0]
