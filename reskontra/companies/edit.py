"""What the company is called, where it is reached, and the numbers by which documents name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reskontra.audit.trail import record
from reskontra.companies.actions import CompanyExists
from reskontra.companies.identity import checked_number
from reskontra.companies.models import Company
from reskontra.companies.placing import change_copy
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.errors import Malformed, Refused
from reskontra.core.identifiers import organisation_number
from reskontra.database import places
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault
from reskontra.interface.people import check_email

TEXTS = {
    "name": 200, "address": 200, "postal_code": 20, "city": 100, "registered_office": 100, "email": 200, "phone": 50,
    "website": 200,
}  # fmt: skip
NUMBERS = ("organisation_number", "vat_number")
COLUMNS = ("name", *NUMBERS, *list(TEXTS)[1:])


def company_values(*, company: CompanyFacts) -> dict[str, str]:
    """Column → what holds, "" where nothing is said; in the order of COLUMNS."""
    return {name: str(value) for name, value in Company.objects.values(*COLUMNS).get(id=company.id).items()}


def change_company(*, company: CompanyFacts, actor: str, wanted: Mapping[str, str]) -> dict[str, list[str]]:
    """Change the named values; gives what changed: column → [before, after].

    wanted    columns of COLUMNS; those that are not named stay, "" takes a value away
    refuses   with the column as its place: CompanyExists, EmailUnreadable, ValueMissing, ValueTooLong, ValueHoldsNul,
              CompanyNumberTooLong, CompanyNumberWithoutLetters; what the check digit of a Swedish company's
              organisation number refuses
    """
    with places.atomic_with_home():
        lock_company(company.id)
        before = company_values(company=company)
        after = {name: _checked(company, name, value.strip()) for name, value in wanted.items()}
        changes = {name: [before[name], value] for name, value in after.items() if before[name] != value}
        if changes:
            changed = {name: value for name, (_before, value) in changes.items()}
            Company.objects.filter(id=company.id).update(**changed)
            change_copy(company.id, changed)
            subject = {**before, **after}["name"]
            record(company=company.id, actor=actor, action="company.changed", subject=subject, content=changes)
    return changes


def _checked(company: CompanyFacts, name: str, value: str) -> str:
    """The value as it is kept; a refusal has the column as its place."""
    try:
        if name in TEXTS and (fault := text_fault(name, value, most=TEXTS[name], is_required=name == "name")):
            raise fault
        return _READERS[name](company, value) if name in _READERS and value else value
    except (Refused, Malformed) as refusal:
        refusal.place = name
        raise


def _free_name(company: CompanyFacts, value: str) -> str:
    if any(known.name.casefold() == value.casefold() for known in companies() if known.id != company.id):
        raise CompanyExists(name=value)
    return value


def _organisation_number(company: CompanyFacts, value: str) -> str:
    checked = checked_number(value)
    return organisation_number.validate(checked) if company.country == "SE" else checked


def _email(company: CompanyFacts, value: str) -> str:
    check_email(value)
    return value


_READERS: dict[str, Callable[[CompanyFacts, str], str]] = {
    "name": _free_name,
    "organisation_number": _organisation_number,
    "vat_number": lambda company, value: checked_number(value),
    "email": _email,
}
