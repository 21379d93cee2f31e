"""The numbers by which documents name the company itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.identifiers import organisation_number
from reskontra.database.locks import lock_company


class VatNumberTooLong(Refused):
    code = "vat_number_too_long"
    template = '"{text}" has {length} characters. Write the VAT number with at most {most}.'


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

    refuses   what the check digit of a Swedish company's organisation number refuses; VatNumberTooLong
    """
    values = {}
    if organisation_number is not None:
        values["organisation_number"] = _checked(company, organisation_number)
    if vat_number is not None:
        if len(vat_number) > _MOST:
            raise VatNumberTooLong(text=vat_number[:40], length=len(vat_number), most=_MOST)
        values["vat_number"] = vat_number.strip()
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


def _checked(company: CompanyFacts, text: str) -> str:
    if text and company.country == "SE":
        return organisation_number.validate(text)
    return text.strip()[:_MOST]
