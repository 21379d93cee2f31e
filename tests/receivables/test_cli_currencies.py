"""exchange-rates and report open-entries on the command line."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.cli import report
from reskontra.receivables.cli_currencies import exchange_rates
from tests import books, build
from tests.adjustments import JANUARY, Dollars, dollars, rate
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db

ORDER = ("adjust", "--as-of", "2026-01-31", "--posting-date", "2026-01-31", "--document", "KURS-1")
GROUP = {
    "kind": "customer", "subject": "SE", "currency": "USD", "rate": "11", "base": "100.00", "base_local": "1000.00",
    "adjustment": "100.00",
}  # fmt: skip


@pytest.fixture
def told(company: CompanyFacts) -> Dollars:
    made = dollars(company)
    made.invoice()
    rate(company, "11", JANUARY)
    return made


def test_adjusting_tells_what_was_posted(told: Dollars) -> None:
    out = done(exchange_rates, *ORDER, "--customers", "--lang", "en").out.splitlines()
    assert out[1].split() == ["Customers", "SE", "11", "100.00", "USD", "1,000.00", "100.00"]
    assert out[2] == "Posted as A-2026-1."
    assert done(exchange_rates, *ORDER, "--lang", "en").out == "Nothing has changed since the last adjustment.\n"


def test_a_preview_posts_nothing(told: Dollars) -> None:
    before = books.contents()
    assert "nothing was posted" in done(exchange_rates, *ORDER, "--preview", "--lang", "en").out
    assert books.contents() == before


def test_adjustments_as_json(told: Dollars) -> None:
    found = done(exchange_rates, *ORDER, "--currency", "usd", "--format", "json").json
    assert found == {"company": "Nordan AB", "adjustments": [GROUP], "vouchers": ["A-2026-1"]}
    (row,) = done(exchange_rates, "list", "--as-of", "2026-01-31", "--format", "json").json
    assert row.pop("by")
    assert row == {"as_of": "2026-01-31", "voucher": "A-2026-1"} | GROUP
    assert "A-2026-1" in done(exchange_rates, "list").out


def test_refusals_are_told(told: Dollars) -> None:
    words = [word.replace("KURS-1", " ") for word in ORDER]
    assert refused(exchange_rates, *words).startswith('The document number of the adjustment is " ".')
    assert "SEK" in refused(exchange_rates, *ORDER, "--currency", "SEK")
    assert run(exchange_rates, "adjust").code == 2


def test_open_entries_of_a_day(company: CompanyFacts, told: Dollars) -> None:
    build.invoice(company, told.party, number="INV-2", posting_date="2026-02-10")
    build.invoice(company, build.vendor(company), number="F-1", amount="-30.00")
    found = done(report, "open-entries", "--as-of", "2026-01-31", "--format", "json").json
    assert [row["document_number"] for row in found["entries"]] == ["INV-1", "F-1"]
    assert found["entries"][0] == {
        "ledger": "customer", "account": "C1", "name": "Alfa AB", "document_type": "invoice",
        "document_number": "INV-1", "posting_date": "2026-01-10", "due_date": "2026-02-09", "currency": "USD",
        "amount": "100.00", "remaining": "100.00", "remaining_local": "1000.00",
    }  # fmt: skip
    assert (found["as_of"], found["currency"], found["total_local"]) == ("2026-01-31", "SEK", "970.00")
    words = ("open-entries", "--as-of", date(2026, 2, 28), "--ledger", "customer", "--party", "C1", "--lang", "en")
    rows = [line.split() for line in done(report, *words).out.splitlines()]
    assert [row[3] for row in rows[1:-1]] == ["INV-1", "INV-2"]
    assert rows[-1] == ["Total", "2,000.00"]


@pytest.mark.parametrize("words", [["--ledger", "nonsense"], ["--party", "C1"]])
def test_wrong_usage_of_open_entries(company: CompanyFacts, words: list[str]) -> None:
    assert run(report, "open-entries", "--as-of", "2026-01-31", *words).code == 2
