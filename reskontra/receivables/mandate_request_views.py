"""What Bankgirot is asked about mandates by page, its files, and mandates that it told of by itself."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.parts import file_to_keep
from reskontra.interface.setup import Change, Page, answer
from reskontra.interface.typed_form import Typed
from reskontra.receivables.direct_debit_words import asked_told
from reskontra.receivables.direct_debits.adopting import adopt_mandate
from reskontra.receivables.direct_debits.asking import MandateFileUnknown, ask_mandates, mandate_file
from reskontra.receivables.direct_debits.request_pages import requests_page


@demands("READER")
def mandate_requests(request: HttpRequest, access: Access) -> HttpResponse:
    """A clerk adopts mandates, an accountant creates the file."""
    company = company_by_id(id=access.company_id)

    def build(_typed: Typed) -> Page:
        may_ask = access.may("ACCOUNTANT")
        return requests_page(company=company, on=today(), may_change=access.may("CLERK"), may_ask=may_ask)

    def do(typed: Typed) -> str:
        if not access.may("ACCOUNTANT" if typed.form == "ask" else "CLERK"):
            raise Http404
        if typed.form == "ask":
            return _ask(company, access.actor, typed)
        number = typed.text("adopt") or typed.needed("payer_number")
        customer = typed.text("customer")
        done = adopt_mandate(company=company, actor=access.actor, payer_number=number, customer=customer)
        told = _("Mandate {mandate} of {customer} is kept.")
        return told.format(mandate=done.mandate, customer=done.customer)

    return answer(request, access, build, Change(do))


def _ask(company: CompanyFacts, actor: str, typed: Typed) -> str:
    only = tuple(number for number in re.split(r"[\s,;]+", typed.text("only")) if number)
    done = ask_mandates(company=company, actor=actor, bank_account=typed.needed("bank"), today=today(), only=only)
    return asked_told(done.number, len(done.entered), len(done.taken_out), len(done.kept_back))


@demands("ACCOUNTANT", shows=True)
def mandate_request_file(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The file as it was written."""
    try:
        name, content = mandate_file(company=company_by_id(id=access.company_id), number=number)
    except MandateFileUnknown as unknown:
        raise Http404 from unknown
    return file_to_keep(name, content)
