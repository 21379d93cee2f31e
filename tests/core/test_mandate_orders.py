"""What is due to be asked of a mandate, and what keeps it back: tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reskontra.core.direct_debit import MandateFacts, Scheme
from reskontra.core.mandate_orders import MandateAtBank, MandateOrder, check_order, due_order, stands

DAY = date(2026, 2, 2)
NEW = MandateAtBank(
    MandateFacts("M1", Scheme.AUTOGIRO, signed_date=DAY), "101", "BBAN", "33001212121212", "194608170000"
)  # fmt: skip
OVER = replace(NEW, mandate=replace(NEW.mandate, is_closed=True))
ENTER, TAKE_OUT = MandateOrder
CANCELLED = replace(NEW, told="CANCELLED", told_since=True)


@pytest.mark.parametrize(
    ("one", "order", "named"),
    [
        (NEW, ENTER, ENTER),
        (replace(NEW, asked=ENTER), None, None),
        (replace(NEW, asked=ENTER, is_answered=True, told="ACTIVE"), None, None),
        (replace(NEW, told="ACTIVE"), None, None),
        (CANCELLED, None, ENTER),
        (replace(CANCELLED, told_since=False), ENTER, ENTER),
        (replace(NEW, is_elsewhere=True), None, ENTER),
        (replace(NEW, mandate=replace(NEW.mandate, is_blocked=True)), None, None),
        (replace(NEW, asked=TAKE_OUT, told="ACTIVE"), ENTER, ENTER),
        (OVER, None, None),
        (replace(OVER, told="ACTIVE"), TAKE_OUT, TAKE_OUT),
        (replace(OVER, asked=ENTER), TAKE_OUT, TAKE_OUT),
        (replace(OVER, told="ACTIVE", asked=TAKE_OUT), None, None),
        (replace(OVER, told="ACTIVE", is_shared=True), TAKE_OUT, TAKE_OUT),
        (replace(NEW, told="ACTIVE", mandate=replace(NEW.mandate, valid_to=date(2026, 2, 1))), TAKE_OUT, TAKE_OUT),
    ],
)
def test_what_is_due(one: MandateAtBank, order: MandateOrder | None, named: MandateOrder | None) -> None:
    assert due_order(one, day=DAY) is order
    assert due_order(one, day=DAY, is_named=True) is named
    if order is not None:
        assert stands(one) is (order is TAKE_OUT)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ()),
        ({"id_number": "5560001234"}, ()),
        ({"mandate": MandateFacts("M1", signed_date=date(2026, 2, 3))}, ("UNSIGNED",)),
        ({"payer_number": "0"}, ("PAYER_NUMBER",)),
        ({"is_shared": True}, ("SHARED",)),
        ({"account_kind": "IBAN"}, ("ACCOUNT",)),
        ({"account_kind": "", "account": "", "id_number": ""}, ("ACCOUNT", "ID_NUMBER")),
        ({"id_number": "4608170000"}, ("ID_NUMBER",)),
        ({"account_kind": "BANKGIRO", "account": "50501055", "payer_number": "50501055", "id_number": ""}, ()),
        ({"account_kind": "BANKGIRO", "account": "50501055"}, ("GIRO",)),
    ],
)
def test_what_keeps_a_new_mandate_back(change: dict[str, object], codes: tuple[str, ...]) -> None:
    assert check_order(replace(NEW, **change), ENTER, day=DAY) == codes  # type: ignore[arg-type]


def test_debits_under_way_keep_a_mandate_at_bankgirot() -> None:
    assert check_order(replace(OVER, has_debits=True), TAKE_OUT, day=DAY) == ("DEBITS",)
    assert check_order(OVER, TAKE_OUT, day=DAY) == ()
