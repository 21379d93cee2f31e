"""A company that owes: three vendors with invoices, a customer with credit; and what is asked of proposals."""

from __future__ import annotations

import io
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.paying.answers import TakenAnswer, take_answer
from reskontra.journals.paying.change import approve_proposal
from reskontra.journals.paying.export import PaymentFile, export_proposal
from reskontra.journals.paying.facts import ProposalFacts
from reskontra.journals.paying.make import ProposalOrder, make_proposal
from reskontra.receivables.models import Entry
from tests import build

TODAY, LATER = date(2026, 3, 2), date(2026, 3, 20)
UNTIL = date(2026, 3, 31)
IBAN = "SE4550000000058398257466"


def owing(company: CompanyFacts, *, has_bank: bool = False) -> None:
    """V1 with a discount of 20 until the 10th, V2 without; V3 has no account."""
    if not has_bank:
        build.bank_account(company, iban=IBAN)
    one = build.vendor(company, number="V1", name="Vide AB", bankgiro="5050-1055")
    two = build.vendor(company, number="V2", name="Wallin AB", bankgiro="991-2346", iban="SE3550000000054910000003")
    build.vendor(company, number="V3", name="Xandra AB")
    build.invoice(
        company, one, number="L-1", amount="-1000.00", due_date="2026-03-31", discount_amount="-20.00",
        discount_date="2026-03-10", external_document_number="77", payment_reference="10017",
    )  # fmt: skip
    build.invoice(company, two, number="L-2", amount="-500.00", due_date="2026-03-20")


def proposed(company: CompanyFacts, *, actor: str = build.ALICE, today: date = TODAY, **order: object) -> ProposalFacts:
    values = {"bank_account": "B1", "until": UNTIL} | order
    return make_proposal(company=company, actor=actor, order=ProposalOrder(**values), today=today)  # type: ignore[arg-type]


def sent(company: CompanyFacts, **order: object) -> PaymentFile:
    """Made by Alice, approved by Bob, and written."""
    number = proposed(company, **order).number
    approve_proposal(company=company, actor=build.BOB, number=number, today=TODAY)
    return export_proposal(company=company, actor=build.ALICE, number=number, today=TODAY)


def answered(company: CompanyFacts, data: bytes) -> TakenAnswer:
    return take_answer(company=company, actor=build.BOB, name="answer.xml", stream=io.BytesIO(data))


def left(company: CompanyFacts, number: str) -> int:
    """What remains of a document, minor units as its entry has them."""
    return Entry.objects.get(company=company.id, document_number=number).remaining_minor
