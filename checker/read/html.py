"""Web pages, through the optional trafilatura: the article without menus and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checker.read.limits import UnreadableError
from checker.read.published import parse_published
from checker.read.record import Contents, Record, check_length, clean, one_line, role_of

_META_NAMES = ("property", "name", "itemprop")
# "article:published_time", "DC.date.issued", "sailthru.date": the part that names a date.
_META_PREFIX = re.compile(r"^(?:article|og|dc|dcterms|sailthru|parsely)[:.-]|[:.-]issued$|_time$", re.IGNORECASE)
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{1,80})"')


def read(text: str) -> Contents:
    """The article of a saved web page.

    Raises UnreadableError when trafilatura is not installed or finds no article.
    """
    try:
        import trafilatura
    except ImportError:
        raise UnreadableError(
            "is a web page, which needs an extra: pip install 'checker[html]'; or save its text as .txt"
        ) from None
    document = trafilatura.bare_extraction(text, include_comments=False, include_tables=False, with_metadata=True)
    found = document if isinstance(document, dict) else document.as_dict() if document is not None else {}
    body = clean(found.get("text"))
    if not body:
        raise UnreadableError("is a web page in which no article was found; save the article's text as .txt")
    check_length(body)
    record = Record(
        text=body,
        title=one_line(clean(found.get("title"))),
        source=one_line(clean(found.get("sitename") or found.get("hostname"))),
        published=_with_time(one_line(clean(found.get("date"))), trafilatura.load_html(text)),
    )
    return Contents(records=[record])


def _with_time(day: str, page: Any) -> str:
    # trafilatura finds the day and drops the hour: the first date in the page that gives the hour of that day.
    for written in _dates(page) if page is not None else ():
        known = parse_published(written)
        if known.moment and not known.day_only and day in ("", known.moment.date().isoformat()):
            return written
    return day


def _dates(page: Any) -> Iterator[str]:
    # Those of the whole page first, then those that may belong to a part of it.
    for meta in page.iter("meta"):
        for name in _META_NAMES:
            found = role_of(_META_PREFIX.sub("", meta.get(name, "")))
            if found and found[0] == "published":
                yield one_line(clean(meta.get("content")))
    for script in page.iter("script"):
        if script.get("type", "").strip().casefold() == "application/ld+json":
            yield from (one_line(clean(written)) for written in _LINKED_DATA.findall(script.text or ""))
    for time in page.iter("time"):
        yield one_line(clean(time.get("datetime")))
