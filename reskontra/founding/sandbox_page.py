"""The page that makes a sandbox of a company, and the one of a sandbox that deletes it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.founding.sandbox import NotASandbox, delete_sandbox, make_sandbox
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, Form
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.setup import Change, Page, answer, refused_page, show
from reskontra.interface.typed_form import Typed


class SandboxNameDiffers(Refused):
    code = "sandbox_name_differs"
    template = '"{name}" is not what the sandbox is called. Write {company} to delete it.'


@demands("ADMINISTRATOR")
def sandbox_page(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows the form; POST copies the company, or deletes the sandbox."""
    company = company_by_id(id=access.company_id)
    if request.method == "POST" and request.POST.get("form") == "delete":
        return _deleted(request, access, company)
    made: list[CompanyFacts] = []

    def do(typed: Typed) -> str:
        made.append(make_sandbox(company=company, actor=access.actor, name=typed.needed("name")))
        told = _("{sandbox} is a copy of {company} to try things in.")
        return told.format(sandbox=made[0].name, company=company.name)

    change = Change(do, then=lambda typed: reverse("home", args=[made[0].id]))
    return answer(request, access, lambda typed: _page(company), change)


def _deleted(request: HttpRequest, access: Access, company: CompanyFacts) -> HttpResponse:
    typed = Typed(request.POST, today())
    try:
        if not company.is_sandbox:
            raise NotASandbox(company=company.name)
        if typed.text("name").casefold() != company.name.casefold():
            raise SandboxNameDiffers(name=typed.text("name")[:40], company=company.name)
        rows = delete_sandbox(company=company, actor=access.actor)
    except Refused as refusal:
        return show(request, refused_page(_page(company), typed, refusal), status=REFUSED)
    told = worded(_("{sandbox} is deleted with {count:row|rows}."), sandbox=company.name, count=rows)
    return done(request, told, reverse("start"))


def _page(company: CompanyFacts) -> Page:
    if company.is_sandbox:
        return _page_of_sandbox(company)
    told = _("A copy of the company to try things in: rules, postings, closing a year. Nothing is sent from it.")
    name = _("{company} (sandbox)").format(company=company.name)
    fields = (Field("name", _("What the copy is called"), name, is_needed=True),)
    hint = _(
        "All books, customers, statements, notes and what was learned are copied, with the users and their roles. "
        "Feeds are left out. Every page of the copy says what it is."
    )
    at = {"company_exists": "name", "sandbox_unnamed": "name"}
    form = Form("sandbox", _("Make a sandbox"), _("Copy the company"), fields, hint, at=at)
    return Page(_("Sandbox"), told, forms=(form,))


def _page_of_sandbox(company: CompanyFacts) -> Page:
    fields = (Field("name", _("What the sandbox is called"), is_needed=True, example=company.name),)
    hint = _("Everything in it goes for good; the company that it was made of stays as it is.")
    form = Form("delete", _("Delete the sandbox"), _("Delete it"), fields, hint, at={"sandbox_name_differs": "name"})
    told = _("This company is a sandbox itself. Copy the company that it was made of.")
    return Page(_("Sandbox"), told, forms=(form,))
