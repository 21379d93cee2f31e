"""Who sent the earlier payments with an end-to-end id."""

from __future__ import annotations

import pytest

from reskontra.matching.paid_before import payers_by_end_to_end_id
from reskontra.parties.models import Party
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_posted_payments_of_one_party_count(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025 end_to_end=STO-4711
        line      300.00 name="Beta AB" ocr=10033 end_to_end=OPEN-4711
        import
        match
        post      1
        """
    )
    alfa, ids = story.parties["C1"].id, ["STO-4711", "OPEN-4711", "NONE-4711"]
    assert payers_by_end_to_end_id(company=story.company, ids=ids) == {"STO-4711": {alfa: 1}}
    assert payers_by_end_to_end_id(company=build.new_company(name="Sydan AB"), ids=ids) == {}
    story.tells(
        """
        invoice   C1 INV-9 250.00
        invoice   C1 INV-8 260.00
        statement B1 2026-04-02
        line      250.00 end_to_end=STO-4711
        import
        match
        shows     1 review medium INV-9=250.00
        because   1 payer_end_to_end_id
        """
    )


def test_a_telephone_number_is_learned_as_an_account_is(story: Story) -> None:
    story.tells(
        """
        invoice   C2 INV-7 120.00
        invoice   C2 INV-8 130.00
        statement B1 2026-03-02
        line      120.00 text="Swish 070-123 45 67"
        import
        apply     1 INV-7
        statement B1 2026-03-03
        line      130.00 text="Swish +46701234567"
        import
        match
        shows     1 review medium INV-8=130.00
        because   1 learned_account
        """
    )


def test_a_telephone_number_on_the_card_tells_the_customer(story: Story) -> None:
    Party.objects.filter(company=story.company.id, number="C2").update(phone="070-123 45 67")
    story.tells(
        """
        statement B1 2026-03-02
        line      800.00 text="Swish 46701234567 Eva Ek"
        import
        match
        shows     1 ready high INV-3=800.00
        because   1 payer_phone
        """
    )
