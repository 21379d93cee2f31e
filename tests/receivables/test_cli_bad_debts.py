"""bad-debt confirm, fear, release, reopen, list on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.receivables.cli_bad_debts import bad_debt
from tests import build
from tests.command_line import done, refused
from tests.story_corrections import taxed_invoice

pytestmark = pytest.mark.django_db
CLAIM = ("customer:INV-1", "--reason", "Bankrupt.", "--date", "2026-05-04")


@pytest.fixture(autouse=True)
def _claim(company: CompanyFacts) -> None:
    taxed_invoice(company, build.customer(company), gross=1250_00, vat=250_00)


def test_a_claim_goes_the_whole_way() -> None:
    told = done(bad_debt, "fear", *CLAIM, "--amount", "500.00", "--preview").out.splitlines()
    assert told == ["INV-1: 500.00\xa0SEK is feared lost, allowance 400.00\xa0SEK.", "A preview: nothing was stored."]
    assert done(bad_debt, "fear", *CLAIM, "--format", "json").json["allowance"] == "1000.00"
    told = done(bad_debt, "release", *CLAIM).out.splitlines()
    assert told == [
        "INV-1: 1,250.00\xa0SEK is no longer feared lost, allowance 1,000.00\xa0SEK taken back.", "Vouchers A-2026-2.",
    ]  # fmt: skip
    told = done(bad_debt, "confirm", *CLAIM, "--amount", "500.00").out.splitlines()
    assert told == [
        "INV-1: 500.00\xa0SEK written off, 400.00\xa0SEK lost and 100.00\xa0SEK VAT taken back; 750.00\xa0SEK left.",
        "Vouchers A-2026-3.",
    ]
    found = done(bad_debt, "reopen", *CLAIM, "--format", "json").json
    assert (found["amount"], found["remaining_amount"], found["vouchers"]) == ("500.00", "1250.00", ["A-2026-4"])
    assert "Nothing of INV-1 was written off" in refused(bad_debt, "reopen", *CLAIM)


def test_the_list() -> None:
    done(bad_debt, "fear", *CLAIM, "--amount", "500.00")
    done(bad_debt, "confirm", *CLAIM, "--amount", "100.00")
    every = done(bad_debt, "list", "--all", "--format", "json").json
    assert [(one["kind"], one["amount"], one["ended_by"]) for one in every] == [
        ("feared", "500.00", "A-2026-3"), ("confirmed", "100.00", ""), ("feared", "400.00", ""),
    ]  # fmt: skip
    assert len(done(bad_debt, "list", "--confirmed", "--format", "json").json) == 1
    told = done(bad_debt, "list", "--feared").out
    assert "Feared lost" in told
    assert "1,150.00" in told


def test_today_is_a_day() -> None:
    assert today().isoformat() >= "2026-01-01"
