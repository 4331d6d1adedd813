"""A record: what every format gives, before it becomes a Report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checker.read.encoding import repair
from checker.read.limits import MAX_REPORT_CHARS, UnreadableError

# The names under which fields travel, the most exact first.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "full_text", "fulltext", "article_text", "article", "article_body", "articlebody",
        "maintext", "story", "message", "report_text", "post", "description", "summary",
    ),
    "title": ("title", "headline", "heading", "head", "report_title"),
    "source": (
        "source", "outlet", "publisher", "source_name", "sitename", "site", "agency", "newspaper", "media", "channel",
        "domain",
    ),
    "published": (
        "published", "date", "published_at", "publishedat", "publication_date", "published_date", "publish_date",
        "date_published", "datepublished", "pub_date", "pubdate", "timestamp", "datetime", "created_at", "time",
    ),
    "id": ("id", "report_id", "reportid", "doc_id", "document_id", "article_id", "uid", "uuid", "guid"),
    "incident": ("incident", "incident_id", "event_id"),
}  # fmt: skip
_ROLE_OF = {name: (role, rank) for role, names in ALIASES.items() for rank, name in enumerate(names)}
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Record:
    """One report as a format gives it: fields are cleaned strings, "" where absent."""

    text: str
    title: str = ""
    source: str = ""
    published: str = ""
    id: str = ""
    incident: str = ""
    line: int = 0  # where it begins in its file, 1-based; 0 when it is the file


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a file that could not be read; `reason` names the line."""

    reason: str


@dataclass(slots=True)
class Contents:
    """What one file holds, in its order."""

    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def role_of(name: str) -> tuple[str, int] | None:
    """The field a column or key stands for, and how exact the name is (0 best); None for others."""
    key = _NOT_WORD.sub("_", name.strip().casefold()).strip("_")
    return _ROLE_OF.get(key)


def columns_by_role(names: Iterator[str] | list[str]) -> dict[str, str]:
    """For each role the name among `names` that stands for it best."""
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        found = role_of(name)
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], name)
    return {role: name for role, (_, name) in best.items()}


def clean(value: object) -> str:
    """A field's value as text: lists become paragraphs, an object its name, None nothing."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        return clean(value.get("name") or value.get("title") or value.get("id"))
    if isinstance(value, list | tuple):
        return "\n\n".join(part for part in (clean(item) for item in value) if part)
    text = repair(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def make_record(fields: Mapping[str, object], line: int = 0) -> Record:
    """A record from the fields of one JSON object or table row.

    Raises UnreadableError when there is no text, or absurdly much of it.
    """
    values = _values(fields)
    text = values.get("text", "")
    if not text and values.get("title"):
        # Wire alerts and database lines are often a headline and nothing else.
        text = values["title"]
    if not text:
        names = columns_by_role(list(fields))
        held = ", ".join(sorted(map(str, fields))[:8]) or "none"
        what = (
            f"the field {names['text']!r} is empty" if "text" in names else f"no field holds the text (fields: {held})"
        )
        raise UnreadableError(f"{what}; expected text, body or content")
    check_length(text)
    return Record(
        text=text,
        title=one_line(values.get("title", "")),
        source=one_line(values.get("source", "")),
        published=one_line(values.get("published", "")),
        id=one_line(values.get("id", "")),
        incident=one_line(values.get("incident", "")),
        line=line,
    )


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def _values(fields: Mapping[str, object]) -> dict[str, str]:
    # Of several fields for one role ("content" and "description") the most exact that is not empty.
    ranked: dict[str, list[tuple[int, str]]] = {}
    for name in fields:
        found = role_of(name)
        if found:
            ranked.setdefault(found[0], []).append((found[1], name))
    values: dict[str, str] = {}
    for role, names in ranked.items():
        for _, name in sorted(names):
            value = clean(fields[name])
            if value:
                values[role] = value
                break
    return values


def check_length(text: str) -> None:
    """Raise UnreadableError when `text` is no single report."""
    if len(text) > MAX_REPORT_CHARS:
        raise UnreadableError(
            f"holds {len(text):,} characters in one report, more than {MAX_REPORT_CHARS:,}; split it into reports"
        )
