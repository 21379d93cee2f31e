"""batches of typed journals as a whole: renamed, filled from a file, numbered anew; and their templates."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from ninja import File, Path, Query, UploadedFile
from pydantic import BaseModel, Field

from reskontra.companies.called import company_of
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Data, Day, Page, Paged, Text
from reskontra.journals.api.typed import KINDS, BatchPath, KindPath, Short, batch_of
from reskontra.journals.batches import TemplateChange, set_template, templates
from reskontra.journals.cli_batches import template_data
from reskontra.journals.entering import renumber
from reskontra.journals.load_typed import load_lines

routes = Routes("journals", "Batches and templates")


class TemplatePath(BaseModel):
    """Which template of which journal."""

    kind: Literal["cash-receipts", "payments", "general-journal"]
    template: str


class LinesAdded(Data):
    """How many lines came from the file, and their numbers."""

    count: int
    first: int
    last: int


class BatchNumbers(Data):
    """The new numbers of the documents."""

    numbers: list[str]


class BatchTemplate(Data):
    """What batches have in common."""

    template: str


class BatchTemplateBody(Body):
    """What is not named stays. balancing: bank:B1, gl:1930 or ""; force_balance: each document, not only each day."""

    name: Text | None = None
    force_balance: bool | None = None
    balancing: Short | None = None
    series: Short | None = None
    posting_series: Short | None = None
    manual_numbers: bool | None = None
    since: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None


@routes.post("/typed-journals/{kind}/batches/{batch}/load", LinesAdded)
def load_batch_lines(request: Call, path: Path[BatchPath], file: File[UploadedFile]) -> dict[str, Any]:
    """Add lines to a batch from a CSV file: all of them, or none."""
    company, batch = batch_of(request, path)
    done = load_lines(
        company=company, actor=request.auth.actor, batch=batch, name=(file.name or "upload")[:200],
        stream=cast("Any", file.file),
    )  # fmt: skip
    return {"count": done.count, "first": done.first, "last": done.last}


@routes.post("/typed-journals/{kind}/batches/{batch}/renumber", BatchNumbers)
def renumber_a_batch(request: Call, path: Path[BatchPath]) -> dict[str, Any]:
    """Give the documents of a batch the next numbers of its series."""
    company, batch = batch_of(request, path)
    return {"numbers": renumber(company=company, actor=request.auth.actor, batch=batch)}


@routes.get("/typed-journals/{kind}/templates", Page[BatchTemplate])
def list_batch_templates(request: Call, path: Path[KindPath], asked: Query[Paged]) -> dict[str, Any]:
    """List the templates of a journal that is filled by hand."""
    found = templates(company=company_of(request), kind=KINDS[path.kind])
    return page_of(found, asked, key=lambda one: one.code, build=template_data)


@routes.put("/typed-journals/{kind}/templates/{template}", BatchTemplate, role="ACCOUNTANT")
def set_batch_template(request: Call, path: Path[TemplatePath], body: BatchTemplateBody) -> dict[str, Any]:
    """Make a template of batches, or change one."""
    change = TemplateChange(
        body.name, body.force_balance, body.balancing, body.series, body.posting_series, body.manual_numbers,
        body.since, body.to,
    )  # fmt: skip
    done = set_template(
        company=company_of(request), actor=request.auth.actor, kind=KINDS[path.kind], code=path.template, change=change
    )
    return template_data(done)
