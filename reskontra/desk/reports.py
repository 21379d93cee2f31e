"""Reports as pages: the same as the command line prints, each figure leading to the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.as_typed import day_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.lists import FILES, file_answer
from reskontra.interface.parts import REFUSED, number_asked
from reskontra.interface.refusals import lines
from reskontra.interface.tables import Cell, Column, Report, told
from reskontra.ledger.cli_reports import general_ledger_report, trial_balance_report, vouchers_report
from reskontra.matching.cli_quality import quality_report
from reskontra.parties.queries import find_party
from reskontra.receivables.report_tables import aged_report, balances_report, credit_limits_report, detailed_report

PER_PAGE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of a report; every value is as written, empty where it is not."""

    values: Mapping[str, str]

    def text(self, name: str, otherwise: str = "") -> str:
        return self.values.get(name, "").strip() or otherwise

    def day(self, name: str) -> date | None:
        """refuses   DayNotRead"""
        text = self.text(name)
        return day_typed(text, today=today()) if text else None

    @property
    def as_of(self) -> date:
        return self.day("as_of") or today()


@dataclass(frozen=True, slots=True)
class Kind:
    """A report that has a page. fields: what may be asked of it; links: column → the page of what stands in it."""

    word: str
    build: Callable[[CompanyFacts, Asked], Report]
    fields: tuple[str, ...]
    links: Mapping[str, str]


def _detailed(company: CompanyFacts, asked: Asked) -> Report:
    ledger, _colon, number = asked.text("account").rpartition(":")
    party = find_party(company=company, ledger=ledger.upper() or "CUSTOMER", number=number)
    return detailed_report(company=company, party=party, as_of=asked.as_of, is_open=asked.text("open") == "1")


def _aged(ledger: str) -> Callable[[CompanyFacts, Asked], Report]:
    def build(company: CompanyFacts, asked: Asked) -> Report:
        days = asked.text("days", "30,60,90")
        return aged_report(company=company, ledger=ledger, as_of=asked.as_of, by=_by(asked), days=days)

    return build


def _balances(ledger: str) -> Callable[[CompanyFacts, Asked], Report]:
    return lambda company, asked: balances_report(company=company, ledger=ledger, as_of=asked.as_of)


def _by(asked: Asked) -> str:
    return "document" if asked.text("by") == "document" else "due"


