"""index.html: one file that opens from disk with no network. Everything from a report is escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import __version__
from checker.model import CheckResult
from checker.report import text as words
from checker.report.arrange import page_view
from checker.report.view import PageView, anchor, relation_counts
from checker.review import Decision

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
# Beyond this the table of claims is left to claims.csv: a page must open on a telephone.
MAX_CLAIM_ROWS = 2_000
MAX_VISIBLE_POSITIONS = 8
MAX_VISIBLE_VOICES = 6
MAX_VISIBLE_PASSAGES = 3
MAX_VISIBLE_REPORTS = 60
MAX_VISIBLE_OVERVIEW = 12
_MAX_NOTEBOOK_ROWS = 30


def page(result: CheckResult, decisions: Sequence[Decision] = ()) -> str:
    """The whole page as text. The same result and decisions give the same bytes."""
    return render(page_view(result, decisions))


def render(view: PageView) -> str:
    """The page of a view."""
    style, script = _asset("style.css"), _asset("script.txt")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            view=view,
            style=_safe(style),
            script=_safe(script),
            style_hash=_digest(style),
            script_hash=_digest(script),
            version=__version__,
            max_claims=MAX_CLAIM_ROWS,
            max_positions=MAX_VISIBLE_POSITIONS,
            max_voices=MAX_VISIBLE_VOICES,
            max_passages=MAX_VISIBLE_PASSAGES,
            max_reports=MAX_VISIBLE_REPORTS,
            max_overview=MAX_VISIBLE_OVERVIEW,
        )
    )


def notebook_table(result: CheckResult) -> str:
    """A small table of the findings for a notebook cell; everything escaped."""
    found = sorted(
        result.discrepancies,
        key=lambda item: (words.RELATIONS.index(item.relation), -item.severity, item.id),
    )
    return (
        _environment()
        .get_template("notebook.html.j2")
        .render(
            reports=len(result.reports),
            incidents=len(result.incidents),
            claims=len(result.claims),
            relations=relation_counts(found),
            rows=[
                (
                    item.relation,
                    words.attribute_word(item.attribute),
                    [(position.value, position.independent_reports) for position in item.positions[:6]],
                    len(item.positions) - 6,
                    words.one_line(item.explanation, 300),
                )
                for item in found[:_MAX_NOTEBOOK_ROWS]
            ],
            left=len(found) - _MAX_NOTEBOOK_ROWS,
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        relation_word=words.relation_word,
        relation_icon=lambda name: words.RELATION_WORDS.get(name, ("·", "", "", ""))[0],
        relation_meaning=lambda name: words.RELATION_WORDS.get(name, ("", "", "", ""))[3],
        relation_count=lambda pair: words.relation_count(*pair),
        share_word=words.share_word,
        many=words.many,
        percent=lambda value: f"{value:.2f}".rstrip("0").rstrip(".") + "%",
        claim_anchor=lambda name: anchor("claim", name),
        grouped=lambda value: f"{value:,}",
    )
    return environment


def _shown(value: Any) -> Any:
    # Runs on every expression of every template, so that none can forget it.
    return words.visible(value) if type(value) is str else value


def _safe(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # the package's own files, never a report's text


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8").strip() + "\n"


def _digest(text: str) -> str:
    # The browser digests what stands between the tags, which is exactly this.
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
