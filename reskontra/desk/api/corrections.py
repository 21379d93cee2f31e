"""reverse: vouchers and posting runs taken back."""

from __future__ import annotations

from typing import Any

from reskontra.companies.called import company_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Data, Text
from reskontra.matching.actions.reverse_lines import Wanted, reversal_data, reverse_run, reverse_voucher

routes = Routes("ledger", "Corrections")


class ReverseBody(Body):
    """reason: kept with the counter voucher; preview: tell what would come of it, and store nothing."""

    reason: Text = ""
    description: Text = ""
    preview: bool = False


class ReversedAccount(Data):
    """How much was moved back on a G/L account, in the company's currency."""

    account: str
    name: str
    amount: str


class ReversalData(Data):
    """What was taken back, or would be."""

    preview: bool
    posting_run: int
    vouchers: list[str]
    readjusted: list[str]
    entries: int
    lines_open_again: int
    accounts: list[ReversedAccount]


@routes.post("/vouchers/{voucher}/reverse", ReversalData, role="ACCOUNTANT")
def reverse_a_voucher(request: Call, voucher: str, body: ReverseBody) -> dict[str, Any]:
    """Reverse a voucher by another; its entries are settled by mirrors, a bank line is open again."""
    company, wanted = company_of(request), Wanted(body.reason, body.description, body.preview)
    done = reverse_voucher(company=company, actor=request.auth.actor, voucher=voucher, wanted=wanted)
    return reversal_data(company, done, is_preview=body.preview)


@routes.post("/posting-runs/{key:run}/reverse", ReversalData, role="ACCOUNTANT")
def reverse_a_run(request: Call, run: int, body: ReverseBody) -> dict[str, Any]:
    """Reverse all that one command posted."""
    company, wanted = company_of(request), Wanted(body.reason, body.description, body.preview)
    done = reverse_run(company=company, actor=request.auth.actor, run=run, wanted=wanted)
    return reversal_data(company, done, is_preview=body.preview)
