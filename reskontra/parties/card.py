"""Everything that is known of one customer or vendor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party

_COLUMNS = (
    "id", "ledger", "number", "name", "address", "postal_code", "city", "country", "organisation_number", "vat_number",
    "email", "phone", "language", "currency", "payment_terms", "reminder_terms", "finance_charge_terms",
    "application_method", "posting_group", "blocked", "credit_limit_minor", "is_active", "merged_into__number",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """Texts are "" where nothing is known; credit_limit_minor is local, 0 without a limit."""

    id: int
    ledger: str
    number: str
    name: str
    address: str
    postal_code: str
    city: str
    country: str
    organisation_number: str
    vat_number: str
    email: str
    phone: str
    language: str
    currency: str
    payment_terms: str
    reminder_terms: str
    finance_charge_terms: str
    application_method: str
    posting_group: str
    blocked: str
    credit_limit_minor: int
    is_active: bool
    merged_into: str

    @property
    def place(self) -> str:
        """The address on one line."""
        city = " ".join(part for part in (self.postal_code, self.city) if part)
        return ", ".join(part for part in (self.address, city, self.country) if part)


def find_card(*, company: CompanyFacts, ledger: str, number: str) -> Card | None:
    """None where the company has no such customer or vendor."""
    row = Party.objects.filter(company=company.id, ledger=ledger, number=number).values_list(*_COLUMNS).first()
    return Card(*(*row[:-1], row[-1] or "")) if row else None


def reachable_cards(*, company: CompanyFacts, ids: Iterable[int]) -> dict[int, Card]:
    """The cards of these customers or vendors by key, without those that are blocked for privacy; one query."""
    rows = Party.objects.filter(company=company.id, id__in=list(ids), is_privacy_blocked=False).values_list(*_COLUMNS)
    return {row[0]: Card(*(*row[:-1], row[-1] or "")) for row in rows}
