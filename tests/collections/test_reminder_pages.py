"""What the pages of reminders hold."""

from __future__ import annotations

import pytest

from reskontra.collections.making_reminders import make_reminders
from reskontra.collections.reminder_pages import making_page, reminder_page
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import find_reminder
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.reminding import DAY, debtor, make, terms

pytestmark = pytest.mark.django_db


def test_lines_texts_and_who_is_left_out(company: CompanyFacts) -> None:
    terms(company)
    build.invoice(company, debtor(company, terms="SE-KONSUMENT"))
    build.invoice(company, debtor(company, "C2", terms=""), number="INV-2")
    build.invoice(company, debtor(company, "C3"), number="INV-3", on_hold="X")
    order = MakeOrder(document_date=DAY)
    found = making_page(make_reminders(company=company, actor=build.BOB, order=order, is_preview=True))
    assert (found.count, found.totals, found.without_terms, found.not_made_count) == (1, (("SEK", 1000_00),), 1, 1)
    assert (found.rows[0].party, found.rows[0].lines, len(found.rows[0].left_out)) == ("C1", 1, 1)
    make(company)
    id = find_reminder(company=company, number="BPU000001").id
    page = reminder_page(company=company, id=id)
    assert page is not None
    assert [row.word for row in page.rows] == ["Invoice INV-1"]
    assert (len(page.before), len(page.after), page.voucher) == (1, 1, "")
    assert reminder_page(company=build.new_company(name="Other AB"), id=id) is None
