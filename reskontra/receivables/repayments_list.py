"""Repayments with what has become of them."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.receivables.models import Repayment

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class RepaymentLine:
    """state: proposed, approved, cancelled; or closed, once the entry of an approved one is settled."""

    number: int
    state: str
    account: str
    name: str
    document: str
    amount: Money
    remaining: Money
    account_kind: str
    account_number: str
    reason: str
    proposed_by: str
    decided_by: str


def repayments(*, company: CompanyFacts, with_all: bool = False) -> list[RepaymentLine]:
    """By number; those that wait for approval or for the bank, unless all are asked for."""
    rows = Repayment.objects.filter(company=company.id).select_related("entry", "party").order_by("id")
    found = [_line(row) for row in rows[:_MOST]]
    return [one for one in found if with_all or one.state in ("PROPOSED", "APPROVED")]


def _line(row: Repayment) -> RepaymentLine:
    entry = row.entry
    is_closed = row.state == "APPROVED" and not entry.remaining_minor
    return RepaymentLine(
        number=row.id,
        state="CLOSED" if is_closed else row.state,
        account=row.party.number,
        name=row.party.name,
        document=entry.document_number,
        amount=Money(row.amount_minor, entry.currency),
        remaining=Money(entry.remaining_minor, entry.currency),
        account_kind=row.account_kind,
        account_number=row.account_number,
        reason=row.reason,
        proposed_by=row.proposed_by,
        decided_by=row.decided_by,
    )
