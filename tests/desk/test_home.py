"""The start page: what waits for a person, the figures above, and where she was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.companies.queries import CompanyFacts
from reskontra.desk.home import HomePage, home_page, last_banking_day, when
from tests import build
from tests.collections import claim_cases as cases
from tests.collections import reminding
from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def home(story: Story, on: date = date(2026, 4, 1)) -> HomePage:
    return home_page(company=story.company, on=on)


def cues(story: Story, on: date = date(2026, 4, 1)) -> list[tuple[int, str]]:
    return [(cue.count, cue.word) for cue in home(story, on).cues]


def test_figures_are_those_of_the_books_and_lead_to_their_rows(story: Story) -> None:
    page = home(story)
    figures = {figure.label: figure.minor for figure in page.figures}
    assert figures == {"Receivables": 230000, "Overdue": 230000, "In the bank, by the books": 1000000, "Unallocated": 0}
    assert [figure.comment for figure in page.figures] == [
        "3 open entries", "100.0 % of it", "1 bank account", "0 receipts",
    ]  # fmt: skip
    browser = Browser(story.company)
    for figure in page.figures:
        assert browser.client.get(figure.url).status_code == 200


def test_nothing_waits_without_statements(story: Story) -> None:
    page = home(story)
    assert page.cues == ()
    assert page.things == ""
    assert page.week == "Week 14 · amounts in SEK"
    assert "Nothing waits for a person." in Browser(story.company).get("").text


def test_a_statement_with_lines_to_decide_is_a_cue_and_one_that_is_ready_another(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      77.00 text="Okänt"
        line      78.00 text="Okänt"
        import
        match
        statement B1 2026-03-03
        line      980.00 name="ALFA AB" ocr=10017
        import
        match
        """
    )
    assert cues(story, date(2026, 3, 4)) == [(1, "line to post"), (2, "lines to decide")]
    page = home(story, date(2026, 3, 4))
    assert page.cues[0].url.endswith("PRJ000002/?tab=ready")
    assert page.things == "2 things"


def test_statements_that_stopped_coming(story: Story) -> None:
    story.tells('statement B1 2026-03-27\nline 800.00 name="Beta AB" ocr=10033\nimport\nmatch\npost')
    assert cues(story, date(2026, 3, 28)) == []
    assert cues(story, date(2026, 3, 30)) == []  # a Monday: Friday's is there
    assert cues(story, date(2026, 3, 31)) == [(1, "statement is missing")]
    assert home(story, date(2026, 3, 31)).cues[0].detail == "B1 1930 since 27 Mar 2026"
    story.tell("block B1")
    assert cues(story, date(2026, 3, 31)) == []


def test_a_bank_account_that_nothing_explains(story: Story) -> None:
    story.tells(
        """
        statement  B1 2026-03-27
        line       800.00 name="Beta AB" ocr=10033
        import
        match
        post
        batch      KASSA bank:B1
        type       KASSA customer:C1 -500.00 on=2026-03-26 pays=INV-2
        post-batch KASSA
        """
    )
    [cue] = home(story, date(2026, 3, 30)).cues
    assert (cue.count, cue.word, cue.role) == (1, "bank account does not balance", "bad")
    assert cue.detail == "B1 1930 differs by −500.00 on 27 Mar 2026"


def test_receipts_on_no_document_by_how_long_they_have_lain(story: Story) -> None:
    story.tells(
        """
        batch      KASSA bank:B1
        type       KASSA customer:C1 -10.00 on=2026-01-10
        type       KASSA customer:C1 -20.00 on=2026-03-10
        type       KASSA customer:C2 -30.00 on=2026-03-30
        post-batch KASSA
        """
    )
    [cue] = home(story).cues
    assert (cue.count, cue.word, cue.minor) == (3, "unallocated receipts", 6000)
    assert cue.detail == "0–7 days: 1 · 8–30 days: 1 · older: 1"
    page = Browser(story.company).client.get(cue.url).content.decode()
    assert page.count("−10.00") == 3  # its own amount, and what is left of it, also locally
    assert "INV-1" not in page


