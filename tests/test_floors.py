"""The published quality is held: no figure may fall below its floor in benchmarks/floors.json."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from checker import Settings

ROOT = Path(__file__).resolve().parent.parent


@cache
def quality():
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks" / "quality.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["quality"] = module
    spec.loader.exec_module(module)
    return module


@cache
def run(incidents):
    return quality().measure(replace(Settings(), incidents=incidents))


def floors():
    return json.loads((ROOT / "benchmarks" / "floors.json").read_text("utf-8"))


def test_gold_files_are_those_the_floors_were_set_on():
    assert quality().digests() == floors()["digests"]


@pytest.mark.parametrize("incidents", ["find", "given"])
def test_no_figure_is_below_its_floor(incidents):
    assert set(floors()["floors"][incidents]) == set(quality().FIGURES)
    assert quality().below_floors({incidents: run(incidents)}, floors()) == []


def test_the_published_table_is_the_measured_one():
    page = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    published = page.split("<!-- quality: begin -->\n")[1].split("\n<!-- quality: end -->")[0]
    measured = {name: run(name) for name in ("find", "given")}
    assert published.strip() == quality().page(measured).strip(), "run: python benchmarks/quality.py --publish"


def test_floors_only_rise():
    module = quality()
    before = {"floors": {"find": {"claims F1": 1.0}}, "ceilings": {"find": {"false conflicts": 0}}}
    after = module.raised({"find": run("find")}, before)
    assert after["floors"]["find"]["claims F1"] == 1.0
    assert after["ceilings"]["find"]["false conflicts"] == 0
