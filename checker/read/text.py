"""Plain text and Markdown: one report a file, with optional header lines.

A file may begin with `Source:`, `Date:`, `Title:` (also `Id:`, `Incident:` and the other names a
column may have), with the `From:`, `Date:` and `Subject:` of a mail, or with a front matter block
between lines of three hyphens.
"""

from __future__ import annotations

import re

from checker.read.limits import UnreadableError
from checker.read.mail import split_mail
from checker.read.record import Contents, Record, check_length, clean, one_line, role_of

_HEADER = re.compile(r"[*_]{0,2}([A-Za-z][A-Za-z _-]{0,30}?)[*_]{0,2}:[*_]{0,2}[ \t]*(.*)")
_HEADING = re.compile(r"#{1,6}[ \t]+([^\n]+)")
_MAX_HEADERS = 12
# A first line set off by a blank one and no longer than this is a headline.
_MAX_HEADLINE = 150


def read(text: str) -> Contents:
    """The one report that a text file is. Raises UnreadableError when nothing is left to read."""
    text = text.strip("\ufeff \t\n\f")
    headers, body = split_mail(text) or _split(text)
    body = clean(body)
    title = clean(headers.get("title")) or _headline(body)
    if not body and not title:
        raise UnreadableError("holds no text below its header lines; expected the report's text")
    body = body or title
    check_length(body)
    record = Record(
        text=body,
        title=one_line(title),
        source=one_line(clean(headers.get("source"))),
        published=one_line(clean(headers.get("published"))),
        id=one_line(clean(headers.get("id"))),
        incident=one_line(clean(headers.get("incident"))),
    )
    return Contents(records=[record])


def _split(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n")
    fenced = lines[0].strip() == "---"
    at = 1 if fenced else 0
    headers: dict[str, str] = {}
    while at < len(lines) and at <= _MAX_HEADERS:
        line = lines[at].strip()
        if fenced and line == "---":
            return headers, "\n".join(lines[at + 1 :])
        match = _HEADER.fullmatch(line)
        found = role_of(match[1]) if match else None
        if match and found and found[0] != "text" and found[0] not in headers:
            headers[found[0]] = match[2].strip("\"' " if fenced else " ")
        elif not fenced:
            break
        at += 1
    if fenced:
        # No closing line: the three hyphens were a rule, not front matter.
        return {}, text
    return headers, "\n".join(lines[at:])


def _headline(body: str) -> str:
    first, _, rest = body.partition("\n")
    first = first.strip()
    heading = _HEADING.fullmatch(first)
    if heading:
        return heading[1].strip("# \t")
    standing_alone = rest.startswith("\n") and rest.strip()
    if standing_alone and 0 < len(first) <= _MAX_HEADLINE and first[-1] not in ".!?:;,\"'”’":
        return first
    return ""
