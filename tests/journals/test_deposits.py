"""Deposits are numbered in a series of their own, changed and deleted while they are open, and told in the trail."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.audit.models import Event
from reskontra.journals.deposits import NewDeposit, add_deposit, deposits
from reskontra.journals.models import TypedLine
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def told(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        bank     B2 1000.00
        template DEPOSITS kind=general
        customer C1 "Alfa AB"
        deposit  B1 500.00
        paid-in  INS000001 customer:C1 200.00
        paid-in  INS000001 customer:C1 300.00
    """)
    return story


def test_lines_follow_the_header(told: Story) -> None:
    told.tell("deposit-set INS000001 B2 600.00 lump on=2026-04-02")
    (found,) = deposits(company=told.company)
    assert (found.bank.number, str(found.total), found.difference_minor, found.is_lump_sum) == (
        "B2", "600.00 SEK", 100_00, True
    )  # fmt: skip
    lines = TypedLine.objects.filter(company=told.company.id).values_list("posting_date", "balancing_number")
    assert set(lines) == {(date(2026, 4, 2), "B2")}
    event = Event.objects.filter(company=told.company.id).latest("id")
    assert (event.action, event.subject) == ("deposit.changed", "INS000001")


def test_a_deleted_one_is_gone_and_its_number_with_it(told: Story) -> None:
    told.tell("drop-deposit INS000001")
    assert deposits(company=told.company) == []
    told.tell("deposit B1 10.00")
    assert [one.number for one in deposits(company=told.company)] == ["INS000002"]
    assert set(TypedLine.objects.values_list("state", flat=True)) == {"DELETED"}


def test_the_list_asks_no_more_for_more_deposits(told: Story) -> None:
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            deposits(company=told.company)
        counted.append(len(queries))
        for day in (1, 2, 3):
            new = NewDeposit("B1", date(2026, 3, day), 100)
            add_deposit(company=told.company, actor=build.ALICE, new=new)
    assert counted[0] == counted[1]
