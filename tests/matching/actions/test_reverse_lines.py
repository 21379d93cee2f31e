"""Posted lines are taken back by counter vouchers: by line, by journal, by voucher."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Refused
from reskontra.ledger.models import BankEntry, Voucher
from reskontra.matching.actions.reverse_lines import Reversed, Wanted, reverse_lines, reverse_voucher
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def posted(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        line      800.00 name="Beta AB" ocr=10033
        line      9.00
        import
        match
        post
        """
    )
    return story


def taken_back(story: Story, *lines: int, reason: str = "Wrong customer.") -> Reversed:
    return reverse_lines(company=story.company, actor=build.BOB, journal=story.facts, line_numbers=lines, reason=reason)


def by_voucher(story: Story, name: str, reason: str = "Wrong customer.") -> Reversed:
    return reverse_voucher(company=story.company, actor=build.BOB, voucher=name, wanted=Wanted(reason))


def test_a_line(posted: Story) -> None:
    done = taken_back(posted, 1)
    assert (done.vouchers, done.lines) == (("A-2026-1",), 1)
    posted.tells("remaining INV-2 500.00\nremaining INV-3 0.00\nshows 1 review\nshows 2 posted")
    counter = Voucher.objects.get(source="REVERSAL")
    assert counter.reverses
    assert (str(counter.reverses), counter.description) == ("B-2026-1", "B-2026-1: Wrong customer.")


def test_a_journal_the_newest_voucher_first(posted: Story) -> None:
    done = taken_back(posted)
    assert (done.vouchers, done.lines) == (("A-2026-1", "A-2026-2"), 2)
    assert [str(v.reverses) for v in Voucher.objects.filter(source="REVERSAL").order_by("number")] == [
        "B-2026-2", "B-2026-1",
    ]  # fmt: skip


def test_both_bank_entries_are_open_and_name_each_other(posted: Story) -> None:
    taken_back(posted, 1)
    counter = BankEntry.objects.get(reverses__isnull=False)
    assert counter.reverses
    assert (counter.amount_minor, counter.state) == (-50000, "OPEN")
    assert (counter.reverses.amount_minor, counter.reverses.state, counter.reverses.statement) == (50000, "OPEN", None)


def test_the_lines_of_a_voucher(posted: Story) -> None:
    done = by_voucher(posted, "B-2026-1")
    assert (done.vouchers, done.lines) == (("A-2026-1",), 1)
    posted.tells("remaining INV-2 500.00\nshows 1 review\nmatch\npost\nremaining INV-2 0.00")


@pytest.mark.parametrize(
    ("case", "lines", "code"),
    [
        ("not posted", (3,), "line_not_posted"),
        ("not there", (9,), "line_not_posted"),
        ("one of two", (1, 3), "line_not_posted"),
    ],
)
def test_lines_that_are_not_posted(posted: Story, case: str, lines: tuple[int, ...], code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        taken_back(posted, *lines)
    assert refusal.value.findings[0].code == code  # type: ignore[attr-defined]
    assert books.contents() == before


def test_twice_is_refused(posted: Story) -> None:
    taken_back(posted, 1)
    posted.tell("reverse 1 refused line_not_posted")
    posted.tell("reverse")
    posted.tell("reverse refused nothing_posted")


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_needed(posted: Story, reason: str) -> None:
    with pytest.raises(Refused, match="Reversing PRJ000001 needs a reason"):
        taken_back(posted, 1, reason=reason)
    with pytest.raises(Refused, match="Reversing B-2026-1 needs a reason"):
        by_voucher(posted, "B-2026-1", reason=reason)


@pytest.mark.parametrize(
    ("case", "name", "code"),
    [
        ("no name", "B1", "voucher_unknown"),
        ("no such number", "B-2026-99", "voucher_unknown"),
        ("no such year", "B-1999-1", "voucher_unknown"),
        ("a number beyond the database", "B-2026-" + "9" * 30, "voucher_unknown"),
        ("reversed already", "B-2026-1", "voucher_reversed"),
        ("a reversal", "A-2026-1", "reversal_not_reversed"),
        ("an opening entry", "I-2026-1", "opening_not_reversed"),
    ],
)
def test_vouchers_that_are_not_reversed(posted: Story, case: str, name: str, code: str) -> None:
    taken_back(posted, 1)
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        by_voucher(posted, name)
    assert refusal.value.code == code
    assert books.contents() == before


def test_a_voucher_of_another_company(posted: Story) -> None:
    other = build.new_company(name="Sydan AB")
    with pytest.raises(Refused) as refusal:
        reverse_voucher(company=other, actor=build.BOB, voucher="B-2026-1", wanted=Wanted("x"))
    assert refusal.value.code == "voucher_unknown"


def test_a_transfer_is_taken_back_on_both_accounts(story: Story) -> None:
    story.tells(
        """
        bank      B2 0.00
        statement B1 2026-03-02
        line      -500.00 iban=SE3550000000054910000003
        statement B2 2026-03-02
        line      500.00 iban=SE4550000000058398257466
        import
        match     PRJ000001 PRJ000002
        post      PRJ000001 PRJ000002
        """
    )
    assert by_voucher(story, "B-2026-1").lines == 2
    story.tells("journal PRJ000001 open\njournal PRJ000002 open\ngl 1940 0.00")
