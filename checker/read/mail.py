"""The header block of a mail or wire message: `From:`, `Date:`, `Subject:`, then a blank line."""

from __future__ import annotations

import re
from email import message_from_string
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parseaddr

from checker.read.record import role_of

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# A header line as RFC 5322 has it, or the continuation of one.
_LINE = re.compile(r"[!-9;-~]+:.*|[ \t]+\S.*")
_MAIL_ROLES = {"subject": "title", "sent": "published"}


def split_mail(text: str) -> tuple[dict[str, str], str] | None:
    """The headers of a message by the field they stand for, and its body; None for what is no message.

    A message has a `From:` beside a `Date:` (or `Sent:`) or a `Subject:`, and nothing but header lines before the
    first blank line.
    """
    head, *rest = _BLANK_LINE.split(text, maxsplit=1)
    if not all(_LINE.fullmatch(line) for line in head.split("\n")):
        return None
    message = message_from_string(head)
    if "From" not in message or not any(name in message for name in ("Date", "Sent", "Subject")):
        return None
    fields: dict[str, str] = {}
    for name in message:
        role = _MAIL_ROLES.get(name.casefold()) or (role_of(name) or ("text", 0))[0]
        if role != "text":
            fields.setdefault(role, _decoded(str(message[name])))
    fields.setdefault("source", _sender(str(message["From"])))
    return fields, "".join(rest)


def _sender(written: str) -> str:
    # The name before the address; without an address all of it is the name.
    try:
        name, address = parseaddr(written)
    except RecursionError:
        # Brackets within brackets without end.
        return written
    return _decoded(name or address if "@" in address else written)


def _decoded(value: str) -> str:
    # "=?utf-8?Q?Tr=C4=8Dan?=" to letters; as it stands where it names an unknown encoding.
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, LookupError, ValueError):
        return value
