"""The day it is where the program runs: for commands and pages; rules are told it."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """Today, by the machine's own time zone."""
    return datetime.now(UTC).astimezone().date()
