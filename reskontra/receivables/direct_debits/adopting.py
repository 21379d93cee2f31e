"""Mandates of Autogiro that Bankgirot tells of and that are not kept here, as those signed in the internet bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.formats.autogiro_orders import account_field
from reskontra.parties.queries import accounts_to_pay, find_party
from reskontra.receivables.direct_debit import MandateLine, mandates
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from reskontra.receivables.direct_debits.told_mandates import bare_number, own_payees, told_of
from reskontra.receivables.models import CustomerMandate


class NoMandateToAdopt(Refused):
    code = "no_mandate_to_adopt"
    template = (
        "Bankgirot has told of no mandate with payer number {number} that stands and is not kept here. "
        "See what it told with reskontra direct-debit mandates."
    )


class AdoptedCustomerUnclear(Refused):
    code = "adopted_customer_unclear"
    template = (
        "Nobody here is known by payer number {number}, nor by what Bankgirot told of it. "
        "Name the customer whose mandate it is."
    )


@dataclass(frozen=True, slots=True)
class Adopted:
    """mandate: its number here."""

    mandate: str
    customer: str
    payer_number: str
    signed_date: date


def mandates_to_adopt(*, company: CompanyFacts) -> list[MandateLine]:
    """Those that stand at Bankgirot for the company's own bankgiro numbers and are of no mandate here.

    By payee and payer number. A closed mandate that stands is opened again, or taken out.
    """
    found = mandates(company=company, state="ACTIVE")
    told, payees = (
        told_of(company=company, payer_numbers={one.payer_number for one in found}),
        own_payees(company=company),
    )
    kept = CustomerMandate.objects.filter(company=company.id, scheme="AUTOGIRO", is_closed=False)
    numbers = set(kept.values_list("payer_number", flat=True))
    return [
        one
        for one in found
        if one.payer_number.lstrip("0") not in numbers
        and bare_number(one.payee) in payees
        and told.owners.get((bare_number(one.payee), one.payer_number)) is None
    ]


def adopt_mandate(*, company: CompanyFacts, actor: str, payer_number: str, customer: str = "") -> Adopted:
    """Keep the mandate as signed on the day that Bankgirot told of it; customer: whose, where the bank's is unknown.

    Its account is the customer's that Bankgirot named, or none: Autogiro knows the payer by the number.
    refuses   NoMandateToAdopt, AdoptedCustomerUnclear, PartyUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        number = payer_number.strip().lstrip("0")
        found = [one for one in mandates_to_adopt(company=company) if one.payer_number.lstrip("0") == number]
        if not found:
            raise NoMandateToAdopt(number=payer_number[:40])
        return _adopted(company, actor, max(found, key=lambda one: one.changed_date), customer)


def adopt_known(*, company: CompanyFacts, actor: str) -> list[Adopted]:
    """Keep all whose customer is known; the others are left to be named one by one."""
    with transaction.atomic():
        lock_company(company.id)
        known = {one.payer_number: one for one in mandates_to_adopt(company=company) if one.customer}
        return [_adopted(company, actor, one, "") for one in known.values()]


def _adopted(company: CompanyFacts, actor: str, one: MandateLine, customer: str) -> Adopted:
    whose = customer or one.customer
    if not whose:
        raise AdoptedCustomerUnclear(number=one.payer_number)
    party = find_party(company=company, ledger="CUSTOMER", number=whose)
    account = _account(company, party.id, one.account)
    terms = MandateTerms(
        Scheme.AUTOGIRO, account, payer_number=one.payer_number, signed_date=one.changed_date,
        is_without_account=not account,
    )  # fmt: skip
    row = create_mandate(company=company, actor=actor, customer=party.number, terms=terms)
    return Adopted(row.number, party.number, row.payer_number, one.changed_date)


def _account(company: CompanyFacts, party_id: int, told: str) -> str:
    """The customer's that Bankgirot named: clearing number and account are sixteen digits there, filled with zeros."""
    for kind, number in accounts_to_pay(company=company, party_id=party_id):
        if told and (number == told or (kind == "BBAN" and account_field(number).lstrip("0") == told.lstrip("0"))):
            return number
    return ""
