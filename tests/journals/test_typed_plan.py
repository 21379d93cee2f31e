"""Documents become vouchers; the numbers of it are in the stories."""

from __future__ import annotations

from itertools import count

import pytest

from reskontra.core.money import Money
from reskontra.journals.typed_book import read_book
from reskontra.journals.typed_lines import typed_lines
from reskontra.journals.typed_plan import Planner
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def planner(story: Story) -> tuple[Planner, list]:  # type: ignore[type-arg]
    batch = story._of("KASSA")
    lines = typed_lines(company=story.company, journal_id=batch.journal_id)
    return Planner(read_book(company=story.company, batch=batch, lines=lines), count(1000)), lines


def test_a_voucher_for_each_document(story: Story) -> None:
    story.tells("""
        customer C1 "Alfa AB" payment_terms=30D
        batch    KASSA
        type     KASSA customer:C1 125.00 as=invoice number=F1 on=2026-03-10
        type     KASSA gl:3001 -125.00 as=invoice vat=25
        type     KASSA customer:C1 -5.00 balancing=gl:3740 on=2026-03-11
    """)
    made, lines = planner(story)
    first, second = made.plan(lines)
    assert not made.findings
    assert [line.amount_minor for line in first.voucher.lines] == [125_00, -100_00, -25_00]
    assert [line.vat_code for line in first.voucher.lines] == ["", "25", "25"]
    assert (first.voucher.description, first.made[0].draft.due_date.isoformat()) == ("F1 Alfa AB", "2026-04-09")
    assert second.made[0].draft.due_date == second.voucher.posting_date


def test_what_cannot_be_planned_is_kept_and_the_rest_goes_on(story: Story) -> None:
    story.tells("""
        customer C1 "Alfa AB"
        customer C2 "Beta AB"
        invoice  C1 INV-1 100.00 from=2026-03-10
        batch    KASSA
        type     KASSA customer:C1 -5.00 on=2026-03-09 pays=INV-1 balancing=gl:3740
        type     KASSA customer:C1 -5.00 on=2026-03-10
        type     KASSA customer:C2 -6.00 balancing=gl:3740 number=X
    """)
    made, lines = planner(story)
    assert [plan.lines[0].line_number for plan in made.plan(lines)] == [1, 3]
    assert [(finding.place, finding.code) for finding in made.findings] == [
        ("line 1, applies_to", "applied_before_posted"), ("line 2, amount", "document_unbalanced")
    ]  # fmt: skip
    assert made.findings[1].values["difference"] == Money(-5_00, "SEK")
