"""An order that Bankgirot did not try takes its debit back, before or after it was posted, once."""

from __future__ import annotations

import io

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.receivables.direct_debit import take_answers
from reskontra.receivables.direct_debits.collections import debits_of
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, set_debit_setup
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from reskontra.receivables.direct_debits.posting import post_collection
from tests import build
from tests.receivables.autogiro_answers import order, rejections
from tests.receivables.debiting_book import DUE, GIRO, TODAY, made

pytestmark = pytest.mark.django_db
DAY = "20260209"


@pytest.fixture
def collected(company: CompanyFacts) -> CompanyFacts:
    """With two invoices of 750 kronor to be drawn by Autogiro, whose file is with Bankgirot."""
    build.bank_account(company, bankgiro=GIRO)
    terms = DebitTerms(bankgirot_number="471117")
    set_debit_setup(company=company, actor=build.BOB, number="B1", terms=terms)
    alfa = build.customer(company, number="101")
    signed = MandateTerms(Scheme.AUTOGIRO, signed_date=TODAY)
    create_mandate(company=company, actor=build.BOB, customer="101", terms=signed)
    for number in ("1001", "1002"):
        build.invoice(company, alfa, number=number, amount="750.00", payment_reference=f"{number}7")
    done = made(company, bank_account="B1", scheme=Scheme.AUTOGIRO)
    export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    return company


def take(company: CompanyFacts, *orders: str) -> list[tuple[str, bool]]:
    stream = io.BytesIO(rejections(*orders).encode("latin-1"))
    done = take_answers(company=company, actor=build.BOB, name="a.txt", stream=stream)
    return [(one.debit, bool(one.counter)) for one in done.debits]


@pytest.mark.parametrize("is_posted", [False, True])
def test_a_rejected_order_takes_its_debit_back_once(collected: CompanyFacts, is_posted: bool) -> None:
    if is_posted:
        post_collection(company=collected, actor=build.BOB, number="DDC000001", today=DUE)
    orders = (
        order(75_000, reference="10017", day=DAY),
        order(75_100, reference="10027", day=DAY),  # another amount
        order(75_000, reference="10027", day="20260210"),  # another day
        order(75_000, reference="10027", day=DAY, payer=102),
    )
    assert take(collected, *orders) == [("DDC000001/1", is_posted)]
    assert take(collected, *orders) == []
    first, second = debits_of(company=collected, number="DDC000001")
    assert (first.state, first.reason, first.remaining.minor) == ("REJECTED", "02", 75_000)
    assert second.state == ("POSTED" if is_posted else "FILE_CREATED")
    assert mandate_shown(company=collected, number="MND000001", as_of=DUE).counter == 1
