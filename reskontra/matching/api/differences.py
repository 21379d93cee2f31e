"""differences of bank reconciliations: what the bank has and the books lack, on a general journal."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from reskontra.bank.reconciliation.queries import find_reconciliation, lines_numbered
from reskontra.bank.reconciliation.transferring import transfer_differences
from reskontra.companies.called import company_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Code, Data, Number
from reskontra.interface.clock import today
from reskontra.matching.differences import mapped_accounts

routes = Routes("reconciliation", "Differences of bank reconciliations")


class TransferBody(Body):
    """account: as gl:6570; what a text mapping says without it, else the batch's balancing account."""

    lines: Annotated[list[Number], Field(min_length=1, max_length=1000)]
    batch: Code
    account: Annotated[str, Field(max_length=60)] = ""


class LinesTransferred(Data):
    """How many lines are on the batch, to be posted there."""

    batch: str
    count: int


@routes.post("/bank-reconciliations/{name}/transfer", LinesTransferred)
def transfer_the_differences(request: Call, name: str, body: TransferBody) -> dict[str, Any]:
    """Put what lines lack in the books on a batch of a general journal."""
    company = company_of(request)
    found = find_reconciliation(company=company, name=name)
    known = lines_numbered(company=company, found=found, numbers=body.lines)
    accounts = dict.fromkeys(body.lines, body.account) if body.account else mapped_accounts(
        company=company, found=found, lines=known
    )  # fmt: skip
    made = transfer_differences(
        company=company, actor=request.auth.actor, name=name, numbers=body.lines, batch=body.batch, today=today(),
        accounts=accounts,
    )  # fmt: skip
    return {"batch": body.batch, "count": len(made)}
