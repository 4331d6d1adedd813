"""Grouping: which reports tell of the same incident, and which of them copy another."""

from __future__ import annotations

from checker.group.explain import PairVerdict, Reason, borderline_pairs, explain_pair
from checker.group.grouping import group_reports, model_card

__all__ = ["PairVerdict", "Reason", "borderline_pairs", "explain_pair", "group_reports", "model_card"]
