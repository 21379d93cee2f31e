"""Bank reconciliation by page: begun, filled, matched, posted, undone and deleted."""

from __future__ import annotations

import pytest

from reskontra.bank.reconciliation import views
from reskontra.companies.queries import CompanyFacts
from tests.bank.reconciliation.books import account, moved
from tests.web import Browser

__all__ = ["views"]
TOLD_BY_PAGE = (views.NothingMarked, views.DaysNotRead)
pytestmark = pytest.mark.django_db
HERE = "reconciliations/B1-1/"


def test_a_statement_is_typed_matched_posted_and_undone(company: CompanyFacts) -> None:
    bank = account(company)
    cash = moved(company, bank, 100_00, "Kassa")
    moved(company, bank, -5_00, "Avgift")
    alice = Browser(company)
    assert "No bank reconciliations yet" in alice.get("reconciliations/").text
    new = {"account": "B1", "day": "2026-03-31", "ending": "1.095,00", "number": ""}
    odd = alice.post("reconciliations/new/", {**new, "ending": "mycket"})
    assert (odd.status, odd.values("//input[@name='ending']/@value")) == (422, ["mycket"])
    assert "B1-1 opens with 1,000.00" in alice.post("reconciliations/new/", new).text
    odd = alice.post(f"{HERE}lines/", {"day": "31", "text": "Kassa", "amount": "x"})
    assert (odd.status, odd.values("//input[@id='typed-text']/@value")) == (422, ["Kassa"])
    alice.post(f"{HERE}lines/", {"day": "31", "text": "Kassa", "amount": "50+50"})
    page = alice.post(f"{HERE}lines/", {"day": "31", "text": "Pris", "amount": "-5"})
    assert page.values("//input[@name='line']/@data-minor") == ["10000", "-500"]
    assert "Post opens when nothing differs." in page.text
    assert "2 of 2 lines matched." in alice.post(f"{HERE}auto/", {"days": ""}).text
    alice.post(f"{HERE}remove/", {"line": ["1", "2"]})
    refused = alice.post(f"{HERE}match/?show=unmatched", {"line": ["1", "2"]})
    assert (refused.status, "2 lines are marked and 0 bank entries are" in refused.text) == (422, True)
    assert refused.values("//input[@name='line'][@checked]/@value") == ["1", "2"]
    shared = alice.post(f"{HERE}match/", {"line": ["1", "2"], "entry": [str(cash)]})
    assert "Line 1, 2 of B1-1 differs by -5.00" in shared.text
    alice.post(f"{HERE}remove/", {"entry": [str(cash)]})
    page = alice.post(f"{HERE}match/?show=unmatched", {"line": ["1"], "entry": [str(cash)]})
    assert "Line 1 is matched with 1 bank entry." in page.text
    assert page.url.endswith("?show=unmatched")
    for days in ("snart", "10000", "9" * 5000):
        assert alice.post(f"{HERE}auto/", {"days": days}).status == 422
    assert "1 of 1 line matched." in alice.post(f"{HERE}auto/", {"days": "0"}).text
    dialog = alice.get(f"{HERE}post/", htmx=True)
    assert "2026" in dialog.text
    assert dialog.values("//dialog/@data-open") == [""]
    assert "is posted: 2 bank entries are closed." in alice.post(f"{HERE}post/").text
    posted = alice.get(HERE)
    assert posted.values("//input[@name='line']") == []
    assert "Line 2" in posted.text
    assert posted.values("//a[@data-key='z']/@href") == [f"/{company.id}/{HERE}undo/"]
    assert alice.post(f"{HERE}delete/").status == 422
    assert "is open again" in alice.post(f"{HERE}undo/").text
    assert "is deleted" in alice.post(f"{HERE}lines/2/delete/").text
    gone = alice.post(f"{HERE}delete/")
    assert (gone.url, "B1-1 is deleted" in gone.text) == (f"/{company.id}/reconciliations/", True)
    assert alice.get(HERE).status == 404


def test_the_list_is_narrowed_in_the_address_and_readers_only_look(company: CompanyFacts) -> None:
    account(company)
    new = {"account": "B1", "day": "2026-03-31", "ending": "1000"}
    Browser(company).post("reconciliations/new/", new)
    reader = Browser(company, role="READER", name="carla", language="sv")
    assert "B1-1" in reader.get("reconciliations/?account=B1&state=open").text
    assert "Ingen bankkontoavstämning är sådan." in reader.get("reconciliations/?state=posted").text
    page = reader.get(f"{HERE}?until=nyss")
    assert (page.status, page.values("//input[@name='until']/@value")) == (422, ["nyss"])
    assert page.values("//form[@id='panes']//button") == []


def test_an_entry_of_another_reconciliation_moves_after_a_yes(company: CompanyFacts) -> None:
    cash = moved(company, account(company), 100_00, "Kassa")
    alice = Browser(company)
    for here in ("reconciliations/B1-1/", "reconciliations/B1-2/"):
        alice.post("reconciliations/new/", {"account": "B1", "day": "2026-03-31", "ending": "1100"})
        alice.post(f"{here}lines/", {"day": "31", "text": "Kassa", "amount": "100"})
    marked = {"line": ["1"], "entry": [str(cash)]}
    alice.post("reconciliations/B1-1/match/", marked)
    asked = alice.post("reconciliations/B1-2/match/", marked)
    assert (asked.status, asked.values("//button[@name='take_over']/@form")) == (422, ["panes"])
    assert asked.values("//input[@name='entry'][@checked]/@value") == [str(cash)]
    assert (
        "is matched with 1 bank entry" in alice.post("reconciliations/B1-2/match/", {**marked, "take_over": "1"}).text
    )
    assert "B1-2" in alice.get("reconciliations/B1-1/").text
