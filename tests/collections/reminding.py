"""Reminders in one line each: terms, customers on them, invoices that are overdue, what a reminder holds."""

from __future__ import annotations

from datetime import date

from reskontra.collections.making_reminders import MadeReminders, make_reminders
from reskontra.collections.models import CustomerTerms
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import find_reminder, reminder_lines
from reskontra.collections.reminder_terms_editing import (
    LevelChange,
    TermsChange,
    add_reminder_terms,
    set_reminder_level,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.queries import PartySummary
from tests import build
from tests.kept import step

DAY = date(2026, 3, 31)


@step
def terms(
    company: CompanyFacts, code: str = "T", *, graces: tuple[str, ...] = ("5D", "5D", "5D"), **fees: object
) -> None:
    """Terms with a level for each grace, due ten days on; fees and switches as of TermsChange, LevelChange."""
    flags = {name: fees.pop(name) for name in list(fees) if name in TermsChange.__dataclass_fields__}
    change = TermsChange(**({"posts_fee": True, "posts_line_fee": True} | flags))  # type: ignore[arg-type]
    add_reminder_terms(company=company, actor=build.BOB, code=code, change=change)
    for number, grace in enumerate(graces, 1):
        level = LevelChange(grace=grace, **({"due_formula": "10D"} | fees))  # type: ignore[arg-type]
        set_reminder_level(company=company, actor=build.BOB, code=code, number=number, change=level)


def debtor(company: CompanyFacts, number: str = "C1", *, terms: str = "T", **columns: str) -> PartySummary:
    return build.customer(company, number=number, name=f"Kund {number}", reminder_terms=terms, **columns)


def of_law(company: CompanyFacts, party: PartySummary, **flags: bool) -> None:
    """What the law asks of the customer: is_consumer, is_due_agreed, is_fee_agreed."""
    CustomerTerms.objects.update_or_create(company_id=company.id, party_id=party.id, defaults=flags)


def make(company: CompanyFacts, day: date = DAY, **order: object) -> MadeReminders:
    order = {"document_date": day} | order
    wanted = MakeOrder(**order)  # type: ignore[arg-type]
    return make_reminders(company=company, actor=build.BOB, order=wanted)


def held(company: CompanyFacts, number: str) -> list[tuple[str, str, int, int]]:
    """(role, document, level, amount) of each line but texts."""
    found = find_reminder(company=company, number=number)
    return [
        (line.role, line.document_number, line.level, line.amount_minor or line.demanded_minor)
        for line in reminder_lines(company=company, id=found.id)
        if line.role not in ("BEGINNING", "ENDING")
    ]


def why(made: MadeReminders) -> dict[str, tuple[str, str]]:
    """Customer → why not, and what about."""
    return {one.party: (one.why.value, one.about) for one in made.not_made}
