"""bank-reconciliation on the command line."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation.cli import bank_reconciliation
from reskontra.companies.queries import CompanyFacts
from tests import books
from tests.bank.reconciliation.books import account, moved
from tests.command_line import done, refused

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

NEW = ("new", "--bank-account", "B1", "--statement-date", "2026-03-31", "--ending-balance")


def test_from_a_typed_statement_to_a_posted_one_and_back(company: CompanyFacts) -> None:
    bank = account(company)
    entry, other = moved(company, bank, 500_00, "Alfa"), moved(company, bank, 70_00, "Beta")
    assert "B1-1" in done(bank_reconciliation, *NEW, "1570").out
    for amount in ("500", "70", "9"):
        done(bank_reconciliation, "line-add", "B1-1", "--date", "2026-03-31", "--amount", amount, "--text", "Alfa")
    assert done(bank_reconciliation, "line-delete", "B1-1", 3).out
    assert "2 of 2 lines matched" in done(bank_reconciliation, "match", "B1-1").out
    assert "1 bank entry is open again" in done(bank_reconciliation, "remove", "B1-1", 2).out
    assert "differ" in refused(bank_reconciliation, "post", "B1-1")
    done(bank_reconciliation, "apply", "B1-1", 2, other)
    shown = done(bank_reconciliation, "show", "B1-1").out
    assert "the amount, the day, the text" in shown
    assert "hand" in shown
    assert "2 bank entries are closed" in done(bank_reconciliation, "post", "B1-1").out
    assert "posted" in done(bank_reconciliation, "list").out
    done(bank_reconciliation, "undo", "B1-1")
    found = done(bank_reconciliation, "show", "B1-1", "--format", "json").json
    assert [one["entries"][0]["entry"] for one in found["lines"]] == [entry, other]
    done(bank_reconciliation, "delete", "B1-1")
    assert done(bank_reconciliation, "list", "--format", "json").json == []


def test_ties_and_outstanding_entries_are_told(company: CompanyFacts) -> None:
    bank = account(company)
    moved(company, bank, 500_00), moved(company, bank, 500_00)
    done(bank_reconciliation, *NEW, "1500")
    done(bank_reconciliation, "line-add", "B1-1", "--date", "2026-03-31", "--amount", "500")
    assert "alike" in done(bank_reconciliation, "match", "B1-1").out
    assert "2 bank entries are outstanding" in done(bank_reconciliation, "show", "B1-1").out
    assert "no bank reconciliation" in refused(bank_reconciliation, "show", "B1-7")


@pytest.mark.parametrize("lines", ["x", "1,", "3-1", "1-", "٣"])
def test_lines_that_are_not_numbers_are_refused(company: CompanyFacts, lines: str) -> None:
    entry = moved(company, account(company), 500_00)
    done(bank_reconciliation, *NEW, "1500")
    before = books.contents()
    assert "is no number of a line" in refused(bank_reconciliation, "apply", "B1-1", lines, entry)
    assert books.contents() == before
