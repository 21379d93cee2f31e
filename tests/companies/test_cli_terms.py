"""payment-terms list and set on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.cli_terms import payment_terms
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused, run

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_terms_are_set_and_listed(company: CompanyFacts) -> None:
    words = ("--due", "CM+10D", "--discount", "10D", "--percent", "1,5", "--name", "10 in next month")
    assert done(payment_terms, "set", "NM10", *words, "--lang", "en").out.startswith("NM10: due CM+10D; a document of ")
    rows = done(payment_terms, "list", "--document-date", "2026-01-31", "--format", "json").json
    assert next(row for row in rows if row["payment_terms"] == "NM10") == {
        "payment_terms": "NM10", "name": "10 in next month", "due_formula": "CM+10D", "discount_formula": "10D",
        "discount_percent": "1.50", "discounts_credit_memos": False, "document_date": "2026-01-31",
        "due_date": "2026-02-10", "discount_date": "2026-02-10",
    }  # fmt: skip
    told = done(payment_terms, "list", "--document-date", "2026-01-01", "--lang", "en").out
    assert "Dated 2026-01-01: due" in told
    assert ["0D", "Betalas", "genast", "0D", "2026-01-01"] in [line.split() for line in told.splitlines()]


def test_credit_memos_bear_a_discount_where_it_is_said(company: CompanyFacts) -> None:
    for option, wanted in (("--discount-on-credit-memos", True), ("--no-discount-on-credit-memos", False)):
        done(payment_terms, "set", "30D2P10", option)
        rows = done(payment_terms, "list", "--format", "json").json
        assert [row["discounts_credit_memos"] for row in rows if row["payment_terms"] == "30D2P10"] == [wanted]
        (told,) = [row for row in done(payment_terms, "list", "--lang", "en").out.splitlines() if "30D2P10" in row]
        assert ("yes" in told.split()) is wanted


def test_what_is_refused_and_wrong_usage(company: CompanyFacts) -> None:
    assert "do not say when a document is due" in refused(payment_terms, "set", "NEW")
    assert '"soon" is not a date formula' in refused(payment_terms, "set", "NEW", "--due", "soon")
    for percent in ("two", "NaN", "Infinity"):
        assert run(payment_terms, "set", "NEW", "--due", "1M", "--percent", percent).code == 2
