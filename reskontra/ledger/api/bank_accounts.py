"""bank accounts: the company's own."""

from __future__ import annotations

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import parse_minor
from reskontra.interface.api.as_seen import ETAG, tag_of
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Page, Paged, Text
from reskontra.ledger.bank_accounts import (
    NewBankAccount,
    add_bank_account,
    post_opening,
    set_auto_match,
    set_last_check,
)
from reskontra.ledger.check_writing import last_check_of
from reskontra.ledger.cli import bank_account_data
from reskontra.ledger.queries import BankAccountFacts, bank_accounts, bank_balance, bank_balances, find_bank_account
from reskontra.ledger.sign_offs import standing_sign_offs

routes = Routes("ledger", "Bank accounts")


class BankAccountData(Data):
    """An own account with what the bank ledger says is on it."""

    number: str
    name: str
    currency: str
    iban: str
    gl_account: str
    balance: str
    auto_match: bool


class NewBankAccountBody(Body):
    """What is left out is the company's own, or the next that is free; an opening balance is posted as a voucher."""

    number: Code
    iban: Text = ""
    name: Text = ""
    currency: Annotated[str, Field(max_length=3)] = ""
    bankgiro: Text = ""
    plusgiro: Text = ""
    account: Text = ""
    gl_account: Text = ""
    opening_balance: Amount | None = None
    opening_date: Day | None = None


class BankAccountChange(Body):
    """auto_match: whether imports are matched at once; last_check: the number that checks go on from."""

    auto_match: bool | None = None
    last_check: Annotated[str, Field(min_length=1, max_length=40)] | None = None


class OpeningBalance(Body):
    """The balance at the end of the day."""

    balance: Amount
    date: Day


def _data(company: CompanyFacts, one: BankAccountFacts) -> dict[str, Any]:
    return bank_account_data(one, bank_balance(company=company, bank_account_id=one.id))


@routes.get("/bank-accounts", Page[BankAccountData])
def list_bank_accounts(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the bank accounts with what is on them."""
    company = company_of(request)
    found, balances = bank_accounts(company=company), bank_balances(company=company)
    return page_of(
        found, asked, key=lambda one: one.number, build=lambda one: bank_account_data(one, balances.get(one.id, 0))
    )


@routes.post("/bank-accounts", BankAccountData, role="ACCOUNTANT", status=201)
def add_own_bank_account(request: Call, body: NewBankAccountBody) -> dict[str, Any]:
    """Add an own bank account; its opening balance is posted as a voucher."""
    company = company_of(request)
    chosen = currency_codes.validate(body.currency) if body.currency else company.currency
    new = NewBankAccount(
        number=body.number, name=body.name, currency=chosen, iban=body.iban, other_account=body.account,
        bankgiro=body.bankgiro, plusgiro=body.plusgiro, gl_account=body.gl_account,
        opening_minor=parse_minor(body.opening_balance, chosen) if body.opening_balance else None,
        opening_date=body.opening_date,
    )  # fmt: skip
    return _data(company, add_bank_account(company=company, actor=request.auth.actor, account=new))


@routes.get("/bank-accounts/{bank_account}", BankAccountData)
def show_bank_account(request: Call, response: HttpResponse, bank_account: str) -> dict[str, Any]:
    """Show a bank account; its ETag leaves out the balance, and tells of the sign-off that stands."""
    company = company_of(request)
    found = find_bank_account(company=company, number=bank_account)
    told = _data(company, found)
    signed = standing_sign_offs(company=company).get(found.id)
    last = last_check_of(company=company, bank_account=found)
    response[ETAG] = tag_of({**told, "signed": signed and signed.id, "last_check": last}, without=["balance"])
    return told


@routes.patch("/bank-accounts/{bank_account}", BankAccountData, role="ACCOUNTANT")
def change_bank_account(request: Call, bank_account: str, body: BankAccountChange) -> dict[str, Any]:
    """Change what a bank account does by itself, or the number its checks go on from."""
    company, actor = company_of(request), request.auth.actor
    find_bank_account(company=company, number=bank_account)
    with transaction.atomic():
        if body.last_check is not None:
            set_last_check(company=company, actor=actor, number=bank_account, last_check=body.last_check)
        if body.auto_match is not None:
            set_auto_match(company=company, actor=actor, number=bank_account, is_on=body.auto_match)
    return _data(company, find_bank_account(company=company, number=bank_account))


@routes.post("/bank-accounts/{bank_account}/opening", BankAccountData, role="ACCOUNTANT")
def post_opening_balance(request: Call, bank_account: str, body: OpeningBalance) -> dict[str, Any]:
    """Post the opening balance of a bank account that was added without one."""
    company = company_of(request)
    currency = find_bank_account(company=company, number=bank_account).currency
    minor = parse_minor(body.balance, currency)
    done = post_opening(company=company, actor=request.auth.actor, number=bank_account, minor=minor, day=body.date)
    return _data(company, done)
