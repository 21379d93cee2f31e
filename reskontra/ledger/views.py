"""Pages of the general ledger and of own bank accounts: lists, and one account with its entries."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.identifiers import iban
from reskontra.database.listing import rows_of
from reskontra.interface.auth import Access, demands
from reskontra.interface.list_kinds import ListKind, asked_of
from reskontra.interface.lists import Builder, file_answer, list_answer
from reskontra.ledger.account_facts import account_balance, account_name
from reskontra.ledger.bank_lists import BANK_ACCOUNTS, BANK_ENTRIES, bank_account_listing, bank_entry_listing
from reskontra.ledger.check_entries import checks_by_id, has_checks, totals_on_checks
from reskontra.ledger.check_lists import CHECKS, check_listing
from reskontra.ledger.check_register import check_register
from reskontra.ledger.lists import (
    ACCOUNTS,
    GL_ENTRIES,
    RUNS,
    VOUCHERS,
    account_listing,
    gl_entry_listing,
    run_listing,
    voucher_listing,
)
from reskontra.ledger.queries import BankAccountFacts, BankAccountUnknown, bank_balance, find_bank_account


def _answer(
    request: HttpRequest, company: CompanyFacts, kind: ListKind, build: Builder, context: Mapping[str, Any]
) -> HttpResponse:
    template = context.get("template", "ledger/list.html")
    return list_answer(
        request, kind, build, template=template, context=context, company_id=company.id, currency=company.currency
    )


@demands("READER")
def vouchers(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    context = {"here": "vouchers", "title": _("Vouchers")}
    return _answer(request, company, VOUCHERS, partial(voucher_listing, company), context)


@demands("READER")
def posting_runs(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    context = {"here": "posting_runs", "title": _("Posting runs")}
    return _answer(request, company, RUNS, partial(run_listing, company), context)


@demands("READER")
def gl_accounts(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    context = {"here": "gl_accounts", "title": _("Accounts")}
    return _answer(request, company, ACCOUNTS, partial(account_listing, company), context)


@demands("READER")
def gl_account(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """A G/L account with its entries."""
    company = company_by_id(id=access.company_id)
    name = account_name(company=company, number=number)
    if name is None:
        raise Http404
    context = {
        "template": "ledger/account.html",
        "number": number,
        "title": f"{number} {name}",
        "balance_minor": account_balance(company=company, number=number),
    }
    return _answer(request, company, GL_ENTRIES, partial(gl_entry_listing, company, number), context)


@demands("READER")
def bank_accounts(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    context = {"template": "ledger/bank_accounts.html", "title": _("Bank accounts")}
    return _answer(request, company, BANK_ACCOUNTS, partial(bank_account_listing, company), context)


def bank_account_found(access: Access, number: str) -> tuple[CompanyFacts, BankAccountFacts]:
    """The company and its bank account that an address names; 404 where there is none."""
    company = company_by_id(id=access.company_id)
    try:
        return company, find_bank_account(company=company, number=number)
    except BankAccountUnknown as unknown:
        raise Http404 from unknown


@demands("READER")
def bank_account(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """An own bank account: what the ledger says, what the last statement says, and its entries."""
    company, found = bank_account_found(access, number)
    context = {
        "template": "ledger/bank_account.html",
        "page": found,
        "title": found.name or found.number,
        "account": iban.format(found.iban) or found.bankgiro or found.plusgiro or found.other_account,
        "balance_minor": bank_balance(company=company, bank_account_id=found.id),
        "has_checks": has_checks(company=company, bank_account_id=found.id),
    }
    return _answer(request, company, BANK_ENTRIES, partial(bank_entry_listing, company, found.id), context)


@demands("READER")
def bank_checks(request: HttpRequest, access: Access, number: str) -> HttpResponse:
    """The checks drawn on an own bank account, and what those come to that the bank has not paid."""
    company, found = bank_account_found(access, number)
    if request.GET.get("format") == "pdf":
        with suppress(Refused, Malformed):  # what is refused of the address is told above the list
            return _register(request, company, found)
    context = {
        "template": "ledger/checks.html",
        "page": found,
        "title": _("Checks of {account}").format(account=found.name or found.number),
        "on_checks": totals_on_checks(company=company).get(found.id, 0),
    }
    return _answer(request, company, CHECKS, partial(check_listing, company, found.id), context)


def _register(request: HttpRequest, company: CompanyFacts, found: BankAccountFacts) -> HttpResponse:
    """The checks that the list shows as a PDF, by date."""
    asked = asked_of(request, CHECKS)
    rows = rows_of(check_listing(company, found.id, asked), sort="check_date", is_descending=False)
    known = checks_by_id(company=company, ids=[row["id"] for row in rows])
    title = _("Check register of {account}").format(account=f"{found.number} {found.name}".strip())
    facts = {key: asked.text(key) for key in ("from", "to") if asked.text(key)}
    checks = sorted(known.values(), key=lambda one: (one.check_date, one.id))
    report = check_register(company=company, checks=checks, name="checks", title=title, bank=found, facts=facts)
    return file_answer(report, "pdf")
