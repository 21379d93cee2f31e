"""The charts of the start page, and the same figures as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import due_buckets
from reskontra.core.money import Money, minor_digits
from reskontra.desk.charts import Column, Drawing, Part, bars, decimal, line
from reskontra.desk.report_links import report_url
from reskontra.interface.tables import Column as TableColumn
from reskontra.interface.tables import Report
from reskontra.interface.templatetags.display import money
from reskontra.matching.quality import NONE, quality
from reskontra.receivables.aged import bucket_word
from reskontra.receivables.expected import WeekExpected, expected_weeks
from reskontra.receivables.expected_tables import receipts_report
from reskontra.receivables.flow import WEEK, days_to_pay, monday_of, weeks_of_money
from reskontra.receivables.reports import ledger_sums

AGES = (30, 60, 90)
_AGES_ASKED = ",".join(map(str, AGES))
MONTHS, WEEKS = 6, 8
TARGET = 95.0


@dataclass(frozen=True, slots=True)
class Key:
    role: str
    word: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its table. drawing is None where there is nothing to draw yet; summary says it in a sentence."""

    name: str
    title: str
    unit: str
    summary: str
    drawing: Drawing | None
    keys: tuple[Key, ...]
    table: Report


def month_ends(today: date, months: int) -> list[date]:
    """The last days of so many months, and at the end today."""
    found, first = [today], today.replace(day=1)
    for _number in range(months - 1):
        last = first - timedelta(days=1)
        found.append(last)
        first = last.replace(day=1)
    return found[::-1]


def aged(company: CompanyFacts, today: date) -> Chart:
    """What customers owed at month ends, stacked by how long it was due."""
    days = month_ends(today, MONTHS)
    sums = [_aged_on(company, day) for day in days]
    words = [bucket_word(bucket) for bucket in due_buckets(as_of=today, ages=AGES)]
    unit, word = _unit([minor for one in sums for minor in one], company)
    columns = [
        Column(
            label=date_format(day, "M"),
            parts=[
                Part(minor / unit, f"c{number}", f"{told}: {money(minor, company.currency)}", _aged_url(company, day))
                for number, (minor, told) in enumerate(zip(one, words, strict=True), 1)
            ],
            total=_short(sum(one) / unit),
            is_now=day == today,
        )
        for day, one in zip(days, sums, strict=True)
    ]
    table = Report(
        name="aged",
        facts={},
        columns=[
            TableColumn("day", _("Date")),
            *(TableColumn(f"c{number}", told, is_number=True) for number, told in enumerate(words)),
            TableColumn("sum", _("Total"), is_number=True),
        ],
        rows=[
            (day, *(Money(minor, company.currency) for minor in (*one, sum(one))))
            for day, one in zip(days, sums, strict=True)
        ],
    )
    summary = _("{amount} is owed, of which {overdue} is overdue.").format(
        amount=money(sum(sums[-1]), company.currency), overdue=money(sum(sums[-1][1:]), company.currency)
    )
    has_any = any(any(one) for one in sums)
    keys = tuple(Key(f"c{number + 1}", told) for number, told in enumerate(words))
    return Chart("aged", _("Receivables by age"), word, summary, bars(columns) if has_any else None, keys, table)


def _aged_on(company: CompanyFacts, day: date) -> list[int]:
    return ledger_sums(company=company, ledger="CUSTOMER", as_of=day, buckets=due_buckets(as_of=day, ages=AGES))


def _aged_url(company: CompanyFacts, day: date) -> str:
    return f"{reverse('report', args=[company.id, 'aged-receivables'])}?as_of={day.isoformat()}&days={_AGES_ASKED}"


def money_in(company: CompanyFacts, today: date) -> Chart:
    """Week by week: what came, what was expected by the due dates then, and what is expected now."""
    first = monday_of(today) - WEEKS * WEEK
    weeks = weeks_of_money(company=company, first=first, weeks=2 * WEEKS)
    unit, word = _unit([week.due_minor for week in weeks] + [week.came_minor for week in weeks], company)
    now = monday_of(today)
    columns = []
    for week in weeks:
        is_past = week.monday <= now
        minor = week.came_minor if is_past else week.due_minor
        came = _("came in") if is_past else _("is due")
        told = f"{money(minor, company.currency)} {came}"
        columns.append(
            Column(
                label=str(week.monday.isocalendar().week),
                parts=[Part(minor / unit, "c1" if is_past else "expected", told)],
                mark=week.due_minor / unit if is_past and week.due_minor > 0 else None,
                is_now=week.monday == now,
            )
        )
    table = Report(
        name="money-in",
        facts={},
        columns=[
            TableColumn("week", _("Week from")),
            TableColumn("due", _("Due"), is_number=True),
            TableColumn("came", _("Came in"), is_number=True),
        ],
        rows=[
            (week.monday, Money(week.due_minor, company.currency), Money(week.came_minor, company.currency))
            for week in weeks
        ],
    )
    coming = sum(week.due_minor for week in weeks if week.monday >= now)
    summary = _("{amount} falls due in the coming eight weeks.").format(amount=money(coming, company.currency))
    keys = (Key("c1", _("Came in")), Key("mark-line", _("Due then")), Key("expected", _("Falls due")))
    has_any = any(week.due_minor or week.came_minor for week in weeks)
    return Chart(
        "money-in", _("Receipts, due and come"), word, summary, bars(columns) if has_any else None, keys, table
    )


