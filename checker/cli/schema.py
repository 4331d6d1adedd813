"""checker schema: the JSON Schema of result.json."""

from __future__ import annotations

from checker.cli.console import emit


def command() -> None:
    """Print the JSON Schema of result.json.

    Example: checker schema > result.schema.json
    """
    from checker.report.json import schema_text

    emit(schema_text())
