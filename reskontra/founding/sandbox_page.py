"""The page that makes a sandbox of a company."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.founding.sandbox import make_sandbox
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Change, Page, answer
from reskontra.interface.typed_form import Typed


@demands("ADMINISTRATOR")
def sandbox_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    made: list[CompanyFacts] = []

    def do(typed: Typed) -> str:
        made.append(make_sandbox(company=company, actor=access.actor, name=typed.needed("name")))
        told = _("{sandbox} is a copy of {company} to try things in.")
        return told.format(sandbox=made[0].name, company=company.name)

    change = Change(do, then=lambda typed: reverse("home", args=[made[0].id]))
    return answer(request, access, lambda typed: _page(company), change)


def _page(company: CompanyFacts) -> Page:
    told = _("A copy of the company to try things in: rules, postings, closing a year. Nothing is sent from it.")
    if company.is_sandbox:
        return Page(_("Sandbox"), _("This company is a sandbox itself. Copy the company that it was made of."))
    name = _("{company} (sandbox)").format(company=company.name)
    fields = (Field("name", _("What the copy is called"), name, is_needed=True),)
    hint = _(
        "All books, customers, statements and what was learned are copied, with the users and their roles. Feeds are "
        "left out. Every page of the copy says what it is."
    )
    at = {"company_exists": "name", "sandbox_unnamed": "name"}
    form = Form("sandbox", _("Make a sandbox"), _("Copy the company"), fields, hint, at=at)
    return Page(_("Sandbox"), told, forms=(form,))
