"""Which postings a blocked party takes."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType
from reskontra.parties.models import Party
from reskontra.parties.queries import find_party
from reskontra.receivables.blocks import PartyBlocked, refuse_blocked, refuse_locked
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
I, C, P, B = DocumentType.INVOICE, DocumentType.CREDIT_MEMO, DocumentType.PAYMENT, DocumentType.BLANK  # noqa: E741


@pytest.mark.parametrize(
    ("ledger", "blocked", "refused", "taken"),
    [
        ("CUSTOMER", "", [], [I, C, P, B]),
        ("CUSTOMER", "SHIP", [], [I, C, P, B]),
        ("CUSTOMER", "INVOICE", [I, B], [C, P]),
        ("CUSTOMER", "ALL", [I, C, P, B], []),
        ("VENDOR", "PAYMENT", [P], [I, C, B]),
        ("VENDOR", "ALL", [I, C, P, B], []),
    ],
)
def test_types(company: CompanyFacts, ledger: str, blocked: str, refused: list[DocumentType],
               taken: list[DocumentType]) -> None:  # fmt: skip
    made = build.customer(company) if ledger == "CUSTOMER" else build.vendor(company)
    Party.objects.filter(company=company.id, id=made.id).update(blocked=blocked)
    party = find_party(company=company, ledger=ledger, number=made.number)
    for kind in taken:
        refuse_blocked(party=party, document_type=kind)
    for kind in refused:
        with pytest.raises(PartyBlocked, match=rf"{made.number} is blocked \({blocked.lower()}\)"):
            refuse_blocked(party=party, document_type=kind)


@pytest.mark.parametrize(("blocked", "is_refused"), [("ALL", True), ("INVOICE", False), ("", False)])
def test_applications_are_taken_back(company: CompanyFacts, blocked: str, is_refused: bool) -> None:
    made = build.customer(company)
    Party.objects.filter(company=company.id, id=made.id).update(blocked=blocked)
    if is_refused:
        with pytest.raises(PartyBlocked):
            refuse_locked(company=company, party_ids=[made.id])
    else:
        refuse_locked(company=company, party_ids=[made.id])
