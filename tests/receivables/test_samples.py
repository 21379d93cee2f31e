"""Samples on the command line, on the page and as data: drawn again by their seed, and adding up to the books."""

from __future__ import annotations

import pytest

from reskontra.ledger.cli import report
from reskontra.parties.queries import find_party
from reskontra.receivables import cli_samples
from tests import build
from tests.api_book import ApiBook, api_book
from tests.command_line import done, refused
from tests.program import Program
from tests.web import Browser

__all__ = ["cli_samples"]
pytestmark = pytest.mark.django_db
JSON = ("--format", "json")


@pytest.fixture
def book() -> ApiBook:
    return api_book()


def test_all_that_was_posted_is_what_a_sample_is_drawn_of(book: ApiBook) -> None:
    """As large as everything: the whole, with the sum that the list of vouchers has."""
    sample = done(report, "audit-sample", "--size", "100", "--seed", "a", *JSON).json
    vouchers = done(report, "vouchers", *JSON).json["vouchers"]
    assert sorted(one["voucher"] for one in sample["drawn"]) == sorted(one["voucher"] for one in vouchers)
    assert sample["population"]["count"] == len(vouchers)
    entries = done(report, "audit-sample", "--of", "customers", "--draw", "above", "--above", "999.99", *JSON).json
    assert [(one["document"], one["account"], one["amount"]) for one in entries["drawn"]] == [
        ("INV-1", "C1", "1000.00")
    ]
    assert (
        done(report, "audit-sample", "--of", "customers", "--draw", "above", "--above", "1000", *JSON).json["drawn"]
        == []
    )


def test_an_auditor_draws_the_same_by_page_by_program_and_by_command(book: ApiBook) -> None:
    asked = {"of": "vouchers", "draw": "amounts", "size": "2", "seed": "2026-x"}
    auditor = Browser(book.company, role="AUDITOR", name="rita")
    url = f"/{book.company.id}/reports/audit-sample/"
    page = auditor.client.get(url, asked).content.decode()
    drawn = Program(book.company, role="AUDITOR").get("reports/audit-sample", **asked).data
    assert drawn["seed"] == "2026-x"
    assert all(one["voucher"] in page for one in drawn["drawn"])
    assert "Seed 2026-x" in page
    words = [word for name, value in asked.items() for word in (f"--{name}", value)]
    assert done(report, "audit-sample", *words, *JSON).json["drawn"] == drawn["drawn"]
    held = auditor.client.get(url, asked | {"format": "csv"}).content.decode()
    assert held.count("\n") == 1 + len(drawn["drawn"])


def test_what_was_drawn_is_drawn_again_until_more_is_posted(book: ApiBook) -> None:
    """The auditor sees by the digest whether she drew from the same."""
    words = ("--of", "customers", "--draw", "random", "--size", "2", "--seed", "2026", "--to", "2026-12-31")
    first, again = (done(report, "audit-sample", *words, *JSON).json for _time in range(2))
    assert first == again
    party = find_party(company=book.company, ledger="CUSTOMER", number="C1")
    build.document(book.company, party, number="LATE-1", amount="10.00", document_type="invoice")
    later = done(report, "audit-sample", *words, *JSON).json
    assert later["population"]["digest"] != first["population"]["digest"]
    assert later["population"]["count"] == first["population"]["count"] + 1
    assert f"whose digest is {later['population']['digest']}" in done(report, "audit-sample", *words).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--of", "wolves"), "wolves"),
        (("--draw", "luck"), "luck"),
        (("--size", "0"), "A sample of 0 cannot be drawn"),
        (("--draw", "above", "--above", "much"), "much"),
        (("--from", "2026-03-02", "--to", "2026-03-01"), "earlier"),
    ],
)
def test_what_cannot_be_drawn_is_refused(book: ApiBook, words: tuple[str, ...], told: str) -> None:
    assert told in refused(report, "audit-sample", *words)
