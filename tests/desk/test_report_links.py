"""Where a figure leads; an empty one leads nowhere."""

from __future__ import annotations

import pytest

from reskontra.core.money import Money
from reskontra.desk import report_links as to
from reskontra.desk.report_links import Spot
from reskontra.interface.tables import Cell
from tests.story import Story

pytestmark = pytest.mark.django_db


def spot(story: Story, key: str, cell: Cell, row: dict[str, Cell] | None = None, **asked: str) -> Spot:
    return Spot(story.company, asked, row or {}, key, cell)


def test_an_empty_cell_leads_nowhere(story: Story) -> None:
    assert to.voucher(spot(story, "voucher", "")) == ""
    assert to.journal(spot(story, "journal", "")) == ""
    assert to.party("customer")(spot(story, "account", None)) == ""
    assert to.lines(spot(story, "account", "", {"account": ""})) == ""
    assert to.journal_line(spot(story, "line", 1, {"journal": ""})) == ""
    assert to.paid(spot(story, "days", None, {"account": "C1"})) == ""
    assert to.matched(spot(story, "lines", 0, {"month": "2026-03", "rule": "none"})) == ""


def test_an_address_carries_what_was_written_whatever_it_is(story: Story) -> None:
    url = to.report_url(story.company, "open-receivables", {"account": "A&B=1", "to": None})
    assert url == f"/{story.company.id}/reports/open-receivables/?account=A%26B%3D1"


def test_a_balance_of_an_account_has_all_before_it_behind_it(story: Story) -> None:
    row: dict[str, Cell] = {"account": "1930"}
    debit, balance = (
        to.lines_of("account")(spot(story, key, Money(1, "SEK"), row, **{"from": "2026-01-01", "as_of": "2026-03-31"}))
        for key in ("debit", "balance")
    )
    assert debit.endswith("general-ledger/?account=1930&from=2026-01-01&to=2026-03-31")
    assert balance.endswith("general-ledger/?account=1930&to=2026-03-31")


def test_what_is_overdue_was_due_before_the_day(story: Story) -> None:
    url = to.open_entries("open-receivables")(
        spot(story, "overdue", Money(1, "SEK"), {"account": "C1"}, as_of="2026-03-31")
    )
    assert url.endswith("open-receivables/?account=C1&as_of=2026-03-31&to=2026-03-30")
