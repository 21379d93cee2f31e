"""Customers who owe, promise, object and pay, each in a line."""

from __future__ import annotations

from datetime import date

from reskontra.collections.disputes import Disputed, DisputeOrder, open_dispute
from reskontra.collections.payment_plans import Planned, PlanOrder, make_payment_plan
from reskontra.collections.promises import Promised, PromiseOrder, make_promise
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.queries import PartySummary
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
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
    own = f"P-{day:%m%d}-{number}"
    build.document(
        company, party, number=own, amount=f"-{amount}", document_type="payment",
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
