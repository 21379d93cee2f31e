"""Mandates are listed with their state on a day, and what the bank told of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.money import Money
from reskontra.receivables.direct_debit import take_answers
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.mandate_list import customer_mandates, debits_of_mandate
from reskontra.receivables.direct_debits.mandates import MandateTerms, close_mandate, create_mandate
from tests import build
from tests.receivables.autogiro_answers import advice, mandate
from tests.receivables.debiting_book import DUE, SIGNED, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


@pytest.mark.company_leads
def test_the_state_is_of_a_day_and_closed_ones_are_left_out() -> None:
    company = euro_company()
    payer(company, 1, replace(SIGNED, valid_to=DUE))
    payer(company, 2)
    close_mandate(company=company, actor=build.BOB, number="MND000002", is_closed=True)
    assert [(one.number, one.state) for one in customer_mandates(company=company, as_of=DUE)] == [
        ("MND000001", "ACTIVE")
    ]
    (late, closed) = customer_mandates(company=company, as_of=date(2026, 2, 10), with_all=True)
    assert (late.state, closed.state) == ("INACTIVE", "CLOSED")
    (one,) = customer_mandates(company=company, as_of=DUE, customer="C2", with_all=True)
    assert (one.name, one.expected, one.counter) == ("Käufer 2", None, 0)


def test_the_debits_of_a_mandate_are_told() -> None:
    company = euro_company()
    owed(company, payer(company, 1))
    done = made(company)
    export_collection(company=company, actor=build.BOB, number=done.number, today=TODAY)
    (one,) = debits_of_mandate(company=company, number="MND000001")
    assert (one.document, one.amount, one.state, one.sequence) == (
        "INV-1", Money(100_00, "EUR"), "FILE_CREATED", "FRST",
    )  # fmt: skip


def test_what_the_bank_told_of_an_autogiro_mandate(company: CompanyFacts) -> None:
    build.bank_account(company, number="AG", iban="", bankgiro="9912346")
    build.customer(company, number="101")
    terms = MandateTerms(Scheme.AUTOGIRO)
    create_mandate(company=company, actor=build.BOB, customer="101", terms=terms)
    told = advice(mandate(101), mandate(102, comment="02")).encode()
    take_answers(company=company, actor=build.BOB, name="a.txt", stream=BytesIO(told))
    (one,) = customer_mandates(company=company, as_of=DUE)
    assert (one.told, one.payer_number) == ("ACTIVE", "101")
