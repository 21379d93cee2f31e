"""What a returned payment undoes. Stories tell the rest."""

from __future__ import annotations

import pytest

from reskontra.core.money import Money
from reskontra.matching.actions.return_payment import left_over, undo_returned
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_original_is_named_with_what_it_had_settled(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025 end_to_end=E-1
        import
        match
        post
        statement B1 2026-03-05
        line      -503.00 name="Alfa AB" end_to_end=E-1 returned=MD07
        import
        """
    )
    done = undo_returned(company=story.company, actor=build.ALICE, journal=story.facts, line_number=1)
    (payment,) = done.payments
    assert (payment.ledger, payment.account, payment.document) == ("CUSTOMER", "C1", "B-2026-1")
    assert (payment.remaining_minor, payment.opened) == (-500_00, ("INV-2",))
    rest = left_over(company=story.company, journal=story.facts, proposal=done.proposal)
    assert rest == Money(-3_00, "SEK")
    story.tells("shows 1 overpaid B-2026-1=-500.00\nunapply 1\nremaining INV-2 500.00")


def test_a_mandate_tells_the_original_where_the_bank_gives_no_other_id(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025 end_to_end=E-1 mandate=M-7
        line      800.00 name="Beta AB" ocr=10033 end_to_end=E-2 mandate=M-7
        import
        match
        post
        statement B1 2026-03-05
        line      -500.00 name="Alfa AB" mandate=M-7 returned=MD06
        line      -499.00 name="Alfa AB" mandate=M-7 returned=MD06
        import
        return    2 refused original_not_found M-7
        return    1
        shows     1 ready manual reviewed B-2026-1=-500.00
        remaining INV-2 500.00
        remaining INV-3 0.00
        """
    )
