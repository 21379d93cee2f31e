"""What a document leaves out while a part is disputed is charged once when the dispute is over, or never."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.checks_of_documents import documents_that_differ
from reskontra.collections.disputes import DisputeEnd, DisputeOrder, close_dispute, open_dispute
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.parties.models import Party
from reskontra.receivables.applying import EntryName
from tests import build
from tests.collections import reminding
from tests.collections.charging import DAY, TOLD, cancel, charges, issue, lines, make
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)


def dispute(company: CompanyFacts, amount: str = "2500.00") -> int:
    """Of the 12 500.00 of INV-1, due on 31 January."""
    order = DisputeOrder(EntryName("CUSTOMER", "INV-1"), "price", amount)
    return open_dispute(company=company, actor=build.BOB, order=order, today=date(2026, 2, 20)).number


def close(company: CompanyFacts, number: int, outcome: str, credited: str = "") -> None:
    close_dispute(company=company, actor=build.BOB, number=number, end=DisputeEnd(outcome, credited=credited))


def charged(company: CompanyFacts, day: date) -> str:
    """The interest of the memo of the day, which is issued."""
    (made,) = make(company, day).made
    (done,) = issue(company).done
    assert done.posted.minor == made.sums.interest_minor
    return format_minor(made.sums.interest_minor, "SEK")


@pytest.mark.parametrize(
    ("outcome", "second", "third"),
    [
        ("rejected", "218.75", "187.50"),  # 29 days of 12 500 and the 30 days of 2 500 that the first left out
        ("withdrawn", "218.75", "187.50"),
        ("paid", "218.75", "187.50"),
        ("credit_memo", "181.25", "187.50"),  # who was right pays nothing for the time of the dispute
    ],
)
def test_the_days_of_a_dispute_are_charged_once_when_it_is_over(
    company: CompanyFacts, outcome: str, second: str, third: str
) -> None:
    Story(company).tells(TOLD)
    number = dispute(company)
    assert charged(company, DAY) == "150.00"  # 30 days of 10 000
    close(company, number, outcome)
    assert charged(company, MARCH) == second
    assert charged(company, APRIL) == third
    assert len(cancel(company, "RF000003", "RF000002").done) == 2
    assert charged(company, MARCH) == second
    assert list(documents_that_differ(company=company)) == []


def test_the_days_before_a_dispute_are_charged_and_those_of_several_documents_in_it(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    assert charged(company, DAY) == "187.50"
    number = dispute(company)
    assert charged(company, MARCH) == "145.00"  # 29 days of 10 000
    assert charged(company, date(2026, 4, 15)) == "75.00"
    close(company, number, "rejected")
    another = dispute(company, "500.00")
    (made,) = make(company, APRIL).made
    assert [(role, minor, days, text) for role, minor, days, text in lines(company, made.number) if role == "RATE"] == [
        ("RATE", 36_25, 29, "29 × 2\u00a0500,00 × 1,5 % / 30, bestridet till dess"),
        ("RATE", 18_75, 15, "15 × 2\u00a0500,00 × 1,5 % / 30, bestridet till dess"),
        ("RATE", 90_00, 15, "15 × 12\u00a0000,00 × 1,5 % / 30"),
    ]  # fmt: skip
    close(company, another, "rejected")
    assert [one.code for one in issue(company).refused] == ["memo_draft_outdated"]  # it bears more by now


def test_a_reminder_charges_what_a_memo_left_out(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    number = dispute(company)
    assert charged(company, DAY) == "150.00"
    close(company, number, "rejected")
    reminding.terms(company, "T", calculates_interest=True, posts_interest=True)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    (reminder,) = reminding.make(company, MARCH).made
    assert reminder.draft.sums.interest_minor == 218_75
    assert [line.days for line in reminder.draft.lines if line.amount_minor and line.days] == [29, 30, 29]
    issue_reminders(company=company, actor=build.BOB)
    assert charges(make(company, MARCH)) == []
    assert charged(company, APRIL) == "187.50"


def test_what_is_disputed_in_whole_waits_for_the_end_of_the_dispute(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    number = dispute(company, "12500.00")
    assert charges(make(company)) == []
    assert not CollectionLine.objects.filter(company=company.id).exists()
    close(company, number, "rejected")
    assert charged(company, MARCH) == "368.75"


@pytest.mark.parametrize(
    ("credits", "credited", "charges_of"),
    [
        # Disputed are 2 500.00 of 12 500.00, at 1.5 % in 30 days: 0.50 a day for each 1 000.00.
        ("", "1000.00", ("150.00", "203.75", "187.50")),  # 30 days of 1 500 with the 29 of 12 500
        # A credit memo counts from the first day that was not charged, for what the dispute was right in.
        ("2026-03-10 1000.00", "1000.00", ("150.00", "189.25", "172.50")),  # 30 of 1 500, 29 of 11 500
        ("2026-03-10 1000.00", "400.00", ("150.00", "200.65", "172.50")),
        ("2026-02-20 1000.00", "1000.00", ("145.00", "194.25", "172.50")),
    ],
)
def test_only_what_is_credited_bears_no_interest(
    company: CompanyFacts, credits: str, credited: str, charges_of: tuple[str, str, str]
) -> None:
    story = Story(company)
    story.tells(TOLD)
    number = dispute(company)
    day, _, amount = credits.partition(" ")
    if credits and day < DAY.isoformat():
        story.tells(f"credit C1 K-1 -{amount} from={day} due={day}\nsettle K-1 INV-1 on={day}")
    first = charged(company, DAY)
    if credits and day > DAY.isoformat():
        story.tells(f"credit C1 K-1 -{amount} from={day} due={day}\nsettle K-1 INV-1 on={day}")
    close(company, number, "credit_memo", credited)
    assert (first, charged(company, MARCH), charged(company, APRIL)) == charges_of
    assert list(documents_that_differ(company=company)) == []
