"""What a hand-over lacks for who is to collect it: told, since the claims stand all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reskontra.collections.interest_rates import LateReference, late_references
from reskontra.collections.interest_words import late_page_text, late_text
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.on_terms import interest_terms_of
from reskontra.parties.queries import find_party


@dataclass(frozen=True, slots=True)
class HandOverLacks:
    """is_without_number: the creditor, of an organisation number; late: reference rates of the customer's interest
    that are not entered for the day, so that the last one went on."""

    is_without_number: bool
    late: tuple[LateReference, ...]

    @property
    def codes(self) -> list[str]:
        """As programs know them."""
        return ["organisation_number"] * self.is_without_number + ["reference_rate"] * bool(self.late)


def hand_over_lacks(*, company: CompanyFacts, customer: str, as_of: date) -> HandOverLacks:
    """Of a customer's claims as they are written on a day. customer: by number"""
    found = late_references(company=company, as_of=as_of)
    party = find_party(company=company, ledger="CUSTOMER", number=customer)
    codes = [code for one in found for code in one.terms]
    own = interest_terms_of(company=company, party_ids=[party.id], codes=codes).get(party.id, "")
    return HandOverLacks(not company.organisation_number, tuple(one for one in found if own in one.terms))


def lack_texts(lacks: HandOverLacks, *, is_page: bool = False) -> list[str]:
    """Each with its remedy, by a command or on a page."""
    told = [_late(one, is_page) for one in lacks.late]
    if lacks.is_without_number:
        said = _("Your company has no organisation number, and who collects the claims needs the creditor's.")
        by_command = _("Enter it: reskontra company set --organisation-number NUMBER")
        remedy = _("Enter it under Company.") if is_page else by_command
        told.insert(0, f"{said} {remedy}")
    return told


def _late(one: LateReference, is_page: bool) -> str:
    if not is_page:
        return late_text(one)
    remedy = _("Enter it under Interest terms.")
    return f"{late_page_text(one)} {remedy}"
