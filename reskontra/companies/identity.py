"""The numbers by which documents name the company itself."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts
from reskontra.core.company_numbers import compact
from reskontra.core.errors import Refused


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


_MOST = 30


def checked_number(text: str) -> str:
    """A number as it was written, if it can be one.

    refuses   CompanyNumberTooLong, CompanyNumberWithoutLetters
    """
    if len(text) > _MOST:
        raise CompanyNumberTooLong(text=text[:40], length=len(text), most=_MOST)
    if text and not compact(text):
        raise CompanyNumberWithoutLetters(text=text)
    return text
