"""Customers and vendors are blocked, hidden, and go up in others."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.parties.actions import activate_party, block_party, merge_party, mergeable
from reskontra.parties.models import Party
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture(autouse=True)
def _parties(company: CompanyFacts) -> None:
    build.customer(company)
    build.customer(company, number="C2", name="Beta AB")
    build.vendor(company)


def block(company: CompanyFacts, level: str, *, ledger: str = "CUSTOMER", number: str = "C1") -> None:
    block_party(company=company, actor=build.BOB, ledger=ledger, number=number, level=level)


def test_a_block_is_set_and_lifted(company: CompanyFacts) -> None:
    block(company, "invoice")
    assert Party.objects.get(number="C1").blocked == "INVOICE"
    block(company, "all")
    block(company, "")
    assert Party.objects.get(number="C1").blocked == ""
    assert Event.objects.filter(action="party.changed", subject="C1").count() == 3


@pytest.mark.parametrize(
    ("case", "level", "ledger", "number", "code"),
    [
        ("a vendor's level", "payment", "CUSTOMER", "C1", "block_unknown"),
        ("a customer's level", "ship", "VENDOR", "V1", "block_unknown"),
        ("no such customer", "all", "CUSTOMER", "C9", "party_unknown"),
        ("no block to lift", "", "CUSTOMER", "C1", "party_unchanged"),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, level: str, ledger: str, number: str, code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as told:
        block(company, level, ledger=ledger, number=number)
    assert told.value.code == code
    assert books.contents() == before


def test_hidden_and_shown_again(company: CompanyFacts) -> None:
    common = {"company": company, "actor": build.BOB, "ledger": "CUSTOMER", "number": "C1"}
    activate_party(**common, is_active=False)  # type: ignore[arg-type]
    assert not Party.objects.get(number="C1").is_active
    with pytest.raises(Refused, match='Column active of customer C1 is "false" already'):
        activate_party(**common, is_active=False)  # type: ignore[arg-type]
    activate_party(**common, is_active=True)  # type: ignore[arg-type]
    assert Party.objects.get(number="C1").is_active


def test_one_goes_up_in_another(company: CompanyFacts) -> None:
    payer = Party.objects.get(number="C1")
    Party.objects.filter(number="C2").update(bill_to=None)
    with transaction.atomic():
        source, target = mergeable(company=company, ledger="CUSTOMER", number="C1", into="C2")
        assert merge_party(company=company, source=source, target=target) == []
    payer.refresh_from_db()
    assert payer.merged_into is not None
    assert (payer.merged_into.number, payer.is_active) == ("C2", False)
    for number, into in (("C1", "C2"), ("C2", "C1")):
        with pytest.raises(Refused, match="C1 was merged into C2 already"):
            mergeable(company=company, ledger="CUSTOMER", number=number, into=into)
    with pytest.raises(Refused, match="C2 was to be merged into itself"):
        mergeable(company=company, ledger="CUSTOMER", number="C2", into="C2")
    with pytest.raises(Refused, match="C1 was merged into C2 already"):
        activate_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", is_active=True)
