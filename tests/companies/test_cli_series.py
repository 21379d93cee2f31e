"""number-series list and add."""

from __future__ import annotations

import pytest

from reskontra.companies.cli_series import number_series_app
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused
from tests.postings import sale

pytestmark = pytest.mark.django_db


def test_series_are_added_and_listed(company: CompanyFacts) -> None:
    told = done(number_series_app, "add", "BF", "--prefix", "BF", "--digits", "4", "--name", "Posted").out
    assert told == "Series BF begins with BF0001.\n"
    sale(company)
    lines = [" ".join(line.split()) for line in done(number_series_app, "list").out.splitlines()]
    assert "BF Documents Posted" in lines
    assert "A Vouchers Verifikationer 2026: 1" in lines
    found = {one["series"]: one for one in done(number_series_app, "list", "--format", "json").json}
    assert found["A"]["last"] == [{"fiscal_year": "2026", "number": 1}]
    assert found["BF"] == {
        "series": "BF", "kind": "document", "name": "Posted", "prefix": "BF", "digits": 4, "last": [],
    }  # fmt: skip


def test_refusals(company: CompanyFacts) -> None:
    assert refused(number_series_app, "add", "A").startswith("There is a number series A already")