def forecast(company: CompanyFacts, today: date) -> Chart:
    """Week by week what is expected by how customers have paid, beside what falls due."""
    found = expected_weeks(company=company, as_of=today, weeks=WEEKS)
    unit, word = _unit([minor for one in found for minor in (one.due_minor, one.expected_minor)], company)
    columns = [_forecast_column(company, one, unit, today) for one in found if one.monday]
    report = receipts_report(company=company, as_of=today, found=found)
    expected, uncertain = (
        sum(minor for minor in minors)
        for minors in zip(*((one.expected_minor, one.uncertain_minor) for one in found if one.monday), strict=True)
    )
    said = _("{amount} is expected in the coming eight weeks, {uncertain} of it uncertain.")
    told = said.format(
        amount=money(expected, company.currency), uncertain=money(uncertain, company.currency)
    )  # fmt: skip
    keys = (Key("c1", _("Certain")), Key("expected", _("Uncertain")), Key("mark-line", _("Falls due")))
    has_any = any(one.documents for one in found)
    return Chart("forecast", _("Expected receipts"), word, told, bars(columns) if has_any else None, keys, report)


def _forecast_column(company: CompanyFacts, one: WeekExpected, unit: float, today: date) -> Column:
    """A week's bar: what of it is certain below, what is not above."""
    monday = one.monday or today
    bounds = {"from": max(monday, today).isoformat(), "to": (monday + WEEK - timedelta(days=1)).isoformat()}
    url = report_url(company, "expected-payments", bounds)
    parts = (
        ("c1", _("Certain"), one.expected_minor - one.uncertain_minor),
        ("expected", _("Uncertain"), one.uncertain_minor),
    )
    return Column(
        label=str(monday.isocalendar().week),
        parts=[
            Part(minor / unit, role, f"{word}: {money(minor, company.currency)}", url) for role, word, minor in parts
        ],
        total=_short(one.expected_minor / unit) if one.expected_minor > one.due_minor else "",  # else the mark is there
        mark=one.due_minor / unit if one.due_minor > 0 else None,
        is_now=monday == monday_of(today),
    )


def paying(company: CompanyFacts, today: date) -> Chart:
    """Days from invoice to full payment, month by month."""
    found = days_to_pay(company=company, since=today.replace(day=1) - timedelta(days=334))
    told = _("{month}: {days} days, {count} invoices")
    points = [
        (one.month[5:], one.days, told.format(month=one.month, days=decimal(f"{one.days:.1f}"), count=one.invoices))
        for one in found
    ]
    table = Report(
        name="days-to-pay",
        facts={},
        columns=[
            TableColumn("month", _("Month")),
            TableColumn("invoices", _("Invoices"), is_number=True),
            TableColumn("days", _("Days"), is_number=True),
        ],
        rows=[(one.month, one.invoices, decimal(f"{one.days:.1f}")) for one in found],
    )
    summary = points[-1][2] if points else _("No invoice has been paid in full yet.")
    drawing = line(points) if len(points) > 1 else None
    return Chart(
        "days-to-pay",
        _("Days to payment"),
        _("Mean of invoices paid in full in the month"),
        summary,
        drawing,
        (),
        table,
    )


def alone(company: CompanyFacts, today: date) -> Chart:
    """The share of bank lines that went without a person, month by month."""
    months: dict[str, list[int]] = {}
    for row in quality(company=company, since=today.replace(day=1) - timedelta(days=334)):
        sums = months.setdefault(row.month, [0, 0])
        sums[0] += row.lines
        sums[1] += row.alone if row.rule != NONE else 0
    shares = [(month, 100 * without / lines, lines) for month, (lines, without) in sorted(months.items()) if lines]
    points = [(month[5:], share, decimal(f"{month}: {share:.1f} %")) for month, share, _lines in shares]
    table = Report(
        name="alone",
        facts={},
        columns=[
            TableColumn("month", _("Month")),
            TableColumn("lines", _("Lines"), is_number=True),
            TableColumn("share", "%", is_number=True),
        ],
        rows=[(month, lines, decimal(f"{share:.1f}")) for month, share, lines in shares],
    )
    summary = points[-1][2] if points else _("No bank line has been matched yet.")
    drawing = line(points, target=TARGET) if len(points) > 1 else None
    return Chart("alone", _("Applied without a person"), _("Share of bank lines, percent"), summary, drawing, (), table)


CHARTS: dict[str, Callable[[CompanyFacts, date], Chart]] = {
    "aged": aged,
    "money-in": money_in,
    "forecast": forecast,
    "days-to-pay": paying,
    "alone": alone,
}


def _unit(minors: Sequence[int], company: CompanyFacts) -> tuple[float, str]:
    """By how many minor units a chart's figures are counted, and what that is called."""
    whole = 10 ** minor_digits(company.currency)
    most = max([abs(minor) for minor in minors] or [0]) / whole
    if most >= 1_000_000:
        return whole * 1_000_000, _("Millions of {currency}").format(currency=company.currency)
    if most >= 1_000:
        return whole * 1_000, _("Thousands of {currency}").format(currency=company.currency)
    return whole, company.currency


def _short(value: float) -> str:
    return decimal(f"{value:.1f}") if value < 100 else f"{value:.0f}"
