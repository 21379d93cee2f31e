"""matching quality: how well matching did, on the command line."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.interface.console import Session, command
from reskontra.interface.tables import Cell, Column, Output, Report, ReportFormat, print_report
from reskontra.matching.cli_facts import matching
from reskontra.matching.quality import BY_HAND, NONE, STANDING, RuleQuality, quality

_RULES = {STANDING: noop("standing decisions"), BY_HAND: noop("by hand"), NONE: noop("nothing found")}
_CONFIDENCES = {"high": noop("high"), "medium": noop("medium"), "low": noop("low")}


@command(matching, "quality")
def show_quality(
    session: Session,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only payments of this day and later.")
    ] = None,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Per month and rule: lines, applied without a person, accepted by one, corrected before posting and after."""
    company = find_company(name=session.company_name)
    report = quality_report(company=company, since=since.date() if since else None)
    print_report(session, report, format=format, output=output)


def quality_report(*, company: CompanyFacts, since: date | None = None) -> Report:
    """The report of quality(), with the share of lines that went without a person, and of those put right."""
    columns = [
        Column("month", _("Month")),
        Column("rule", _("Rule"), is_shown=False),
        Column("rule_name", _("Rule")),
        Column("lines", _("Lines"), is_number=True),
        Column("alone", _("Without a person"), is_number=True),
        Column("alone_percent", "%", is_number=True),
        Column("accepted", _("Accepted"), is_number=True),
        Column("overruled", _("Corrected"), is_number=True),
        Column("reversed", _("Reversed lines"), is_number=True),
        Column("corrected_percent", "%", is_number=True),
    ]
    return Report(
        name="matching-quality",
        title=_("Matching quality"),
        facts={"company": company.name, "since": since},
        columns=columns,
        rows=[_cells(row) for row in quality(company=company, since=since)],
    )


def _cells(row: RuleQuality) -> tuple[Cell, ...]:
    name = _(_RULES[row.rule]) if row.rule in _RULES else _rule_name(row.rule)
    return (
        row.month, row.rule, name, row.lines, row.alone, _share(row.alone, row.lines), row.accepted, row.overruled,
        row.reversed, _share(row.overruled + row.reversed, row.lines),
    )  # fmt: skip


def _rule_name(rule: str) -> str:
    """high-2, with the confidence in the reader's language."""
    confidence, sign, number = rule.partition("-")
    return _(_CONFIDENCES[confidence]) + sign + number if confidence in _CONFIDENCES else rule


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.1"))
