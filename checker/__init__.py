"""Finds where reports of one incident cannot all be true.

The public names are few; everything else is a room behind them::

    from checker import check, read_reports
    result = check(read_reports(["fixtures/baghdad-strikes"]))
    result.discrepancies
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from checker.model import CheckResult, Claim, Discrepancy, Incident, Report
    from checker.pipeline import check
    from checker.read import read_reports
    from checker.settings import Settings

_HOMES = {
    "check": "checker.pipeline",
    "read_reports": "checker.read",
    "Report": "checker.model",
    "Claim": "checker.model",
    "Incident": "checker.model",
    "Discrepancy": "checker.model",
    "CheckResult": "checker.model",
    "Settings": "checker.settings",
}

__all__ = ["CheckResult", "Claim", "Discrepancy", "Incident", "Report", "Settings", "check", "read_reports"]


def __getattr__(name: str) -> Any:
    # Public names load on first use, so that `checker --help` imports none of the stages.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'checker' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
