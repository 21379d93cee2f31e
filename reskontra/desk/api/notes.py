"""notes and files beside customers, vendors, entries and vouchers."""

from __future__ import annotations

from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpResponse
from ninja import File, Form, Query, UploadedFile
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.notes import add_note, file_of_note, find_note, notes_of, remove_note
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Data, LongText, Page, Paged
from reskontra.interface.handing_out import handed_out
from reskontra.receivables.subjects import note_data, subject_named

routes = Routes("parties", "Notes")
About = Annotated[str, Field(min_length=1, max_length=200, examples=["customer:C1"])]


class NoteData(Data):
    """A note; file: its name, "" where it has none; erased_on: since when that is gone, as no law kept it."""

    number: int
    text: str
    file: str
    size: int
    invoice_copy: bool
    created_by: str
    created_at: str
    erased_on: str | None


class NotesAsked(Paged):
    """about: customer:C1, vendor:V1, entry:customer:INV-1 or voucher:A-2026-1."""

    about: About


class NewNote(Body):
    """The same, and what to remember."""

    about: About
    text: LongText


class NoteForm(Asked):
    """The same, and what to remember. invoice_copy: the PDF is a copy of the entry's invoice, and may go to it."""

    about: About
    text: LongText = ""
    invoice_copy: bool = False


@routes.get("/notes", Page[NoteData])
def list_notes(request: Call, asked: Query[NotesAsked]) -> dict[str, Any]:
    """List what was noted beside something, the newest first."""
    company = company_of(request)
    subject = subject_named(company=company, text=asked.about)
    found = notes_of(company=company, kind=subject.kind, ids=[subject.id])
    return page_of(found, asked, key=lambda one: str(one.number), build=note_data)


@routes.post("/notes", NoteData, status=201)
def write_note(request: Call, body: NewNote) -> dict[str, Any]:
    """Write a note beside something."""
    company = company_of(request)
    subject = subject_named(company=company, text=body.about)
    number = add_note(company=company, actor=request.auth.actor, subject=subject, text=body.text)
    return note_data(find_note(company=company, number=number))


@routes.post("/notes/files", NoteData, status=201)
def keep_note_file(request: Call, file: File[UploadedFile], said: Form[NoteForm]) -> dict[str, Any]:
    """Keep a file beside something, with a note or without."""
    company = company_of(request)
    number = add_note(
        company=company, actor=request.auth.actor, subject=subject_named(company=company, text=said.about),
        text=said.text, file_name=file.name or "", stream=cast(BinaryIO, file.file),
        is_invoice_copy=said.invoice_copy,
    )  # fmt: skip
    return note_data(find_note(company=company, number=number))


@routes.delete("/notes/{key:number}")
def take_note_away(request: Call, number: int) -> None:
    """Take a note away, one's own; an accountant takes away those of others, too."""
    may_any = request.auth.may("ACCOUNTANT")
    remove_note(company=company_of(request), actor=request.auth.actor, number=number, may_any=may_any)


@routes.get("/notes/{key:number}/file", None)
def download_note_file(request: Call, number: int) -> HttpResponse:
    """Download the file of a note."""
    name, content = file_of_note(company=company_of(request), number=number)
    return handed_out(content, name)
