"""What is posted, as files for other programs: SIE 4 of a year or some days, and vouchers, each of which goes once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id, fiscal_years
from reskontra.core.errors import Malformed, Refused
from reskontra.core.wording import worded
from reskontra.database import bulk
from reskontra.interface.auth import Access, RoleTooLow, demands
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.forms import Choices, Field, Form, labels_of
from reskontra.interface.handing_out import handed_out
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.setup import Head, Listing, Page, Row, refused_page, show
from reskontra.interface.templatetags.display import day, moment
from reskontra.interface.typed_form import Typed
from reskontra.ledger.sie_export import ExportOrder, export_sie
from reskontra.ledger.voucher_exports import (
    ExportFacts,
    NoSuchExport,
    VoucherOrder,
    export_again,
    export_vouchers,
    voucher_exports,
)

SHOWN = 100
ENDINGS = {"csv": "csv", "jsonl": "jsonl", "sie4": "si"}  # of files, by form
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "sie4": "application/octet-stream"}


@demands("AUDITOR")
def exports(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows what was exported; POST makes a file: SIE is answered with it, vouchers are found in the list."""
    company = company_by_id(id=access.company_id)
    typed = Typed(request.POST, today())
    page = _page(company, may_keep=access.may("ACCOUNTANT"))
    if request.method != "POST":
        return show(request, page)
    typed.labels = labels_of(page.forms)
    try:
        if typed.form in ("year", "days"):
            return _sie(company, typed)
        if not access.may("ACCOUNTANT"):
            raise RoleTooLow("ACCOUNTANT")
        return done(request, _vouchers(company, access.actor, typed), request.path)
    except (Refused, Malformed) as refusal:
        return show(request, refused_page(page, typed, refusal), status=REFUSED)


@demands("AUDITOR")
def export_file(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """An export of vouchers as it was written."""
    company = company_by_id(id=access.company_id)
    try:
        return export_told(company, number)
    except NoSuchExport as unknown:
        raise Http404 from unknown
    except Refused as refusal:
        return show(request, refused_page(_page(company, may_keep=False), Typed({}, today()), refusal), status=REFUSED)


def export_told(company: CompanyFacts, number: int) -> HttpResponse:
    """The file of an export.

    refuses   NoSuchExport, ExportDiffers
    """
    pieces = list[bytes]()
    found = export_again(company=company, number=number, write=pieces.extend)
    return handed_out(pieces, f"vouchers-{number}.{ENDINGS[found.form]}", kind=TYPES[found.form])


def sie_told(company: CompanyFacts, order: ExportOrder, written: date) -> HttpResponse:
    """The file of a year, or of some days.

    refuses   what export_sie refuses
    """
    made = export_sie(company=company, order=order, written=written)
    name = f"{made.first.isoformat()}-{made.last.isoformat()}.{'se' if order.is_whole else 'si'}"
    return handed_out(made.pieces, name, kind=TYPES["sie4"])


def made_when_fetched(pieces: Iterable[bytes]) -> None:
    """Go through a file and keep nothing: it is written when it is fetched, and is then the same."""
    deque(pieces, maxlen=0)


def _sie(company: CompanyFacts, typed: Typed) -> HttpResponse:
    is_whole = typed.form == "year"
    first, last = (None, None) if is_whole else (_day(typed, "from"), _day(typed, "to"))
    order = ExportOrder(is_whole=is_whole, fiscal_year=typed.text("year"), first=first, last=last)
    return sie_told(company, order, bulk.moment().date())


def _day(typed: Typed, name: str) -> date | None:
    return typed.day(name) if typed.text(name) else None


def _vouchers(company: CompanyFacts, actor: str, typed: Typed) -> str:
    order = VoucherOrder(form=_form_of(typed), receiver=typed.text("receiver"), since_last=typed.is_on("since_last"))
    made = export_vouchers(company=company, actor=actor, order=order, write=made_when_fetched)
    if made is None:
        return _("Nothing was posted since the last export; no file was made.")
    told = _("Export {number} is made: {vouchers:voucher|vouchers} with {rows:row|rows}. Fetch it in the list.")
    return worded(told, number=made.number, vouchers=made.vouchers, rows=made.rows)


def _form_of(typed: Typed) -> str:
    return typed.text("as") if typed.text("as") in ENDINGS else "csv"


def _page(company: CompanyFacts, *, may_keep: bool) -> Page:
    """may_keep: she may have it remembered which vouchers went out."""
    forms = (*((_voucher_form(),) if may_keep else ()), _year_form(company), _days_form())
    told = _("What is posted, for the main books, an archive or another program.")
    return Page(
        _("Files for other programs"), told, (_made(company),), forms,
        above=(_("Reports"), reverse("reports", args=[company.id])),
    )  # fmt: skip


def _made(company: CompanyFacts) -> Listing:
    heads = (
        Head(_("Export")), Head(_("For")), Head(_("Format")), Head(_("Posting runs")), Head(_("Vouchers"), True),
        Head(_("Rows"), True), Head(_("Made")), Head(_("By")),
    )  # fmt: skip
    rows = tuple(_row(company, one) for one in voucher_exports(company=company)[:SHOWN])
    empty = _("No vouchers were exported yet. Make a file of those that are new, and fetch it here.")
    return Listing(_("Exports of vouchers"), heads, rows, empty)


def _row(company: CompanyFacts, one: ExportFacts) -> Row:
    runs = f"{one.after_run + 1}–{one.until_run}" if one.until_run > one.after_run else ""
    cells = (
        str(one.number), one.receiver, dict(_forms())[one.form], runs, value(one.vouchers), value(one.rows),
        moment(one.made_at), one.made_by,
    )  # fmt: skip
    return Row(cells, url=reverse("export_file", args=[company.id, one.number]))


def _forms() -> Choices:
    return (
        ("csv", _("CSV, a row for each line")),
        ("jsonl", _("JSON, a voucher on each line")),
        ("sie4", _("SIE 4I")),
    )


def _voucher_form() -> Form:
    fields = (
        Field("as", _("Format"), "csv", "select", _forms()),
        Field("since_last", _("Only what was posted since the last export"), "on", "switch"),
        Field("receiver", _("For whom"), hint=_("What is new is told for each by itself.")),
    )
    hint = _("Which vouchers a file held is remembered, and it can be fetched again as it was.")
    return Form("vouchers", _("Export vouchers"), _("Make the file"), fields, hint)


def _year_form(company: CompanyFacts) -> Form:
    years = [
        (code, f"{code}: {day(first)}–{day(last)}") for code, first, last in reversed(fiscal_years(company=company))
    ]
    choices: Choices = (("", _("The last with a voucher")), *years)
    fields = (Field("year", _("Fiscal year"), "", "select", choices),)
    hint = _("SIE 4E: accounts, balances and vouchers of the whole year.")
    return Form("year", _("A fiscal year as SIE"), _("Fetch the file"), fields, hint)


def _days_form() -> Form:
    fields = (
        Field("from", _("From"), hint=_("t is today; 15, 1503 and 2026-03-15 are days too.")),
        Field("to", _("To")),
    )
    hint = _("SIE 4I: vouchers alone, to take into the main books.")
    return Form("days", _("Vouchers of some days as SIE"), _("Fetch the file"), fields, hint)