KINDS = {
    "aged-receivables": Kind(
        noop("Aged receivables"), _aged("CUSTOMER"), ("as_of", "by", "days"), {"account": "customer"}
    ),
    "customer-balances": Kind(noop("Customer balances"), _balances("CUSTOMER"), ("as_of",), {"account": "customer"}),
    "credit-limits": Kind(
        noop("Credit limits"),
        lambda company, asked: credit_limits_report(company=company, as_of=asked.as_of),
        ("as_of",),
        {"account": "customer"},
    ),
    "aged-payables": Kind(noop("Aged payables"), _aged("VENDOR"), ("as_of", "by", "days"), {"account": "vendor"}),
    "vendor-balances": Kind(noop("Vendor balances"), _balances("VENDOR"), ("as_of",), {"account": "vendor"}),
    "detailed-ledger": Kind(noop("Detailed ledger"), _detailed, ("account", "as_of", "open"), {"voucher": "voucher"}),
    "trial-balance": Kind(
        noop("Trial balance"),
        lambda company, asked: trial_balance_report(company=company, as_of=asked.day("as_of"), since=asked.day("from")),
        ("from", "as_of"),
        {"account": "general-ledger"},
    ),
    "general-ledger": Kind(
        noop("General ledger"),
        lambda company, asked: general_ledger_report(
            company=company, account=asked.text("account"), since=asked.day("from"), until=asked.day("to")
        ),
        ("account", "from", "to"),
        {"voucher": "voucher"},
    ),
    "vouchers": Kind(
        noop("Vouchers"),
        lambda company, asked: vouchers_report(
            company=company, since=asked.day("from"), until=asked.day("to"), series=asked.text("series")
        ),
        ("from", "to", "series"),
        {"voucher": "voucher", "reverses": "voucher", "reversed_by": "voucher"},
    ),
    "matching-quality": Kind(
        noop("Matching quality"),
        lambda company, asked: quality_report(company=company, since=asked.day("from")),
        ("from",),
        {},
    ),
}
GROUPS = (
    (noop("Customers"), ("aged-receivables", "customer-balances", "credit-limits")),
    (noop("Vendors"), ("aged-payables", "vendor-balances")),
    (noop("Ledger"), ("trial-balance", "general-ledger", "vouchers")),
    (noop("Matching"), ("matching-quality",)),
)
FIELD_WORDS = {
    "as_of": noop("As of"),
    "from": noop("From"),
    "to": noop("To"),
    "by": noop("By date"),
    "days": noop("Buckets end after days"),
    "account": noop("Account"),
    "series": noop("Series"),
    "open": noop("Open ones alone"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of the page; url is empty where it leads nowhere."""

    text: str
    url: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    word: str
    value: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page of a report's rows. query: what was asked, as an address carries it, without the page."""

    name: str
    title: str
    fields: tuple[Field, ...]
    headings: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    total: tuple[Shown, ...] | None
    notes: tuple[str, ...]
    number: int
    has_more: bool
    query: str


@demands("READER")
def reports(request: HttpRequest, access: Access) -> HttpResponse:
    groups = [(_(word), [(name, _(KINDS[name].word)) for name in names]) for word, names in GROUPS]
    return render(request, "desk/reports.html", {"groups": groups})


@demands("READER")
def report(request: HttpRequest, access: Access, name: str) -> HttpResponse:
    """A page of the report, or with ?format=csv or xlsx the whole as a file."""
    if name not in KINDS:
        raise Http404
    kind, company = KINDS[name], company_by_id(id=access.company_id)
    asked = Asked({field: request.GET.get(field, "") for field in kind.fields})
    format, number = request.GET.get("format", ""), max(1, number_asked(request, "page", digits=7) or 1)
    try:
        found = kind.build(company, asked)
        if format in FILES:
            return file_answer(found, format)
        return render(
            request,
            "desk/report.html",
            {"page": _page(company, name, found, asked, number)},
        )
    except (Refused, Malformed) as refusal:
        context = {"page": _page(company, name, None, asked, 1), "refused": list(lines(refusal))}
        return render(request, "desk/report.html", context, status=REFUSED)


def _page(company: CompanyFacts, name: str, found: Report | None, asked: Asked, number: int) -> ReportPage:
    kind = KINDS[name]
    shown = [(i, column) for i, column in enumerate(found.columns) if column.is_shown] if found else []
    first = (number - 1) * PER_PAGE
    rows = list(islice(found.rows, first, first + PER_PAGE + 1)) if found else []
    is_last = len(rows) <= PER_PAGE
    return ReportPage(
        name=name,
        title=_(kind.word),
        fields=tuple(Field(field, _(FIELD_WORDS[field]), _written(asked, field)) for field in kind.fields),
        headings=tuple(column for _i, column in shown),
        rows=tuple(_cells(company, kind, shown, row) for row in rows[:PER_PAGE]),
        total=_cells(company, kind, shown, found.total) if found and found.total is not None and is_last else None,
        notes=tuple(found.notes) if found else (),
        number=number,
        has_more=not is_last,
        query="&".join(f"{field}={value}" for field, value in asked.values.items() if value),
    )


def _written(asked: Asked, field: str) -> str:
    otherwise = {"days": "30,60,90", "by": "due"}
    if field == "as_of":
        return asked.text(field) or today().isoformat()
    return asked.text(field, otherwise.get(field, ""))


def _cells(
    company: CompanyFacts, kind: Kind, shown: Sequence[tuple[int, Column]], row: Sequence[Cell]
) -> tuple[Shown, ...]:
    return tuple(
        Shown(told(row[i]), link(company, kind.links.get(column.key, ""), row[i]), column.is_number)
        for i, column in shown
    )


def link(company: CompanyFacts, target: str, cell: Cell) -> str:
    """The page of what a cell names; empty for an empty cell."""
    if not target or not cell:
        return ""
    text = str(cell)
    if target == "voucher":
        return reverse("voucher", args=[company.id, text])
    if target == "general-ledger":
        return f"{reverse('report', args=[company.id, target])}?account={text}"
    return reverse(target, args=[company.id, text])
