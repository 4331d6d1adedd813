"""checker group: only which reports belong together."""

from __future__ import annotations

from checker.cli import options


def command(
    paths: options.Paths,
    quiet: options.Quiet = False,
) -> None:
    """Print which reports tell of the same incident."""
