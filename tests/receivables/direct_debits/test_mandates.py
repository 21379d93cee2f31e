"""Mandates are made, changed, blocked and closed by the rules of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.receivables.direct_debits import mandates as m
from reskontra.receivables.direct_debits.accounts import PayerNumberTaken
from reskontra.receivables.direct_debits.mandate_list import mandate_shown
from tests import build
from tests.receivables.debiting_book import DUE, IBANS, SIGNED, euro_company, payer

pytestmark = pytest.mark.django_db
BOB = build.BOB


@pytest.mark.parametrize(
    ("refusal", "terms", "number"),
    [
        (m.MandateNumberUnfit, {}, "/A"),
        (m.MandateExists, {}, "MND000001"),
        (m.MandateDaysTurned, {"valid_from": DUE, "valid_to": date(2026, 2, 8)}, ""),
        (m.MandateDebitsUnfit, {"expected": 0}, ""),
        (m.MandateDebitsUnfit, {"expected": 10_000}, ""),
    ],
)
def test_what_no_mandate_may_be(refusal: type[Refused], terms: dict[str, object], number: str) -> None:
    company = euro_company()
    payer(company, 1)
    wanted = replace(SIGNED, **terms)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        m.create_mandate(company=company, actor=BOB, customer="C1", terms=wanted, number=number)


def test_a_one_off_mandate_expects_one_debit_and_numbers_pass_those_on_paper() -> None:
    company = euro_company()
    payer(company, 1)
    m.create_mandate(company=company, actor=BOB, customer="C1", terms=SIGNED, number="MND000002")
    terms = replace(SIGNED, is_one_off=True, expected=7)
    row = m.create_mandate(company=company, actor=BOB, customer="C1", terms=terms)
    assert (row.number, row.expected_debits, row.ignores_expected) == ("MND000003", 1, False)
    m.count_debits(company=company, rows=[row])
    assert mandate_shown(company=company, number=row.number, as_of=DUE).state == "CLOSED"
    with pytest.raises(m.MandateUsedUp):
        m.close_mandate(company=company, actor=BOB, number=row.number, is_closed=False)
    recurring = replace(m.terms_of(row), is_one_off=False, expected=2)
    with pytest.raises(m.OneOffUsed):
        m.change_mandate(company=company, actor=BOB, number=row.number, terms=recurring)
    m.count_rejections(company=company, rows=[m.find_mandate(company=company, number=row.number)])
    m.change_mandate(company=company, actor=BOB, number=row.number, terms=recurring)
    m.count_debits(company=company, rows=[m.find_mandate(company=company, number=row.number)])
    shown = mandate_shown(company=company, number=row.number, as_of=DUE)
    assert (shown.state, shown.counter, shown.sequence) == ("ACTIVE", 1, "FNAL")
    m.count_debits(company=company, rows=[m.find_mandate(company=company, number=row.number)])
    with pytest.raises(m.MandateCounted):
        m.change_mandate(company=company, actor=BOB, number=row.number, terms=terms)
    m.count_rejections(company=company, rows=[m.find_mandate(company=company, number=row.number)] * 2)
    assert mandate_shown(company=company, number=row.number, as_of=DUE).counter == 0


def test_the_customer_changes_until_it_is_signed_and_a_blocked_one_is_left_alone() -> None:
    company = euro_company()
    payer(company, 1, m.MandateTerms())
    build.customer(company, number="C2", name="Zwei", iban=IBANS[1])
    row = m.find_mandate(company=company, number="MND000001")
    terms = m.terms_of(row)
    changed = m.change_mandate(company=company, actor=BOB, number=row.number, terms=terms, customer="C2")
    assert changed.account == IBANS[1]
    signed = replace(m.terms_of(changed), signed_date=DUE)
    m.change_mandate(company=company, actor=BOB, number=row.number, terms=signed)
    with pytest.raises(m.MandateUsed):
        m.change_mandate(company=company, actor=BOB, number=row.number, terms=signed, customer="C1")
    m.block_mandate(company=company, actor=BOB, number=row.number, is_blocked=True)
    with pytest.raises(m.MandateStands):
        m.block_mandate(company=company, actor=BOB, number=row.number, is_blocked=True)
    with pytest.raises(m.MandateBlocked):
        m.change_mandate(company=company, actor=BOB, number=row.number, terms=signed)
    m.close_mandate(company=company, actor=BOB, number=row.number, is_closed=True)
    with pytest.raises(m.MandateBlocked):
        m.close_mandate(company=company, actor=BOB, number=row.number, is_closed=False)
    with pytest.raises(m.MandateUnknown):
        m.find_mandate(company=company, number="M9")
    assert Scheme(row.scheme) is Scheme.CORE


def test_a_payer_number_that_another_has_keeps_a_mandate_closed() -> None:
    company = euro_company()
    terms = replace(SIGNED, scheme=Scheme.AUTOGIRO, payer_number="77")
    for number in ("101", "102"):
        build.customer(company, number=number)
    first = m.create_mandate(company=company, actor=BOB, customer="101", terms=replace(terms, expected=1))
    m.count_debits(company=company, rows=[first])  # which closes it
    other = m.create_mandate(company=company, actor=BOB, customer="102", terms=terms)
    m.count_rejections(company=company, rows=[first])
    shown = mandate_shown(company=company, number=first.number, as_of=DUE)
    assert (shown.counter, shown.state) == (0, "CLOSED")
    with pytest.raises(PayerNumberTaken):
        m.close_mandate(company=company, actor=BOB, number=first.number, is_closed=False)
    m.close_mandate(company=company, actor=BOB, number=other.number, is_closed=True)
    assert not m.close_mandate(company=company, actor=BOB, number=first.number, is_closed=False).is_closed
