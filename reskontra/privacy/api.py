"""customers and vendors: what is known of one as a person, taken as one archive; one made by mistake deleted."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from ninja import Path
from pydantic import BaseModel, Field

from reskontra.companies.called import company_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.handing_out import handed_out
from reskontra.ledger.api.parties import routes as parties
from reskontra.privacy.deleting_party import delete_party
from reskontra.privacy.handing_out import taken
from reskontra.privacy.persons import Person, person_of

routes = Routes("parties", "Personal data")


class PersonPath(BaseModel):
    """Whose."""

    number: Annotated[str, Field(min_length=1, max_length=60)]


def _archive(request: Call, person: Person) -> HttpResponse:
    content = taken(company=company_of(request), person=person, actor=request.auth.actor)
    return handed_out(content, f"personal-data-{person.number}.zip")


@routes.post("/customers/{number}/personal-data", None, role="ADMINISTRATOR", once_by=None)
def take_personal_data_of_customer(request: Call, at: Path[PersonPath]) -> HttpResponse:
    """Take all that is known of a customer, as one archive; the audit trail keeps who took it."""
    return _archive(request, person_of(company=company_of(request), customer=at.number))


@routes.post("/vendors/{number}/personal-data", None, role="ADMINISTRATOR", once_by=None)
def take_personal_data_of_vendor(request: Call, at: Path[PersonPath]) -> HttpResponse:
    """Take all that is known of a vendor, as one archive; the audit trail keeps who took it."""
    return _archive(request, person_of(company=company_of(request), vendor=at.number))


@parties.delete("/customers/{number}", role="ACCOUNTANT")
def delete_customer(request: Call, at: Path[PersonPath]) -> None:
    """Delete a customer that was made by mistake; refused where anything refers to it."""
    delete_party(company=company_of(request), actor=request.auth.actor, ledger="CUSTOMER", number=at.number)


@parties.delete("/vendors/{number}", role="ACCOUNTANT")
def delete_vendor(request: Call, at: Path[PersonPath]) -> None:
    """Delete a vendor that was made by mistake; refused where anything refers to it."""
    delete_party(company=company_of(request), actor=request.auth.actor, ledger="VENDOR", number=at.number)
