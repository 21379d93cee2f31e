"""Relations are read for the matcher, those of the company alone."""

from __future__ import annotations

import pytest

from reskontra.matching.actions.relations import Relation, add_relation
from reskontra.matching.relations import relations
from tests import build
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_company_has_its_own(story: Story) -> None:
    story.tells('customer C1 "Alfa AB"\ncustomer C2 "Beta AB"')
    assert relations(company=story.company) == {}
    relation = Relation("CUSTOMER", "C1", "C2", "factor")
    add_relation(company=story.company, actor=build.ALICE, relation=relation)
    assert [each.kind for several in relations(company=story.company).values() for each in several] == ["FACTOR"]
    assert relations(company=build.new_company(name="Sydan AB")) == {}


def test_a_payment_of_the_group_settles_the_document_of_its_company(story: Story) -> None:
    story.tells(
        """
        customer  C1 "Alfa AB" iban=SE3550000000054910000003
        customer  C2 "Beta AB"
        invoice   C2 INV-10471 1234.00
        """
    )
    relation = Relation("CUSTOMER", "C1", "C2", "group")
    add_relation(company=story.company, actor=build.ALICE, relation=relation)
    story.tells(
        """
        statement B1 2026-03-02
        line      1234.00 name="Alfa AB" iban=SE3550000000054910000003 text="Faktura INV-10471"
        import
        match
        shows     1 ready high INV-10471=1234.00
        because   1 payer_pays_for
        post
        owes      C2 800.00
        """
    )
