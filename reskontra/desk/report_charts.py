"""Reports as pictures: what is largest of a report's rows, each bar a link to what is behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from reskontra.core.money import Money, minor_digits
from reskontra.desk.charts import NARROW, Bar, Drawing, Part, decimal, line, ranked
from reskontra.interface.printed import figure
from reskontra.interface.tables import Cell, Column, Report

MOST_BARS = 12
Row = Mapping[str, Cell]
Link = Callable[[Row, str], str]


@dataclass(frozen=True, slots=True)
class Key:
    role: str
    word: str


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A drawing above a report's table, with what it is of; summary says it in a sentence. narrow: on a telephone."""

    name: str
    title: str
    unit: str
    summary: str
    drawing: Drawing
    narrow: Drawing
    keys: tuple[Key, ...] = ()


def chart_of(kind: str, report: Report, rows: Sequence[Sequence[Cell]], link: Link) -> ReportChart | None:
    """The chart of a report; None where there is nothing to draw."""
    keys = [column.key for column in report.columns]
    found = [dict(zip(keys, row, strict=True)) for row in rows]
    draw = DRAWN.get(kind)
    return draw(report, found, link) if draw and found else None


def _ages(report: Report, rows: Sequence[Row], link: Link) -> ReportChart | None:
    """Who owes most, by how long it has been due."""
    if any(column.key == "balance_local" for column in report.columns):
        return None  # bars of several currencies are no comparison
    buckets = [c for c in report.columns if c.key not in ("account", "name", "entries", "balance")]
    return _ranked_money(report, rows, link, buckets)


def _balances(report: Report, rows: Sequence[Row], link: Link) -> ReportChart | None:
    return _ranked_money(report, rows, link, [c for c in report.columns if c.key == "balance"])


def _ranked_money(report: Report, rows: Sequence[Row], link: Link, columns: Sequence[Column]) -> ReportChart | None:
    most = sorted((row for row in rows if _minor(row["balance"])), key=lambda row: -abs(_minor(row["balance"])))
    if not most:
        return None
    unit, word = _unit(most, "balance")
    bars = [
        Bar(
            label=str(row["name"] or row["account"]),
            url=link(row, "balance"),
            value=figure(row["balance"]),
            parts=[
                Part(
                    _minor(row[column.key]) / unit,
                    f"c{number}",
                    f"{row['name']}, {column.heading}: {figure(row[column.key])}",
                    link(row, column.key),
                )
                for number, column in enumerate(_five(columns), 1)
            ],
        )
        for row in most[:MOST_BARS]
    ]
    keys = tuple(Key(f"c{number}", column.heading) for number, column in enumerate(_five(columns), 1))
    summary = _("{name} leads with {amount}.").format(name=bars[0].label, amount=bars[0].value)
    title = _largest(len(bars), len(most))
    return _lying(report, title, word, summary, bars, keys if len(keys) > 1 else ())


def _lying(
    report: Report, title: str, unit: str, summary: str, bars: Sequence[Bar], keys: tuple[Key, ...] = ()
) -> ReportChart:
    return ReportChart(report.name, title, unit, summary, ranked(bars), ranked(bars, NARROW), keys)


def _five(columns: Sequence[Column]) -> Sequence[Column]:
    """There are five colors of age; with more buckets only the first are drawn."""
    return columns[:5]


def _largest(shown: int, of: int) -> str:
    return _("The {count} largest of {all}").format(count=shown, all=of) if of > shown else _("All by size")


def _single(column: str, words: str, report: Report, rows: Sequence[Row], link: Link) -> ReportChart | None:
    """One bar a row, of one column; words: the column that names it."""
    known = sorted((row for row in rows if _minor(row[column])), key=lambda row: -abs(_minor(row[column])))
    if not known:
        return None
    unit, word = _unit(known, column)
    bars = [
        Bar(
            label=f"{row['account']} {row[words]}".strip(),
            url=link(row, column),
            value=figure(row[column]),
            parts=[
                Part(
                    _minor(row[column]) / unit,
                    "c1",
                    f"{row['account']} {row[words]}: {figure(row[column])}",
                    link(row, column),
                )
            ],
        )
        for row in known[:MOST_BARS]
    ]
    summary = _("{name} leads with {amount}.").format(name=bars[0].label, amount=bars[0].value)
    return _lying(report, _largest(len(bars), len(known)), word, summary, bars)


def _days(report: Report, rows: Sequence[Row], link: Link) -> ReportChart | None:
    """How late those pay that have paid most invoices."""
    most = sorted((row for row in rows if row["invoices"]), key=lambda row: -int(str(row["invoices"])))[:MOST_BARS]
    if not most:
        return None
    bars = [
        Bar(
            label=str(row["name"] or row["account"]),
            url=link(row, "days_late"),
            value=figure(row["days_late"]),
            parts=[
                Part(
                    float(str(row["days_late"])),
                    "c4" if float(str(row["days_late"])) > 0 else "c1",
                    _("{name}: {days} days past due").format(name=row["name"], days=figure(row["days_late"])),
                    link(row, "days_late"),
                )
            ],
        )
        for row in sorted(most, key=lambda row: -float(str(row["days_late"])))
    ]
    title = _("Days past due of those with most invoices")
    summary = _("{name} is latest with {days} days.").format(name=bars[0].label, days=bars[0].value)
    return _lying(report, title, _("Mean of invoices paid in full, days"), summary, bars)


def _alone(report: Report, rows: Sequence[Row], link: Link) -> ReportChart | None:
    """The share of lines that went without a person, month by month."""
    months: dict[str, list[int]] = {}
    for row in rows:
        sums = months.setdefault(str(row["month"]), [0, 0])
        sums[0] += int(str(row["lines"]))
        sums[1] += int(str(row["alone"])) if row["rule"] != "none" else 0
    shares = [(month, 100 * alone / lines) for month, (lines, alone) in sorted(months.items()) if lines]
    if len(shares) < 2:
        return None
    points = [(month[2:], share, decimal(f"{month}: {share:.1f} %")) for month, share in shares[-12:]]
    drawing = line(points)
    title, unit = _("Applied without a person"), _("Share of bank lines, percent")
    return ReportChart(report.name, title, unit, points[-1][2], drawing, drawing)


def _minor(cell: Cell) -> int:
    return cell.minor if isinstance(cell, Money) else 0


def _unit(rows: Sequence[Row], column: str) -> tuple[float, str]:
    """By how many minor units the bars are counted, and what that is called."""
    found = [cell for row in rows if isinstance(cell := row[column], Money)]
    currency = found[0].currency if len({one.currency for one in found}) == 1 else ""
    whole = float(10 ** minor_digits(found[0].currency))
    most = max(abs(one.minor) for one in found) / whole
    if most >= 1_000_000:
        return whole * 1_000_000, _("Millions of {currency}").format(currency=currency)
    if most >= 1_000:
        return whole * 1_000, _("Thousands of {currency}").format(currency=currency)
    return whole, currency


DRAWN: dict[str, Callable[[Report, Sequence[Row], Link], ReportChart | None]] = {
    "ages": _ages,
    "balances": _balances,
    "accounts": partial(_single, "balance", "name"),
    "banks": partial(_single, "balance_local", "name"),
    "days": _days,
    "alone": _alone,
}
