"""From a draft to its entry and voucher; the postings stand in tests/scenarios/documents.txt."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.actions import change_settings, set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import PAR
from reskontra.core.references_out import ReferenceForm
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.documents.plan import reference_form
from reskontra.receivables.models import Entry
from tests import build
from tests.documents import draft, post, written

pytestmark = pytest.mark.django_db


def test_the_reference_is_as_the_settings_say(company: CompanyFacts) -> None:
    assert reference_form(company=company) == ReferenceForm("ocr", length_digit=False, length=0)
    values = {"printed_reference": "rf", "ocr_length_digit": True, "printed_reference_length": 12}
    change_settings(company=company, actor=build.BOB, values=values)
    assert reference_form(company=company) == ReferenceForm("rf", length_digit=True, length=12)


def test_an_entry_has_what_the_document_says(company: CompanyFacts) -> None:
    build.customer(company, payment_terms="30D2P10")
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11 * PAR)
    draft(company, "3001;100.00;25", currency="EUR", posting_date=date(2026, 3, 3), text="March", reference="4711")
    post(company)
    entry = Entry.objects.get(company=company.id)
    assert (entry.document_date, entry.posting_date, entry.due_date) == (
        date(2026, 3, 1), date(2026, 3, 3), date(2026, 3, 31),
    )  # fmt: skip
    assert (entry.document_minor, entry.remaining_minor, entry.remaining_local_minor) == (125_00, 125_00, 1375_00)
    assert (entry.discount_minor, entry.discount_date) == (2_50, date(2026, 3, 11))
    assert (entry.payment_reference, entry.description, entry.rate_e8) == ("4711", "March", 11 * PAR)


def queries(company: CompanyFacts, count: int, *, day: date) -> int:
    """That posting so many invoices and credit memos, of many customers and days, takes."""
    new = []
    for number in range(count):
        moment = date(2026, 3, 1 + number % 28) if count > 1 else day
        party = f"customer:C{number % 20 + 1}"
        new.append(written("3001;100.00;25", "3002;10.00;12", party=party, document_date=moment))
        new.append(written("3001;10.00;25", party=party, document_date=moment, is_credit_memo=True))
    add_drafts(company=company, actor=build.ALICE, new=new)
    with CaptureQueriesContext(connection) as found:
        post(company)
    return len(found)


def test_the_queries_do_not_grow_with_the_documents(company: CompanyFacts) -> None:
    for number in range(1, 21):
        build.customer(company, number=f"C{number}", name=f"Kund {number}")
    queries(company, 1, day=date(2026, 3, 1))
    few = queries(company, 1, day=date(2026, 3, 2))
    assert queries(company, 60, day=date(2026, 3, 1)) <= few
