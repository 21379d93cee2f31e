"""exports: posted vouchers for other programs, which of them went out, and SIE 4."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query
from pydantic import ConfigDict, Field

from reskontra.companies.called import company_of
from reskontra.database import bulk
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Data, Day, Page, Paged
from reskontra.ledger.export_pages import export_told, made_when_fetched, sie_told
from reskontra.ledger.sie_export import ExportOrder
from reskontra.ledger.voucher_exports import ExportFacts, VoucherOrder, export_vouchers, voucher_exports

routes = Routes("reports", "Exports")


class ExportData(Data):
    """An export of vouchers: which posting runs it holds. receiver: whom it is for, "" for nobody by name."""

    number: int
    receiver: str
    form: str
    after_run: int
    until_run: int
    vouchers: int
    rows: int
    sha256: str
    made_at: str
    made_by: str


class ExportMade(Data):
    """export: null where nothing was posted since the last one."""

    export: ExportData | None


class NewExport(Body):
    """since_last: only what was posted since the last export for the same receiver."""

    form: Literal["csv", "jsonl", "sie4"] = "csv"
    since_last: bool = True
    receiver: Annotated[str, Field(max_length=60)] = ""


class SieAsked(Asked):
    """type 4: a fiscal year with balances, the last with a voucher where none is named; 4i: vouchers of some days."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    type: Literal["4", "4i"] = "4"
    fiscal_year: Annotated[str, Field(max_length=20)] = ""
    since: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None


def export_data(one: ExportFacts) -> dict[str, Any]:
    """An export as it is told."""
    return asdict(one) | {"made_at": one.made_at.isoformat()}


@routes.get("/exports", Page[ExportData], role="AUDITOR")
def list_voucher_exports(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the exports of vouchers, the latest first."""
    found = voucher_exports(company=company_of(request))
    return page_of(found, asked, key=lambda one: str(one.number), build=export_data)


@routes.post("/exports", ExportMade, role="ACCOUNTANT", status=201)
def export_posted_vouchers(request: Call, body: NewExport) -> dict[str, Any]:
    """Export posted vouchers, and remember which; the file is fetched by the number of the export."""
    order = VoucherOrder(form=body.form, receiver=body.receiver.strip(), since_last=body.since_last)
    made = export_vouchers(company=company_of(request), actor=request.auth.actor, order=order, write=made_when_fetched)
    return {"export": made and export_data(made)}


@routes.get("/exports/sie4", None, role="AUDITOR")
def download_sie(request: Call, asked: Query[SieAsked]) -> HttpResponse:
    """Download posted vouchers as a SIE 4 file, for the main books."""
    order = ExportOrder(is_whole=asked.type == "4", fiscal_year=asked.fiscal_year, first=asked.since, last=asked.to)
    return sie_told(company_of(request), order, bulk.moment().date())


@routes.get("/exports/{key:number}/file", None, role="AUDITOR")
def download_voucher_export(request: Call, number: int) -> HttpResponse:
    """Download an export of vouchers as it was written: it is the same each time."""
    return export_told(company_of(request), number)
