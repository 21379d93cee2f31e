"""A number that a document has already is passed over."""

from __future__ import annotations

import pytest

from reskontra.collections.free_names import take_free_names
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts, keep_series
from reskontra.core.entries import DocumentType
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_numbers_that_entries_bear_are_passed_over(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    for number, kind in (("X0001", "reminder"), ("X0003", "reminder"), ("X0004", "reminder"), ("X0005", "invoice")):
        build.document(company, alfa, number=number, amount="60.00", document_type=kind)
    series = keep_series(company=company, series=SeriesFacts("X", "DOCUMENT", "Issued", "X", 4))

    def taken(count: int) -> list[str]:
        return take_free_names(company=company, series=series, document_type=DocumentType.REMINDER, count=count)

    assert taken(2) == ["X0002", "X0005"]
    assert taken(1) == ["X0006"]
