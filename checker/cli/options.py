"""The options that commands share, and the settings they make."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from checker.settings import Settings


def _share(value: float | None) -> float | None:
    if value is not None and not 0 <= value <= 1:  # so that nan is none either
        raise typer.BadParameter(f"{value} is not a number from 0 to 1")
    return value


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...",
        help='Files or folders of reports: txt, md, json, jsonl, csv, html; "-" is JSON Lines on stdin.',
    ),
]
Folder = Annotated[str, typer.Argument(metavar="DIR", help="The report folder of a finished run.")]
SettingsFile = Annotated[
    str | None,
    typer.Option("--settings", metavar="FILE", help="TOML file of settings; options given here win over it."),
]
Incidents = Annotated[
    Literal["find", "given"] | None,
    typer.Option("--incidents", help="find incidents by content, or take the reports' own field `incident` (given)."),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="sentence-transformers model by name or folder; the default needs no network."
    ),
]
Nli = Annotated[
    str | None,
    typer.Option(
        "--nli",
        metavar="NAME",
        help="A second opinion on statements: none, minilm, or an inference cross-encoder by name or folder.",
    ),
]
Extractor = Annotated[
    Literal["learned", "rules"] | None,
    typer.Option("--extractor", help="How claims are read: learned model or rules only."),
]
Vague = Annotated[
    Literal["plain", "acled", "ucdp"] | None,
    typer.Option(
        "--vague",
        help="How vague words become numbers: dozens = 24 or more (plain), 12 (acled), ...; "
        "vague_numbers in a settings file.",
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=256, metavar="N", help="Processes; the result is the same.")
]
Policy = Annotated[
    Literal["lowest", "range", "majority"] | None,
    typer.Option("--policy", help="Which figure is called best-supported."),
]
Grade = Annotated[Literal["none", "airwars"] | None, typer.Option("--grade", help="Whose words grade a figure.")]
Threshold = Annotated[
    float | None,
    typer.Option(
        "--threshold",
        metavar="P",
        callback=_share,
        help="Probability, 0 to 1, at which two reports join; group_threshold in a settings file.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary and no progress bar.")]


def make_settings(file: str | None, **given: Any) -> Settings:
    """Settings from `file`, or the defaults, with what was given on the command line over them."""
    settings = Settings.from_toml(file) if file else Settings()
    known = {item.name for item in fields(Settings)}
    return replace(settings, **{name: value for name, value in given.items() if name in known and value is not None})


def cache_dir() -> Path:
    """Where embeddings are kept between runs: $CHECKER_CACHE, or `checker` in the user's cache folder."""
    own = os.environ.get("CHECKER_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "checker"
