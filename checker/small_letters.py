"""Text in small letters, for patterns: without regard to case they are tried four times as slowly."""

from __future__ import annotations


def small(text: str) -> str:
    """`text` in small letters, each at its own place; a capital whose small form is two characters stays."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
