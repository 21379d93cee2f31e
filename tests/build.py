"""What a test's company is made of, each in one line."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import BinaryIO

from reskontra.companies.actions import add_fiscal_year
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import parse_minor
from reskontra.founding.company import make_company
from reskontra.interface.people import add_user, give_role
from reskontra.ledger.bank_accounts import NewBankAccount, add_bank_account
from reskontra.ledger.queries import BankAccountFacts, group_codes
from reskontra.parties.load import load_parties
from reskontra.parties.queries import PartySummary, find_party
from reskontra.receivables.load import load_entries
from reskontra.receivables.queries import find_document
from tests.kept import step

ALICE = "Alice"  # a clerk
BOB = "Bob"  # an accountant
PASSWORD = "kastanj i maj 1914"  # of each of them, where it is asked for
CARLA = "Carla"  # has no access

YEARS = (2025, 2026)
BANK_IBAN = "SE4550000000058398257466"


@step
def new_company(
    *, name: str = "Nordan AB", preset: str = "se-bas", country: str = "SE", currency: str = "SEK"
) -> CompanyFacts:
    """A company with its chart of accounts and matching rules, and the years 2025 and 2026, all periods open."""
    company = make_company(name=name, actor=BOB, preset_code=preset, country=country, currency=currency)
    for year in YEARS:
        add_fiscal_year(company=company, actor=BOB, start=date(year, 1, 1), end=date(year, 12, 31))
    return company


@step
def bank_account(
    company: CompanyFacts,
    *,
    number: str = "B1",
    iban: str = BANK_IBAN,
    bankgiro: str = "",
    currency: str = "",
    opening: str = "",
    opening_date: date = date(2026, 1, 1),
) -> BankAccountFacts:
    """An own bank account; opening is its balance, as people write it."""
    minor = parse_minor(opening, currency or company.currency) if opening else None
    account = NewBankAccount(
        number=number, iban=iban, bankgiro=bankgiro, currency=currency, opening_minor=minor,
        opening_date=opening_date if opening else None,
    )  # fmt: skip
    return add_bank_account(company=company, actor=BOB, account=account)


@step
def customer(company: CompanyFacts, *, number: str = "C1", name: str = "Alfa AB", **columns: str) -> PartySummary:
    """A customer; columns as in customers.csv."""
    return _party(company, "CUSTOMER", {"number": number, "name": name, **columns})


@step
def vendor(company: CompanyFacts, *, number: str = "V1", name: str = "Vide AB", **columns: str) -> PartySummary:
    """A vendor; columns as in vendors.csv."""
    return _party(company, "VENDOR", {"number": number, "name": name, **columns})


def _party(company: CompanyFacts, ledger: str, columns: dict[str, str]) -> PartySummary:
    groups = group_codes(company=company, ledger=ledger)
    load_parties(company=company, actor=BOB, ledger=ledger, name="build", stream=_csv(columns), groups=groups)
    return find_party(company=company, ledger=ledger, number=columns["number"])


def invoice(
    company: CompanyFacts, party: PartySummary, *, number: str = "INV-1", amount: str = "1000.00", **columns: str
) -> EntryFact:
    """An open invoice to a customer (amount +) or from a vendor (amount −); columns as in entries.csv."""
    return document(company, party, number=number, amount=amount, document_type="invoice", **columns)


@step
def document(
    company: CompanyFacts, party: PartySummary, *, number: str, amount: str, document_type: str, **columns: str
) -> EntryFact:
    """An open document of any type, from 10 January 2026 and due on 9 February unless columns say else."""
    row = {
        "ledger": party.ledger.lower(),
        "account": party.number,
        "document_type": document_type,
        "document_number": number,
        "posting_date": "2026-01-10",
        "due_date": "2026-02-09",
        "currency": company.currency,
        "amount": amount,
        "remaining_amount": amount,
    } | columns
    load_entries(company=company, actor=BOB, name="build", stream=_csv(row))
    return find_document(
        company=company, ledger=party.ledger, number=number, account=party.number, document_type=document_type.upper()
    )


def _csv(row: dict[str, str]) -> BinaryIO:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(row))
    writer.writeheader()
    writer.writerow(row)
    return io.BytesIO(text.getvalue().encode())


def person(company: CompanyFacts, name: str, *, role: str = "ACCOUNTANT") -> None:
    """Somebody who may sign in, with a role in the company."""
    add_user(username=name, password=PASSWORD)
    give_role(company=company.id, actor=ALICE, username=name, role=role)
