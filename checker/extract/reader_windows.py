"""How a report is cut into the windows that the learned reader sees.

Each window begins with who published the report, when, and under which headline, since whether a
figure belongs to this incident often shows only against these; then come whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.model import Report

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102  # the packaged model's vocabulary (BERT, uncased)
WINDOW = 256  # tokens; figures far from their lead are rare, and cost grows with length
HEADER = 40
TITLE = 60
SENTENCE = 110  # a longer sentence is read in pieces
CONTEXT = 60  # a previous sentence up to this length is shown again, unread, for what "they" refers to
# The network knows "several" for a count, and "a number of" for words that lead up to one.
_VAGUE = re.compile(r"\ba number of\b", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the network."""

    ids: tuple[int, ...]
    spans: tuple[Span | None, ...]  # per token: offsets in report.text; None for what is not to be read


@dataclass(frozen=True, slots=True)
class _Piece:
    ids: tuple[int, ...]
    spans: tuple[Span, ...]


def header_of(report: Report) -> str:
    """Who published the report and on which day of the week, in one line."""
    day = report.published.strftime("%A %d %B %Y") if report.published else ""
    return " | ".join(part for part in (report.source, day) if part)


def cut(report: Report, sentences: Sequence[Span], tokenizer: Tokenizer) -> tuple[Window, ...]:
    """Windows over the sentences given, in order. A headline appended to the body is read in the first.

    tokenizer: the packaged model's, without truncation or padding.
    """
    body = [span for span in sentences if span[1] <= report.body_end]
    texts = [report.text[start:end] for start, end in body]
    inputs = [_as_shown(part) for part in (header_of(report), report.title.strip(), *texts)]
    encoded = tokenizer.encode_batch(inputs, add_special_tokens=False)
    header = tuple(encoded[0].ids[:HEADER])
    title = _piece(encoded[1].ids[:TITLE], encoded[1].offsets[:TITLE], len(report.text) - len(report.title.strip()))
    title_is_read = report.body_end < len(report.text)
    pieces = [
        piece
        for (start, _), one in zip(body, encoded[2:], strict=True)
        for piece in _split(_piece(one.ids, one.offsets, start))
    ]
    budget = max(100, WINDOW - len(header) - len(title.ids) - 4)
    windows: list[Window] = []
    at = 0
    while at < len(pieces) or not windows:
        context = pieces[at - 1] if at and len(pieces[at - 1].ids) < CONTEXT else _Piece((), ())
        taken: list[_Piece] = []
        room = budget - len(context.ids)
        while at < len(pieces) and (not taken or len(pieces[at].ids) <= room):
            taken.append(pieces[at])
            room -= len(pieces[at].ids)
            at += 1
        read_title = title_is_read and not windows
        ids = [CLS, *header, SEP, *title.ids, SEP, *context.ids]
        spans: list[Span | None] = [None] * len(ids)
        if read_title:
            spans[2 + len(header) : 2 + len(header) + len(title.ids)] = title.spans
        for piece in taken:
            ids += piece.ids
            spans += piece.spans
        windows.append(Window((*ids, SEP), (*spans, None)))
        if not pieces:
            break
    return tuple(windows)


def _as_shown(text: str) -> str:
    # A lone surrogate, as broken JSON holds them, becomes a question mark; lengths stay.
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return _VAGUE.sub(lambda found: "several".ljust(len(found[0])), plain)


def _piece(ids: Sequence[int], offsets: Sequence[Span], start: int) -> _Piece:
    return _Piece(tuple(ids), tuple((start + a, start + b) for a, b in offsets))


def _split(piece: _Piece) -> list[_Piece]:
    cuts = range(0, len(piece.ids), SENTENCE)
    return [_Piece(piece.ids[i : i + SENTENCE], piece.spans[i : i + SENTENCE]) for i in cuts]
