"""reports: those that have a page, as data and as files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from django.http import HttpResponse
from ninja import Query
from pydantic import ConfigDict, Field

from reskontra.companies.called import company_of
from reskontra.core.errors import Refused
from reskontra.desk.report_kinds import KINDS, Asked
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked as Shape
from reskontra.interface.api.shapes import Data, Page, Paged
from reskontra.interface.api.unknown import Taken, refuse_query
from reskontra.interface.lists import file_answer
from reskontra.interface.replicated import noted, read_for
from reskontra.interface.tables import Report, report_file

routes = Routes("reports", "Reports")
Word = Annotated[str, Field(max_length=200)]
Found = TypeVar("Found")


class ReportUnknown(Refused):
    code = "report_unknown"
    template = "There is no report {report}. List reports to see the names of those there are."


class ReportKind(Data):
    """A report, and what may be asked of it."""

    report: str
    title: str
    fields: list[str]


class ReportData(Data):
    """What was asked, the rows under a name of their own, and what stands below them."""


class ReportAsked(Shape):
    """What may be asked; each report takes the fields that it is listed with. Days as 2026-03-31."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    as_of: Word = ""
    since: Annotated[str, Field(max_length=200, alias="from")] = ""
    to: Word = ""
    account: Word = ""
    currency: Word = ""
    by: Word = ""
    period: Word = ""
    columns: Word = ""
    headings: Word = ""
    days: Word = ""
    currencies: Word = ""
    details: Word = ""
    zero: Word = ""
    credits: Word = ""
    cost_center: Word = ""
    project: Word = ""
    show: Word = ""
    open: Word = ""
    series: Word = ""
    month: Word = ""
    rule: Word = ""
    way: Word = ""
    of: Word = ""
    draw: Word = ""
    size: Word = ""
    seed: Word = ""
    above: Word = ""
    within: Word = ""


class FileAsked(ReportAsked):
    """The same, and the kind of file."""

    format: Literal["csv", "xlsx", "pdf"] = "csv"


def _built(request: Call, name: str, asked: ReportAsked) -> Report:
    """refuses   ReportUnknown, ParameterUnknown of what another report may be asked, what the report refuses"""
    kind = KINDS.get(name)
    if kind is None:
        raise ReportUnknown(report=name)
    said = asked.model_dump(by_alias=True)
    taken = {*kind.fields, *({"format"} & set(said))}
    refuse_query(Taken(frozenset(taken)), [name for name in request.GET if name in said])
    found = kind.build(company_of(request), Asked({field: said.get(field, "") for field in kind.fields}))
    return noted(request, found)


def _read(request: Call, read: Callable[[], Found]) -> Found:
    return read_for(request, company=request.auth.company_id, actor=request.auth.actor, read=read)


@routes.get("/reports", Page[ReportKind])
def list_reports(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the reports, with what may be asked of each."""
    found = [{"report": name, "title": kind.word, "fields": list(kind.fields)} for name, kind in KINDS.items()]
    return page_of(found, asked, key=lambda one: str(one["report"]), build=lambda one: one)


@routes.get("/reports/{report}", ReportData)
def show_report(request: Call, report: str, asked: Query[ReportAsked]) -> dict[str, Any]:
    """Show a report as data, as `report … --format json` does."""
    found: dict[str, Any] = json.loads(_read(request, lambda: report_file(_built(request, report, asked), "json")))
    return found


@routes.get("/reports/{report}/file", None)
def download_report(request: Call, report: str, asked: Query[FileAsked]) -> HttpResponse:
    """Download a report as CSV, a worksheet or a PDF."""
    return _read(request, lambda: file_answer(_built(request, report, asked), asked.format))
