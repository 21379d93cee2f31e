"""What corrections share: the entry, how much of it, a reason, and what stands on it."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application_checks import EntryNotOpen
from reskontra.core.errors import Refused
from reskontra.receivables import correcting
from reskontra.receivables.applying import EntryName
from reskontra.receivables.correcting import find_claim, find_open_entry, part_of, reason_of, refuse_held
from tests import build
from tests.postings import on, pay
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_reason_is_trimmed_and_needed() -> None:
    assert reason_of(" Bankrupt. ", what="INV-1") == "Bankrupt."
    with pytest.raises(correcting.CorrectionReasonMissing, match="INV-1 is not corrected without a reason"):
        reason_of("  ", what="INV-1")


@pytest.mark.parametrize(
    ("case", "amount", "text", "minor"),
    [
        ("all", "1000.00", "", 1000_00),
        ("a part", "1000.00", "0.01", 1),
        ("the whole", "1000.00", "1000.00", 1000_00),
        ("of a credit, as people write it", "-1000.00", "400.00", -400_00),
        ("of a credit, as it is signed", "-1000.00", "-400.00", -400_00),
        ("nothing", "1000.00", "0.00", None),
        ("too much", "1000.00", "1000.01", None),
        ("of the other sign", "1000.00", "-5.00", None),
    ],
)
def test_a_part(company: CompanyFacts, case: str, amount: str, text: str, minor: int | None) -> None:
    kind = "credit_memo" if amount.startswith("-") else "invoice"
    build.document(company, build.customer(company), number="N-1", amount=amount, document_type=kind)
    with transaction.atomic():
        entry, _ = find_open_entry(company=company, name=EntryName("CUSTOMER", "N-1"))
        if minor is not None:
            assert part_of(entry, text) == minor
            return
        with pytest.raises(correcting.AmountBeyondEntry, match=r"N-1 has 1000\.00 SEK left"):
            part_of(entry, text)


def test_a_settled_entry_is_not_open(company: CompanyFacts) -> None:
    invoice = build.invoice(company, build.customer(company))
    pay(company, build.bank_account(company), on(company, invoice))
    with transaction.atomic(), pytest.raises(EntryNotOpen):
        find_open_entry(company=company, name=EntryName("CUSTOMER", "INV-1"))


def test_a_claim_is_a_customers(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company))
    build.document(company, build.vendor(company), number="K-7", amount="50.00", document_type="credit_memo")
    with transaction.atomic():
        assert find_claim(company=company, name=EntryName("CUSTOMER", "INV-1"))[0].remaining_minor == 1000_00
        with pytest.raises(correcting.NotAClaim, match=r"K-7 is 50\.00 SEK, and no claim"):
            find_claim(company=company, name=EntryName("VENDOR", "K-7"))


@pytest.mark.parametrize(
    ("case", "command", "refusal"),
    [
        ("feared", "fear INV-1", correcting.EntryFeared),
        ("to be paid back", "repay entry=K-1", correcting.EntryToBePaidBack),
    ],
)
def test_what_stands_on_an_entry_holds_it(
    company: CompanyFacts, case: str, command: str, refusal: type[Refused]
) -> None:
    story = Story(company)
    story.tells(
        """
        customer C1 "Alfa AB" bankgiro=9912346
        invoice C1 INV-1 1000.00
        credit C1 K-1 -100.00
        """
    )
    with transaction.atomic():
        ids = [find_open_entry(company=company, name=EntryName("CUSTOMER", n))[0].entry_id for n in ("INV-1", "K-1")]
    refuse_held(company=company, entry_ids=ids)
    story.tell(command)
    with pytest.raises(refusal, match=r"1000\.00 SEK|100\.00 SEK of K-1"):
        refuse_held(company=company, entry_ids=ids)
