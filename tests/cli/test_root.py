"""What stands before the noun."""

from __future__ import annotations

import reskontra
from tests.cli.running import run


def test_the_version_is_told_without_a_command() -> None:
    answer = run("--version")
    assert (answer.code, answer.out) == (0, f"reskontra {reskontra.__version__}\n")
