"""What is posted as a SIE 4 file: a fiscal year with its balances (4E), or the vouchers of some days (4I)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet, Sum

from reskontra import __version__
from reskontra.companies.actions import FiscalYearUnknown
from reskontra.companies.queries import CompanyFacts, fiscal_years
from reskontra.core.errors import Refused
from reskontra.core.money import Money, minor_digits
from reskontra.formats.sie_write import (
    COST_CENTER,
    PROJECT,
    SieAccount,
    SieBalances,
    SieHead,
    SieRow,
    SieVoucherOut,
    sie_file,
)
from reskontra.ledger.models import Account, Voucher, VoucherLine

_LINE = (
    "voucher_id", "account__number", "amount_minor", "description", "cost_center", "project", "voucher__series",
    "voucher__number", "voucher__posting_date", "voucher__description", "voucher__posted_at",
)  # fmt: skip


class SieNeedsHundredths(Refused):
    code = "sie_needs_hundredths"
    template = (
        "SIE writes amounts with two decimals, and {currency} has {digits}. Use report trial-balance --format csv."
    )


class DaysReversed(Refused):
    code = "export_days_reversed"
    template = "The first day, {first}, is after the last, {last}. Let the first be the earlier one."


class DaysOfWholeYear(Refused):
    code = "export_days_of_whole_year"
    template = (
        "A file of type 4 holds a whole fiscal year, and the day {day} was given. Add --type 4i, or leave the days out."
    )


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """is_whole: type 4E. fiscal_year: its code, "" for the last in which something is posted; or days, for 4I."""

    is_whole: bool = True
    fiscal_year: str = ""
    first: date | None = None
    last: date | None = None
    with_checksum: bool = True


@dataclass(slots=True)
class SieExport:
    """A file about to be written. pieces: its bytes, read once; vouchers and rows are counted as they go.

    unclosed   what results of earlier years that no voucher carried over leave the opening balances short of zero
    """

    first: date
    last: date
    pieces: Iterator[bytes]
    vouchers: int = 0
    rows: int = 0
    unclosed: Money | None = None


def export_sie(*, company: CompanyFacts, order: ExportOrder, written: date) -> SieExport:
    """refuses   SieNeedsHundredths, FiscalYearUnknown, DaysOfWholeYear, DaysReversed"""
    refuse_other_than_hundredths(company)
    if order.is_whole and (order.first or order.last):
        raise DaysOfWholeYear(day=order.first or order.last)
    years = fiscal_years(company=company)
    first, last = _days(company, years, order)
    if first > last:
        raise DaysReversed(first=first, last=last)
    rows = VoucherLine.objects.filter(company=company.id, voucher__company=company.id)
    within = rows.filter(posting_date__gte=first, posting_date__lte=last)
    export = SieExport(first, last, iter(()))
    balances = _balances(company, export, years) if order.is_whole else []
    head = SieHead(
        program="Reskontra",
        version=__version__,
        written=written,
        organisation_number=company.organisation_number,
        company_name=company.name,
        currency=company.currency,
        years=_numbered(years, first) if order.is_whole else (),
    )
    export.pieces = sie_file(
        head,
        accounts=_accounts(company),
        vouchers=_vouchers(export, within),
        balances=balances,
        objects=objects_of(within),
        with_checksum=order.with_checksum,
    )
    return export


def refuse_other_than_hundredths(company: CompanyFacts) -> None:
    """refuses   SieNeedsHundredths"""
    if minor_digits(company.currency) != 2:
        raise SieNeedsHundredths(currency=company.currency, digits=minor_digits(company.currency))


def _days(company: CompanyFacts, years: list[tuple[str, date, date]], order: ExportOrder) -> tuple[date, date]:
    by_code = {code: (first, last) for code, first, last in years}
    if order.fiscal_year and order.fiscal_year not in by_code:
        raise FiscalYearUnknown(fiscal_year=order.fiscal_year, known=tuple(by_code))
    posted = Voucher.objects.filter(company=company.id).order_by("-posting_date").values_list("posting_date", flat=True)
    newest = posted.first() or years[-1][1]
    code = order.fiscal_year or next((code for code, _, last in years if newest <= last), years[-1][0])
    first, last = by_code[code]
    return order.first or (order.last and min(first, order.last)) or first, order.last or max(last, order.first or last)


def _numbered(years: list[tuple[str, date, date]], first: date) -> list[tuple[int, date, date]]:
    at = next(index for index, year in enumerate(years) if year[1] == first)
    return [(0, *years[at][1:])] + ([(-1, *years[at - 1][1:])] if at else [])


def _balances(company: CompanyFacts, export: SieExport, years: list[tuple[str, date, date]]) -> list[SieBalances]:
    """Opening and closing balances of balance accounts, and what the year came to on the others."""
    before = _sums(company, None, export.first - timedelta(days=1))
    during = _sums(company, export.first, export.last)
    opening = {number: minor for (number, side), minor in before.items() if side == "BALANCE" and minor}
    closing = dict(opening)
    for (number, side), minor in during.items():
        if side == "BALANCE":
            closing[number] = closing.get(number, 0) + minor
    result = {number: minor for (number, side), minor in during.items() if side == "INCOME"}
    if short := sum(opening.values()):
        export.unclosed = Money(short, company.currency)
    return [SieBalances("#IB", 0, opening), SieBalances("#UB", 0, closing), SieBalances("#RES", 0, result)]


def _sums(company: CompanyFacts, first: date | None, last: date) -> dict[tuple[str, str], int]:
    rows = VoucherLine.objects.filter(company=company.id, account__company=company.id, posting_date__lte=last)
    if first:
        rows = rows.filter(posting_date__gte=first)
    grouped = rows.order_by().values_list("account__number", "account__side").annotate(total=Sum("amount_minor"))
    return {(number, side): total for number, side, total in grouped}


def _accounts(company: CompanyFacts) -> Iterator[SieAccount]:
    """The chart. Whether a balance account is an asset or a debt is told by its class alone, so it is left out."""
    rows = Account.objects.filter(company=company.id, kind="POSTING").order_by("number")
    for number, name, side in rows.values_list("number", "name", "side"):
        yield SieAccount(number, name, kind_of(number, side))


def kind_of(number: str, side: str) -> str:
    """I income, K cost; "" for what stands in the balance."""
    return "" if side == "BALANCE" else "I" if number.startswith("3") else "K"


def objects_of(rows: QuerySet[VoucherLine]) -> set[tuple[str, str]]:
    """(dimension, code) of the cost centers and projects that the rows name."""
    named = rows.order_by().values_list("cost_center", "project").distinct()
    return {(kind, code) for pair in named for kind, code in zip((COST_CENTER, PROJECT), pair, strict=True) if code}


def _vouchers(export: SieExport, rows: QuerySet[VoucherLine]) -> Iterator[SieVoucherOut]:
    """By series, year and number, as they were numbered."""
    ordered = rows.order_by("voucher__series", "voucher__fiscal_year_code", "voucher__number", "line_number")
    for _, group in groupby(ordered.values_list(*_LINE).iterator(5000), key=lambda row: row[0]):
        lines = list(group)
        series, number, day, text, posted_at = lines[0][6:]
        export.vouchers += 1
        export.rows += len(lines)
        yield SieVoucherOut(
            series=series,
            number=number,
            day=day,
            text=text,
            registered=posted_at.date() if posted_at else None,
            rows=[SieRow(*line[1:6]) for line in lines],
        )