def test_reminders_letters_and_broken_promises_wait_and_lead_to_their_lists(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.issued(company, "R-1")
    cases.promised(company, "INV-2", day=date(2026, 3, 4))
    reminding.terms(company)
    build.invoice(company, reminding.debtor(company, number="C7"), number="INV-7", amount="700.00")
    reminding.make(company)
    found = home_page(company=company, on=date(2026, 4, 1)).cues
    assert [(cue.count, cue.word, cue.detail, cue.minor) for cue in found] == [
        (1, "reminder to issue", "Level 1: 1", 700_00),
        (1, "letter to send", "Of reminders and finance charge memos that are issued", None),
        (1, "broken promise", "Oldest: Alfa AB, promised for 4 Mar 2026", 500_00),
    ]
    browser = Browser(company)
    assert ["Kund C7" in browser.get(found[0].url.removeprefix(f"/{company.id}/")).text] == [True]
    assert "R-1" in browser.get(found[1].url.removeprefix(f"/{company.id}/")).text
    assert "Alfa AB" in browser.get(found[2].url.removeprefix(f"/{company.id}/")).text


def test_a_missing_reference_rate_is_told_where_customers_are_on_it(story: Story) -> None:
    """Only until somebody enters it: reskontra reference-rate add."""
    assert cues(story, date(2030, 2, 1)) == []
    story.tell('customer C8 "Theta AB" finance_charge_terms=STANDARD')
    (cue,) = home(story, date(2030, 2, 1)).cues
    assert (cue.count, cue.word, cue.detail) == (1, "reference rate is missing", "Riksbanken from 1 Jan 2030")
    assert cues(story, date(2026, 4, 1)) == []


def test_the_queries_do_not_grow_with_the_statements(story: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            home(story)
        return len(captured)

    story.tells("statement B1 2026-03-02\nline 1.00 text=en\nimport\nmatch")
    one = asked()
    story.tells("bank B2\nstatement B1 2026-03-03\nline 2.00 text=två\nimport\nmatch")
    story.tells("statement B1 2026-03-04\nline 3.00 text=tre\nimport\nmatch")
    assert asked() == one


def test_the_page_reads_in_the_users_language(story: Story) -> None:
    page = Browser(story.company, language="sv").get("")
    assert "Att göra i dag" in page.text
    assert page.values("/html/@lang") == ["sv"]


def test_each_cue_has_its_digit_as_a_key(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00 text=en\nimport\nmatch")
    page = Browser(story.company).get("")
    keys = page.values("//ul[@class='cues']//a/@data-key")
    assert keys == [str(number) for number in range(1, len(keys) + 1)]
    assert len(keys) == 2


def test_where_she_was_is_a_link(story: Story) -> None:
    browser = Browser(story.company)
    browser.get("customers/C1/")
    browser.get("reports/aged-receivables/?as_of=2026-03-31")
    page = browser.get("")
    assert page.texts("//ul[@class='recent']//a/span[1]") == ["Aged receivables", "Alfa AB"]
    assert page.values("//ul[@class='recent']//a/@href")[0].endswith("reports/aged-receivables/?as_of=2026-03-31")


@pytest.mark.parametrize(
    ("on", "before"), [("2026-04-01", "2026-03-31"), ("2026-03-30", "2026-03-27"), ("2026-03-29", "2026-03-27")]
)
def test_the_last_banking_day(on: str, before: str) -> None:
    assert last_banking_day(date.fromisoformat(on)) == date.fromisoformat(before)


def test_when() -> None:
    now = datetime.now(UTC).astimezone().replace(hour=12, minute=5)
    assert when(now) == "today 12:05"
    assert when(now - timedelta(days=1)) == "yesterday 12:05"
    assert str((now - timedelta(days=9)).year) in when(now - timedelta(days=9))
