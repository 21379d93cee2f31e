"""A party's posting group is one of its ledger; stories in tests/scenarios/posting_groups.txt tell what comes of it."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.party_groups import PostingGroupUnknown, choose_posting_group
from reskontra.parties.actions import PartyUnchanged
from reskontra.parties.queries import PartyUnknown, find_party
from tests import books, build
from tests.loading import events

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def choose(company: CompanyFacts, number: str, group: str, ledger: str = "CUSTOMER") -> None:
    choose_posting_group(company=company, actor=build.BOB, ledger=ledger, number=number, group=group)


@pytest.mark.parametrize(("ledger", "group"), [("CUSTOMER", "EXPORT"), ("VENDOR", "IMPORT")])
def test_one_is_chosen_and_taken_back(company: CompanyFacts, ledger: str, group: str) -> None:
    party = build.customer(company) if ledger == "CUSTOMER" else build.vendor(company)
    before = events(company)
    for wanted in (group, ""):
        choose(company, party.number, wanted, ledger)
        assert find_party(company=company, ledger=ledger, number=party.number).posting_group == wanted
    assert events(company) == before + 2


@pytest.mark.parametrize(
    ("number", "group", "kind", "told"),
    [
        ("C1", "IMPORT", PostingGroupUnknown, '"IMPORT" is no posting group of a customer. Use one of EU, EXPORT, SE.'),
        ("C1", "eu", PostingGroupUnknown, '"eu"'),
        ("C1", "", PartyUnchanged, 'posting_group of customer C1 is "" already'),
        ("C9", "EU", PartyUnknown, "C9"),
    ],
)
def test_what_is_refused(company: CompanyFacts, number: str, group: str, kind: type[Refused], told: str) -> None:
    build.customer(company)
    before = books.contents()
    with pytest.raises(kind) as refusal:
        choose(company, number, group)
    assert told in str(refusal.value)
    assert books.contents() == before
