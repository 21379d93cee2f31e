"""Vouchers written for other programs, and which of them were: so that the next file has the new ones alone.

A file holds whole posting runs, up to the last of the company. Which runs it held, and what it said beside vouchers
(whose names may change), is kept with the digest of its bytes: the file can be written again as it was.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from reskontra import __version__
from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.sie_write import SieAccount, SieHead, SieRow, SieVoucherOut, sie_file
from reskontra.formats.vouchers_write import LineWritten, VoucherWritten, csv_of_vouchers, jsonl_of_vouchers
from reskontra.ledger.models import PostingRun, VoucherExport, VoucherLine
from reskontra.ledger.sie_export import kind_of, objects_of, refuse_other_than_hundredths

FORMS = ("csv", "jsonl", "sie4")
_LINE = (
    "voucher_id", "line_number", "account__number", "amount_minor", "currency", "currency_minor", "is_correction",
    "description", "vat_code", "cost_center", "project",
)  # fmt: skip
_VOUCHER = tuple(
    f"voucher__{name}"
    for name in (
        "series", "fiscal_year_code", "number", "posting_date", "document_date", "description",
        "external_document_number", "source", "reverses__series", "reverses__fiscal_year_code", "reverses__number",
        "posting_run__number", "posted_at", "posting_run__actor",
    )
)  # fmt: skip

Write = Callable[[Iterable[bytes]], object]


class NoSuchExport(Refused):
    code = "no_such_export"
    template = "There is no export of vouchers {number}. Take one of reskontra export list."


class ExportOfOtherForm(Refused):
    code = "export_of_other_form"
    template = "Export {number} was written as {form}, not as {wanted}. Leave --format out, or make a new export."


class ExportDiffers(Refused):
    code = "export_differs"
    template = (
        "Export {number} was written by version {version} with the digest {digest}, and does not come out so now. "
        "Export the vouchers anew, without --again."
    )


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """A file that was written. The vouchers are those of the posting runs after after_run up to until_run."""

    number: int
    receiver: str
    form: str
    after_run: int
    until_run: int
    vouchers: int
    rows: int
    sha256: str
    made_by: str
    made_at: datetime


@dataclass(slots=True)
class _Counted:
    """What went by."""

    vouchers: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class VoucherOrder:
    """form: one of FORMS. receiver: whom it is for. since_last: only what was posted since the receiver's last file."""

    form: str
    receiver: str = ""
    since_last: bool = False


def export_vouchers(*, company: CompanyFacts, actor: str, order: VoucherOrder, write: Write) -> ExportFacts | None:
    """Hand the file's pieces to `write`, and keep what it held; None where nothing is new, and nothing is written.

    refuses   SieNeedsHundredths, and whatever `write` refuses
    """
    with transaction.atomic():
        lock_company(company.id)
        if order.form == "sie4":
            refuse_other_than_hundredths(company)
        row = _begun(company, actor, order)
        lines = _lines(company, row.after_run, row.until_run)
        if order.since_last and not lines.exists():
            return None
        row.head = json.dumps(_head(company, lines, order.form), ensure_ascii=False)
        row.sha256, counted = _written(company, row, write)
        row.vouchers, row.rows = counted.vouchers, counted.rows
        row.save(force_insert=True)
        told = {name: getattr(row, name) for name in ("receiver", "form", "after_run", "until_run", "vouchers")}
        record(
            company=company.id, actor=actor, action="vouchers.exported", subject=str(row.number),
            content=told | {"sha256": row.sha256},
        )  # fmt: skip
        return _facts(row)


def export_again(*, company: CompanyFacts, number: int, write: Write, form: str = "") -> ExportFacts:
    """Hand the same pieces to `write` again, once they are proved to be the same.

    refuses   NoSuchExport; ExportOfOtherForm where a form is named that was another; ExportDiffers
    """
    row = VoucherExport.objects.filter(company=company.id, number=number).first()
    if row is None:
        raise NoSuchExport(number=number)
    if form and form != row.form:
        raise ExportOfOtherForm(number=number, form=row.form, wanted=form)
    digest, _ = _written(company, row, lambda pieces: deque(pieces, maxlen=0))
    if digest != row.sha256:
        raise ExportDiffers(number=number, version=json.loads(row.head)["version"], digest=row.sha256)
    _written(company, row, write)
    return _facts(row)


def voucher_exports(*, company: CompanyFacts) -> list[ExportFacts]:
    """Every file of vouchers, the latest first."""
    return [_facts(row) for row in VoucherExport.objects.filter(company=company.id).order_by("-number")]


