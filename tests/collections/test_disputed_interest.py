"""What a document leaves out while a part is disputed is charged once when the dispute is over, or never."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.checks_of_documents import documents_that_differ
from reskontra.collections.claim_lists import Of, disputes
from reskontra.collections.disputes import DisputeEnd, DisputeOrder, close_dispute, open_dispute
from reskontra.collections.holding import held_of
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor
from reskontra.parties.models import Party
from reskontra.receivables.applying import EntryName
from reskontra.receivables.models import Entry
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
        ("credit_memo", "145.00", "150.00"),  # who was right pays nothing for it: not in the dispute, nor later
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
        ("", "1000.00", ("150.00", "189.25", "172.50")),  # 30 days of 1 500 with the 29 of 11 500: none of 1 000 ever
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


def credit(story: Story, number: str, amount: str, day: str) -> None:
    story.tells(f"credit C1 {number} -{amount} from={day} due={day}\nsettle {number} INV-1 on={day}")


def to_credit(company: CompanyFacts) -> list[tuple[int, str]]:
    """Of the list of disputes that are not over, those whose credit memo is to be made."""
    found = disputes(company=company, as_of=APRIL, of=Of())
    return [(one.number, format_minor(one.to_credit.minor, "SEK")) for one in found if one.closed_at]


@pytest.mark.parametrize(
    ("credited", "awaited", "each"),
    [("", "2500.00", ("145.00", "150.00")), ("1000.00", "1000.00", ("189.25", "172.50"))],
)
@pytest.mark.parametrize("day", ["2026-03-10", "2026-04-10", "2026-05-10", ""])
def test_what_is_to_be_credited_bears_nothing_whenever_the_credit_memo_comes(
    company: CompanyFacts, credited: str, awaited: str, each: tuple[str, str], day: str
) -> None:
    """Closed first, credited after: in the days of a memo, between two of them, later, or never."""
    story = Story(company)
    story.tells(TOLD)
    number = dispute(company)
    first = charged(company, DAY)
    close(company, number, "credit_memo", credited)
    assert to_credit(company) == [(number, awaited)]
    (held,) = held_of(company=company, entry_ids=entry_ids(company), as_of=APRIL).values()
    assert (format_minor(held.held_minor, "SEK"), held.disputed_minor) == (awaited, 0)
    charges_of = [charged(company, MARCH)]
    if day:
        credit(story, "K-1", awaited, day)
        assert (to_credit(company), held_of(company=company, entry_ids=entry_ids(company), as_of=APRIL)) == ([], {})
    charges_of += [charged(company, APRIL)]
    assert (first, *charges_of) == ("150.00", *each)
    assert charged(company, date(2026, 5, 30)) == each[1]  # 30 days, as those of April
    assert list(documents_that_differ(company=company)) == []


def entry_ids(company: CompanyFacts) -> list[int]:
    return list(Entry.objects.filter(company=company.id, document_number="INV-1").values_list("id", flat=True))


def test_a_credit_memo_that_was_there_before_is_no_credit_of_the_dispute(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    credit(story, "K-0", "500.00", "2026-01-20")
    close(company, dispute(company), "credit_memo")
    assert to_credit(company) == [(1, "2500.00")]
    assert charged(company, DAY) == "142.50"  # 30 days of 9 500


def test_who_pays_what_was_to_be_credited_is_paid_no_interest(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    close(company, dispute(company), "credit_memo")
    story.tells("payment C1 P-1 -11500.00 from=2026-02-15\nsettle P-1 INV-1 on=2026-02-15")
    assert charged(company, DAY) == "75.00"  # 15 days of 10 000, and 0 since
    assert to_credit(company) == [(1, "1000.00")]
    assert charges(make(company, MARCH)) == []


def test_a_credit_memo_is_the_credit_of_one_dispute(company: CompanyFacts) -> None:
    """The first dispute took it; the second is right in all that it was about, and is credited later."""
    story = Story(company)
    story.tells(TOLD)
    number = dispute(company, "2000.00")
    credit(story, "K-1", "1000.00", "2026-12-01")
    close(company, number, "credit_memo")
    close(company, dispute(company, "400.00"), "credit_memo")
    told = disputes(company=company, as_of=APRIL, of=Of(with_ended=True))
    assert [format_minor(one.credited.minor, "SEK") for one in told] == ["1000.00", "400.00"]
    assert to_credit(company) == [(2, "400.00")]
