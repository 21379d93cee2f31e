"""Customers and vendors by the organisation and VAT numbers that documents name them by."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.functions import Coalesce

from reskontra.companies.queries import CompanyFacts
from reskontra.core.company_numbers import company_keys, spellings
from reskontra.parties.models import Party
from reskontra.parties.queries import PartySummary, parties_by_id


def parties_by_company_number(*, company: CompanyFacts, ledger: str, numbers: Collection[str]) -> list[PartySummary]:
    """The parties of a ledger that have one of the numbers, however written; merged ones as those they went up in.

    By organisation number, which is indexed; by VAT number where none has it.
    """
    written = spellings(numbers)
    for column in ("organisation_number", "vat_number"):
        rows = Party.objects.filter(company=company.id, ledger=ledger, **{f"{column}__in": written})
        now = rows.annotate(now=Coalesce("merged_into_id", "id")).values_list("now", column)
        keys = company_keys(numbers)
        ids = {id for id, number in now if not keys.isdisjoint(company_keys([number]))}
        if ids:
            return sorted(parties_by_id(company=company, ids=ids).values(), key=lambda party: party.number)
    return []
