"""currency list and set on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.cli_currencies import currency
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_a_currency_is_set_and_listed(company: CompanyFacts) -> None:
    told = done(currency, "set", "SEK", "--tolerance-percent", "0.5", "--max-tolerance", "5").out
    assert told == "SEK: tolerance 0.50 %, at most 5.00.\n"
    rows = {row["currency"]: row for row in done(currency, "list", "--format", "json").json}
    assert (rows["SEK"]["tolerance_percent"], rows["SEK"]["max_tolerance"]) == ("0.50", "5.00")
    assert "0.50" in done(currency, "list").out
    assert 'tolerance of "200" %' in refused(currency, "set", "SEK", "--tolerance-percent", "200")
