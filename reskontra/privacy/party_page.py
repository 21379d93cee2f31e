"""The page that deletes a customer or vendor made by mistake, or tells what refers to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import company_by_id
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Form
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed
from reskontra.parties.queries import PartyUnknown, find_party
from reskontra.privacy.deleting_party import delete_party, references_to


@demands("ACCOUNTANT")
def delete_party_page(request: HttpRequest, access: Access, ledger: str, number: str) -> HttpResponse:
    """GET asks, or tells why not; POST deletes it and goes on to the list."""
    company = company_by_id(id=access.company_id)
    try:
        party = find_party(company=company, ledger=ledger, number=number)
    except PartyUnknown as unknown:
        raise Http404 from unknown
    found = references_to(company=company, party=party)

    def do(typed: Typed) -> str:
        delete_party(company=company, actor=access.actor, ledger=ledger, number=party.number)
        return _("{number} is deleted.").format(number=party.number)

    def build(typed: Typed) -> Page:
        heads = (Head(_("What")), Head(_("Rows"), is_number=True))
        rows = tuple(Row((title, str(count))) for title, count in found)
        listing = Listing(_("What refers to it"), heads, rows, empty=_("Nothing."))
        told = _("A customer or vendor that was made by mistake is deleted as long as nothing refers to it.")
        form = Form("delete", _("Delete it"), _("Delete"), (), _("Its card goes for good, with accounts and terms."))
        above = (f"{party.number} {party.name}", reverse(ledger.lower(), args=[company.id, party.number]))
        said = (_("Deactivate it, or merge it into the one that it was meant to be."),) if found else ()
        return Page(_("Delete"), told, lists=(listing,), forms=() if found else (form,), said=said, above=above)

    then = reverse(f"{ledger.lower()}s", args=[company.id])
    return answer(request, access, build, Change(do, then=lambda typed: then))
