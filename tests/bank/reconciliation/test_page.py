"""What the address of a bank reconciliation asks for, and when it is ready to be posted."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.bank.reconciliation.page import query_of, reconciliation_page, shown_of
from reskontra.bank.reconciliation.panes import Shown
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.bank.reconciliation.books import account, begun, moved

pytestmark = pytest.mark.django_db


def test_the_address_says_which_rows_are_shown(company: CompanyFacts) -> None:
    account(company)
    found = begun(company)
    asked = {"show": "unmatched", "reversed": "1", "until": "15", "l": "2", "e": "x", "other": "1"}
    assert shown_of(asked, found) == Shown(True, True, date(2026, 3, 15), 2, 1)
    assert query_of(asked) == "show=unmatched&reversed=1&until=15&l=2&e=x"
    assert query_of(asked, without="l") == "show=unmatched&reversed=1&until=15&e=x&"
    assert query_of({}, without="l") == ""


def test_it_is_ready_when_nothing_is_missing_and_nothing_differs(company: CompanyFacts) -> None:
    moved(company, account(company), 100_00)
    found = begun(company, (100_00, "Kassa"), ending=1101_00)
    page = reconciliation_page(company=company, found=found, shown=Shown())
    assert (page.missing_minor, page.told_left, page.is_ready, page.closed) == (1_00, "1 line differs", False, 0)
    found = begun(company, (100_00, "Kassa"))
    match_reconciliation(company=company, actor=build.BOB, name=found.name)
    page = reconciliation_page(company=company, found=found, shown=Shown())
    assert (page.missing_minor, page.is_ready, page.closed, page.digits) == (0, True, 1, 2)
