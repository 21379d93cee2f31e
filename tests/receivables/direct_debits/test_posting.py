"""From an invoice to the bank and into the books; what comes back is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import bank_balance, find_bank_account
from reskontra.ledger.reports_voucher import voucher_facts
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.direct_debits.collections import CollectionState, debits_of
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from reskontra.receivables.direct_debits.posting import PostedCollection, post_collection
from reskontra.receivables.direct_debits.returning import Rejection, reject_debit
from reskontra.receivables.documents.post import post_documents
from reskontra.receivables.queries import find_document
from tests import build
from tests.documents import draft
from tests.receivables.debiting_book import DUE, SIGNED, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


def post(company: CompanyFacts, number: str, *, today: date = DUE, **values: bool) -> PostedCollection:
    return post_collection(company=company, actor=build.BOB, number=number, today=today, **values)


def remaining(company: CompanyFacts, number: str, account: str = "C1") -> int:
    return find_document(company=company, ledger="CUSTOMER", number=number, account=account).remaining_minor


def balance(company: CompanyFacts) -> int:
    account = find_bank_account(company=company, number="E1")
    return bank_balance(company=company, bank_account_id=account.id)


@pytest.mark.company_leads
def test_invoices_are_debited_posted_and_one_comes_back() -> None:
    company = euro_company()
    alfa, beta = payer(company, 1), payer(company, 2, replace(SIGNED, expected=1))
    owed(company, alfa, "INV-1")
    owed(company, alfa, "INV-2", amount="50.50")
    owed(company, beta, "INV-3", amount="75.00")
    done = made(company)
    assert (done.debits, done.amount.minor, done.faulty) == (3, 22_550, 0)
    file = export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    assert [one.text for one in etree.fromstring(file.content).iter("{*}SeqTp")] == ["FRST", "RCUR"]
    again = export_collection(company=company, actor=build.BOB, number=done.number, today=DUE)
    assert (again.content, again.is_new, again.amount) == (file.content, False, file.amount)
    assert mandate_shown(company=company, number="MND000001", as_of=DUE).counter == 2
    assert mandate_shown(company=company, number="MND000002", as_of=DUE).state == "CLOSED"

    early = post(company, done.number, today=TODAY)
    assert (early.posted, early.waiting, early.state) == (0, 3, "FILE_CREATED")
    preview = post(company, done.number, is_preview=True)
    assert balance(company) == 0
    posted = post(company, done.number)
    assert (posted.posted, posted.skipped, posted.amount.minor, posted.state) == (3, (), 22_550, "POSTED")
    assert preview.vouchers == posted.vouchers
    assert balance(company) == 22_550
    assert remaining(company, "INV-3", "C2") == 0
    with pytest.raises(CollectionState):
        post(company, done.number)

    rejection = Rejection("MS03", "No reason given", date(2026, 2, 12))
    back = reject_debit(company=company, actor=build.BOB, collection=done.number, number=3, rejection=rejection)
    assert (back.document, back.amount.minor) == ("INV-3", 7_500)
    assert back.counter
    assert remaining(company, "INV-3", "C2") == 7_500
    assert balance(company) == 15_050
    shown = mandate_shown(company=company, number="MND000002", as_of=DUE)
    assert (shown.counter, shown.state, shown.sequence) == (0, "ACTIVE", "FRST")
    assert debits_of(company=company, number=done.number)[2].reason_text == "No reason given"


def test_a_payment_bears_the_codes_that_its_invoice_has_alone() -> None:
    company = euro_company()
    payer(company, 1)
    terms = {"document_date": date(2026, 1, 10), "due_date": DUE}
    draft(company, "4000;60.00;;;NORD;P7", "4000;40.00", **terms)
    draft(company, "4000;10.00;;;NORD;P7", "4000;5.00;;;SYD", **terms)
    post_documents(company=company, actor=build.BOB, numbers=None, today=TODAY)
    done = made(company)
    export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    posted = post(company, done.number)
    codes = [
        {(line.cost_center, line.project) for line in voucher_facts(company=company, name=name).lines}
        for name in posted.vouchers
    ]
    assert codes == [{("NORD", "P7")}, {("", "P7")}]


def test_what_is_settled_meanwhile_is_skipped_and_told() -> None:
    company = euro_company()
    alfa = payer(company, 1)
    owed(company, alfa, "INV-1")
    owed(company, alfa, "INV-2")
    done = made(company)
    export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    build.document(company, alfa, number="CR-1", amount="-0.01", document_type="credit_memo")
    order = ApplyOrder(EntryName("CUSTOMER", "CR-1"), (Target(EntryName("CUSTOMER", "INV-1")),))
    apply_entries(company=company, actor=build.BOB, order=order)
    posted = post(company, done.number)
    assert (posted.posted, posted.skipped, posted.state) == (1, ("INV-1",), "FILE_CREATED")
    assert (remaining(company, "INV-1"), remaining(company, "INV-2")) == (9_999, 0)
    reject_debit(company=company, actor=build.BOB, collection=done.number, number=1, rejection=Rejection("AM04"))
    assert post(company, done.number).state == "POSTED"
