"""Every code of a check has its words, and they name the debit and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.core.money import Money
from reskontra.receivables.direct_debits.collections import collection_shown, debits_of
from reskontra.receivables.direct_debits.faults import FAULTS, faults, faults_shown
from tests.receivables.debiting_book import SIGNED, euro_company, made, owed, payer

CODES = {
    "AMOUNT": "debit_amount_not_above", "REMAINING": "debit_beyond_remaining", "CURRENCY": "debit_currency_unfit",
    "DATE_PAST": "debit_date_past", "NAME": "debitor_unnamed", "MANDATE": "debit_without_mandate",
    "SCHEME": "debit_scheme_differs", "UNSIGNED": "debit_mandate_unsigned", "INACTIVE": "debit_mandate_inactive",
    "USED_UP": "debit_mandate_used_up", "ACCOUNT": "debit_account_unfit", "ACCOUNT_GONE": "debit_account_gone",
    "BIC": "debit_bic_missing", "PAYER_NUMBER": "debit_payer_number_unfit", "CANCELLED": "debit_mandate_cancelled",
    "REJECTED": "debit_mandate_rejected", "BLOCKED": "debitor_blocked", "HELD": "debit_held",
    "DISPUTED": "debit_disputed", "CHOICE": "debit_chosen_otherwise",
    "OF_ANOTHER": "debit_payer_number_of_another", "ELSEWHERE": "debit_mandate_elsewhere",
    "REFUSED": "debit_refused_for_good", "TRIED_OUT": "debit_tried_out",
}  # fmt: skip


@pytest.mark.parametrize("code", FAULTS)
def test_each_names_its_debit(code: str) -> None:
    (fault,) = faults(
        [code], debit="DDC000001/1", document="INV-1", customer="C1", amount=Money(1, "SEK"), remaining=Money(0, "SEK"),
        day="2026-02-09", mandate="M1", account="SE1", scheme="AUTOGIRO",
    )  # fmt: skip
    assert fault.code == CODES[code]
    assert str(fault).startswith("DDC000001/1")
    assert "{" not in str(fault)


@pytest.mark.django_db
def test_those_of_a_collection_are_told() -> None:
    company = euro_company()
    owed(company, payer(company, 1, replace(SIGNED, signed_date=None)))
    done = made(company)
    shown = collection_shown(company=company, number=done.number)
    (fault,) = faults_shown(shown, debits_of(company=company, number=done.number))
    assert "mandate MND000001 has no day of signature by 2026-02-09" in str(fault)
