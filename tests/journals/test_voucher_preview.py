"""What posting would do, in full and told once: vouchers, accounts, what is left open."""

from __future__ import annotations

import pytest

from reskontra.journals.batches import find_batch
from reskontra.journals.post_typed import PostChoice, post_batch
from reskontra.journals.voucher_preview import Effect, VoucherPreview, told_of, voucher_preview
from tests import build
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def preview(story: Story) -> VoucherPreview:
    batch = find_batch(company=story.company, kind="CASH_RECEIPT", name="KASSA")
    choice = PostChoice(is_preview=True, today=TODAY)
    return voucher_preview(
        company=story.company, posted=post_batch(company=story.company, actor=build.BOB, batch=batch, choice=choice)
    )


def test_vouchers_with_their_lines_and_the_effects(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10
        batch    KASSA bank:B1
        type     KASSA customer:C1 pays=INV-1 on=2026-03-10
    """)
    found = preview(story)
    lines = found.vouchers[0].lines
    assert sorted((line.account, line.debit_minor, line.credit_minor) for line in lines) == [
        ("1510", None, 1_000_00), ("1930", 980_00, None), ("3731", 20_00, None),
    ]  # fmt: skip
    assert (found.told_head, found.told_count, found.told_post) == (
        "One voucher, A-2026-1.",
        "1 voucher",
        "Post 1 voucher",
    )
    assert found.effects[0] == Effect("1510", "Kundfordringar", -1_000_00)
    assert (found.total_minor, found.applied, found.more, found.told) == (1_000_00, 1, 0, ())


def test_a_correction_is_shown_on_its_side_and_many_are_told(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        batch    KASSA bank:B1
        type     KASSA gl:3740 100.00 correction
    """)
    lines = preview(story).vouchers[0].lines
    assert {(line.account, line.debit_minor, line.credit_minor) for line in lines} == {
        ("3740", None, -100_00), ("1930", -100_00, None),
    }  # fmt: skip
    story.tells("\n".join(f"type KASSA customer:C1 -{n}.00" for n in range(1, 60)))
    found = preview(story)
    assert (found.count, len(found.vouchers), found.more) == (60, 50, 10)
    assert (found.told_head, found.told_more) == ("60 vouchers, A-2026-1 to A-2026-60.", "and 10 more vouchers")


def test_what_was_not_granted_is_told(story: Story) -> None:
    story.tells("""
        bank      B1 10000.00
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 1000.00 discount=20.00 until=2026-03-10
        invoice   C1 INV-2 1000.00
        grace     INV-1 2026-03-15
        tolerates INV-2 5.00
        batch     KASSA bank:B1
        type      KASSA customer:C1 -980.00 on=2026-03-12 pays=INV-1
        type      KASSA customer:C1 -997.00 on=2026-03-12 pays=INV-2
        post-batch KASSA
    """)
    assert told_of(story.posted) == (
        "Line 1, INB000001: a late discount of 20.00 SEK is left open. Grant it on the line if it is meant.",
        "Line 2, INB000002: 3.00 SEK within tolerance are left open. Say so on the line if they are posted.",
    )
