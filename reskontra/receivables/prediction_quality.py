"""How often it was right what was said of late payments, on the company's own paid invoices: as a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.expected_payment import Trust
from reskontra.core.prediction_quality import ENOUGH_PERCENT, Paid, Quality, Tally, TooLittlePaid, measure
from reskontra.interface.refusals import lines
from reskontra.interface.tables import Cell, Column, Report
from reskontra.receivables.expected_words import trust_word
from reskontra.receivables.habits import LATEST_PAYMENTS, REMEMBERED, closed_invoices


def prediction_report(*, company: CompanyFacts, since: date, until: date) -> Report:
    """What would have been said of the invoices of the time that are paid now, each on the day of its posting.

    refuses   TooLittlePaid
    """
    closed = closed_invoices(company=company, since=since - REMEMBERED, until=until)
    paid = [Paid(*one) for one in closed]
    quality = measure(paid, since=since, remembered=REMEMBERED, latest=LATEST_PAYMENTS)
    return replace(
        _empty(company, since, until),
        rows=[(trust_word(trust), *_cells(quality.by_trust[trust])) for trust in Trust],
        total=(_("Total"), *_cells(quality.whole)),
        after={"nothing_known": quality.nothing_known, "is_enough": quality.is_enough},
        notes=list(_notes(quality)),
    )


def unmeasured_report(*, company: CompanyFacts, since: date, until: date, refusal: TooLittlePaid) -> Report:
    """The report without figures, which says why: for a page, which is opened before anything is asked."""
    return replace(_empty(company, since, until), notes=list(lines(refusal)))


def _empty(company: CompanyFacts, since: date, until: date) -> Report:
    return Report(
        name="prediction-quality",
        title=_("How right late payments were told"),
        facts={"company": company.name, "from": since, "to": until},
        columns=(
            Column("trust", _("Trust")),
            Column("invoices", _("Invoices"), is_number=True),
            Column("right", _("Right"), is_number=True),
            Column("right_percent", _("Right %"), is_number=True),
            Column("said_late", _("Told late"), is_number=True),
            Column("right_late", _("Of them late"), is_number=True),
            Column("was_late", _("Paid late"), is_number=True),
        ),
        rows=[],
    )


def _cells(tally: Tally) -> tuple[Cell, ...]:
    return tally.said, tally.right, tally.percent, tally.said_late, tally.right_late, tally.was_late


def _notes(quality: Quality) -> Iterator[str]:
    yield _("Each invoice is asked about on the day of its posting, by what was paid before that day alone.")
    if quality.nothing_known:
        told = _("Of {count} more nothing could be told: too little was paid before them.")
        yield told.format(count=quality.nothing_known)
    if quality.whole.said and not quality.is_enough:
        told = _("Less than {percent} % was right: do not rely on what is told of late payments.")
        yield told.format(percent=ENOUGH_PERCENT)
