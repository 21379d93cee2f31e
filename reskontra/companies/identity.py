"""The numbers by which documents name the company itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts
from reskontra.core.company_numbers import compact
from reskontra.core.errors import Refused
from reskontra.core.identifiers import organisation_number
from reskontra.database.locks import lock_company


class CompanyNumberTooLong(Refused):
    code = "company_number_too_long"
    template = '"{text}" has {length} characters. Write the number with at most {most}.'


class CompanyNumberWithoutLetters(Refused):
    code = "company_number_without_letters"
    template = '"{text}" has no letter or digit. Write the number, or "" for none.'


@dataclass(frozen=True, slots=True)
class Identity:
    """As they were written; "" where not said."""

    organisation_number: str
    vat_number: str


def identity_of(*, company: CompanyFacts) -> Identity:
    row = Company.objects.get(id=company.id)
    return Identity(row.organisation_number, row.vat_number)


def set_identity(
    *, company: CompanyFacts, actor: str, organisation_number: str | None = None, vat_number: str | None = None
) -> Identity:
    """Say which organisation and VAT number the company has; None leaves one.

    refuses   CompanyNumberTooLong, CompanyNumberWithoutLetters; what the check digit of a Swedish company's
              organisation number refuses
    """
    values = {}
    if organisation_number is not None:
        values["organisation_number"] = _organisation_number(company, organisation_number.strip())
    if vat_number is not None:
        values["vat_number"] = checked_number(vat_number.strip())
    with transaction.atomic():
        lock_company(company.id)
        before = identity_of(company=company)
        Company.objects.filter(id=company.id).update(**values)
        after = identity_of(company=company)
        content = {
            "before": [before.organisation_number, before.vat_number],
            "after": [after.organisation_number, after.vat_number],
        }
        record(company=company.id, actor=actor, action="company.identified", subject=company.name, content=content)
    return after


_MOST = 30


def _organisation_number(company: CompanyFacts, text: str) -> str:
    checked = checked_number(text)
    return organisation_number.validate(checked) if checked and company.country == "SE" else checked


def checked_number(text: str) -> str:
    """A number as it was written, if it can be one.

    refuses   CompanyNumberTooLong, CompanyNumberWithoutLetters
    """
    if len(text) > _MOST:
        raise CompanyNumberTooLong(text=text[:40], length=len(text), most=_MOST)
    if text and not compact(text):
        raise CompanyNumberWithoutLetters(text=text)
    return text
