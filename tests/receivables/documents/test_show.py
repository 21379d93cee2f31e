"""Documents as programs see them."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.documents.show import document_data, quantity_and_price, vat_by_code_of
from tests import build
from tests.documents import draft

pytestmark = pytest.mark.django_db


def test_a_document_as_data(company: CompanyFacts) -> None:
    build.customer(company, payment_terms="30D")
    made = draft(company, "3001;7.5x899.95;25;Hours;NORD;P7", "3002;10.00;12", "3004;1.00", text="March")
    data = document_data(made)
    assert {name: data[name] for name in ("draft", "number", "type", "status", "party", "terms", "due_date")} == {
        "draft": "UTK000001", "number": "", "type": "invoice", "status": "draft", "party": "customer:C1",
        "terms": "30D", "due_date": None,
    }  # fmt: skip
    assert (data["net"], data["vat"], data["total"]) == ("6760.63", "1688.61", "8449.24")
    assert data["lines"][0] == {  # type: ignore[index]
        "line": 1, "account": "3001", "text": "Hours", "quantity": "7.5", "price": "899.95", "amount": "6749.63",
        "vat_code": "25", "vat": "1687.41", "cost_center": "NORD", "project": "P7",
    }  # fmt: skip
    assert quantity_and_price(made.lines[1], "SEK") == ("", "")
    assert vat_by_code_of(made.lines) == {"": (1_00, 0), "12": (10_00, 1_20), "25": (6749_63, 1687_41)}
