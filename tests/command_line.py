"""Run a room's commands as the program does, and see what they say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import click
import pytest
import typer
from typer.testing import CliRunner

from reskontra.companies.queries import CompanyFacts
from tests import books, build


@dataclass(frozen=True, slots=True)
class Answer:
    """code: 0 done, 1 refused, 2 wrong usage."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def second_pair(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The commands that follow are given by another person, who shows her password."""
    build.person(company, name)
    monkeypatch.setenv("RESKONTRA_ACTOR", name)
    monkeypatch.setenv("RESKONTRA_ACTOR_PASSWORD", build.PASSWORD)


def run(app: typer.Typer, *words: object) -> Answer:
    """The command that the words name; what is no refusal and no wrong usage is raised.

    What typer sets in bold on stderr, where an environment makes it believe in a terminal, is read plainly."""
    runner = CliRunner(env={"LC_ALL": "en_US.UTF-8"})
    result = runner.invoke(_program(app), ["noun", *map(str, words)], catch_exceptions=False)
    return Answer(result.exit_code, result.stdout, click.unstyle(result.stderr))


def done(app: typer.Typer, *words: object) -> Answer:
    """A command that does what it is asked, and says nothing on stderr."""
    answer = run(app, *words)
    assert (answer.code, answer.err) == (0, "")
    return answer


def refused(app: typer.Typer, *words: object) -> str:
    """What a refused command says: on stderr alone, with status 1, and nothing is changed."""
    before = books.contents()
    answer = run(app, *words)
    assert (answer.code, answer.out) == (1, "")
    assert books.contents() == before
    return answer.err


@cache
def _program(app: typer.Typer) -> typer.Typer:
    """The room's commands under a noun, as the program has them: by itself a single one would go without its name."""
    program = typer.Typer(pretty_exceptions_enable=False)
    program.add_typer(app, name="noun")
    return program
