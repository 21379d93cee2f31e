"""Checks drawn on a bank account, in every state, with two open reconciliations of it."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation.applying_checks import ChecksApplied, apply_checks
from reskontra.bank.reconciliation.check_warnings import check_warnings
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation
from reskontra.bank.reconciliation.lines import add_line
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from tests import build
from tests.story import Story

DAY = date(2026, 3, 31)


@pytest.fixture
def drawn(story: Story) -> Story:
    """Checks 1 to 4 of 300, 200, 70 and 5; 4 is voided a day later, 1001 printed, and B1-1 and B1-2 are open."""
    story.tells("""
        bank     B1 10000.00
        vendor   V1 "Leverans AB"
        batch    UT kind=payment bank:B1
        batch    TRYCK kind=payment bank:B1
        last-check B1 1000
        type     UT vendor:V1 300.00 on=2026-03-10 check=1
        type     UT gl:6570 200.00 on=2026-03-11 check=2
        type     UT gl:6570 70.00 on=2026-03-12 check=3
        type     UT gl:6570 5.00 on=2026-03-12 check=4
        type     TRYCK vendor:V1 30.00 on=2026-03-12 print-check
        post-batch UT
        print    TRYCK
        void     B1 4 on=2026-03-13
    """)
    for ending in (9500_00, 10000_00):
        new = NewReconciliation("B1", DAY, ending)
        create_reconciliation(company=story.company, actor=build.BOB, new=new)
    return story


def typed(story: Story, minor: int, check: str = "", name: str = "B1-1") -> int:
    return add_line(
        company=story.company, actor=build.BOB, name=name, day=DAY, minor=minor, text="Check", check_number=check
    )


def applied(story: Story, *checks: str, name: str = "B1-1", **more: object) -> ChecksApplied:
    return apply_checks(company=story.company, actor=build.BOB, name=name, checks=checks, **more)  # type: ignore[arg-type]


def told(story: Story, name: str = "B1-1") -> list[tuple[str, object]]:
    found = find_reconciliation(company=story.company, name=name)
    lines = lines_of(company=story.company, found=found)
    warned = check_warnings(company=story.company, found=found, lines=lines)
    return [(code, values["line"]) for code, values in warned]
