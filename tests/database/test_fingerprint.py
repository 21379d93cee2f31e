"""The digest of rows changes with each of their values, and with nothing else."""

from __future__ import annotations

import pytest

from reskontra.companies.models import Currency
from reskontra.companies.queries import CompanyFacts
from reskontra.database.fingerprint import fingerprint

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def digest(company: CompanyFacts, columns: str = "code rounding_limit_minor NULL", order: str = "code") -> str:
    source = f"(SELECT * FROM companies_currency WHERE company_id = %s ORDER BY {order}) c"
    return fingerprint(columns=columns.split(), source=source, values=[company.id])


def test_it_tells_whether_rows_are_what_they_were(company: CompanyFacts) -> None:
    Currency.objects.filter(company=company.id).delete()
    assert digest(company) == ""
    rows = [Currency(company_id=company.id, code=code, rounding_limit_minor=minor) for code, minor in CODES]
    Currency.objects.bulk_create(rows)
    before = digest(company)
    assert digest(company, order="rounding_limit_minor DESC") == before
    euro = Currency.objects.filter(company=company.id, code="EUR")
    assert [euro.update(rounding_limit_minor=2), digest(company) == before] == [1, False]
    assert [euro.update(rounding_limit_minor=1), digest(company) == before] == [1, True]
    assert digest(company, "NULL code rounding_limit_minor") != before  # a blank keeps its place


CODES = (("EUR", 1), ("USD", 12))
