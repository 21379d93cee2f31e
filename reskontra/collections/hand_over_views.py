"""Hand-overs by page: the case as it stands, the file of its claims, and all of it as one archive."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.contacts import contact_word
from reskontra.collections.cost_words import COST_WORDS
from reskontra.collections.hand_over_case import CaseClaim, HandOverCase, case_archive, hand_over_case
from reskontra.collections.hand_overs import TO_WORDS, HandOverLine, HandOverUnknown, file_of
from reskontra.collections.interest_words import rate_text
from reskontra.collections.sending_queries import KIND_WORDS
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.money import Money
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.handing_out import handed_out
from reskontra.interface.setup import Head, Listing, Page, Row, show
from reskontra.interface.templatetags.display import day, gone


@demands("READER")
def hand_over_page(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What was handed over, with interest until today, costs, letters and contacts."""
    company = company_by_id(id=access.company_id)
    return show(request, _page(company, _case(company, number)))


@demands("READER")
def hand_over_archive(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The whole case as one archive."""
    company = company_by_id(id=access.company_id)
    content = case_archive(company=company, case=_case(company, number))
    return handed_out(content, f"case-{number}.zip")


@demands("READER")
def hand_over_file(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The claims as they were handed over."""
    try:
        content = file_of(company=company_by_id(id=access.company_id), number=number)
    except HandOverUnknown as unknown:
        raise Http404 from unknown
    return handed_out(content, f"claims-{number}.csv")


def _case(company: CompanyFacts, number: int) -> HandOverCase:
    try:
        return hand_over_case(company=company, number=number, as_of=today())
    except HandOverUnknown as unknown:
        raise Http404 from unknown


def _page(company: CompanyFacts, case: HandOverCase) -> Page:
    line = case.line
    told = _("{to}, {day}, by {user}. The files have our own layout: no agency's format was verified.")
    said = told.format(to=_(TO_WORDS[line.to]), day=day(line.day), user=line.made_by)
    if line.is_taken_back:
        said = f"{_('Taken back')}. {said}"
    if line.note:
        said = f"{said} {line.note}"
    back = reverse("claims", args=[company.id, line.customer])
    return Page(
        _("Hand-over {number}: {customer}").format(number=line.number, customer=f"{line.customer} {line.name}"),
        said,
        lists=(_claims(company, case), _interest(case), _costs(case), _letters(company, case), _contacts(case)),
        links=_links(company, line),
        above=(_("Claims on {customer}").format(customer=line.customer), back),
    )


def _links(company: CompanyFacts, line: HandOverLine) -> tuple[tuple[str, str], ...]:
    """To what was handed over; where its file was erased that alone."""
    if line.erased_at:
        return ((f"{_('The claims (CSV)')}: {gone(line.erased_at)}", ""),)
    return (
        (_("The whole case (ZIP)"), reverse("hand_over_archive", args=[company.id, line.number])),
        (_("The claims (CSV)"), reverse("hand_over_file", args=[company.id, line.number])),
    )


def _amount(claim: CaseClaim, minor: int) -> str:
    return value(Money(minor, claim.entry.currency))


def _claims(company: CompanyFacts, case: HandOverCase) -> Listing:
    heads = (
        Head(_("Document")), Head(_("Due")), Head(_("Handed over"), True), Head(_("Remaining"), True),
        Head(_("Interest until today"), True), Head(_("Description")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.entry.document_number, day(one.entry.due_date), _amount(one, one.handed_minor),
                _amount(one, one.entry.remaining_minor), _amount(one, one.interest_minor), one.entry.description,
            ),
            url=reverse("entry", args=[company.id, one.entry.entry_id]),
        )
        for one in case.claims
    )  # fmt: skip
    return Listing(_("Claims"), heads, rows)


def _interest(case: HandOverCase) -> Listing:
    heads = (
        Head(_("Document")), Head(_("After")), Head(_("Until")), Head(_("Days"), True), Head(_("Interest rate")),
        Head(_("Interest"), True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                claim.entry.document_number, day(one.after), day(one.until), str(one.days), rate_text(one.rate),
                _amount(claim, one.interest_minor),
            )
        )
        for claim in case.claims
        for one in claim.interest
    )  # fmt: skip
    return Listing(_("Interest not charged yet"), heads, rows, _("None: without interest terms no interest runs."))


def _costs(case: HandOverCase) -> Listing:
    heads = (Head(_("Document")), Head(_("Cost")), Head(_("Charged"), True))
    rows = tuple(
        Row((claim.entry.document_number, _(COST_WORDS[one.cost.value]), _amount(claim, one.charged_minor)))
        for claim in case.claims
        for one in claim.costs
    )
    return Listing(_("Costs charged"), heads, rows, _("No fee was charged on these claims."))


def _letters(company: CompanyFacts, case: HandOverCase) -> Listing:
    names = {"REMINDER": "reminder", "FINANCE_CHARGE": "memo"}
    rows = tuple(
        Row(
            (one.number, _(KIND_WORDS[one.kind]), day(one.document_date), str(one.level or "")),
            url=reverse(names[one.kind], args=[company.id, one.id]),
        )
        for one in case.letters
    )
    heads = (Head(_("Number")), Head(_("Type")), Head(_("Date")), Head(_("Level"), True))
    return Listing(_("Letters"), heads, rows, _("The customer was not reminded of these claims."))


def _contacts(case: HandOverCase) -> Listing:
    rows = tuple(Row((day(one.happened_on), contact_word(one.kind), one.text, one.made_by)) for one in case.contacts)
    heads = (Head(_("Date")), Head(_("How")), Head(_("Text")), Head(_("By")))
    return Listing(_("Contacts"), heads, rows, _("No contact yet. Calls, e-mails and notes stand here."))
