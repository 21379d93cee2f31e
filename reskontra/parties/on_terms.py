"""Customers by the terms of reminders or of interest that they bear."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.parties.models import Party


def customers_on_interest_terms(*, company: CompanyFacts, codes: Collection[str]) -> dict[int, str]:
    """Customer → code, of those on one of these terms, by their numbers."""
    rows = Party.objects.filter(company=company.id, ledger="CUSTOMER", finance_charge_terms__in=list(codes))
    return dict(rows.order_by("number").values_list("id", "finance_charge_terms"))


def interest_terms_of(*, company: CompanyFacts, party_ids: Collection[int], codes: Collection[str]) -> dict[int, str]:
    """Customer → code, of those among these that are on one of these terms."""
    sql = (
        "SELECT p.id, p.finance_charge_terms FROM {values} CROSS JOIN parties_party p "
        "WHERE p.company_id = %s AND p.id = v.value AND p.ledger = 'CUSTOMER'"
    )
    known = set(codes)
    return {id: code for id, code in bulk.lookup(sql, party_ids, company.id) if code in known}


def give_other_terms(*, company: CompanyFacts, column: str, code: str, to: str) -> int:
    """Customers on these terms get others, "" for none, inside the caller's transaction; gives how many they are.

    column    reminder_terms or finance_charge_terms
    """
    rows = Party.objects.filter(company=company.id, ledger="CUSTOMER", **{column: code})
    return rows.update(**{column: to})
