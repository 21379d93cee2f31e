"""Repayments with what has become of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.receivables.models import Repayment
from reskontra.receivables.repayments import RepaymentUnknown

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
    party_id: int
    document_type: str
    document_date: date
    original: Money
    decided_at: datetime | None


def repayments(*, company: CompanyFacts, with_all: bool = False) -> list[RepaymentLine]:
    """By number; those that wait for approval or for the bank, unless all are asked for."""
    rows = Repayment.objects.filter(company=company.id).select_related("entry", "party").order_by("id")
    found = [_line(row) for row in rows[:_MOST]]
    return [one for one in found if with_all or one.state in ("PROPOSED", "APPROVED")]


def find_repayments(*, company: CompanyFacts, numbers: Sequence[int]) -> list[RepaymentLine]:
    """These, in their order.

    refuses   RepaymentUnknown
    """
    rows = Repayment.objects.filter(company=company.id, id__in=list(numbers)).select_related("entry", "party")
    found = {row.id: _line(row) for row in rows}
    for number in numbers:
        if number not in found:
            raise RepaymentUnknown(number=number)
    return [found[number] for number in numbers]


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
        party_id=row.party_id,
        document_type=entry.document_type,
        document_date=entry.document_date,
        original=Money(entry.document_minor, entry.currency),
        decided_at=row.decided_at,
    )
