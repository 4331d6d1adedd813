"""Whether the hours that reports give for one moment of the event can be one hour."""

from __future__ import annotations


def compare_clocks(incident, claims, reports):
    return []
