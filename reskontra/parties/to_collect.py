"""Customers as collecting takes them: their terms, language and blocks, many at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_COLUMNS = (
    "p.id, p.number, p.name, p.language, p.posting_group, p.reminder_terms, p.finance_charge_terms, p.blocked, "
    "p.is_privacy_blocked"
)
_SQL = f"SELECT {_COLUMNS} FROM {{values}} CROSS JOIN parties_party p WHERE p.id = v.value AND p.company_id = %s"


class PartyToCollect(NamedTuple):
    """A customer; language, posting group and terms "" mean the company's default, or none."""

    id: int
    number: str
    name: str
    language: str
    posting_group: str
    reminder_terms: str
    interest_terms: str
    blocked: str
    is_privacy_blocked: bool


def parties_to_collect(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, PartyToCollect]:
    rows = bulk.lookup(_SQL, ids, company.id)
    return {row[0]: PartyToCollect._make((*row[:8], bool(row[8]))) for row in rows}
