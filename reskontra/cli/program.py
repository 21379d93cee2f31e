"""The program with every room's commands."""

from __future__ import annotations

from reskontra.cli.nouns import whole_program

__all__ = ["program"]

program = whole_program()
