"""A document as it is written, and as it stands in the books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.companies.queries import CompanyFacts
from reskontra.core.vat import PRICE, QUANTITY
from reskontra.receivables.documents.written import PartyNotWritten, as_written, drafts_of, parse_party, written
from tests import build, documents

pytestmark = pytest.mark.django_db


def codes(company: CompanyFacts, *lines: str, **values: object) -> list[tuple[str, str]]:
    _, findings = drafts_of(company=company, new=[documents.written(*lines, **values)])  # type: ignore[arg-type]
    return [(finding.place, finding.code) for finding in findings]


def test_what_is_left_out_is_the_partys_own(company: CompanyFacts) -> None:
    build.customer(company, payment_terms="30D", currency="EUR")
    ((facts,), findings) = drafts_of(company=company, new=[documents.written("3001;1.00")])
    assert findings == []
    assert (facts.payment_terms, facts.currency, facts.due_date) == ("30D", "EUR", None)
    assert facts.posting_date == facts.document_date == documents.DAY
    named = documents.written("3001;1.00", terms="10D", currency="SEK", posting_date=date(2026, 3, 5))
    ((facts,), _) = drafts_of(company=company, new=[named])
    assert (facts.payment_terms, facts.currency, facts.posting_date) == ("10D", "SEK", date(2026, 3, 5))


def test_everything_that_is_wrong_is_told_at_once(company: CompanyFacts) -> None:
    build.customer(company)
    assert codes(company, "3001;1,00;25", "9999;1.00", "3001;1x1,5;99", terms="X", currency="ZZZ", text="x" * 251) == [
        ("currency", "not_a_currency"),
        ("terms", "payment_terms_unknown"),
        ("text", "csv_value_too_long"),
        ("line 1, amount", "not_an_amount"),
        ("line 3, price", "not_a_quantity"),
        ("line 2, account", "account_unknown"),
        ("line 3, vat_code", "vat_code_unknown"),
    ]
    assert codes(company, "3001;1.00", party="C1") == [("party", "party_not_written")]


def test_a_vendors_number_twice_among_new_ones(company: CompanyFacts) -> None:
    build.vendor(company)
    new = documents.written("6990;1.00", party="vendor:V1", external_number="F-1", place="row 2")
    _, findings = drafts_of(company=company, new=[new, replace(new, place="row 3"), replace(new, is_credit_memo=True)])
    assert [(one.place, one.code) for one in findings] == [("row 3, external_number", "vendor_number_taken")]


@pytest.mark.parametrize(
    "lines",
    [("3001;10.00;25;Hours;NORD;P7",), ("3001;7.5x899.95;25", "3001;-1x0.333333;12"), ("3002;-1.00", "3001;5.00")],
)
def test_a_draft_is_written_as_it_was(company: CompanyFacts, lines: tuple[str, ...]) -> None:
    build.customer(company)
    new = documents.written(*lines, text="March", due_date=date(2026, 4, 1))
    made = documents.draft(company, *lines, text="March", due_date=date(2026, 4, 1))
    again = as_written(made)
    assert again == replace(new, terms=made.payment_terms, currency="SEK", posting_date=new.document_date)
    ((facts,), _) = drafts_of(company=company, new=[again], number=made.draft_number)
    assert replace(facts, id=made.id) == made


@pytest.mark.parametrize(("text", "pair"), [("customer:C1", ("CUSTOMER", "C1")), (" Vendor : V1 ", ("VENDOR", "V1"))])
def test_a_party(text: str, pair: tuple[str, str]) -> None:
    assert parse_party(text) == pair


@pytest.mark.parametrize("text", ["", "C1", "customer:", "gl:1930", ":C1"])
def test_no_party(text: str) -> None:
    with pytest.raises(PartyNotWritten):
        parse_party(text)


@given(st.integers(-(10**12), 10**12), st.sampled_from((QUANTITY, PRICE * 100, PRICE)))
def test_a_number_is_written_exactly(scaled: int, scale: int) -> None:
    assert Decimal(written(scaled, scale)) * scale == scaled
