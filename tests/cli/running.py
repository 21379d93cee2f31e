"""The whole program, as its users call it."""

from __future__ import annotations

from typer.testing import CliRunner

from reskontra.cli.program import program
from tests import books
from tests.command_line import Answer


def run(*words: object) -> Answer:
    """What the program answers; what is no refusal and no wrong usage is raised."""
    result = CliRunner().invoke(program, [str(word) for word in words], catch_exceptions=False)
    return Answer(result.exit_code, result.stdout, result.stderr)


def done(*words: object) -> str:
    """What a command says that does what it is asked."""
    answer = run(*words)
    assert (answer.code, answer.err) == (0, ""), answer
    return answer.out


def refused(*words: object) -> str:
    """What a refused command says on stderr, with status 1; nothing is changed."""
    before = books.contents()
    answer = run(*words)
    assert (answer.code, answer.out) == (1, ""), answer
    assert books.contents() == before
    return answer.err
