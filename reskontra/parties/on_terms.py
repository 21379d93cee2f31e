"""Customers by the interest terms that they bear."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party


def customers_on_interest_terms(*, company: CompanyFacts, codes: Collection[str]) -> dict[int, str]:
    """Customer → code, of those on one of these terms."""
    rows = Party.objects.filter(company=company.id, ledger="CUSTOMER", finance_charge_terms__in=list(codes))
    return dict(rows.values_list("id", "finance_charge_terms"))
