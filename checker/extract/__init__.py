"""What each report claims, with the exact words as evidence."""

from __future__ import annotations

from checker.extract.claims import extract_claims

__all__ = ["extract_claims"]
