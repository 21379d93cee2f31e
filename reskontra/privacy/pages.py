"""The page of a customer or vendor for administrators: what is known of her, why, and until when."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.settings import keeping
from reskontra.core.errors import Refused
from reskontra.core.wording import worded
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Field, Form
from reskontra.interface.handing_out import handed_out
from reskontra.interface.refusals import lines
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import day
from reskontra.interface.typed_form import Typed
from reskontra.parties.queries import PartyUnknown
from reskontra.privacy.erasing import erase, erasures, preview
from reskontra.privacy.handing_out import taken
from reskontra.privacy.persons import Person, person_of
from reskontra.privacy.records import Known, known_of
from reskontra.privacy.telling import told_of
from reskontra.privacy.two_administrators import one_alone_notes


class PersonNumberDiffers(Refused):
    code = "person_number_differs"
    template = '"{typed}" is not whom the page is about. Write {number} to erase what is known.'


@demands("ADMINISTRATOR")
@asks_again()
def privacy(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    """GET shows what is known, and what would go; POST erases it once her number is typed."""
    company = company_by_id(id=access.company_id)
    person = _person(company, ledger, number)

    def do(typed: Typed) -> str:
        if typed.text("number") != person.number:
            raise PersonNumberDiffers(typed=typed.text("number")[:40], number=person.number)
        done = erase(company=company, actor=access.actor, person=person, reason=typed.text("reason"))
        told = _("{number} waits for another administrator.") if done.is_waiting else _("{number} is erased.")
        return told.format(number=person.number)

    def build(typed: Typed) -> Page:
        return privacy_page(company, known_of(company=company, person=person))

    return answer(request, access, build, Change(do))


@demands("ADMINISTRATOR")
def privacy_file(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    """All of it as one archive; the audit trail keeps who took it."""
    company = company_by_id(id=access.company_id)
    person = _person(company, ledger, number)
    content = taken(company=company, person=person, actor=access.actor)
    return handed_out(content, f"personal-data-{person.party_ids[0]}.zip")


def _person(company: CompanyFacts, ledger: str, number: str) -> Person:
    try:
        return person_of(company=company, **{ledger.lower(): number})
    except PartyUnknown as unknown:
        raise Http404 from unknown


def privacy_page(company: CompanyFacts, known: Known) -> Page:
    """What is known, table by table."""
    person = known.person
    heads = (
        Head(_("What")), Head(_("Rows"), is_number=True), Head(_("Where it came from")), Head(_("Why it is kept")),
        Head(_("Kept until")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.title,
                str(len(one.rows)),
                one.source,
                "; ".join(sorted(set(one.reasons.values()))) or "–",
                day(one.until) if one.until else _("erased when asked"),
            )
        )
        for one in known.tables
    )
    told = worded(
        _("Known of {name}: {rows:row|rows}, {events:event|events} of the audit trail, {files:file|files}."),
        name=person.name,
        **known.counts,
    )
    said, forms = _erasing(company, person)
    links = ((_("Take all of it"), reverse(f"{person.kind}_privacy_file", args=[company.id, person.number])),)
    above = (f"{person.number} {person.name}", reverse(person.kind, args=[company.id, person.number]))
    listing = Listing(_("What is known"), heads, rows)
    return Page(
        _("Personal data"),
        told,
        lists=(listing, _done(company, person)),
        forms=forms,
        said=said,
        links=links,
        above=above,
        notes=one_alone_notes(company),
    )


def _erasing(company: CompanyFacts, person: Person) -> tuple[tuple[str, ...], tuple[Form, ...]]:
    """Why nothing can be erased now, or the form that does it and what would go."""
    try:
        found = preview(company=company, person=person)
    except Refused as refusal:
        return tuple(lines(refusal)), ()
    fields = (
        Field("reason", _("Why"), is_needed=True, hint=_("Kept; name nobody in it.")),
        Field("number", _("Its number, to be sure"), is_needed=True, example=person.number),
    )
    hint = " ".join(told_of(found, kept=keeping(company=company)))
    at = {"erasure_unexplained": "reason", "person_number_differs": "number"}
    return (), (Form("erase", _("Erase what no law keeps"), _("Erase"), fields, hint, at=at),)


def _done(company: CompanyFacts, person: Person) -> Listing:
    heads = (Head(_("Asked by")), Head(_("Erased by")), Head(_("Why")), Head(_("Rows"), is_number=True))
    rows = tuple(
        Row((_who(one.asked_by, one.asked_at), _who(one.done_by, one.done_at), one.reason, str(one.rows)))
        for one in erasures(company=company, party_ids=person.party_ids)
    )
    return Listing(_("What was erased"), heads, rows, empty=_("Nothing yet."))


def _who(name: str, at: datetime | None) -> str:
    return f"{name}, {day(at.date())}" if at else ""
