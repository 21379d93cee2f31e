"""Pages of the customer and vendor ledgers that need no other room."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.lists import list_answer
from reskontra.receivables.entry_list import entry_kind, entry_listing
from reskontra.receivables.party_list import KINDS, party_listing

TITLES = {
    "customers": noop("Customers"),
    "vendors": noop("Vendors"),
    "customer_entries": noop("Customer entries"),
    "vendor_entries": noop("Vendor entries"),
}


def _place(ledger: str, of_customers: str, of_vendors: str) -> dict[str, str]:
    here = of_customers if ledger == "CUSTOMER" else of_vendors
    return {"here": here, "title": _(TITLES[here])}


@demands("READER")
def parties(request: HttpRequest, access: Access, ledger: str) -> HttpResponse:
    """Customers or vendors, with what they owe or are owed."""
    company = company_by_id(id=access.company_id)
    return list_answer(
        request,
        KINDS[ledger],
        lambda asked: party_listing(company=company, ledger=ledger, asked=asked, on=today()),
        template="receivables/list.html",
        context=_place(ledger, "customers", "vendors"),
        company_id=company.id,
        currency=company.currency,
    )


@demands("READER")
def entries(request: HttpRequest, access: Access, ledger: str) -> HttpResponse:
    """Entries of a ledger, open or all, as of any day."""
    company = company_by_id(id=access.company_id)
    return list_answer(
        request,
        entry_kind(ledger, may_change=access.may("CLERK")),
        partial(entry_listing, company, ledger),
        template="receivables/list.html",
        context=_place(ledger, "customer_entries", "vendor_entries"),
        company_id=company.id,
        currency=company.currency,
    )
