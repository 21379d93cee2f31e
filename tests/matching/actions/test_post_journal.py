"""Posting a journal's lines: what is chosen, what it tells, what it writes. Stories tell the rest."""

from __future__ import annotations

import json

import pytest

from reskontra.audit.models import Event, Payload
from reskontra.ledger.models import BankEntry, PostingRun, Voucher, VoucherLine
from reskontra.matching.actions.post_journal import Choice, PostedJournals, post_journals
from reskontra.receivables.models import Application, Entry
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def matched(story: Story) -> Story:
    story.tells(
        """
        mapping   avgift gl:6570
        statement B1 2026-03-02
        line      1300.00 name="Alfa AB" text="INV-1, INV-2" ocr=10017
        line      500.00 name="Alfa AB" ocr=10025 reference=R2
        line      800.00 name="Beta AB" ocr=10033
        line      -50.00 text="Avgift"
        line      9.00
        import
        match
        """
    )
    return story


def posted(story: Story, *lines: int, **values: bool) -> PostedJournals:
    return post_journals(
        company=story.company, actor=build.BOB, journals=[story.facts], choice=Choice(lines=lines, **values)
    )


def test_what_is_told(matched: Story) -> None:
    done = posted(matched, 2, 3, 4)
    assert done.vouchers == (("B-2026-1", "PRJ000001", 2), ("B-2026-2", "PRJ000001", 3), ("B-2026-3", "PRJ000001", 4))
    assert (done.payments, done.applied, done.left, done.closed) == (2, 2, 2, ())
    assert sum(done.accounts.values()) == 0
    run = PostingRun.objects.get(company=matched.company.id, number=done.run)
    assert (run.action, run.actor) == ("journal.posted", build.BOB)


def test_a_voucher_a_line_with_its_bank_entry_payment_and_application(matched: Story) -> None:
    posted(matched, 2)
    voucher = Voucher.objects.get(company=matched.company.id, source="BANK")
    assert (str(voucher), voucher.posting_date.isoformat()) == ("B-2026-1", "2026-03-02")
    assert (voucher.description, voucher.external_document_number) == ("Alfa AB", "R2")
    lines = VoucherLine.objects.filter(voucher=voucher).order_by("line_number")
    assert {line.account.number: line.amount_minor for line in lines} == {"1930": 50000, "1510": -50000}
    (entry,) = BankEntry.objects.filter(voucher=voucher)
    assert (entry.amount_minor, entry.state) == (50000, "MATCHED")
    payment = Entry.objects.get(voucher=voucher)
    assert (payment.document_type, payment.document_number, payment.remaining_minor) == ("PAYMENT", "B-2026-1", 0)
    assert Application.objects.filter(voucher=voucher).count() == 1


@pytest.mark.parametrize(
    ("case", "lines", "values", "posted_lines"),
    [
        ("the ready ones", (), {}, {2, 3, 4}),
        ("the chosen ones", (4, 2), {}, {2, 4}),
        ("one, twice", (4, 4), {}, {4}),
    ],
)
def test_which_lines_are_posted(
    matched: Story, case: str, lines: tuple[int, ...], values: dict[str, bool], posted_lines: set[int]
) -> None:
    posted(matched, *lines, **values)
    assert {number for number in range(1, 6) if matched.shown(number)["state"] == "posted"} == posted_lines


@pytest.mark.parametrize(
    ("case", "command"),
    [
        ("not there", "post 9 refused line_unknown 9 PRJ000001"),
        ("not ready", "post 5 refused line_not_ready 9.00 unmatched"),
        ("some of them", "post 2 5 refused line_not_ready"),
        ("all of them", "post all refused line_not_ready 9.00"),
        ("a closed period", "post refused line_period_closed 2026-04-01"),
    ],
)
def test_what_is_refused(matched: Story, case: str, command: str) -> None:
    if "period" in command:
        matched.tell("close 2026-03-31")
    matched.tell(command)


def test_a_locked_year_without_an_open_day_after_it(matched: Story) -> None:
    matched.tells("close 2025-12-31\nclose 2026-12-31\npost refused no_open_period 2026-03-02")


def test_a_preview_says_the_same_and_stores_nothing(matched: Story) -> None:
    before = books.contents()
    preview = posted(matched, is_preview=True)
    assert books.contents() == before
    done = posted(matched)
    assert (done.vouchers, done.accounts, done.payments) == (preview.vouchers, preview.accounts, preview.payments)


def test_the_audit_tells_how_much_was_posted(matched: Story) -> None:
    posted(matched)
    event = Event.objects.filter(company=matched.company.id).order_by("-number").first()
    assert event
    content = json.loads(Payload.objects.get(event=event).content)
    assert (event.action, event.subject, content["lines"]) == ("journal.posted", "PRJ000001", 3)
    assert content["vouchers"] == ["B-2026-1", "B-2026-3"]


def test_vouchers_follow_the_days_of_the_lines(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-03
        line      800.00 name="Beta AB" ocr=10033 day=2026-03-03
        line      500.00 name="Alfa AB" ocr=10025 day=2026-03-02
        import
        match
        """
    )
    assert [line for _, _, line in posted(story).vouchers] == [2, 1]
    days = Voucher.objects.filter(source="BANK").order_by("number").values_list("posting_date", flat=True)
    assert [day.day for day in days] == [2, 3]


def test_years_are_numbered_apart(story: Story) -> None:
    story.tells(
        """
        mapping   avgift gl:6570
        bank      B2 0.00
        statement B2 2026-01-02
        line      -1.00 text=avgift day=2025-12-31
        line      -1.00 text=avgift day=2026-01-02
        import
        match
        """
    )
    assert [name for name, _, _ in posted(story).vouchers] == ["B-2025-1", "B-2026-1"]


def test_a_day_overridden_on_the_journal(matched: Story) -> None:
    from reskontra.journals.models import Journal

    matched.tell("close 2026-03-31")
    Journal.objects.filter(number="PRJ000001").update(posting_date_override="2026-04-01")
    posted(matched)
    voucher = Voucher.objects.filter(source="BANK").first()
    assert voucher
    assert (voucher.posting_date.isoformat(), voucher.document_date.isoformat()) == ("2026-04-01", "2026-03-02")


def test_two_companies_post_side_by_side(matched: Story) -> None:
    other = Story(build.new_company(name="Sydan AB"))
    other.tells(
        """
        bank      B1
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 1000.00 ocr=10017
        statement B1 2026-03-02
        line      1000.00 name="Alfa AB" ocr=10017
        import
        match
        post
        remaining INV-1 0.00
        """
    )
    matched.tells("remaining INV-1 1000.00\npost\nremaining INV-1 1000.00\nremaining INV-2 0.00")
    assert {str(voucher) for voucher in Voucher.objects.filter(company=other.company.id, source="BANK")} == {"B-2026-1"}
