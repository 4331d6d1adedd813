"""Every threshold and policy, each with its reason, loadable from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from checker.errors import BadSetting


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is made. The defaults are those the published figures were measured with."""

    # "find" groups by content; "given" takes the reports' own `incident` field.
    incidents: Literal["find", "given"] = "find"
    # Name or folder of a sentence-transformers model; the default ships with a package.
    model: str = "all-MiniLM-L6-v2"
    # Two reports join when the pair model's probability, averaged over clusters, reaches this. Chosen on halves of
    # the sets in benchmarks/README.md: lower joins look-alikes in thousands of reports, higher splits small sets.
    group_threshold: float = 0.4
    # "learned" reads with the shipped model; "rules" needs no model and is faster.
    extractor: Literal["learned", "rules"] = "learned"
    # How vague words become intervals: "plain" as written, "acled" dozens = 12, "ucdp" best estimates.
    vague_numbers: Literal["plain", "acled", "ucdp"] = "plain"
    # Which figure is called best-supported.
    policy: Literal["lowest", "range", "majority"] = "majority"
    # Whose words grade a figure; "none" leaves it out.
    grade: Literal["none", "airwars"] = "none"
    # A judge of sentence pairs for statements that no rule weighs: "minilm" (ships with the project), "none", or a
    # cross-encoder by name or folder. benchmarks/README.md says what it brings and costs.
    nli: str = "minilm"
    # Processes for extraction and comparison.
    workers: int = 1

    @classmethod
    def from_toml(cls, path: str | Path) -> Settings:
        """Read settings from a TOML file. Raises BadSetting on an unknown name or a wrong value."""
        try:
            table = tomllib.loads(Path(path).read_text("utf-8"))
        except OSError as problem:
            raise BadSetting(f"{path}: cannot be read ({problem.strerror}); name a TOML file of settings") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            raise BadSetting(f"{path}: not valid TOML ({problem}); expected lines like workers = 2") from None
        return cls(**_checked(cls, table, str(path)))


def _checked(cls: type[Settings], table: dict[str, Any], where: str) -> dict[str, Any]:
    hints = get_type_hints(cls)
    known = {item.name for item in fields(cls)}
    for name, value in table.items():
        if name not in known:
            near = [own for own in sorted(known) if name in own or own in name]
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
            raise BadSetting(f"{where}: no setting is called {name!r}; {hint}")
        allowed = get_args(hints[name]) if get_origin(hints[name]) is Literal else None
        if allowed and value not in allowed:
            raise BadSetting(f"{where}: {name} is {value!r}; expected one of {', '.join(map(str, allowed))}")
        kind = (int, float) if hints[name] is float else hints[name]
        if not allowed and (not isinstance(value, kind) or isinstance(value, bool)):
            raise BadSetting(f"{where}: {name} is {value!r}; expected {hints[name].__name__}")
        if hints[name] is float and not 0 <= value <= 1:
            raise BadSetting(f"{where}: {name} is {value!r}; expected a number from 0 to 1")
    return table
