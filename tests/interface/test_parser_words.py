"""Wrong usage is told in the reader's language, and what is not recognised stays as it was said."""

from __future__ import annotations

from typing import Annotated

import click
import pytest
import typer
from django.utils import translation
from typer.testing import CliRunner

from reskontra.interface.console import _said_before
from reskontra.interface.parser_words import Noun, Speaking, parser_said

app = typer.Typer(cls=Speaking, pretty_exceptions_enable=False)
noun = typer.Typer()
app.add_typer(noun, name="noun", cls=Noun)


@app.callback()
def _program() -> None:
    """A program with one noun."""


@noun.command("verb")
def _verb(
    number: Annotated[int, typer.Argument(metavar="NUMBER")],
    of: Annotated[str, typer.Option("--of")],
    most: Annotated[int, typer.Option(min=1, max=9)] = 1,
    day: Annotated[str, typer.Option()] = "",
    flag: Annotated[bool, typer.Option("--flag")] = False,
) -> None:
    """Do it."""


@pytest.mark.parametrize(
    ("words", "english", "swedish"),
    [
        (("1",), "Missing option --of.", "Flaggan --of saknas."),
        ((), "Missing argument NUMBER.", "Argumentet NUMBER saknas."),
        (("1", "--of", "a", "--nix"), "No such option: --nix.", "Flaggan --nix finns inte."),
        (("1", "--of"), "Option --of takes a value. Write one after it.", "Flaggan --of tar ett värde."),
        (("1", "--of", "a", "--flag=1"), "Option --flag takes no value.", "Flaggan --flag tar inget värde."),
        (("1", "2", "--of", "a"), "This is more than the command takes: 2.", "mer än kommandot tar: 2."),
        (("x", "--of", "a"), "Write a whole number.", "Skriv ett heltal."),
        (("1", "--of", "a", "--most", "0"), "--most: Write 1 or more.", "--most: Skriv 1 eller mer."),
        (("1", "--of", "a", "--most", "10"), "Write 9 or less.", "Skriv 9 eller mindre."),
    ],
)
def test_wrong_usage_is_told_in_either_language(words: tuple[str, ...], english: str, swedish: str) -> None:
    for language, said in (("en", english), ("sv", swedish)):
        with translation.override(language):
            answer = CliRunner(env={"COLUMNS": "300"}).invoke(app, ["noun", "verb", *words])
        assert answer.exit_code == 2
        assert said in click.unstyle(answer.stderr)


def test_days_choices_and_files_are_told_too() -> None:
    with translation.override("sv"):
        day = parser_said("Invalid value for 'DAY': Value error, '2026-13-01' does not match the formats '%Y-%m-%d'.")
        assert day == "DAY: ”2026-13-01” är ingen dag. Skriv som 2026-03-31."
        assert parser_said("Invalid value: 'x' is not one of 'a', 'b'.").endswith("Använd något av 'a', 'b'.")
        assert parser_said("Invalid value for 'FILE': File 'x.csv' does not exist.").endswith("”x.csv” finns inte.")
        assert parser_said("What nobody foresaw") == "What nobody foresaw"


def test_what_was_meant_and_how_it_is_used_are_told_in_swedish() -> None:
    with translation.override("sv"):
        answer = CliRunner(env={"COLUMNS": "300"}).invoke(app, ["noun", "verbb"])
        alone = CliRunner(env={"COLUMNS": "300"}).invoke(app, ["noun", "verb", "--help"])
    told = click.unstyle(answer.stderr)
    assert (answer.exit_code, "Menade du 'verb'?" in told, "Did you mean" in told) == (2, True, False)
    for text in (told, click.unstyle(alone.stdout)):
        assert ("Användning: " in text, "Usage" in text) == (True, False)
    assert "Usage: " in click.unstyle(CliRunner().invoke(app, ["noun", "verb", "--help"]).stdout)


@pytest.mark.parametrize(
    ("words", "heard", "status"),
    [
        (("--lang", "sv", "--company=Nordan AB", "verb", "1", "--of", "a"), ("Nordan AB", "sv"), 0),
        (("--help", "--lang", "sv"), ("", ""), 0),
        (("--lang=xx", "verb"), ("", ""), 2),
        (("--company",), ("", ""), 2),
    ],
)
def test_a_noun_takes_what_all_commands_share(words: tuple[str, ...], heard: tuple[str, str], status: int) -> None:
    answer = CliRunner().invoke(app, ["noun", *words])
    assert (answer.exit_code, _said_before.get()) == (status, heard)
