"""report limitation."""

from __future__ import annotations

import pytest

from reskontra.collections.cli_limitation import report
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections import claim_cases as cases
from tests.command_line import done
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_is_barred_is_printed_and_shown(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    build.invoice(company, alfa, number="INV-1", posting_date="2016-01-10")
    build.invoice(company, alfa, number="INV-2", posting_date="2016-03-20")
    cases.pay(company, alfa, "INV-2", "400.00", day=cases.TODAY)
    words = ("limitation", "--as-of", "2035-12-01", "--within", "100")
    found = done(report, *words, "--format", "json").json
    assert (found["past"], found["total_local"], found["law"][:18]) == (1, "1600.00", "preskriptionslagen")
    first, row = found["rows"]
    assert (first["document_number"], first["interrupted_on"], first["interrupted_by"]) == ("INV-1", None, "")
    assert row | {"name": "", "document_type_name": "", "interrupted_by_name": ""} == {
        "account": "C1", "name": "", "is_consumer": False, "document_type": "invoice", "document_type_name": "",
        "document_number": "INV-2", "document_date": "2016-03-20", "interrupted_on": "2026-03-02",
        "interrupted_by": "payment", "interrupted_by_name": "", "limitation_day": "2036-03-02", "days_left": 92,
        "currency": "SEK", "remaining": "600.00", "remaining_local": "600.00",
    }  # fmt: skip
    assert done(report, *words, "--format", "csv").out.splitlines()[1].startswith("C1,Alfa AB,")
    told = done(report, *words, "--lang", "sv").out
    assert "Preskriberas" in told
    assert "Betalning" in told
    page = Browser(company).get("reports/limitation/?as_of=2026-03-21&within=0")
    assert page.texts("//tbody//td[1]") == ["C1"]
    assert Browser(company).get("reports/limitation/?within=soon").status == 422
