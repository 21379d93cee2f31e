"""Vouchers by name and external number, and their reversals."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.trace import traced_vouchers, vouchers_numbered, with_reversals
from tests.postings import correction, draft, post_all

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_voucher_is_found_and_what_reverses_it(company: CompanyFacts) -> None:
    lines = {"1910": 100, "3001": -100}
    first, other = post_all(
        company, draft(company, lines, external_document_number="X 1"), draft(company, lines, description="Kaffe")
    )
    (second,) = post_all(company, draft(company, {"1910": -100, "3001": 100}, source="REVERSAL", reverses_id=first.id))
    assert vouchers_numbered(company=company, number="X 1") == [first.id]
    assert vouchers_numbered(company=company, number=other.name) == [other.id]
    assert vouchers_numbered(company=company, number="") == []
    assert vouchers_numbered(company=company, number="X") == []
    assert with_reversals(company=company, ids=[first.id]) == {first.id, second.id}
    assert with_reversals(company=company, ids=[second.id]) == {first.id, second.id}
    assert with_reversals(company=company, ids=[other.id]) == {other.id}
    found = traced_vouchers(company=company, ids={first.id, second.id, other.id})
    assert [(one.name, one.reverses, one.reversed_by, str(one.debit)) for one in found] == [
        ("A-2026-1", "", "A-2026-3", "1.00 SEK"),
        ("A-2026-2", "", "", "1.00 SEK"),
        ("A-2026-3", "A-2026-1", "", "1.00 SEK"),
    ]
    assert (found[0].external_document_number, found[1].description, found[2].source) == ("X 1", "Kaffe", "REVERSAL")


def test_the_sum_of_a_correction_is_negative(company: CompanyFacts) -> None:
    made = correction(company, {"1910": -30_00, "3001": 30_00})
    (found,) = traced_vouchers(company=company, ids=[made.id])
    assert found.debit.minor == -30_00
