"""What an invoice grants from its first day: grace and tolerance, by settings, in stories and in a table."""

from __future__ import annotations

import pytest

from reskontra.companies.actions import change_settings
from reskontra.companies.currencies import CurrencyChange, Tolerance, set_currency
from reskontra.parties.models import Party
from reskontra.receivables.grants import granted, max_tolerance, recompute_tolerance
from reskontra.receivables.models import Entry
from tests import books, build
from tests.story import Story


@pytest.mark.parametrize(("minor", "limit", "most"), [
    (1_000_00, Tolerance(0, 5_00), 5_00), (1_000_00, Tolerance(100, 0), 10_00), (1_000_00, Tolerance(100, 5_00), 5_00),
    (200_00, Tolerance(100, 5_00), 2_00), (3_00, Tolerance(0, 5_00), 3_00), (-1_000_00, Tolerance(100, 0), -10_00),
    (50, Tolerance(100, 0), 1), (1_000_00, Tolerance(0, 0), 0),
])  # fmt: skip
def test_the_most_that_is_tolerated(minor: int, limit: Tolerance, most: int) -> None:
    assert max_tolerance(minor, limit) == most


@pytest.fixture
def tolerant(story: Story) -> Story:
    """Grace of 5 days, and 1 %, at most 5.00 kronor."""
    change_settings(company=story.company, actor=build.BOB, values={"discount_grace": "5D"})
    change = CurrencyChange(tolerance_percent="1", max_tolerance="5.00")
    set_currency(company=story.company, actor=build.BOB, code="SEK", change=change)
    story.tells("""
        bank      B1 10000.00
        rate      USD 2026-01-01 10.00
        customer  C1 "Alfa AB"
        customer  C2 "Beta AB"
        batch     KASSA bank:B1
    """)
    return story


def grants(story: Story, number: str) -> tuple[int, str | None]:
    row = Entry.objects.get(company=story.company.id, document_number=number)
    day = row.discount_tolerance_date
    return row.max_tolerance_minor, day.isoformat() if day else None


@pytest.mark.django_db
@pytest.mark.company_leads
class TestGranted:
    def test_loaded_and_typed_documents_grant_the_same(self, tolerant: Story) -> None:
        Party.objects.filter(company=tolerant.company.id, number="C2").update(blocks_payment_tolerance=True)
        tolerant.tells("""
            invoice   C1 INV-1 1000.00 discount=20.00 until=2026-03-10
            invoice   C1 INV-2 200.00
            invoice   C1 INV-3 100.00 currency=USD
            invoice   C2 INV-4 1000.00
            payment   C1 P-1 -1000.00
            batch     BOK kind=general
            type      BOK customer:C1 -300.00 as=credit_memo number=K-1 balancing=gl:3740 on=2026-03-01
            post-batch BOK
        """)
        found = [grants(tolerant, number) for number in ("INV-1", "INV-2", "INV-3", "INV-4", "P-1", "K-1")]
        assert found == [
            (5_00, "2026-03-15"), (2_00, None), (0, None), (0, None), (0, None), (-3_00, None)
        ]  # fmt: skip

    @pytest.mark.parametrize(("day", "paid", "says", "left"), [
        ("2026-03-10", "985.00", "", "0.00"), ("2026-03-10", "975.00", "", "0.00"),
        ("2026-03-12", "995.00", "late", "0.00"), ("2026-03-12", "985.00", "", "15.00"),
        ("2026-03-15", "980.00", "late", "0.00"), ("2026-03-16", "980.00", "late", "20.00"),
        ("2026-03-16", "995.00", "", "0.00"), ("2026-03-16", "994.00", "", "6.00"),
    ])  # fmt: skip
    def test_what_a_receipt_closes(self, tolerant: Story, day: str, paid: str, says: str, left: str) -> None:
        change_settings(company=tolerant.company, actor=build.BOB, values={"tolerances": "post"})
        tolerant.tells(f"""
            invoice   C1 INV-1 1000.00 discount=20.00 until=2026-03-10
            type      KASSA customer:C1 -{paid} on={day} pays=INV-1 {says}
            post-batch KASSA
            remaining INV-1 {left}
        """)

    def test_open_entries_follow_when_they_are_told_to(self, tolerant: Story) -> None:
        tolerant.tells("""
            invoice   C1 INV-1 1000.00
            invoice   C1 INV-2 1000.00
            type      KASSA customer:C1 on=2026-03-10 pays=INV-2=998.00
            post-batch KASSA
        """)
        set_currency(company=tolerant.company, actor=build.BOB, code="SEK", change=CurrencyChange(max_tolerance="8.00"))
        before = books.contents()
        assert recompute_tolerance(company=tolerant.company, actor=build.BOB, is_preview=True) == 1
        assert books.contents() == before
        assert recompute_tolerance(company=tolerant.company, actor=build.BOB) == 1
        assert grants(tolerant, "INV-1")[0] == 8_00
        assert recompute_tolerance(company=tolerant.company, actor=build.BOB) == 0

    def test_without_settings_nothing_is_granted(self, story: Story) -> None:
        assert granted(company=story.company, entries=[]) == []
        story.tells('customer C1 "Alfa AB"\ninvoice C1 INV-1 1000.00 discount=20.00 until=2026-03-10')
        assert grants(story, "INV-1") == (0, None)
