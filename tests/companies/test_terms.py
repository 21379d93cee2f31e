"""Payment terms listed, added and changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.companies.payment_terms import payment_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms import (
    TermsChange,
    TermsCodeUnfit,
    TermsDiscountHalf,
    TermsFormulaLong,
    TermsFormulaMissing,
    set_terms,
    terms_list,
)
from reskontra.core.dates import NotADateFormula
from reskontra.core.terms import DiscountPercentOutOfBounds
from reskontra.formats.csv_table import ValueHoldsUnseen
from tests import books, build
from tests.loading import events

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("formula", "due"),
    [
        ("30D", date(2026, 3, 2)),
        ("1M", date(2026, 2, 28)),
        ("CM+10D", date(2026, 2, 10)),
        ("cm + 1m", date(2026, 2, 28)),
        ("2W", date(2026, 2, 14)),
        ("", date(2026, 1, 31)),
    ],
)
def test_terms_give_a_due_date_by_formula(company: CompanyFacts, formula: str, due: date) -> None:
    done = set_terms(company=company, actor=build.BOB, code="X", change=TermsChange(due=formula))
    assert done.due_date(date(2026, 1, 31)) == due
    assert payment_terms(company=company)["X"].due.after(date(2026, 1, 31)) == due


def test_terms_are_changed_one_value_at_a_time(company: CompanyFacts) -> None:
    before = events(company)
    change = TermsChange("30D", "10D", Decimal("2.5"), "30 dagar")
    first = set_terms(company=company, actor=build.BOB, code="30X", change=change)
    assert (first.discount_date(date(2026, 1, 1)), first.discount_percent) == (date(2026, 1, 11), Decimal("2.5"))
    second = set_terms(company=company, actor=build.BOB, code="30X", change=TermsChange(discount_percent=Decimal(3)))
    assert (second.due_formula, second.discount_formula, second.name) == ("30D", "10D", "30 dagar")
    assert not second.discounts_credit_memos
    memos = TermsChange(discounts_credit_memos=True)
    assert set_terms(company=company, actor=build.BOB, code="30X", change=memos).discounts_credit_memos
    third = set_terms(company=company, actor=build.BOB, code="30X", change=TermsChange(discount=""))
    assert (third.discount_date(date(2026, 1, 1)), third.discount_percent) == (None, 0)
    assert third in terms_list(company=company)
    assert third.discounts_credit_memos
    assert events(company) == before + 4


@pytest.mark.parametrize(
    ("case", "code", "change", "wanted"),
    [
        ("no code", "", TermsChange("30D"), TermsCodeUnfit),
        ("blanks", " X", TermsChange("30D"), TermsCodeUnfit),
        ("a long code", "X" * 21, TermsChange("30D"), TermsCodeUnfit),
        ("a line break", "A\nB", TermsChange("30D"), ValueHoldsUnseen),
        ("no formula", "X", TermsChange("30 dagar"), NotADateFormula),
        ("a long formula", "X", TermsChange("1D+" * 12 + "1D"), TermsFormulaLong),
        ("over 100 %", "X", TermsChange("30D", "10D", Decimal(101)), DiscountPercentOutOfBounds),
        ("three decimals", "X", TermsChange("30D", "10D", Decimal("1.005")), DiscountPercentOutOfBounds),
        ("new without due", "X", TermsChange(name="Y"), TermsFormulaMissing),
        ("a percentage alone", "X", TermsChange("30D", None, Decimal(2)), TermsDiscountHalf),
        ("a date alone", "30D", TermsChange(None, "10D"), TermsDiscountHalf),
    ],
)
def test_what_is_refused(
    company: CompanyFacts, case: str, code: str, change: TermsChange, wanted: type[Exception]
) -> None:
    before = books.contents()
    with pytest.raises(wanted):
        set_terms(company=company, actor=build.BOB, code=code, change=change)
    assert books.contents() == before
