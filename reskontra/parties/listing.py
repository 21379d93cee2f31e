"""Customers and vendors as people look at them."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party
from reskontra.parties.queries import accounts_to_pay, find_party


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party in a list; blocked and merged_into are "" where nothing is."""

    ledger: str
    number: str
    name: str
    city: str
    organisation_number: str
    currency: str
    payment_terms: str
    posting_group: str
    blocked: str
    is_active: bool
    merged_into: str


@dataclass(frozen=True, slots=True)
class PartyCard:
    """accounts: (kind, number); merged: the numbers of those that went up in this one."""

    line: PartyLine
    accounts: tuple[tuple[str, str], ...]
    merged: tuple[str, ...]


_COLUMNS = (
    "ledger", "number", "name", "city", "organisation_number", "currency", "payment_terms", "posting_group", "blocked",
    "is_active", "merged_into__number",
)  # fmt: skip


def list_parties(
    *, company: CompanyFacts, ledger: str, text: str = "", with_inactive: bool = False, most: int = 500, after: str = ""
) -> list[PartyLine]:
    """Parties of a ledger by number, the active ones unless all are asked for; at most `most`.

    text      that the number or the name begins with, case ignored
    after     the number that those before ended with
    """
    rows = Party.objects.filter(company=company.id, ledger=ledger)
    if after:
        rows = rows.filter(number__gt=after)
    if text:
        rows = rows.filter(number__istartswith=text) | rows.filter(name__istartswith=text)
    if not with_inactive:
        rows = rows.filter(is_active=True)
    return [_line(row) for row in rows.order_by("number").values_list(*_COLUMNS)[:most]]


def party_card(*, company: CompanyFacts, ledger: str, number: str) -> PartyCard:
    """refuses   PartyUnknown"""
    found = find_party(company=company, ledger=ledger, number=number)
    rows = Party.objects.filter(company=company.id)
    return PartyCard(
        line=_line(rows.values_list(*_COLUMNS).get(id=found.id)),
        accounts=tuple(accounts_to_pay(company=company, party_id=found.id)),
        merged=tuple(rows.filter(merged_into=found.id).order_by("number").values_list("number", flat=True)),
    )


def _line(row: tuple[object, ...]) -> PartyLine:
    values = (*row[:-1], row[-1] or "")
    return PartyLine(*values)  # type: ignore[arg-type]
