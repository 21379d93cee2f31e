"""A customer made by mistake goes, as long as nothing refers to it: what does is told, whatever table it stands in."""

from __future__ import annotations

import pytest

from reskontra.audit.trail import newest
from reskontra.companies.notes import Subject, add_note
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.actions import block_party
from reskontra.parties.queries import PartyUnknown, find_party
from reskontra.privacy.deleting_party import PartyReferredTo, delete_party, references_to
from tests import books, build
from tests.privacy.a_person import tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db


def delete(company: CompanyFacts, number: str = "C1") -> None:
    delete_party(company=company, actor=build.BOB, ledger="CUSTOMER", number=number)


def test_one_that_nothing_refers_to_goes_with_its_card(company: CompanyFacts) -> None:
    before = books.contents()
    build.customer(company)
    block_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", level="all")
    delete(company)
    after = books.contents()
    assert {table for table, rows in after.items() if rows != before[table]} == {"audit_event", "audit_payload"}
    assert newest(company=company.id) == ("party.deleted", {"ledger": "CUSTOMER"})
    with pytest.raises(PartyUnknown):
        delete(company)
    build.invoice(company, build.customer(company))  # the number is free again
    assert books.violations() == []


def test_what_refers_to_it_is_told_and_nothing_goes(story: Story) -> None:
    tell_of_anna(story)
    company = story.company
    anna = find_party(company=company, ledger="CUSTOMER", number="K1")
    found = dict(references_to(company=company, party=anna))
    assert {"Entries": 2, "Contacts noted": 1, "Notes and files": 1}.items() <= found.items()
    before = books.contents()
    with pytest.raises(PartyReferredTo, match=r"K1 cannot be deleted: .*Entries \(2\).* refer to it"):
        delete(company, "K1")
    assert books.contents() == before


def test_a_note_alone_holds_it_and_one_in_the_other_ledger_does_not(company: CompanyFacts) -> None:
    party = build.customer(company)
    add_note(company=company, actor=build.ALICE, subject=Subject("PARTY", party.id, "C1"), text="Ringde")
    with pytest.raises(PartyReferredTo, match=r"Notes and files \(1\)"):
        delete(company)
