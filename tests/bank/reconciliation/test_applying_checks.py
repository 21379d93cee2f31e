"""Checks are applied to lines of a bank reconciliation by their numbers, and taken off."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation import applying_checks as module
from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
from reskontra.bank.reconciliation.matching import EntryOnAnother
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.bank.reconciliation.suggesting import suggest_lines
from reskontra.bank.reconciliation.words import reason_of
from reskontra.core.errors import Refused
from reskontra.ledger.check_entries import CheckUnknown
from tests import books, build
from tests.bank.reconciliation.drawn import DAY, applied, drawn, told, typed
from tests.story import Story

__all__ = ["drawn"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_checks_come_off_what_a_line_has_applied_and_a_new_line_is_of_their_sum(drawn: Story) -> None:
    line = typed(drawn, -520_00)
    assert applied(drawn, "1", line=line) == module.ChecksApplied(1, 1, -300_00, -220_00)
    assert told(drawn) == [("check_amount_differs", 1)]
    assert applied(drawn, "2", "2", line=line) == module.ChecksApplied(1, 1, -200_00, -20_00)
    assert told(drawn) == []
    assert applied(drawn, "3", day=date(2026, 3, 15)) == module.ChecksApplied(2, 1, -70_00, 0)
    found = find_reconciliation(company=drawn.company, name="B1-1")
    both, new = lines_of(company=drawn.company, found=found)
    assert (both.checks, both.shown_check, both.applied_minor) == (("1", "2"), "", -500_00)
    assert (new.shown_check, new.day, new.amount_minor) == ("3", date(2026, 3, 15), -70_00)
    assert reason_of(new) == "the check, by hand"
    drawn.tells("""
        check-is B1 1 posted matched 300.00
        check-is B1 3 posted matched 70.00
    """)
    assert module.remove_check(company=drawn.company, actor=build.BOB, name="B1-1", check="1") == 1
    assert module.remove_check(company=drawn.company, actor=build.BOB, name="B1-1", check="3") == 2
    both, new = lines_of(company=drawn.company, found=found)
    assert (both.shown_check, both.difference_minor, new.difference_minor) == ("2", -320_00, -70_00)
    drawn.tell("check-is B1 3 posted open 70.00")


def test_what_cannot_be_applied_is_refused_and_nothing_changes(drawn: Story) -> None:
    line = typed(drawn, -300_00)
    other = typed(drawn, -200_00, name="B1-2")
    applied(drawn, "2", name="B1-2", line=other)
    closed = NewReconciliation("B1", DAY, 9930_00)
    name = create_reconciliation(company=drawn.company, actor=build.BOB, new=closed).name
    applied(drawn, "3", name=name)
    post_reconciliation(company=drawn.company, actor=build.BOB, name=name)
    odd: dict[str, type[Refused]] = {
        "9": CheckUnknown, "1001": module.CheckNotPosted, "3": module.CheckOnStatement, "2": EntryOnAnother,
    }  # fmt: skip
    before = books.contents()
    for check, kind in odd.items():
        with pytest.raises(kind):
            applied(drawn, "1", check, line=line)
    with pytest.raises(module.NoCheckNamed):
        applied(drawn, line=line)
    with pytest.raises(module.CheckNotOnReconciliation):
        module.remove_check(company=drawn.company, actor=build.BOB, name="B1-1", check="2")
    assert books.contents() == before
    applied(drawn, "2", line=line, takes_over=True)
    drawn.tell("void B1 1001")
    with pytest.raises(module.CheckSpoiled):
        applied(drawn, "1001", line=line)


def test_suggested_checks_are_lines_of_the_checks(drawn: Story) -> None:
    suggest_lines(company=drawn.company, actor=build.BOB, name="B1-1", ending=DAY, checks_too=True)
    found = find_reconciliation(company=drawn.company, name="B1-1")
    lines = lines_of(company=drawn.company, found=found)
    assert [(line.party, line.check_number, line.amount_minor, line.difference_minor) for line in lines] == [
        ("Leverans AB", "1", -300_00, 0), ("Bankkostnader", "2", -200_00, 0), ("Bankkostnader", "3", -70_00, 0),
        ("Bankkostnader", "4", -5_00, 0), ("", "", 5_00, 0),
    ]  # fmt: skip
    assert [reason_of(line) for line in lines][:4] == ["the check, by hand"] * 4
