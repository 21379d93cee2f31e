"""Pages of invoices and credit memos in short form: the lists, and one of them."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.lists import list_answer
from reskontra.receivables.document_list import DOCUMENT_KIND, document_listing
from reskontra.receivables.document_pages import DocumentPage, document_page

TITLES = {"CUSTOMER": noop("Customer invoices"), "VENDOR": noop("Vendor invoices")}


def found_document(access: Access, id: int) -> tuple[CompanyFacts, DocumentPage]:
    """The document of an address; the company has none: 404."""
    company = company_by_id(id=access.company_id)
    page = document_page(company=company, id=id)
    if page is None:
        raise Http404
    return company, page


@demands("READER")
def documents(request: HttpRequest, access: Access, ledger: str) -> HttpResponse:
    """Drafts and posted invoices and credit memos of a ledger."""
    company = company_by_id(id=access.company_id)
    new_url = reverse(f"{ledger.lower()}_document_new", args=[company.id]) if access.may("CLERK") else ""
    return list_answer(
        request,
        DOCUMENT_KIND[ledger],
        partial(document_listing, company, ledger),
        template="receivables/list.html",
        context={
            "here": f"{ledger.lower()}_documents",
            "title": _(TITLES[ledger]),
            "empty_url": new_url,
            "empty_word": _("New invoice"),
        },
        company_id=company.id,
        currency=company.currency,
    )


@demands("READER")
def document(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """One of them, with its lines, its VAT, and what has moved its entry."""
    company, page = found_document(access, id)
    ledger = page.document.ledger
    context = {
        "page": page,
        "list_url": reverse(f"{ledger.lower()}_documents", args=[company.id]),
        "list_word": _(TITLES[ledger]),
        "may_change": access.may("CLERK"),
        "card_url": reverse(ledger.lower(), args=[company.id, page.document.party_number]),
    }
    return render(request, "receivables/document.html", context)
