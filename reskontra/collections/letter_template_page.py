"""The template that letters are made by, as a page of set-up: tried on a sample, kept, taken away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.letter_template import (
    own_template,
    read_template,
    remove_own_template,
    set_own_template,
)
from reskontra.collections.sample_letter import sample_letter
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Field, Form, labels_of, stamp
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import REFUSED
from reskontra.interface.setup import Change, Page, answer, refused_page, show
from reskontra.interface.templatetags.display import count
from reskontra.interface.typed_form import Typed
from reskontra.letters.own_template import MOST_LETTERS, check_template
from reskontra.letters.pdf import template_source

AT = dict.fromkeys(
    (
        "template_unreadable", "own_template_too_long", "own_template_reaches", "own_template_fails",
        "own_template_takes_long",
    ), "file",
)  # fmt: skip


@demands("ACCOUNTANT", shows=True)
def letter_template_page(request: HttpRequest, access: Access) -> HttpResponse:
    """A template is chosen; looked at first, it makes a letter that is kept nowhere."""
    company = company_by_id(id=access.company_id)
    if request.method == "POST" and "look" in request.POST:
        return _looked(request, company)

    def do(typed: Typed) -> str:
        if typed.form == "remove":
            was_there = remove_own_template(company=company, actor=access.actor)
            return _("Letters are made by ours again.") if was_there else _("Letters are made by ours.")
        upload = typed.file("file")
        set_own_template(company=company, actor=access.actor, source=_source(typed))
        return _("Letters are made by {file}.").format(file=upload.name)

    def present(typed: Typed) -> object:
        return own_template(company=company) or None

    return answer(
        request, access, lambda typed: _page(company), Change(do, present, subject=lambda typed: "letter_template")
    )


@demands("ACCOUNTANT", shows=True)
def letter_template_sample(request: HttpRequest, access: Access) -> HttpResponse:
    """A made-up letter by the template that holds."""
    company = company_by_id(id=access.company_id)
    return _pdf(sample_letter(company=company, template=own_template(company=company)))


@demands("ACCOUNTANT", shows=True)
def letter_template_source(request: HttpRequest, access: Access) -> HttpResponse:
    """The template that holds, to begin another with."""
    source = own_template(company=company_by_id(id=access.company_id)) or template_source("letter").decode()
    return handed_out(source, "letter.typ")


def _looked(request: HttpRequest, company: CompanyFacts) -> HttpResponse:
    page = _page(company)
    typed = Typed(request.POST, today(), request.FILES, labels_of(page.forms))
    try:
        source = _source(typed)
        check_template(source)
        return _pdf(sample_letter(company=company, template=source))
    except (Refused, Malformed) as refusal:
        return show(request, refused_page(page, typed, refusal), status=REFUSED)


def _source(typed: Typed) -> str:
    """refuses   FieldEmpty, TemplateUnreadable"""
    upload = typed.file("file")
    return read_template(upload.read(), name=upload.name or "")


def _pdf(content: bytes) -> HttpResponse:
    return handed_out(content, "sample.pdf", is_shown=True)


def _page(company: CompanyFacts) -> Page:
    own = own_template(company=company)
    seen = stamp(own or None)
    theirs = _("Letters to customers are made by a template of your own.")
    told = theirs if own else _("Letters to customers are made by ours.")
    hint = _("A file of typst of at most {most} letters. It is tried before it is kept; what is issued stays as it is.")
    field = Field("file", _("Template"), kind="file")
    forms = [
        Form(
            "template", _("A template of your own"), _("Keep the template"), (field,),
            hint.format(most=count(MOST_LETTERS)), seen=seen, at=AT, also=("look", _("Look at a sample")),
        )
    ]  # fmt: skip
    if own:
        gone = _("Your own is deleted; download it first if you want to keep it.")
        forms.append(Form("remove", _("Our template again"), _("Take it away"), (), gone, seen=seen))
    links = (
        (_("A sample letter"), reverse("setup_letter_template_sample", args=[company.id])),
        (_("Download the template"), reverse("setup_letter_template_source", args=[company.id])),
    )
    return Page(_("Letter template"), told, forms=tuple(forms), links=links)
