"""The page of a customer or vendor for administrators: what is known of her, why, and until when."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.wording import worded
from reskontra.interface.auth import Access, demands
from reskontra.interface.setup import Head, Listing, Page, Row, show
from reskontra.interface.templatetags.display import day
from reskontra.parties.queries import PartyUnknown
from reskontra.privacy.handing_out import taken
from reskontra.privacy.persons import Person, person_of
from reskontra.privacy.records import Known, known_of


@demands("ADMINISTRATOR")
def privacy(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    company = company_by_id(id=access.company_id)
    person = _person(company, ledger, number)
    return show(request, privacy_page(company, known_of(company=company, person=person)))


@demands("ADMINISTRATOR")
def privacy_file(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    """All of it as one archive; the audit trail keeps who took it."""
    company = company_by_id(id=access.company_id)
    person = _person(company, ledger, number)
    content = taken(company=company, person=person, actor=access.actor)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="personal-data-{person.party_ids[0]}.zip"'
    return response


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
    links = ((_("Take all of it"), reverse(f"{person.kind}_privacy_file", args=[company.id, person.number])),)
    above = (f"{person.number} {person.name}", reverse(person.kind, args=[company.id, person.number]))
    listing = Listing(_("What is known"), heads, rows)
    return Page(_("Personal data"), told, lists=(listing,), links=links, above=above)
