"""Reports as pages and files, each figure a link to the rows behind it."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.as_typed import DayNotRead
from reskontra.desk.reports import KINDS, Asked, link
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(story: Story) -> Browser:
    story.tells('statement B1 2026-03-02\nline 980.00 name="ALFA AB" ocr=10017\nimport\nmatch\npost')
    return Browser(story.company, role="READER")


def test_every_report_is_listed_and_opens(reader: Browser) -> None:
    listed = reader.get("reports/").values("//ul//a/@href")
    assert {url.rstrip("/").split("/")[-1] for url in listed} == KINDS.keys() - {"detailed-ledger"}
    for url in listed:
        assert reader.client.get(url).status_code == 200


def test_balances_lead_to_the_customer(reader: Browser) -> None:
    page = reader.get("reports/customer-balances/?as_of=2026-12-31")
    assert page.texts("//tbody/tr/td[1]") == ["C1", "C2"]
    assert page.values("//tbody/tr[1]/td[1]/a/@href") == [f"/{reader.company.id}/customers/C1/"]
    assert page.texts("//tfoot//td")[-1] == "1,300.00"
    assert "difference 0.00" in page.text


def test_the_trial_balance_leads_to_the_lines_and_they_to_the_voucher(reader: Browser) -> None:
    page = reader.get("reports/trial-balance/")
    lines = page.values("//tbody//a[text()='1930']/@href")[0]
    ledger = reader.client.get(lines).content.decode()
    assert f"/{reader.company.id}/vouchers/B-2026-1/" in ledger


@pytest.mark.parametrize(("format", "start"), [("csv", b"account,name,"), ("xlsx", b"PK")])
def test_the_same_as_a_file(reader: Browser, format: str, start: bytes) -> None:
    answer = reader.client.get(f"/{reader.company.id}/reports/customer-balances/?format={format}")
    assert answer.status_code == 200
    assert f'filename="customer-balances.{format}"' in answer.headers["Content-Disposition"]
    assert answer.content.startswith(start)


def test_what_cannot_be_asked_is_told_and_stays_in_the_field(reader: Browser) -> None:
    page = reader.get("reports/aged-receivables/?as_of=2026-02-31")
    assert page.status == 422
    assert '"2026-02-31" is not a date.' in page.text
    assert page.values("//input[@name='as_of']/@value") == ["2026-02-31"]
    assert reader.get("reports/detailed-ledger/?account=C9").status == 422
    assert reader.get("reports/nothing/").status == 404


def test_a_formula_in_a_name_stays_text(story: Story) -> None:
    story.tells('customer C7 "=cmd()|A1"\ninvoice C7 INV-7 10.00')
    answer = Browser(story.company).client.get(f"/{story.company.id}/reports/customer-balances/?format=csv")
    assert "'=cmd()|A1" in answer.content.decode()


def test_long_reports_come_in_pages(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reskontra.desk.reports.PER_PAGE", 1)
    browser = Browser(story.company)
    first, second = (browser.get(f"reports/customer-balances/?page={number}") for number in (1, 2))
    assert (first.texts("//tbody//td[1]"), second.texts("//tbody//td[1]")) == (["C1"], ["C2"])
    assert not first.texts("//tfoot")
    assert second.texts("//tfoot")


def test_days_as_they_are_asked() -> None:
    assert Asked({"from": "2026-03-31"}).day("from") == date(2026, 3, 31)
    assert Asked({}).day("from") is None
    with pytest.raises(DayNotRead):
        Asked({"from": "i dag"}).day("from")


def test_an_empty_cell_leads_nowhere(story: Story) -> None:
    assert link(story.company, "voucher", "") == ""
    assert link(story.company, "", "1930") == ""
