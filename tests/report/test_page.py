"""index.html and report.md: what they show, and that no report can break out of them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from checker.model import CheckResult, Incident, Report
from checker.report import arrange, html, markdown
from checker.review import Decision

VOID = {"meta", "link", "br", "img", "input", "hr"}
PAYLOADS = [
    "</script><img onerror=alert(1) src=x>",
    "\"' onmouseover=alert(1) x='",
    "</title></style><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "\x1b[31mred\x1b[0m\u202egnp.exe\u2066\x00\ud800",
    "]]><!--",
    "w" * 5_000,
]


class Page(HTMLParser):
    """Reads a page as a browser does, strictly: every tag closed in order, every id once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def checked(text: str) -> Page:
    """The page, after everything that must hold for any result was checked."""
    page = Page(text)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "style", "srcset")]
        assert (attrs.get("href") or "#").startswith("#")
        if "href" in attrs:
            assert (attrs["href"] or "")[1:] in ids
        for name in (attrs.get("aria-labelledby") or "").split():
            assert name in ids
    assert [tag for tag, _ in page.tags if tag in ("script", "style")] == ["style", "script"]
    assert not {tag for tag, _ in page.tags} & {"img", "iframe", "link", "object", "embed", "base"}
    return page


def test_says_first_what_must_be_looked_at(told: CheckResult) -> None:
    page = checked(html.page(told))
    text = page.text
    assert (
        text.index("2 conflicts to look at") < text.index("Killed 11 against 4") < text.index("The words it rests on")
    )
    assert text.index("Killed 11 against 4") < text.index("Cause: explosion dust fire against attack")


def test_a_card_holds_what_why_who_and_the_words(told: CheckResult) -> None:
    text = checked(html.page(told)).text
    for words in (
        "≠ Conflict cannot all be true",
        "the dockers' union counts four",
        "lowest 4best supported 11highest 12",
        "Coast Daily 3 Mar 2025, 10:05 +03:00 copy of Cedar Wire",
        "Eleven dockers were killed when a grain silo blew up",
        "one of them is a guess",
        "1 compatible",
        "photo.jpg",
        "all-MiniLM-L6-v2",
        "4 independent reports of 5",
    ):
        assert words in text


def test_every_claim_is_marked_in_its_report(told: CheckResult) -> None:
    page = checked(html.page(told))
    ids = {attrs.get("id") for _, attrs in page.tags}
    assert {f"claim-{item.id}" for item in told.claims} <= ids


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_report_breaks_out_of_the_page(payload: str, make_hostile: Callable[[str], CheckResult]) -> None:
    text = html.page(make_hostile(payload))
    checked(text)
    text.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_only_its_own_style_and_script_are_allowed(make_hostile: Callable[[str], CheckResult]) -> None:
    text = html.page(make_hostile("<script>alert(1)</script>"))
    policy = next(attrs["content"] for _, attrs in Page(text).tags if attrs.get("http-equiv"))
    assert policy and "default-src 'none'" in policy
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_fetched(told: CheckResult) -> None:
    text = html.page(told)
    assert "http:" not in text and "https:" not in text and "@import" not in text and "url(" not in text


def test_a_thousand_positions_stay_readable(make_crowd: Callable[[int], CheckResult]) -> None:
    page = checked(html.page(make_crowd(1_000)))
    assert "992 more positions" in page.text
    assert "986 more rows" in page.text
    assert len([tag for tag, _ in page.tags if tag == "circle"]) == 14


