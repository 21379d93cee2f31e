"""What a returned payment undoes. Stories tell the rest."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.direct_debit import Scheme
from reskontra.core.money import Money
from reskontra.matching.actions.return_payment import left_over, undo_returned
from reskontra.receivables.direct_debits.collections import debits_of
from reskontra.receivables.direct_debits.debit_setup import DebitTerms, set_debit_setup
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.making import MakeOrder, make_collection
from reskontra.receivables.direct_debits.mandates import MandateTerms, create_mandate
from reskontra.receivables.direct_debits.posting import post_collection
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


def collect(story: Story) -> None:
    """INV-2 and INV-3 go to the bank by direct debit, in SEK."""
    company = story.company
    build.customer(company, number="C2", name="Beta AB", iban="SE4550000000058398257466")
    terms = DebitTerms(creditor_id="DE98ZZZ09999999999", allows_other_currencies=True)
    set_debit_setup(company=company, actor=build.BOB, number="B1", terms=terms)
    for customer in ("C1", "C2"):
        signed = MandateTerms(signed_date=date(2026, 1, 2))
        create_mandate(company=company, actor=build.BOB, customer=customer, terms=signed)
    order = MakeOrder("B1", Scheme.CORE, date(2026, 12, 31))
    make_collection(company=company, actor=build.BOB, order=order, today=date(2026, 1, 2))
    export_collection(company=company, actor=build.BOB, number="DDC000001", today=date(2026, 1, 2))


def test_a_posted_debit_that_comes_back_is_open_again_and_rejected(story: Story) -> None:
    collect(story)
    post_collection(company=story.company, actor=build.BOB, number="DDC000001", today=date(2026, 12, 31))
    debit = next(one for one in debits_of(company=story.company, number="DDC000001") if one.document == "INV-2")
    story.tells(
        f"""
        remaining INV-2 0.00
        statement B1 2026-03-05
        line      -500.00 name="Alfa AB" end_to_end={debit.transaction_id} returned=MD06
        import
        return    1
        remaining INV-2 500.00
        post
        """
    )
    (again,) = [one for one in debits_of(company=story.company, number="DDC000001") if one.document == "INV-2"]
    assert (again.state, again.reason, again.returned_date) == ("REJECTED", "MD06", date(2026, 3, 5))


def test_a_debit_that_is_not_posted_names_its_invoice_to_the_matcher(story: Story) -> None:
    collect(story)
    debit = next(one for one in debits_of(company=story.company, number="DDC000001") if one.document == "INV-3")
    story.tells(
        f"""
        statement B1 2026-03-05
        line      800.00 name="Beta AB" end_to_end={debit.transaction_id}
        import
        match
        shows     1 ready high INV-3=800.00
        """
    )
