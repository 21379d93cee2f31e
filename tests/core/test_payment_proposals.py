"""Which documents are proposed to be paid, how much and when; what is left out, and what forbids to send a payment."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.payment_proposals import (
    LeftOutReason,
    Payable,
    PaymentFinding,
    PaymentToCheck,
    ProposalTerms,
    choose_account,
    choose_payments,
    payment_findings,
)

DAY, SATURDAY, UNTIL = date(2026, 3, 2), date(2026, 3, 14), date(2026, 3, 31)
TERMS = ProposalTerms(DAY, UNTIL, "SEK")
GIRO = (("BANKGIRO", "50501055"),)


def payable(id=1, minor=1000, **other):
    values = {"due_date": date(2026, 3, 20), "discount_minor": 0, "discount_date": None, "accounts": GIRO}
    return Payable(entry_id=id, party_id=1, currency=other.pop("currency", "SEK"), open_minor=minor, **(values | other))


def with_discount(until, **other):
    return payable(discount_minor=20, discount_date=until, **other)


@pytest.mark.parametrize(
    ("case", "one", "terms", "expected"),
    [
        ("due", payable(), TERMS, (1000, 0, DAY)),
        ("due later", payable(due_date=date(2026, 4, 1)), TERMS, None),
        ("on its day", payable(), replace(TERMS, on_last_day=True), (1000, 0, date(2026, 3, 20))),
        ("on the bank day before", payable(due_date=SATURDAY), replace(TERMS, on_last_day=True),
         (1000, 0, date(2026, 3, 13))),
        ("overdue, not before the first day", payable(due_date=date(2026, 2, 1)), replace(TERMS, on_last_day=True),
         (1000, 0, DAY)),
        ("a discount", with_discount(date(2026, 3, 10)), TERMS, (980, 20, DAY)),
        ("its last day", with_discount(DAY), TERMS, (980, 20, DAY)),
        ("a discount gone", with_discount(date(2026, 3, 1)), TERMS, (1000, 0, DAY)),
        ("a discount on its day", with_discount(date(2026, 3, 10)), replace(TERMS, on_last_day=True),
         (980, 20, date(2026, 3, 10))),
        ("early for its discount", with_discount(date(2026, 3, 10), due_date=date(2026, 5, 1)),
         replace(TERMS, discount_until=date(2026, 3, 10)), (980, 20, DAY)),
        ("not early", with_discount(date(2026, 3, 11), due_date=date(2026, 5, 1)),
         replace(TERMS, discount_until=date(2026, 3, 10)), None),
        ("on the next bank day", payable(), replace(TERMS, day=SATURDAY), (1000, 0, date(2026, 3, 16))),
        ("never past a discount", with_discount(SATURDAY), replace(TERMS, day=SATURDAY), (980, 20, SATURDAY)),
        ("asked back", payable(due_date=date(2026, 9, 1), is_repayment=True), TERMS, (1000, 0, DAY)),
    ],
)  # fmt: skip
def test_what_is_paid_and_when(case, one, terms, expected):
    chosen, left_out = choose_payments([one], terms=terms)
    assert [(found.amount_minor, found.discount_minor, found.day) for found in chosen] == (
        [expected] if expected else []
    )
    assert not left_out


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"currency": "EUR"}, LeftOutReason.CURRENCY),
        ({"minor": -500}, LeftOutReason.OWED_TO_US),
        ({"minor": 0, "is_proposed": True}, LeftOutReason.PROPOSED),
        ({"is_blocked": True, "is_held": True}, LeftOutReason.BLOCKED),
        ({"is_held": True}, LeftOutReason.HELD),
        ({"is_disputed": True}, LeftOutReason.DISPUTED),
    ],
)
def test_what_is_left_out(values, reason):
    chosen, left_out = choose_payments([payable(**values)], terms=TERMS)
    assert not chosen
    assert [one.reason for one in left_out] == [reason]


@given(st.lists(st.integers(1, 500), max_size=12), st.integers(0, 2000))
def test_no_more_than_was_said_and_nothing_that_would_fit_is_left(amounts, most):
    payables = [payable(number, minor) for number, minor in enumerate(amounts)]
    chosen, left_out = choose_payments(payables, terms=replace(TERMS, most_minor=most))
    free = most - sum(one.amount_minor for one in chosen)
    assert free >= 0
    assert all(one.payable.open_minor > free for one in left_out)
    assert len(chosen) + len(left_out) == len(amounts)


@pytest.mark.parametrize(
    ("accounts", "currency", "expected"),
    [
        ((("IBAN", "X"), ("BANKGIRO", "1")), "SEK", ("BANKGIRO", "1")),
        ((("IBAN", "X"), ("BANKGIRO", "1")), "EUR", ("IBAN", "X")),
        ((("BANKGIRO", "1"), ("BANKGIRO", "2")), "SEK", ("", "")),
        ((("BANKGIRO", "1"),), "EUR", ("", "")),
        ((), "SEK", ("", "")),
    ],
)
def test_the_account_that_is_paid_to(accounts, currency, expected):
    assert choose_account(accounts, currency=currency) == expected


KNOWN = (*GIRO, ("BANKGIRO", "50501054"), ("BBAN", "12345"))
GOOD = PaymentToCheck(980, 20, DAY, "SEK", "SE", "BANKGIRO", "50501055", 1000, date(2026, 3, 10), KNOWN, False, False)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ()),
        ({"account_kind": "", "account_number": ""}, (PaymentFinding.ACCOUNT_UNCLEAR,)),
        ({"account_kind": "", "account_number": "", "accounts": ()}, (PaymentFinding.ACCOUNT_MISSING,)),
        ({"account_number": "50501054"}, (PaymentFinding.ACCOUNT_WRONG,)),
        ({"account_kind": "BBAN", "account_number": "12345", "country": "NO"}, ()),
        ({"currency": "EUR"}, (PaymentFinding.ACCOUNT_FOREIGN,)),
        ({"open_minor": 999}, (PaymentFinding.AMOUNT_OVER,)),
        ({"day": date(2026, 3, 1)}, (PaymentFinding.DAY_PAST,)),
        ({"day": date(2026, 3, 11)}, (PaymentFinding.DISCOUNT_LATE,)),
        ({"accounts": (("BANKGIRO", "9912346"),)}, (PaymentFinding.ACCOUNT_GONE,)),
        ({"accounts": ()}, (PaymentFinding.ACCOUNT_GONE,)),
        ({"is_repaid": False}, (PaymentFinding.REPAYMENT_GONE,)),
        ({"reference": "1" * 36}, (PaymentFinding.REFERENCE_UNFIT,)),
        ({"reference": "1\x01"}, (PaymentFinding.REFERENCE_UNFIT,)),
        ({"is_disputed": True}, (PaymentFinding.DISPUTED,)),
        ({"day": date(2026, 3, 7)}, (PaymentFinding.NO_BANK_DAY,)),
        ({"is_blocked": True, "is_held": True}, (PaymentFinding.BLOCKED, PaymentFinding.HELD)),
    ],
)
def test_what_forbids_to_send_it(values, expected):
    assert payment_findings(replace(GOOD, **values), today=DAY) == expected
