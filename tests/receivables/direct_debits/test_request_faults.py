"""Every code of what keeps a question back is told with the mandate and what to do."""

from __future__ import annotations

from reskontra.core.direct_debit import MandateFacts
from reskontra.core.mandate_orders import MandateAtBank, MandateOrder
from reskontra.receivables.direct_debits.at_bank import AtBank, Wanted
from reskontra.receivables.direct_debits.request_faults import request_faults
from reskontra.receivables.models import CustomerMandate


def test_every_code_is_told() -> None:
    row = CustomerMandate(number="M1", account="SE35")
    at = AtBank(row, MandateAtBank(MandateFacts("M1"), "101", "IBAN", "SE35", "12"), "C1", "Alfa")
    codes = ("UNSIGNED", "PAYER_NUMBER", "GIRO", "ACCOUNT", "ID_NUMBER", "DEBITS")
    found = request_faults(Wanted(at, MandateOrder.ENTER, codes))
    assert [one.code for one in found] == [
        "asked_mandate_unsigned", "asked_mandate_payer_number", "asked_mandate_giro", "asked_mandate_account",
        "asked_mandate_id_number", "asked_mandate_debits",
    ]  # fmt: skip
    told = [str(one) for one in found]
    assert all("M1" in one and "C1" in one and "{" not in one for one in told)
