"""Text that came as a fragment of a web page: tags and entities to plain paragraphs.

By regular expressions rather than the standard library's HTMLParser, whose time grows with the
square of the length on text made to hurt it ("<a <a <a ..."), and which swallows what is no tag.
Every expression here stops at the next "<" and so stays linear.
"""

from __future__ import annotations

import html
import re

_BLOCKS = (
    "address|article|aside|blockquote|body|caption|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|"
    "html|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|title|tr|ul"
)
_INLINE = (
    "a|abbr|audio|b|big|button|center|cite|code|del|em|font|i|img|input|ins|label|link|mark|meta|q|s|small|source|"
    "span|strike|strong|sub|sup|time|tt|u|video|wbr"
)
_KNOWN = f"{_BLOCKS}|{_INLINE}|br|td|th"
_UNSEEN = "iframe|noscript|object|script|style|svg|template"
_REST = r"""(?=[\s/>])(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*+|[^<>]*)>"""

# A tag as it is written and not as prose may hold one: nothing but its name, or a name and an attribute.
_EVIDENCE = re.compile(
    rf"</?(?:{_KNOWN}|{_UNSEEN})\s*/?>|<(?:{_KNOWN}|{_UNSEEN})\s+[\w:-]+\s*="
    r"|&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip|#\d{2,6}|#x[\da-f]{2,6});",
    re.IGNORECASE,
)
_DROPPED = re.compile(rf"<({_UNSEEN}){_REST}.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<!doctype[^<>]*>", re.I | re.DOTALL)
_TAG = re.compile(rf"</?(?:({_BLOCKS})|(br)|(t[dh])|(?:{_INLINE}|{_UNSEEN})){_REST}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_BREAKS = re.compile(r"\n{3,}")


def unmarked(text: str) -> str:
    """`text` without HTML where it is marked up: paragraphs apart, entities as characters, scripts gone.

    Text without one tag or entity that is commonly used comes back as it is, and so does a "<" or
    ">" that belongs to none.
    """
    if not _EVIDENCE.search(text):
        return text
    text = _TAG.sub(_break, _DROPPED.sub(" ", text))
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    text = _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text))
    return _BREAKS.sub("\n\n", text).strip()


def _break(tag: re.Match[str]) -> str:
    block, line, cell = tag.groups()
    if block:
        return "\n\n"
    return "\n" if line else " " if cell else ""