def test_beyond_what_a_page_can_hold_the_gravest_incidents_are_shown(
    told: CheckResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = [
        (
            Report(f"calm-{number}", "Nothing happened.", path=f"{number}.txt"),
            Incident(f"i-calm-{number}", f"Calm {number}", (f"calm-{number}",)),
        )
        for number in range(5)
    ]
    many = replace(
        told,
        reports=(*(report for report, _ in calm), *told.reports),
        incidents=(*(incident for _, incident in calm), *told.incidents),
    )
    assert "Calm 4" in checked(html.page(many)).text
    monkeypatch.setattr(arrange, "MAX_INCIDENTS", 2)
    text = checked(html.page(many)).text
    assert "Silo blast kills eleven" in text and "Calm 0" in text and "Calm 1" not in text
    assert "10 reports, 1 of them a copy, about 6 incidents" in text
    assert "4 more incidents" in text
    assert "4 incidents more" in markdown.report(many)


def test_the_same_bytes_every_time(told: CheckResult) -> None:
    assert html.page(told) == html.page(told)


def test_says_so_where_there_is_no_conflict(told: CheckResult) -> None:
    calm = replace(told, discrepancies=told.discrepancies[2:])
    assert "No conflict found" in checked(html.page(calm)).text
    assert "No conflict found" in markdown.report(calm)
    nothing = replace(told, reports=(), incidents=(), claims=(), discrepancies=(), refusals=(), skipped=())
    assert "No conflict found" in checked(html.page(nothing)).text
    assert "No conflict found" in markdown.report(nothing)


def test_a_dismissed_conflict_is_quiet_and_says_why(told: CheckResult) -> None:
    decisions = [Decision("d-dead", "dismissed", "<b>other shift</b>", "Noor")]
    text = checked(html.page(told, decisions)).text
    assert "1 conflict to look at" in text
    assert "Reviewed: dismissed by Noor. <b>other shift</b>" in text
    assert "&lt;b>" in markdown.report(told, decisions) or "&lt;b&gt;" in markdown.report(told, decisions)


def test_conflicts_that_were_all_dismissed_are_counted_and_not_denied(told: CheckResult) -> None:
    decisions = [Decision(name, "dismissed") for name in ("d-dead", "d-cause")]
    for text in (checked(html.page(told, decisions)).text, markdown.report(told, decisions)):
        assert "No conflict left to look at" in text and "No conflict found" not in text
        assert "do not contradict" not in text
        assert "Dismissed in review: 2 conflicts." in text
    assert "Dismissed in review" not in html.page(told) + markdown.report(told)
    assert "Dismissed in review: 1 conflict." in markdown.report(told, decisions[:1])


def test_reports_in_which_no_claim_was_read_are_named_once(told: CheckResult) -> None:
    mute = [Report(f"mute-{number}", "Sin novedad.", source=f"El *Diario* {number}") for number in range(9)]
    few = replace(told, reports=(*told.reports, *mute[:2]))
    told_on_page = "No claim was read in 2 reports: El *Diario* 0, El *Diario* 1."
    assert checked(html.page(few)).text.count(told_on_page) == 1
    assert markdown.report(few).count(told_on_page.replace("*", r"\*")) == 1
    many = replace(told, reports=(*told.reports, *mute))
    for text in (checked(html.page(many)).text, markdown.report(many)):
        assert "No claim was read in 9 reports." in text
    assert "No claim was read" not in html.page(told) + markdown.report(told)


def test_a_card_survives_claims_and_reports_that_are_gone(told: CheckResult) -> None:
    checked(html.page(replace(told, claims=())))
    markdown.report(replace(told, claims=()))


def test_a_holder_that_differs_in_capitals_is_named_once(told: CheckResult) -> None:
    finding = told.discrepancies[0]
    twice = replace(finding.positions[0], holders=("The harbour office", "the harbour office"))
    page = markdown.report(replace(told, discrepancies=(replace(finding, positions=(twice, *finding.positions[1:])),)))
    assert "the harbour office" in page
    assert "The harbour office" not in page


def test_notebook_table_is_escaped(make_hostile: Callable[[str], CheckResult]) -> None:
    text = html.notebook_table(make_hostile("<img src=x onerror=alert(1)>"))
    page = Page(text)
    assert not [tag for tag, _ in page.tags if tag in ("img", "script")]
    assert "2 conflicts" in page.text


def test_markdown_tells_the_same(told: CheckResult) -> None:
    text = markdown.report(told)
    assert "| A | 11 | the harbour master | 1 | Cedar Wire" in text
    assert "**Eleven dockers were killed** when a grain silo" in text
    assert text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("[link](https://x.example)", r"\[link\](https\://x.example)"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("0.5", "0.5"),
        ("a | b\n\n`c` *d* _e_", r"a \| b \`c\` \*d\* \_e\_"),
        ("www.x.example and a@b.example", r"www\.x.example and a\@b.example"),
        ("\u202etxt\x1b[0m", "\ufffdtxt\ufffd\\[0m"),
    ],
)
def test_markdown_is_escaped(raw: str, safe: str) -> None:
    assert markdown.escape(raw) == safe


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_report_breaks_out_of_markdown(payload: str, make_hostile: Callable[[str], CheckResult]) -> None:
    text = markdown.report(make_hostile(payload))
    text.encode("utf-8")
    assert "<" not in text
    for line in text.split("\n"):
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", line)) in (5, 6)
