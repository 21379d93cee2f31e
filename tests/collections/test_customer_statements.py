"""Which customers are read, piece by piece, in a number of queries that does not grow with them."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.customer_statements import customers_of, statements
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_queries_do_not_grow(company: CompanyFacts, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    asked = Asked(date(2026, 1, 1), date(2026, 12, 31))
    for number in range(5):
        build.invoice(company, build.customer(company, number=f"K{number}", name=f"Kund {number}"), number=f"F{number}")
    with django_assert_num_queries(5):
        parties = customers_of(company=company, asked=asked)
        ((*said,),) = statements(company=company, asked=asked, parties=parties)
    assert [one.card.number for one in said] == ["K0", "K1", "K2", "K3", "K4"]
    named = customers_of(company=company, asked=asked, numbers=["K3", "K1", "K3"])
    ((*found,),) = statements(company=company, asked=asked, parties=named)
    assert [one.card.number for one in found] == ["K3", "K1"]
