"""Lines and entries of a day after the statement are told of, and where the company wants it so, not posted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reskontra.bank.reconciliation import later as module
from reskontra.bank.reconciliation.cli_statements import bank_reconciliation
from reskontra.bank.reconciliation.closing import post_reconciliation
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.bank.reconciliation.report import reconciliation_report
from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import find_bank_account
from tests import books, build
from tests.bank.reconciliation.books import DAY, account, begun, moved
from tests.command_line import done
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
NEXT = DAY + timedelta(1)


def test_what_is_later_is_told_everywhere_and_forbids_posting_where_wanted(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00, "Alfa", NEXT)
    begun(company, ending=1530_00)
    moved(company, find_bank_account(company=company, number="B1"), 30_00, "Beta", DAY)
    add = (bank_reconciliation, "line-add", "B1-1", "--amount")
    assert "1 line is of a day after 2026-03-31." in done(*add, "500", "--date", NEXT.isoformat(), "--text", "Alfa").out
    assert "after" not in done(*add, "30", "--date", DAY.isoformat(), "--text", "Beta").out
    done(bank_reconciliation, "match", "B1-1")
    found = find_reconciliation(company=company, name="B1-1")
    lines = lines_of(company=company, found=found)
    assert module.later_rows(found, lines) == module.LaterRows(1, 1)
    assert next(one.id for line in lines for one in line.entries) == entry
    codes = [one.code for one in reconciliation_report(company=company, name="B1-1").warnings]
    assert {"lines_later", "entries_later"} <= set(codes)
    said = "1 matched bank entry is of a day after 2026-03-31."
    alice = Browser(company)
    for page in ("", "post/"):
        assert said in alice.get(f"reconciliations/B1-1/{page}").text, page
    head = {"day": "2026-03-30", "opening": "1000", "ending": "1530", "number": "1"}
    assert "2 lines are of a day after 2026-03-30." in alice.post("reconciliations/B1-1/change/", head).text
    change_settings(company=company, actor=build.ALICE, values={module.NONE_LATER: True})
    before = books.contents()
    with pytest.raises(module.ReconciledLater) as refusal:
        post_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert (refusal.value.values["lines"], refusal.value.values["entries"]) == (2, 2)
    assert books.contents() == before
    told = done(bank_reconciliation, "change", "B1-1", "--statement-date", NEXT.isoformat()).out
    assert "a day after" not in told
    assert post_reconciliation(company=company, actor=build.BOB, name="B1-1") == 2


def test_without_the_setting_they_are_posted(company: CompanyFacts) -> None:
    moved(company, account(company), 500_00, "Alfa", NEXT)
    begun(company, ending=1500_00)
    done(bank_reconciliation, "line-add", "B1-1", "--amount", "500", "--date", NEXT.isoformat())
    done(bank_reconciliation, "match", "B1-1")
    assert post_reconciliation(company=company, actor=build.BOB, name="B1-1") == 1
