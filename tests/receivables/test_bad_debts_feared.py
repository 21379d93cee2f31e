"""A claim that is feared lost has an allowance beside it, less VAT, and stays open."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.actions import start_run
from reskontra.receivables import bad_debts_feared
from reskontra.receivables.applying import EntryName
from reskontra.receivables.bad_debts_feared import (
    fear_bad_debt,
    lessen_fear,
    release_bad_debt,
    vat_of_claim,
)
from reskontra.receivables.correcting import ClaimOrder
from reskontra.receivables.models import BadDebt
from tests import books, build
from tests.postings import gl
from tests.story_corrections import taxed_invoice

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LATER = date(2026, 5, 4)


@pytest.fixture
def claim(company: CompanyFacts) -> int:
    return taxed_invoice(company, build.customer(company), gross=1250_00, vat=250_00)


def order(amount: str = "", *, number: str = "INV-1", reason: str = "In trouble.") -> ClaimOrder:
    return ClaimOrder(EntryName("CUSTOMER", number), reason, LATER, amount)


def test_feared_and_released(company: CompanyFacts, claim: int) -> None:
    before = gl(company)
    done = fear_bad_debt(company=company, actor=build.BOB, order=order("500.00"))
    assert (done.amount.minor, done.allowance.minor, done.voucher) == (500_00, 400_00, "A-2026-1")
    assert (gl(company)["1519"], gl(company)["6352"], gl(company)["1510"]) == (-400_00, 400_00, 1250_00)
    row = BadDebt.objects.get(company=company.id)
    assert (row.kind, row.amount_minor, row.local_minor, row.vat_local_minor) == ("FEARED", 500_00, 400_00, 100_00)
    assert release_bad_debt(company=company, actor=build.BOB, order=order()).voucher == "A-2026-2"
    assert gl(company) == before
    assert fear_bad_debt(company=company, actor=build.BOB, order=order()).allowance.minor == 1000_00


@pytest.mark.parametrize(
    ("case", "wanted", "refusal"),
    [
        ("twice", order(), bad_debts_feared.FearedAlready),
        ("no reason", order(reason=" "), Refused),
        ("no entry", order(number="INV-9"), Refused),
    ],
)
def test_what_is_refused(
    company: CompanyFacts, claim: int, case: str, wanted: ClaimOrder, refusal: type[Refused]
) -> None:
    fear_bad_debt(company=company, actor=build.BOB, order=order("500.00"))
    before = books.contents()
    with pytest.raises(refusal):
        fear_bad_debt(company=company, actor=build.BOB, order=wanted)
    assert books.contents() == before


def test_what_is_not_feared_is_not_released(company: CompanyFacts, claim: int) -> None:
    with pytest.raises(bad_debts_feared.NotFeared, match="INV-1 is not feared lost"):
        release_bad_debt(company=company, actor=build.BOB, order=order())


@pytest.mark.parametrize(
    ("case", "lost", "left", "rest"),
    [("less than feared", 200_00, 1050_00, 300_00), ("all of it", 500_00, 750_00, 0), ("nothing left", 200_00, 0, 0)],
)
def test_fear_is_lessened_by_what_is_lost(
    company: CompanyFacts, claim: int, case: str, lost: int, left: int, rest: int
) -> None:
    fear_bad_debt(company=company, actor=build.BOB, order=order("500.00"))
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test")
        names = lessen_fear(
            company=company, actor=build.BOB, run=run, entry_id=claim, day=LATER, lost_minor=lost, left_minor=left
        )
    assert names == ["A-2026-2", "A-2026-3"][: 2 if rest else 1]
    standing = BadDebt.objects.filter(company=company.id, ended_voucher__isnull=True)
    assert [row.amount_minor for row in standing] == ([rest] if rest else [])


def test_the_vat_of_a_claim_is_its_documents(company: CompanyFacts, claim: int) -> None:
    assert [minor for _, minor in vat_of_claim(company=company, entry_id=claim, local_minor=500_00)] == [100_00]
    opening = build.invoice(company, build.customer(company), number="INV-2").entry_id
    assert vat_of_claim(company=company, entry_id=opening, local_minor=500_00) == []
