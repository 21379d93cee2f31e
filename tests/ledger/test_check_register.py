"""The register of checks: a row for each, their sum, and what each state comes to; the page gives it as a PDF."""

from __future__ import annotations

import pytest

from reskontra.interface.tables import report_file
from reskontra.ledger.check_entries import checks_of
from reskontra.ledger.check_register import check_register
from reskontra.ledger.queries import find_bank_account
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_register_sums_each_state_and_is_a_pdf_of_what_the_page_shows(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        vendor   V1 "Leverans AB"
        batch    UT kind=payment bank:B1
        type     UT vendor:V1 100.00 on=2026-03-10 check=1
        type     UT vendor:V1 200.00 on=2026-03-11 check=2
        post-batch UT
        void     B1 2 on=2026-03-20
    """)
    bank = find_bank_account(company=story.company, number="B1")
    drawn = checks_of(company=story.company, bank_account=bank)
    report = check_register(company=story.company, checks=drawn, name="checks", title="Checks", bank=bank)
    assert [row[1] for row in report.rows] == ["1", "2"]
    assert [(row[1], str(row[6])) for row in report.totals] == [
        ("Total", "300.00 SEK"), ("Posted", "100.00 SEK"), ("Financially voided", "200.00 SEK"),
    ]  # fmt: skip
    assert check_register(company=story.company, checks=drawn[:1], name="a", title="a").beneath == []
    assert check_register(company=story.company, checks=[], name="a", title="a").total is None
    assert report_file(report, "pdf").startswith(b"%PDF")
    alice, here = Browser(story.company, role="READER", name="alice"), "bank-accounts/B1/checks/"
    assert alice.get(f"{here}?state=open").values("//div[@class='end downloads']/a/@href") == ["?format=pdf&state=open"]
    whole, narrowed = (alice.client.get(f"/{story.company.id}/{here}?format=pdf{more}") for more in ("", "&state=open"))
    assert whole["Content-Type"] == "application/pdf"
    assert whole.content.startswith(b"%PDF")
    assert len(whole.content) > len(narrowed.content)
    assert alice.get(f"{here}?format=pdf&from=nyss").status == 422
