"""The program as a whole: the commands that are promised, their help, their wrong usage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from reskontra.cli.program import program
from tests.cli.running import run

PROMISED = {
    "init", "demo", "serve", "load customers", "load vendors", "load entries", "bank-account add", "statement import",
    "journal list", "journal match", "journal show", "journal apply", "journal accept", "journal post",
    "journal reverse", "reverse", "fiscal-year add", "fiscal-year close", "report trial-balance", "check",
    "mapping add", "mapping list", "mapping remove", "rule list", "rule restore", "rate add", "migrate",
}  # fmt: skip


def commands(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, inner in command.commands.items():
        yield from commands(inner, f"{name} {word}".strip())


ALL = dict(commands(typer.main.get_command(program)))


def test_what_is_promised_is_there() -> None:
    assert not PROMISED - ALL.keys()


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_for_itself_and_its_company(name: str) -> None:
    command = ALL[name]
    assert command.help
    assert command.help.endswith(".")
    assert {"--company", "--lang"} <= {option for param in command.params for option in param.opts}
    answer = run(*name.split(), "--help")
    assert answer.code == 0


@pytest.mark.parametrize(
    "words", [["nonsense"], ["journal", "nonsense"], ["check", "--nonsense"], ["load", "customers"]]
)
def test_wrong_usage_ends_with_2(words: list[str]) -> None:
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
