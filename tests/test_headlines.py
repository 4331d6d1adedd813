"""Pairs of headlines: hardly a false alarm, hardly a contradiction missed, and nothing of it by luck of order."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import pytest

from checker.model import COUNT_ATTRIBUTES

ROOT = Path(__file__).resolve().parent.parent
RELATIONS = {"conflict", "update", "correction", "compatible", "agree"}


@cache
def headlines():
    spec = importlib.util.spec_from_file_location("headlines", ROOT / "benchmarks" / "headlines.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["pairs", "blind"])
def test_the_pairs_are_annotated_as_they_should_be(name):
    told = headlines().pairs(name)
    assert len({pair["id"] for pair in told}) == len(told) > 100
    for pair in told:
        assert pair["a"]["text"].strip() and pair["b"]["text"].strip()
        assert pair["expected"] and set(pair["expected"]) <= set(COUNT_ATTRIBUTES)
        assert set(pair["expected"].values()) <= RELATIONS


def test_conflicts_between_headlines_are_right_and_found():
    told = headlines().pairs("pairs")
    precision, recall = headlines().scores(headlines().judged(told, headlines().relations(told)))
    assert precision >= 0.91 and recall >= 0.82
