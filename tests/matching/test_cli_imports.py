"""reskontra statement undo-import."""

from __future__ import annotations

import pytest

from reskontra.bank.cli import statement
from reskontra.matching import cli_imports  # noqa: F401 - adds the command
from tests.bank.files import Entry, Pay, Stmt, account, advice, camt, load
from tests.command_line import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_an_import_is_undone_and_told(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 1000.00 name="Alfa AB" ocr=10017\nimport\nmatch')
    told = done(statement, "undo-import", 1, "--reason", "Wrong file").out
    assert told == "Import 1 (bank.xml) is undone: 1 transactions, 1 lines, journals PRJ000001.\n"
    assert "was undone on" in refused(statement, "undo-import", 1)
    assert "There is no import 7. The last one is 0." in refused(statement, "undo-import", 7)


def test_lines_that_stand_again_are_told(story: Story) -> None:
    account(story.company, number="B2", iban="SE3550000000054910000003")
    whole = Entry(amount="1500.00", bank_reference="D1")
    load(story.company, camt(Stmt((whole,), iban="SE3550000000054910000003")))
    parts = advice(Entry((Pay("1000.00"), Pay("500.00")), bank_reference="D1"))
    load(story.company, parts.replace(b"SE4550000000058398257466", b"SE3550000000054910000003"))
    told = done(statement, "undo-import", 2).out.splitlines()
    assert told[1:] == ["1 lines on sums stand again."]


def test_what_builds_on_it_is_named(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 5.00\nimport\nstatement B1 2026-03-03\nline 6.00\nimport")
    assert refused(statement, "undo-import", 1) == (
        'Import 2, statement "S-2" of 2026-03-03, builds on import 1. Undo import 2 first.\n'
    )
