"""Lines as they are typed: what is filled in, what is changed, and that marks follow."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.numbering import SeriesShape
from reskontra.journals.entering import highest, parse_account
from reskontra.journals.models import Mark, TypedLine
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def typed(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB" currency=SEK
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10
        invoice  C1 INV-2 500.00
        credit   C1 K-1 -100.00
        batch    KASSA bank:B1
    """)
    return story


def test_what_is_left_out_is_filled_in(typed: Story) -> None:
    typed.tell("type KASSA customer:C1 -10.00")
    row = TypedLine.objects.get(company=typed.company.id)
    assert (row.posting_date, row.document_type, row.document_number, row.description, row.balancing_number) == (
        TODAY, "PAYMENT", "INB000001", "Alfa AB", "B1"
    )  # fmt: skip
    typed.tell("type KASSA customer:C1 10.00 on=2026-03-01")
    typed.tell("type KASSA customer:C1 -10.00")
    kinds = TypedLine.objects.filter(company=typed.company.id).values_list("document_type", "posting_date")
    assert list(kinds)[1:] == [("REFUND", date(2026, 3, 1)), ("PAYMENT", date(2026, 3, 1))]


@pytest.mark.parametrize(("settles", "day", "amount"), [
    ("INV-1", "2026-03-10", "-980.00"), ("INV-1", "2026-03-11", "-1000.00"), ("INV-1=400.00", "2026-03-10", "-400.00"),
    ("INV-1 INV-2 K-1", "2026-03-10", "-1380.00"), ("K-1", "2026-03-10", "100.00"),
])  # fmt: skip
def test_the_amount_that_settles(typed: Story, settles: str, day: str, amount: str) -> None:
    typed.tell(f'type KASSA customer:C1 on={day} pays="{settles}"')
    kind = "refund" if amount == "100.00" else "payment"
    typed.tell(f"typed KASSA 1 INB000001 {kind} customer:C1 {amount} {settles}")


def test_a_line_without_amount_balances_its_document_where_the_batch_suggests_it(typed: Story) -> None:
    typed.tells("""
        batch JAMN
        type  JAMN customer:C1 -10.00
        type  JAMN bank:B1 refused amount_not_said
    """)
    typed._batch("FULL", suggests_balancing_amount=True)  # type: ignore[arg-type]
    typed.tells("""
        type  FULL customer:C1 -10.00
        type  FULL bank:B1
        typed FULL 2 INB000002 blank bank:B1 10.00
    """)


def test_a_line_typed_anew_keeps_its_number_and_loses_its_marks(typed: Story) -> None:
    typed.tells("""
        type   KASSA customer:C1 pays=INV-1
        retype KASSA 1 customer:C1 -5.00
        typed  KASSA 1 INB000001 payment customer:C1 -5.00
    """)
    assert not Mark.objects.filter(company=typed.company.id).exists()
    assert Event.objects.filter(company=typed.company.id).latest("id").action == "batch.line.changed"


def test_new_numbers_are_followed_by_marks(typed: Story) -> None:
    typed.tells("""
        type     KASSA customer:C1 pays=INV-1 number=X9
        renumber KASSA
        typed    KASSA 1 INB000001 payment customer:C1 -1000.00 INV-1
    """)
    assert TypedLine.objects.get(company=typed.company.id).applies_to_id == "INB000001"


def test_the_highest_number_of_a_series() -> None:
    shape = SeriesShape("INB", "INB", 6, 4)
    assert highest(shape, []) == 4
    assert highest(shape, ["INB000007", "INB9", "X000009", "INB000003"]) == 7


def test_an_account_as_it_is_written() -> None:
    assert parse_account("Customer: C1") == ("CUSTOMER", "C1")
