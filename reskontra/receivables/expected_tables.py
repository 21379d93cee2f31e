"""Expected payments as reports: week by week, document by document, and those that will be late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.interface.tables import Cell, Column, Report
from reskontra.receivables.expected import Expected, WeekExpected, expected_documents
from reskontra.receivables.expected_words import outcome, reason, trust_word

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Which:
    """Which documents. since, until: bounds of the expected day, None is unbounded.

    is_late        those alone that are not due yet and are expected late
    is_uncertain   those alone whose week cannot be told
    """

    account: str = ""
    since: date | None = None
    until: date | None = None
    is_late: bool = False
    is_uncertain: bool = False

    def holds(self, one: Expected, as_of: date) -> bool:
        day = one.expectation.day
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        if self.is_late and not (one.expectation.is_late and one.due >= as_of):
            return False
        return not (self.is_uncertain and one.is_certain)


def receipts_report(*, company: CompanyFacts, as_of: date, found: Sequence[WeekExpected]) -> Report:
    """Weeks of expected_weeks() as a table: what is expected beside what falls due; credits are not taken off."""
    total = WeekExpected(None, *(sum(figures) for figures in zip(*map(_figures, found), strict=True)))
    return Report(
        name="expected-receipts",
        title=_("Expected receipts"),
        facts={"company": company.name, "as_of": as_of, "currency": company.currency},
        columns=(
            Column("week", _("Week")),
            Column("from", _("From")),
            Column("to", _("To")),
            Column("documents", _("Documents"), is_number=True),
            Column("due", _("Falls due"), is_number=True),
            Column("expected", _("Expected sum"), is_number=True),
            Column("certain", _("Of it certain"), is_number=True),
            Column("uncertain", _("Of it uncertain"), is_number=True),
            Column("expected_so_far", _("Expected so far"), is_number=True),
        ),
        rows=list(_weeks(company, found, as_of)),
        total=(_("Total"), "", "", total.documents, *_amounts(company, total), ""),
        notes=[
            _("Uncertain is what a customer without a habit of its own owes, whose payments spread over more than two "
              "weeks, or who is later than its habit; and what is disputed or on hold."),
            _("The first week holds what is overdue by due date. Payments and credits not applied are not taken off."),
        ],
    )  # fmt: skip


def _weeks(company: CompanyFacts, found: Sequence[WeekExpected], as_of: date) -> Iterator[tuple[Cell, ...]]:
    """Each with the days that are expected in it, and what all up to it come to."""
    running, since = 0, as_of
    for one in found:
        running += one.expected_minor
        until = one.monday + 6 * _DAY if one.monday else None
        so_far = Money(running, company.currency)
        yield (_word(one), since, until, one.documents, *_amounts(company, one), so_far)
        since = until + _DAY if until else since


def _figures(one: WeekExpected) -> tuple[int, int, int, int]:
    return one.documents, one.due_minor, one.expected_minor, one.uncertain_minor


def _word(one: WeekExpected) -> str:
    return str(one.monday.isocalendar().week) if one.monday else _("Later")


def _amounts(company: CompanyFacts, one: WeekExpected) -> Sequence[Money]:
    minors = (one.due_minor, one.expected_minor, one.expected_minor - one.uncertain_minor, one.uncertain_minor)
    return [Money(minor, company.currency) for minor in minors]


def payments_report(*, company: CompanyFacts, as_of: date, which: Which | None = None) -> Report:
    """Open documents with the day on which payment is expected and why; rows are read as they are asked for."""
    chosen = which or Which()
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("document_type", _("Type"), is_shown=False),
        Column("document_number", _("Document")),
        Column("due_date", _("Due")),
        Column("expected_date", _("Expected day")),
        Column("earliest", _("Earliest"), is_shown=False),
        Column("latest", _("Latest"), is_shown=False),
        Column("is_late", _("Late"), is_shown=False),
        Column("percent", _("Percent"), is_number=True, is_shown=False),
        Column("outcome", _("Outcome")),
        Column("trust", _("Trust"), is_shown=False),
        Column("trust_name", _("Trust"), is_shown=False),
        Column("is_certain", _("Week certain")),
        Column("reason", _("Reason")),
        Column("currency", _("Currency")),
        Column("remaining", _("Remaining"), is_number=True),
        Column("remaining_local", _("Remaining, local"), is_number=True, is_shown=False),
    )
    return Report(
        name="late-payments" if chosen.is_late else "expected-payments",
        title=_("Will be paid late") if chosen.is_late else _("Expected payments"),
        facts={
            "company": company.name, "as_of": as_of, "from": chosen.since, "to": chosen.until,
            "account": chosen.account,
        },
        columns=columns,
        rows=_rows(company, as_of, chosen),
    )  # fmt: skip


def _rows(company: CompanyFacts, as_of: date, which: Which) -> Iterator[tuple[Cell, ...]]:
    for one in expected_documents(company=company, as_of=as_of, account=which.account):
        if which.holds(one, as_of):
            number, name, kind, _word, document, _made, _posted, due, currency, _amount, left, local = one.cells
            found = one.expectation
            yield (
                number, name, kind, document, due, found.day, found.earliest, found.latest, found.is_late,
                found.percent, outcome(found, due=due, as_of=as_of), found.trust.value.lower(),
                trust_word(found.trust), one.is_certain, reason(found), currency, left, local,
            )  # fmt: skip
