"""vat-code list and set."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.cli_vat import vat_code
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


def test_codes_are_listed(company: CompanyFacts) -> None:
    found = {one["vat_code"]: one for one in done(vat_code, "list", "--format", "json").json}
    assert found["25"] == {
        "vat_code": "25", "name": "Moms 25 %", "rate": "25.00", "sales_account": "2611", "purchase_account": "2641",
    }  # fmt: skip
    assert "Moms 25 %" in done(vat_code, "list").out


def test_a_code_is_set(company: CompanyFacts) -> None:
    assert done(vat_code, "set", "EU", "--rate", "12,5", "--name", "Service").out == "VAT code EU: 12.5 %.\n"
    assert done(vat_code, "set", "EU", "--purchase-account", "2641", "--lang", "sv").out == "Momskod EU: 12,5 %.\n"


def test_a_rate_that_is_none_is_wrong_usage(company: CompanyFacts) -> None:
    answer = run(vat_code, "set", "EU", "--rate", "much")
    assert (answer.code, "much" in answer.err) == (2, True)


def test_a_refusal(company: CompanyFacts) -> None:
    assert "Write it with --rate." in refused(vat_code, "set", "EU")
