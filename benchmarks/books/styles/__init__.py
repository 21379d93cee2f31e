"""Styles of payments by kind of evidence: each function adds one scene to a market, with its truth."""

from __future__ import annotations

from benchmarks.books.styles import amounts, doubt, lists, names, numbers, payers, sums
from benchmarks.books.styles.style import STYLES, Style

MODULES = (amounts, doubt, lists, names, numbers, payers, sums)

__all__ = ["MODULES", "STYLES", "Style"]
