"""Reports as pages and files, each figure a link to the rows behind it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.desk.report_kinds import KINDS
from tests.letters.test_pdf import text
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
BEHIND = {"detailed-ledger", "paid-invoices", "matched-lines"}  # reached from another report's figures


@pytest.fixture
def reader(story: Story) -> Browser:
    story.tells('statement B1 2026-03-02\nline 980.00 name="ALFA AB" ocr=10017\nimport\nmatch\npost')
    return Browser(story.company, role="READER")


def test_every_report_is_listed_and_opens(reader: Browser) -> None:
    listed = reader.get("reports/").values("//ul//a/@href")
    assert {url.rstrip("/").split("/")[-1] for url in listed} == KINDS.keys() - BEHIND
    for url in listed:
        assert reader.client.get(url).status_code == 200


@pytest.mark.parametrize("name", KINDS)
def test_every_report_is_a_page_and_three_files(reader: Browser, name: str) -> None:
    asked = {"account": "C1" if name == "detailed-ledger" else "", "month": "2026-03"}
    starts = {"pdf": b"%PDF-", "xlsx": b"PK", "csv": b""}
    assert reader.client.get(f"/{reader.company.id}/reports/{name}/", asked).status_code == 200
    for format, start in starts.items():
        answer = reader.client.get(f"/{reader.company.id}/reports/{name}/", {**asked, "format": format})
        assert answer.status_code == 200
        assert f'filename="{name}.{format}"' in answer.headers["Content-Disposition"]
        assert answer.content.startswith(start)


def test_balances_lead_to_the_customer_and_to_the_entries_behind_them(reader: Browser) -> None:
    page = reader.get("reports/customer-balances/?as_of=2026-12-31")
    assert page.texts("//tbody/tr/td[1]") == ["C1", "C2"]
    assert page.values("//tbody/tr[1]/td[1]/a/@href") == [f"/{reader.company.id}/customers/C1/"]
    assert page.texts("//tfoot//td")[-1] == "1,300.00"
    assert "difference 0.00" in page.text
    behind = reader.client.get(page.values("//tbody/tr[1]/td[last()]/a/@href")[0]).content.decode()
    assert "INV-2" in behind
    assert "INV-3" not in behind
    whole = reader.client.get(page.values("//tfoot//td[last()]/a/@href")[0]).content.decode()
    assert "1,300.00" in whole


def test_a_bucket_leads_to_the_entries_of_its_days(reader: Browser) -> None:
    page = reader.get("reports/aged-receivables/?as_of=2026-12-31&by=document&days=30")
    [url] = page.values("//tbody/tr[1]/td[5]/a/@href")
    assert url.endswith("?account=C1&as_of=2026-12-31&by=document&to=2026-11-30")
    assert "INV-2" in reader.client.get(url).content.decode()
    assert page.values("//tbody/tr[1]/td[4]/a/@href") == []  # nothing is in the first one


def test_periods_of_an_age_lead_to_their_entries_and_stand_below_their_total(reader: Browser) -> None:
    page = reader.get("reports/aged-receivables/?as_of=2026-12-31&by=document&columns=3&currencies=*")
    assert page.texts("//tfoot/tr/td[2]") == ["Total", "Total SEK", "Percent"]
    [url] = page.values("//tbody/tr[1]/td[7]/a/@href")
    assert url.endswith("?account=C1&as_of=2026-12-31&by=document&currency=SEK&to=2026-10-31")
    assert "INV-2" in reader.client.get(url).content.decode()
    entries = reader.get("reports/aged-receivables/?as_of=2026-12-31&details=1&zero=skip&headings=days")
    assert "INV-2" in entries.texts("//tbody//td[4]")
    refused = reader.get("reports/aged-receivables/?columns=40")
    assert (refused.status, refused.values("//input[@name='columns']/@value")) == (422, ["40"])
    assert reader.get("reports/aged-receivables/?period=CM%2B1M&as_of=2026-11-30").status == 422


def test_expected_receipts_lead_to_the_documents_behind_them(reader: Browser) -> None:
    page = reader.get("reports/expected-receipts/?as_of=2026-02-02")
    links = page.values("//tbody//a/@href")
    due = "open-receivables/?as_of=2026-02-02&from=2026-02-09&to=2026-02-15&by=due&credits=documents"
    assert f"/{reader.company.id}/reports/{due}" in links
    behind = next(url for url in links if "expected-payments" in url)
    assert "INV-" in reader.client.get(behind).content.decode()
    assert "Nothing is known" in reader.get("reports/expected-payments/?as_of=2026-02-02&show=uncertain").text


def test_figures_of_credit_are_of_all_or_of_one(reader: Browser) -> None:
    page = reader.get("reports/credit-metrics/?to=2026-12-31")
    assert page.texts("//tbody//td[1]") == ["C1", "C2"]
    paid = page.values("//tbody//a/@href")
    assert any("paid-invoices/?account=C1" in url for url in paid)
    assert "DSO, days" in reader.get("reports/credit-metrics/?account=C1&to=2026-12-31").texts("//tbody//td[1]")
    assert reader.get("reports/credit-metrics/?account=C9").status == 422


def test_the_trial_balance_leads_to_the_lines_and_they_to_the_voucher(reader: Browser) -> None:
    page = reader.get("reports/trial-balance/")
    lines = page.values("//tbody//a[text()='1930']/@href")[0]
    ledger = reader.client.get(lines).content.decode()
    assert f"/{reader.company.id}/vouchers/B-2026-1/" in ledger


def test_the_bank_position_leads_to_the_lines_and_to_the_journal(reader: Browser) -> None:
    page = reader.get("reports/bank-position/")
    links = page.values("//tbody/tr[1]//a/@href")
    assert f"/{reader.company.id}/journals/PRJ000001/" in links
    assert any("reports/general-ledger/?account=1930" in link for link in links)


def test_matching_quality_leads_to_its_lines_and_they_to_the_journal(reader: Browser) -> None:
    page = reader.get("reports/matching-quality/")
    lines = reader.client.get(page.values("//tbody//a/@href")[0]).content.decode()
    assert f"/{reader.company.id}/journals/PRJ000001/1/" in lines


def test_a_pdf_has_what_was_asked_for_in_its_head(reader: Browser) -> None:
    url = f"/{reader.company.id}/reports/aged-receivables/?format=pdf&as_of=2026-03-31&by=posting"
    one, other = (reader.client.get(url).content for _ in range(2))
    assert one == other
    for told in (reader.company.name, "Aged receivables", "As of 2026-03-31", "By posting date", "Page 1 of 1"):
        assert told in text(one)


def test_what_cannot_be_asked_is_told_and_stays_in_the_field(reader: Browser) -> None:
    page = reader.get("reports/aged-receivables/?as_of=2026-02-31")
    assert page.status == 422
    assert '"2026-02-31" is not a date.' in page.text
    assert page.values("//input[@name='as_of']/@value") == ["2026-02-31"]
    assert reader.get("reports/aged-receivables/?as_of=2026-02-31&format=pdf").status == 422
    assert reader.get("reports/detailed-ledger/?account=C9").status == 422
    assert reader.get("reports/matched-lines/?month=mars").status == 422
    assert reader.get("reports/payment-behaviour/?from=2026-03-01&to=2026-02-01").status == 422
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
    assert first.texts("//*[local-name()='svg'][contains(@class, 'drawing')]")
    assert not second.texts("//*[local-name()='svg'][contains(@class, 'drawing')]")


@pytest.mark.parametrize(
    ("sort", "order"),
    [("name", ["C1", "C2"]), ("-name", ["C2", "C1"]), ("balance", ["C2", "C1"]), ("no", ["C1", "C2"])],
)
def test_rows_are_in_the_order_that_is_asked_for(story: Story, sort: str, order: list[str]) -> None:
    page = Browser(story.company).get(f"reports/customer-balances/?sort={sort}")
    assert page.texts("//tbody//td[1]") == order
    assert bool(page.values("//th/@aria-sort")) == (sort != "no")


def test_the_queries_do_not_grow_with_the_rows(story: Story) -> None:
    browser = Browser(story.company)

    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(f"reports/{name}/").status == 200
        return len(captured)

    names = (
        "aged-receivables", "open-receivables", "payment-behaviour", "bank-position", "trial-balance",
        "expected-receipts", "expected-payments", "late-payments", "credit-metrics", "limitation",
    )  # fmt: skip
    before = {name: asked(name) for name in names}
    story.tells(
        "".join(f'customer K{number} "Kund {number}"\ninvoice K{number} N-{number} 10.00\n' for number in range(9))
    )
    assert {name: asked(name) for name in names} == before
