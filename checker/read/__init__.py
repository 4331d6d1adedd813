"""Reading: bytes to reports. One module a format; `folder.read_reports` walks what the user names."""

from __future__ import annotations

from checker.read.folder import read_reports

__all__ = ["read_reports"]
