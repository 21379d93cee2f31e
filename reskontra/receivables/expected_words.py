"""What is said of an expected payment: the reason in a sentence, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.expected_payment import Basis, Expectation, Habit, Trust
from reskontra.core.wording import worded
from reskontra.receivables.expected import EXPECTED_TYPES, expectation_of
from reskontra.receivables.models import Entry


@dataclass(frozen=True, slots=True)
class Told:
    """What a page shows of a document's expected payment."""

    day: date
    outcome: str
    reason: str


def told_of(*, company: CompanyFacts, entry_id: int, as_of: date) -> Told | None:
    """What is expected of an open document of a customer; None of a vendor's, of a credit, and of what is settled."""
    open_ones = Entry.objects.filter(
        company=company.id, id=entry_id, ledger="CUSTOMER", document_type__in=EXPECTED_TYPES, remaining_minor__gt=0
    )
    row = open_ones.values_list("party_id", "due_date", "promised_date").first()
    if row is None:
        return None
    party_id, due, promised = row
    found = expectation_of(company=company, party_id=party_id, due=due, as_of=as_of, promised=promised)
    return Told(found.day, outcome(found, due=due, as_of=as_of), reason(found))


def reason(found: Expectation) -> str:
    """Why the day is expected, by figures that can be counted again from the paid invoices."""
    if found.basis is Basis.PROMISED:
        return _("Promised by the customer")
    if found.habit is None:
        return _("Nothing is known of how it pays: the due date")
    said = _of(found.habit)
    if found.basis is Basis.COMPANY:
        return _("Own habit too small; all customers: {said}").format(said=said)
    return said


def _of(habit: Habit) -> str:
    told = _("{invoices}: median {median}, half {early} to {late}, {percent} % late")
    return told.format(
        invoices=worded(_("{count:paid invoice|paid invoices}"), count=habit.invoices),
        median=late_by(habit.median_days),
        early=_signed(habit.early_days),
        late=_signed(habit.late_days),
        percent=habit.late_percent,
    )


def _signed(days: int) -> str:
    return f"\u2212{-days}" if days < 0 else str(days)


def late_by(days: int) -> str:
    """A number of days after the due date, in words."""
    if days == 0:
        return _("on the due date")
    if days > 0:
        return worded(_("{count:day|days} late"), count=days)
    return worded(_("{count:day|days} early"), count=-days)


def trust_word(trust: Trust) -> str:
    return {Trust.HIGH: _("High"), Trust.MEDIUM: _("Medium"), Trust.LOW: _("Low")}[trust]


def outcome(found: Expectation, *, due: date, as_of: date) -> str:
    """Late or in time, with how many of 100; what is overdue needs no telling."""
    if as_of > due:
        return _("Past due")
    if found.basis is Basis.PROMISED:
        return _("Late, as promised") if found.is_late else _("In time, as promised")
    said = _("Late, {percent} %") if found.is_late else _("In time, {percent} %")
    return said.format(percent=found.percent)