def _begun(company: CompanyFacts, actor: str, order: VoucherOrder) -> VoucherExport:
    """The next file, of which vouchers; what it says is still to be filled in."""
    earlier = VoucherExport.objects.filter(company=company.id).order_by("-number")
    last, before = earlier.first(), earlier.filter(receiver=order.receiver).first() if order.since_last else None
    newest = PostingRun.objects.filter(company=company.id).order_by("-number").first()
    return VoucherExport(
        company_id=company.id, number=last.number + 1 if last else 1, receiver=order.receiver, form=order.form,
        after_run=before.until_run if before else 0, until_run=newest.number if newest else 0, made_by=actor,
        made_at=bulk.moment(),
    )  # fmt: skip


def _lines(company: CompanyFacts, after: int, until: int) -> QuerySet[VoucherLine]:
    return VoucherLine.objects.filter(
        company=company.id, voucher__company=company.id, voucher__posting_run__company=company.id,
        voucher__posting_run__number__gt=after, voucher__posting_run__number__lte=until,
    )  # fmt: skip


def _head(company: CompanyFacts, lines: QuerySet[VoucherLine], form: str) -> dict[str, Any]:
    """What may be called otherwise later; names of accounts for SIE alone."""
    head: dict[str, Any] = {"version": __version__, "currency": company.currency}
    if form != "sie4":
        return head
    found = lines.order_by("account__number").values_list("account__number", "account__name", "account__side")
    accounts = [asdict(SieAccount(number, name, kind_of(number, side))) for number, name, side in found.distinct()]
    names = {"company_name": company.name, "organisation_number": company.organisation_number}
    return head | names | {"written": bulk.moment().date().isoformat(), "accounts": accounts}


def _written(company: CompanyFacts, row: VoucherExport, write: Write) -> tuple[str, _Counted]:
    """The digest of what was handed on, and what it counted."""
    digest, counted = hashlib.sha256(), _Counted()

    def passing(pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            digest.update(piece)
            yield piece

    lines = _lines(company, row.after_run, row.until_run)
    write(passing(_pieces(row.form, json.loads(row.head), lines, counted)))
    return digest.hexdigest(), counted


def _pieces(form: str, head: dict[str, Any], lines: QuerySet[VoucherLine], counted: _Counted) -> Iterator[bytes]:
    vouchers = _vouchers(lines, counted)
    if form == "csv":
        return csv_of_vouchers(vouchers, head["currency"])
    if form == "jsonl":
        return jsonl_of_vouchers(vouchers, head["currency"])
    said = SieHead(
        program="Reskontra", version=head["version"], written=date.fromisoformat(head["written"]),
        organisation_number=head["organisation_number"], company_name=head["company_name"], currency=head["currency"],
    )  # fmt: skip
    accounts = [SieAccount(**account) for account in head["accounts"]]
    named = objects_of(lines)
    return sie_file(said, accounts=accounts, vouchers=map(_sie, vouchers), objects=named, with_checksum=True)


def _vouchers(lines: QuerySet[VoucherLine], counted: _Counted) -> Iterator[VoucherWritten]:
    """In the order in which they were posted."""
    ordered = lines.order_by("voucher__posting_run__number", "voucher_id", "line_number")
    for _, group in groupby(ordered.values_list(*_LINE, *_VOUCHER).iterator(5000), key=lambda row: row[0]):
        rows = list(group)
        counted.vouchers += 1
        counted.rows += len(rows)
        first = rows[0][len(_LINE) :]
        reverses = "-".join(map(str, first[8:11])) if first[8] is not None else ""
        values: list[Any] = [*first[:8], reverses, *first[11:], [LineWritten(*row[1 : len(_LINE)]) for row in rows]]
        yield VoucherWritten(*values)


def _sie(voucher: VoucherWritten) -> SieVoucherOut:
    rows = [SieRow(line.account, line.minor, line.text, line.cost_center, line.project) for line in voucher.lines]
    return SieVoucherOut(
        series=voucher.series, number=voucher.number, day=voucher.posting_date, text=voucher.description,
        registered=voucher.posted_at.date(), rows=rows,
    )  # fmt: skip


def _facts(row: VoucherExport) -> ExportFacts:
    return ExportFacts(
        row.number, row.receiver, row.form, row.after_run, row.until_run, row.vouchers, row.rows, row.sha256,
        row.made_by, row.made_at,
    )  # fmt: skip
