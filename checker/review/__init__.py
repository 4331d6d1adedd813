"""The reviewer's decisions on findings, kept beside the report and across runs."""

from __future__ import annotations

from checker.review.decisions import (
    FILE,
    VERDICTS,
    Decision,
    decide,
    dismissed,
    judge,
    load,
    read_decisions,
    save,
    take_over,
    undecide,
    written,
)

__all__ = [
    "FILE",
    "VERDICTS",
    "Decision",
    "decide",
    "dismissed",
    "judge",
    "load",
    "read_decisions",
    "save",
    "take_over",
    "undecide",
    "written",
]
