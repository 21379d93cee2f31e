"""How much of a document in another currency a line's money settles, and how that is shown."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reskontra.companies.queries import RateMissing
from reskontra.matching.cli import journal
from reskontra.matching.foreign import Paid, foreign_part
from reskontra.matching.pages import left_over
from reskontra.matching.pane import pane_of
from reskontra.matching.queries import shown_lines
from reskontra.receivables.queries import find_document
from tests.command_line import done
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 2)


@pytest.fixture
def euro(story: Story) -> Story:
    """Beta AB owes INV-77001 of 100.00 euro, worth 1,100.00 kronor."""
    story.tells("rate EUR 2026-01-01 11.00\ninvoice C2 INV-77001 100.00 currency=EUR")
    return story


@pytest.mark.parametrize(
    ("case", "left", "instructed", "cash", "settled"),
    [
        ("just the rate", 110_000, 0, 110_000, 10_000),
        ("within two per cent", 112_200, 0, 112_200, 10_000),
        ("just above: the rest stays on the line", 112_201, 0, 110_000, 10_000),
        ("within two per cent below", 107_800, 0, 107_800, 10_000),
        ("just below: a part of the document", 107_799, 0, 107_799, 9_800),
        ("half of it", 55_000, 0, 55_000, 5_000),
        ("far from the rate, but instructed", 90_000, 10_000, 90_000, 10_000),
        ("something else instructed", 55_000, 9_000, 55_000, 5_000),
    ],
)
def test_how_much_is_settled(euro: Story, case: str, left: int, instructed: int, cash: int, settled: int) -> None:
    fact = find_document(company=euro.company, ledger="CUSTOMER", number="INV-77001")
    paid = Paid(left, "SEK", DAY, instructed)
    part = foreign_part(company=euro.company, fact=fact, number="C2", free_minor=10_000, paid=paid)
    assert (part.cash_minor, part.entry_minor, part.entry_id) == (cash, settled, fact.entry_id)


def test_without_a_rate_only_what_was_instructed_decides(euro: Story) -> None:
    fact = find_document(company=euro.company, ledger="CUSTOMER", number="INV-77001")
    early = date(2025, 12, 31)
    part = foreign_part(
        company=euro.company, fact=fact, number="C2", free_minor=10_000, paid=Paid(1, "SEK", early, 10_000)
    )
    assert (part.cash_minor, part.entry_minor) == (1, 10_000)
    with pytest.raises(RateMissing, match="no exchange rate for EUR on 2025-12-31"):
        foreign_part(company=euro.company, fact=fact, number="C2", free_minor=10_000, paid=Paid(1, "SEK", early))


def test_what_it_settles_in_its_currency_is_shown(euro: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")
    euro.tells('statement B1 2026-03-02\nline 1110.00 name="Beta AB" text="INV-77001"\nimport\nmatch')
    (shown,) = shown_lines(company=euro.company, journals=[euro.facts])
    assert left_over(shown) == ""
    found = pane_of(company=euro.company, journal=euro.facts, number=1, tab="all", sort="date")
    assert found
    assert (found.applied[0].name, found.rest_minor) == ("INV-77001, 100.00 EUR", 0)
    out = done(journal, "show", "PRJ000001", "--line", 1).out
    assert "Invoice INV-77001, customer:C2 Beta AB: 1,110.00, settles 100.00 EUR\n" in out
    assert "INV-77001 has 100.00 EUR left, which is 1,100.00 SEK at the rate of the day" in out
    (data,) = json.loads(done(journal, "show", "PRJ000001", "--format", "json").out)["lines"]
    assert (data["applications"][0]["settled"], data["applications"][0]["settled_currency"]) == ("100.00", "EUR")
