"""What looks wrong with the checks on a statement's lines is told, and stops nothing."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation import check_warnings as module
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.bank.reconciliation.report import reconciliation_report
from tests.bank.reconciliation.drawn import applied, drawn, told, typed
from tests.story import Story

__all__ = ["drawn"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_state_of_a_check_is_told_of_its_line(drawn: Story) -> None:
    lines = [typed(drawn, minor, check) for check, minor in (
        ("9", -1_00), ("1001", -30_00), ("4", -5_00), ("1", -300_00), ("1", -300_00), ("2", -300_00), ("3", -70_00),
    )]  # fmt: skip
    applied(drawn, "1", line=lines[3])
    applied(drawn, "2", line=lines[6])
    expected = [
        ("check_unknown", 1), ("check_not_posted", 2), ("check_voided", 3), ("check_on_statement", 5),
        ("check_on_statement", 6), ("check_not_applied", 7), ("check_amount_differs", 7),
    ]  # fmt: skip
    assert told(drawn) == expected
    drawn.tell("void B1 1001")
    assert told(drawn)[1] == ("check_spoiled", 2)
    report = reconciliation_report(company=drawn.company, name="B1-1")
    assert [one.code for one in report.warnings if one.code in module.CHECK_WARNINGS][:3] == [
        "check_unknown", "check_spoiled", "check_voided",
    ]  # fmt: skip
    found = find_reconciliation(company=drawn.company, name="B1-1")
    spoiled = [line for line in lines_of(company=drawn.company, found=found) if line.number == 2]
    assert [code for code, _ in module.warnings_of(found, spoiled, [])] == ["check_unknown"]
