"""Customers who owe, promise, object and pay, each in a line."""

from __future__ import annotations

from datetime import date

from reskontra.collections.disputes import Disputed, DisputeOrder, open_dispute
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.payment_plans import Planned, PlanOrder, make_payment_plan
from reskontra.collections.promises import Promised, PromiseOrder, make_promise
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.queries import find_document
from tests import build
from tests.kept import step

TODAY = date(2026, 3, 2)  # what build.invoice() makes is due on 9 February


@step
def two_invoices(company: CompanyFacts) -> PartySummary:
    """Alfa (C1) owes INV-1 of 1,000.00 since 9 February, and INV-2 of 500.00 since 20 February."""
    alfa = build.customer(company)
    build.invoice(company, alfa)
    build.invoice(company, alfa, number="INV-2", amount="500.00", due_date="2026-02-20")
    return alfa


def name(number: str) -> EntryName:
    return EntryName("CUSTOMER", number)


def names(*numbers: str) -> tuple[EntryName, ...]:
    return tuple(map(name, numbers))


def pay(company: CompanyFacts, party: PartySummary, number: str, amount: str, *, day: date) -> None:
    """A payment of so much on the day, for one invoice."""
    _settled(company, party, (number, f"P-{day:%m%d}-{number}", amount, "payment"), day)


def credit(company: CompanyFacts, party: PartySummary, number: str, amount: str, *, day: date) -> None:
    """A credit memo of so much on the day, for one invoice."""
    _settled(company, party, (number, f"K-{day:%m%d}-{number}", amount, "credit_memo"), day)


def _settled(company: CompanyFacts, party: PartySummary, what: tuple[str, str, str, str], day: date) -> None:
    number, own, amount, kind = what
    build.document(
        company, party, number=own, amount=f"-{amount}", document_type=kind,
        posting_date=day.isoformat(), due_date=day.isoformat(),
    )  # fmt: skip
    order = ApplyOrder(EntryName("CUSTOMER", own), (Target(name(number)),), day)
    apply_entries(company=company, actor=build.BOB, order=order)


def promised(company: CompanyFacts, *numbers: str, day: date, amount: str = "", note: str = "") -> Promised:
    order = PromiseOrder(names(*numbers), day, amount, note)
    return make_promise(company=company, actor=build.ALICE, order=order, today=TODAY)


def disputed(company: CompanyFacts, number: str = "INV-1", reason: str = "price", **more: object) -> Disputed:
    order = DisputeOrder(name(number), reason, **more)  # type: ignore[arg-type]
    return open_dispute(company=company, actor=build.ALICE, order=order, today=TODAY)


def planned(company: CompanyFacts, *numbers: str, **more: object) -> Planned:
    """Three instalments from 31 March on unless more says else."""
    order = PlanOrder(names(*numbers), **({"first": date(2026, 3, 31), "count": 3} | more))  # type: ignore[arg-type]
    return make_payment_plan(company=company, actor=build.ALICE, order=order, today=TODAY)


def issued(
    company: CompanyFacts, number: str = "R-1", *, of: str = "INV-1", level: int = 1, kind: str = "REMINDER"
) -> CollectionDocument:
    """An issued reminder, or memo, of one invoice, with nothing posted."""
    fact = find_document(company=company, ledger="CUSTOMER", number=of)
    row = CollectionDocument.objects.create(
        company_id=company.id, kind=kind, draft_number=f"D-{number}", party_id=fact.party_id, currency="SEK",
        language="sv", posting_date=TODAY, document_date=TODAY, due_date=date(2026, 3, 12), level=level,
        remaining_minor=fact.remaining_minor, made_at=bulk.moment(), made_by=build.ALICE,
    )  # fmt: skip
    CollectionLine.objects.create(
        company_id=company.id, document_id=row.id, position=1, role="OVERDUE", entry_id=fact.entry_id, level=level,
        original_minor=fact.document_minor, remaining_minor=fact.remaining_minor, demanded_minor=fact.remaining_minor,
        due_date=fact.due_date, next_due=row.due_date,
    )  # fmt: skip
    row.state, row.number, row.issued_at, row.issued_by = "ISSUED", number, bulk.moment(), build.BOB
    row.save()
    return row
