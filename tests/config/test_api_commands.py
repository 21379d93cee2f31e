"""What one does by command, a program does by the API: every command beside its operation, or why it has none.

A command that is new fails here until it stands in the table of `interface/api/commands.py`, and so does an operation
that is no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import typer

from reskontra.cli.nouns import whole_program
from reskontra.interface.api.commands import REASONS, commands
from tests.config.test_api import OPERATIONS


def _commands(app: typer.Typer, noun: str) -> Iterator[tuple[str, str]]:
    for command in app.registered_commands:
        function = cast("typer.models.CommandFunctionType", command.callback)
        yield noun or ".", command.name or function.__name__
    for group in app.registered_groups:
        assert group.typer_instance is not None
        yield from _commands(group.typer_instance, f"{noun} {group.name}".strip())


def test_every_command_has_its_operation_or_a_reason_why_not() -> None:
    told = {(noun, word): found for noun, word, found in commands()}
    assert set(_commands(whole_program(), "")) == set(told)
    known = {one.told["operationId"] for one in OPERATIONS} | set(REASONS)
    assert not {one: found for one, found in told.items() if found not in known}
    assert set(REASONS) <= set(told.values())
