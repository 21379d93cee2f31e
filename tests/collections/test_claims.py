"""Claims are named as open ones of one customer in one currency."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections import claims
from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import PAR
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_claims_come_by_due_date_and_what_is_no_such_is_refused(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    customer, found = claims.find_claims(company=company, names=cases.names("INV-2", "INV-1", "INV-2"))
    assert (customer.number, [one.document_number for one in found]) == ("C1", ["INV-1", "INV-2"])
    overdue = claims.overdue_names(company=company, customer=alfa, day=date(2026, 2, 20))
    assert [one.number for one in overdue] == ["INV-1"]
    with pytest.raises(claims.NothingOverdue, match="Nothing of C1 was due before 2026-02-09"):
        claims.overdue_names(company=company, customer=alfa, day=date(2026, 2, 9))
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=11 * PAR)
    build.invoice(company, alfa, number="EUR-1", currency="EUR", amount="10.00")
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-3")
    with pytest.raises(claims.ClaimsInSeveralCurrencies, match="INV-1 is in SEK, and EUR-1 in EUR"):
        claims.find_claims(company=company, names=cases.names("INV-1", "EUR-1"))
    with pytest.raises(claims.ClaimsOfSeveral, match="INV-1 is of C1, and INV-3 of C2"):
        claims.find_claims(company=company, names=cases.names("INV-1", "INV-3"))
    with pytest.raises(claims.NothingNamed):
        claims.find_claims(company=company, names=())
    assert claims.note_of(" two  words\n") == "two words"
    with pytest.raises(claims.NoteTooLong):
        claims.note_of("x" * 501)
