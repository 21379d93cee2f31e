"""Customers chosen by what stands on their cards."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party


@dataclass(frozen=True, slots=True)
class Chosen:
    """Codes of which a customer has one; () for any. Countries and languages in capitals and small letters alike."""

    payment_terms: tuple[str, ...] = ()
    posting_groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def is_everybody(self) -> bool:
        return not (self.payment_terms or self.posting_groups or self.countries or self.languages)


def customers_chosen(*, company: CompanyFacts, chosen: Chosen, default_group: str) -> dict[int, str]:
    """Customer → number, of active ones. Who names no country, language or posting group has the company's own.

    default_group   the posting group of those that name none
    """
    rows = Party.objects.filter(company=company.id, ledger="CUSTOMER", is_active=True, merged_into__isnull=True)
    columns = (
        ("payment_terms", chosen.payment_terms, ""),
        ("posting_group", chosen.posting_groups, default_group),
        ("country", chosen.countries, company.country),
        ("language", chosen.languages, company.language),
    )
    found = rows.order_by("number").values_list("id", "number", *(name for name, _wanted, _own in columns))
    return {
        id: number
        for id, number, *values in found
        if all(
            not wanted or (value or own).casefold() in {one.casefold() for one in wanted}
            for value, (_name, wanted, own) in zip(values, columns, strict=True)
        )
    }
