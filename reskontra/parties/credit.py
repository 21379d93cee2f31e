"""Credit limits of customers."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party


@dataclass(frozen=True, slots=True)
class CreditLimit:
    """limit_minor is local."""

    party_id: int
    number: str
    name: str
    limit_minor: int


def credit_limits(*, company: CompanyFacts) -> list[CreditLimit]:
    """The customers that have a limit, by number."""
    rows = Party.objects.filter(company=company.id, ledger="CUSTOMER", credit_limit_minor__gt=0).order_by("number")
    return [CreditLimit(*row) for row in rows.values_list("id", "number", "name", "credit_limit_minor")]
