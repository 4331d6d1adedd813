"""The report room: a CheckResult in, files a person opens out."""

from __future__ import annotations

from checker.report.writer import FILES, check_writable, write_report

__all__ = ["FILES", "check_writable", "write_report"]
