"""What every command shares: company, language, refusals on stderr, status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import pytest
import typer
from django.conf import settings
from django.db import OperationalError
from django.utils.translation import get_language

from reskontra.core.errors import Findings
from reskontra.core.money import Money, NotAnAmount
from reskontra.interface.console import Session, chosen_language, command, with_named, yes_no
from tests.command_line import Answer, run

LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
app = typer.Typer()


@command(app, "say")
def say(session: Session, count: int = 1) -> None:
    """Say who is where."""
    session.say(f"{session.actor} in {session.company_name}, {get_language()}, {count}")


@command(app, "tell")
def tell(session: Session) -> None:
    session.json({"name": "Åkes [b]", "amount": "1.50"})


@command(app, "list")
def list_all(session: Session) -> None:
    session.table([("Name", False), ("Amount", True)], [("Åkes [/] :e-mail: " + "x" * 60, "1.50")])


@command(app, "refuse")
def refuse(session: Session, findings: int = 1, file: str = "") -> None:
    session.file = file
    raise Findings([NotAnAmount(place=f"row {n}", text=str(Money(n, "SEK"))) for n in range(findings)])


@command(app, "wait")
def wait(session: Session, until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]) -> None:
    session.say(until.date().isoformat())


@command(app, "break")
def break_down(session: Session, kind: str = "") -> None:
    raise OperationalError(kind)


@pytest.fixture(autouse=True)
def _user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_ACTOR", "Alice")
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("case", "words", "expected"),
    [
        ("nothing said", [], "Alice in , en, 1\n"),
        ("all said", ["--company", "Nordan AB", "--lang", "sv", "--count", "3"], "Alice in Nordan AB, sv, 3\n"),
    ],
)
def test_options_of_every_command(case: str, words: list[str], expected: str) -> None:
    assert run(app, "say", *words) == Answer(0, expected, "")


def test_the_configured_company_is_the_one_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEFAULT_COMPANY", "Sydan AB")
    assert "in Sydan AB" in run(app, "say").out
    assert "in Nordan AB" in run(app, "say", "--company", "Nordan AB").out


def test_without_a_named_actor_it_is_the_user_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RESKONTRA_ACTOR")
    monkeypatch.setenv("LOGNAME", "bob")
    assert run(app, "say").out.startswith("bob in ")


@pytest.mark.parametrize(
    ("case", "wanted", "configured", "environment", "expected"),
    [
        ("asked for", "sv", "en", {"LANG": "en_US.UTF-8"}, "sv"),
        ("configured", "", "sv", {"LANG": "en_US.UTF-8"}, "sv"),
        ("the environment's", "", "", {"LANG": "sv_SE.UTF-8"}, "sv"),
        ("LC_ALL before LANG", "", "", {"LANG": "en_US.UTF-8", "LC_ALL": "sv_SE"}, "sv"),
        ("none", "", "", {}, "en"),
        ("one we do not have", "fi", "", {}, "en"),
        ("the C locale", "", "", {"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_language(
    monkeypatch: pytest.MonkeyPatch,
    case: str,
    wanted: str,
    configured: str,
    environment: dict[str, str],
    expected: str,
) -> None:
    monkeypatch.setattr(settings, "DEFAULT_LANGUAGE", configured)
    for name, found in environment.items():
        monkeypatch.setenv(name, found)
    assert chosen_language(wanted) == expected


def test_data_for_programs_is_json_in_utf_8() -> None:
    answer = run(app, "tell")
    assert answer.json == {"name": "Åkes [b]", "amount": "1.50"}
    assert "Åkes" in answer.out


def test_a_table_shows_text_as_it_is_and_whole() -> None:
    heading, row = run(app, "list").out.splitlines()
    assert heading.split() == ["Name", "Amount"]
    assert row.rstrip() == "Åkes [/] :e-mail: " + "x" * 60 + "    1.50"


def test_a_refusal_is_told_on_stderr_and_ends_with_1() -> None:
    answer = run(app, "refuse", "--file", "a.csv")
    assert (answer.code, answer.out) == (1, "")
    assert (
        answer.err == 'a.csv, row 0: "0.00 SEK" is not an amount. Write digits with a decimal point, such as 1250.00.\n'
    )


def test_a_hundred_findings_are_told_and_then_a_count() -> None:
    told = run(app, "refuse", "--findings", 250).err.splitlines()
    assert (len(told), told[-1]) == (101, "… and 150 more findings.")


def test_wrong_usage_ends_with_2() -> None:
    assert run(app, "say", "--count", "many").code == 2


def test_a_day_of_any_option_lies_in_the_years_of_business() -> None:
    assert run(app, "wait", "--until", "2199-12-31").out == "2199-12-31\n"
    assert "2200-01-01 is outside the years 1900 to 2199." in run(app, "wait", "--until", "2200-01-01").err


def test_a_database_that_cannot_be_used_is_a_refusal() -> None:
    answer = run(app, "break", "--kind", "database is locked")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("Another command has held the books in ")


def test_any_other_trouble_is_a_bug_and_shows_itself() -> None:
    with pytest.raises(OperationalError, match="syntax"):
        run(app, "break", "--kind", "syntax")


def test_progress_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with Session("").progress("Reading") as show:
        show(1, 2)
    assert capsys.readouterr() == ("", "")


def test_yes_and_no() -> None:
    assert (yes_no(True), yes_no(False)) == ("yes", "no")


def test_options_that_name_nothing_leave_what_was() -> None:
    @dataclass(frozen=True)
    class Kept:
        name: str
        days: int
        is_on: bool

    before = Kept("A", 3, is_on=True)
    assert with_named(before, name=None, days=None, is_on=None) == before
    assert with_named(before, name="", days=0, is_on=False) == Kept("", 0, is_on=False)
