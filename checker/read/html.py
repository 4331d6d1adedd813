"""Web pages, through the optional trafilatura: the article without menus and advertisements."""

from __future__ import annotations

from checker.read.limits import UnreadableError
from checker.read.record import Contents, make_record


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
    if not found.get("text"):
        raise UnreadableError("is a web page in which no article was found; save the article's text as .txt")
    fields = {
        "text": found["text"],
        "title": found.get("title"),
        "source": found.get("sitename") or found.get("hostname"),
        "published": found.get("date"),
    }
    return Contents(records=[make_record(fields)])
