"""Customers by the terms of reminders or of interest that they bear."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party


def customers_on_interest_terms(*, company: CompanyFacts, codes: Collection[str]) -> dict[int, str]:
    """Customer → code, of those on one of these terms."""
    rows = Party.objects.filter(company=company.id, ledger="CUSTOMER", finance_charge_terms__in=list(codes))
    return dict(rows.values_list("id", "finance_charge_terms"))


def give_other_terms(*, company: CompanyFacts, column: str, code: str, to: str) -> int:
    """Customers on these terms get others, "" for none, inside the caller's transaction; gives how many they are.

    column    reminder_terms or finance_charge_terms
    """
    rows = Party.objects.filter(company=company.id, ledger="CUSTOMER", **{column: code})
    return rows.update(**{column: to})
