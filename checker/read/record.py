"""A record: what every format gives, before it becomes a Report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checker.read.encoding import repair
from checker.read.limits import MAX_REPORT_CHARS, UnreadableError
from checker.read.markup import unmarked

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
    notice: str = ""  # what to tell the user of it, though it was read
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


def kind(value: object) -> str:
    """What a value of JSON is, for a message."""
    if value is None:
        return "null"
    names = {bool: "true or false", str: "a string", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "an object")


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
    """A record from the fields of one JSON object or table row, with text and title out of any HTML.

    Raises UnreadableError when there is no text, absurdly much of it, or something else in its place.
    """
    chosen = _chosen(fields)
    values = {role: clean(fields[name]) for role, name in chosen.items()}
    name = chosen.get("text")
    if name is not None and not _is_text(fields[name]):
        raise UnreadableError(
            f"the field {name!r} is {kind(fields[name])}; expected the text as a string or a list of paragraphs"
        )
    title = unmarked(values.get("title", ""))
    # Wire alerts and database lines are often a headline and nothing else.
    text = unmarked(values.get("text", "")) or title
    if not text:
        names = columns_by_role(list(fields))
        held = ", ".join(sorted(map(str, fields))[:8]) or "none"
        what = (
            f"the field {names['text']!r} is empty" if "text" in names else f"no field holds the text (fields: {held})"
        )
        raise UnreadableError(f"{what}; expected text, body or content")
    check_length(text)
    no_date = _no_date(fields, chosen)
    return Record(
        text=text,
        title=one_line(title),
        source=one_line(values.get("source", "")),
        published="" if no_date else one_line(values.get("published", "")),
        id=one_line(values.get("id", "")),
        incident=one_line(values.get("incident", "")),
        notice=no_date,
        line=line,
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def _chosen(fields: Mapping[str, object]) -> dict[str, str]:
    # Of several fields for one role ("content" and "description") the most exact that is not empty.
    ranked: dict[str, list[tuple[int, str]]] = {}
    for name in fields:
        found = role_of(name)
        if found:
            ranked.setdefault(found[0], []).append((found[1], name))
    chosen: dict[str, str] = {}
    for role, names in ranked.items():
        for _, name in sorted(names):
            if clean(fields[name]) or _misfit(role, fields[name]):
                chosen[role] = name
                break
    return chosen


def _misfit(role: str, value: object) -> bool:
    # Text and date are no lists or objects, of which clean() would make something or nothing without a word.
    fitting = isinstance(value, str) or (role == "published" and isinstance(value, int | float))
    return role in ("text", "published") and bool(value) and (isinstance(value, bool) or not fitting)


def _no_date(fields: Mapping[str, object], chosen: Mapping[str, str]) -> str:
    name = chosen.get("published")
    if name is None or not _misfit("published", fields[name]):
        return ""
    return (
        f"the field {name!r} is {kind(fields[name])} and was left out, the report itself was read; "
        "expected a date such as 2024-01-24T09:30:00+03:00 or 2024-01-24"
    )


def check_length(text: str) -> None:
    """Raise UnreadableError when `text` is no single report."""
    if len(text) > MAX_REPORT_CHARS:
        raise UnreadableError(
            f"holds {len(text):,} characters in one report, more than {MAX_REPORT_CHARS:,}; split it into reports"
        )
