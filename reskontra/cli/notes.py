"""note add|list|remove|save: notes and files beside customers, vendors, entries and vouchers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.notes import add_note, file_of_note, notes_of, remove_note
from reskontra.companies.queries import find_company
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.interface.files import opened
from reskontra.interface.tables import bytes_out
from reskontra.receivables.subjects import note_data, subject_named

note = typer.Typer(no_args_is_help=True, help="Notes and files beside customers, vendors, entries and vouchers.")

About = Annotated[
    str, typer.Argument(metavar="SUBJECT", help="customer:C1, vendor:V1, entry:customer:INV-1 or voucher:A-2026-1.")
]
Number = Annotated[int, typer.Argument(min=1, metavar="NUMBER", help="Of the note.")]


@command(note, "add")
def add(
    session: Session,
    about: About,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="What to remember.")] = "",
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="A file to keep with it.")] = None,
    is_invoice_copy: Annotated[
        bool,
        typer.Option("--invoice-copy", help="The PDF is a copy of the entry's invoice: it may go to the customer."),
    ] = False,
) -> None:
    """Write a note, with a file or without."""
    company = find_company(name=session.company_name)
    subject = subject_named(company=company, text=about)
    if file is None:
        number = add_note(
            company=company, actor=session.actor, subject=subject, text=text, is_invoice_copy=is_invoice_copy
        )
    else:
        with opened(file) as stream:
            number = add_note(
                company=company, actor=session.actor, subject=subject, text=text, file_name=file.name,
                stream=stream, is_invoice_copy=is_invoice_copy,
            )  # fmt: skip
    session.say(_("Note {number} is kept beside {subject}.").format(number=number, subject=subject.name))


@command(note, "list")
def list_all(session: Session, about: About, format: FormatOption = "table") -> None:
    """List what was noted, newest first."""
    company = find_company(name=session.company_name)
    subject = subject_named(company=company, text=about)
    found = notes_of(company=company, kind=subject.kind, ids=[subject.id])
    if format == "json":
        session.json([note_data(one) for one in found])
        return
    columns = [(_("Number"), True), (_("Written"), False), (_("By"), False), (_("Text"), False), (_("File"), False)]
    rows = [(str(one.number), value(one.created_at), one.created_by, one.text, one.file_name) for one in found]
    session.table(columns, rows)


@command(note, "remove")
def remove(session: Session, number: Number) -> None:
    """Take a note away; the audit trail keeps that it was there."""
    company = find_company(name=session.company_name)
    remove_note(company=company, actor=session.actor, number=number, may_any=True)
    session.say(_("Note {number} is taken away.").format(number=number))


@command(note, "save")
def save(
    session: Session,
    number: Number,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Where to write it.")] = None,
) -> None:
    """Write the file of a note, on the standard output unless --output names a place."""
    company = find_company(name=session.company_name)
    _name, content = file_of_note(company=company, number=number)
    with bytes_out(output) as stream:
        stream.write(content)
