"""A finished run, read back from its folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checker.errors import CheckerError

SCHEMA = "checker.result/1"


def load_result(folder: str) -> dict[str, Any]:
    """result.json of the run in `folder` (the file itself may be named too).

    Raises CheckerError when there is none, or it is none of ours.
    """
    path = Path(folder)
    path = path if path.suffix == ".json" else path / "result.json"
    try:
        result = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise CheckerError(f"{path}: there is no finished run; make one with: checker run PATHS -o {folder}") from None
    except OSError as problem:
        raise CheckerError(f"{path}: cannot be read ({problem.strerror}); name the report folder of a run") from None
    except (ValueError, RecursionError) as problem:
        raise CheckerError(f"{path}: not valid JSON ({problem}); make the run again with checker run") from None
    if not isinstance(result, dict) or result.get("schema") != SCHEMA:
        raise CheckerError(f"{path}: is no {SCHEMA} file; make the run again with checker run")
    return result
