"""What interrupts the limitation of a claim, and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.hand_overs import hand_over, take_back
from reskontra.collections.interruptions import interruptions
from reskontra.collections.models import CollectionDocument, Sending
from reskontra.collections.payment_plans import cancel_payment_plan
from reskontra.collections.promises import withdraw_promise
from reskontra.companies.queries import CompanyFacts
from reskontra.core.limitation import Interrupting
from reskontra.database import bulk
from reskontra.receivables.queries import find_document
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def kinds(company: CompanyFacts, number: str, as_of: date) -> list[tuple[Interrupting, str]]:
    id = find_document(company=company, ledger="CUSTOMER", number=number).entry_id
    found = interruptions(company=company, entry_ids=[id], as_of=as_of)
    return [(one.kind, one.number) for one in found.get(id, ())]


def sent(letter: CollectionDocument, channel: str, state: str) -> None:
    Sending.objects.create(
        company_id=letter.company_id, document_id=letter.id, level=1, channel=channel, state=state,
        made_at=bulk.moment(), made_by=build.BOB,
    )  # fmt: skip


def test_a_letter_that_came_back_counts_once_it_went_out_anew(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    letter = cases.issued(company, "R-1")
    for channel, state, wanted in (("EMAIL", "BOUNCED", 0), ("PRINT", "WAITING", 0), ("PRINT", "SENT", 1)):
        sent(letter, channel, state)
        assert len(kinds(company, "INV-1", cases.TODAY)) == wanted, (channel, state)


def test_letters_payments_and_words_of_the_customer_interrupt(company: CompanyFacts) -> None:
    alfa, today = cases.two_invoices(company), bulk.moment().astimezone().date()
    later = max(today, cases.TODAY)
    cases.issued(company, "M-1", kind="FINANCE_CHARGE")
    cases.issued(company, "R-2")
    cases.pay(company, alfa, "INV-1", "100.00", day=cases.TODAY)
    cases.credit(company, alfa, "INV-1", "50.00", day=cases.TODAY)
    paid = f"P-{cases.TODAY:%m%d}-INV-1"
    wanted = [(Interrupting.MEMO, "M-1"), (Interrupting.REMINDER, "R-2"), (Interrupting.PAYMENT, paid)]
    assert kinds(company, "INV-1", cases.TODAY) == wanted
    assert kinds(company, "INV-1", date(2026, 3, 1)) == kinds(company, "INV-2", later) == []
    hand_over(
        company=company, actor=build.BOB, names=cases.names("INV-2"), to="agency", note="", today=cases.TODAY
    )  # fmt: skip
    assert kinds(company, "INV-2", cases.TODAY) == []  # until it is demanded of the customer, which is told elsewhere
    take_back(company=company, actor=build.BOB, number=1)
    cases.promised(company, "INV-2", day=later)
    assert kinds(company, "INV-2", later) == [(Interrupting.PROMISE, "1")]
    withdraw_promise(company=company, actor=build.BOB, number=1)
    cases.planned(company, "INV-2")
    assert kinds(company, "INV-2", later) == [(Interrupting.PLAN, "1")]
    cancel_payment_plan(company=company, actor=build.BOB, number=1)
    assert kinds(company, "INV-2", later) == []
