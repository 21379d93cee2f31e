"""Payment terms."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core import terms
from reskontra.core.dates import DateFormula, parse_formula
from reskontra.core.entries import DocumentType
from reskontra.core.terms import DocumentTerms, PaymentTerms, TermedDocument, apply_terms

DAY = date(2026, 1, 10)
TWO_PERCENT = PaymentTerms(parse_formula("30D"), parse_formula("8D"), Decimal(2))


def document(kind=DocumentType.INVOICE, base=100_000, posted=DAY):
    return TermedDocument(kind, DAY, posted, base)


@pytest.mark.parametrize(
    ("case", "given", "on", "grace", "expected"),
    [
        ("no discount", PaymentTerms(parse_formula("CM+10D")), document(), "", (date(2026, 2, 10), None, None, 0)),
        ("at once", PaymentTerms(DateFormula()), document(), "", (DAY, None, None, 0)),
        ("2 %", TWO_PERCENT, document(), "", (date(2026, 2, 9), date(2026, 1, 18), date(2026, 1, 18), 2_000)),
        ("grace", TWO_PERCENT, document(), "5D", (date(2026, 2, 9), date(2026, 1, 18), date(2026, 1, 23), 2_000)),
        ("a credit memo", TWO_PERCENT, document(DocumentType.CREDIT_MEMO, -5), "", (date(2026, 2, 9), None, None, 0)),
        ("a payment", TWO_PERCENT, document(DocumentType.PAYMENT, -100), "", (date(2026, 2, 9), None, None, 0)),
        ("a finance charge", TWO_PERCENT, document(DocumentType.FINANCE_CHARGE), "", (date(2026, 2, 9), None, None, 0)),
        (
            "posted on the last day of grace",
            TWO_PERCENT,
            document(posted=date(2026, 1, 23)),
            "5D",
            (date(2026, 2, 9), date(2026, 1, 18), date(2026, 1, 23), 2_000),
        ),
        ("posted too late", TWO_PERCENT, document(posted=date(2026, 1, 24)), "5D", (date(2026, 2, 9), None, None, 0)),
        (
            "half away from zero",
            TWO_PERCENT,
            document(base=25),
            "",
            (date(2026, 2, 9), date(2026, 1, 18), date(2026, 1, 18), 1),
        ),
        ("too little for a discount", TWO_PERCENT, document(base=24), "", (date(2026, 2, 9), None, None, 0)),
    ],
)
def test_apply_terms(case, given, on, grace, expected):
    assert apply_terms(terms=given, document=on, grace=parse_formula(grace)) == DocumentTerms(*expected)


def test_credit_memo_where_the_terms_say_so():
    generous = PaymentTerms(parse_formula("30D"), parse_formula("8D"), Decimal("2.5"), discounts_credit_memos=True)
    found = apply_terms(terms=generous, document=document(DocumentType.CREDIT_MEMO, -100_000), grace=DateFormula())
    assert found.discount_minor == -2_500


@pytest.mark.parametrize("percent", [Decimal("-0.01"), Decimal("100.01")])
def test_refuses(percent):
    wrong = PaymentTerms(DateFormula(), DateFormula(), percent)
    with pytest.raises(terms.DiscountPercentOutOfBounds):
        apply_terms(terms=wrong, document=document(), grace=DateFormula())


@given(st.integers(-(10**15), 10**15), st.decimals(0, 100, places=3))
def test_discount_is_never_more_than_the_document(base, percent):
    assert abs(terms.percent_of(base, percent)) <= abs(base)
    assert terms.percent_of(-base, percent) == -terms.percent_of(base, percent)
