"""Notes and files beside customers, vendors, entries, bank transactions and vouchers. What is posted is not touched.

A note is never edited: it is taken away and written anew, and the audit trail keeps both. The bytes of a file stay in
the database, as everything that came in does.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max, Q

from reskontra.audit.trail import record
from reskontra.companies.files import read_file, sha256_of, store_file
from reskontra.companies.models import Note
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company

MOST_LETTERS = 4000
MOST_BYTES = 10 * 1024 * 1024
ENDINGS = (
    "pdf", "png", "jpg", "jpeg", "webp", "txt", "csv", "xml", "eml", "msg", "docx", "xlsx", "odt", "ods",
)  # fmt: skip
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class NoteEmpty(Refused):
    code = "note_empty"
    template = "The note beside {subject} says nothing and has no file. Write a text, or choose a file."


class NoteTooLong(Refused):
    code = "note_too_long"
    template = "The note has {length} characters. Write at most {most}, or attach a file."


class NoteFileTooLarge(Refused):
    code = "note_file_too_large"
    template = "{file} has {size} bytes. Attach a file of at most {most}."


class NoteFileOfOtherKind(Refused):
    code = "note_file_of_other_kind"
    template = '"{file}" is of a kind that is not kept here. Attach one that ends in {known}.'


class NoteFileEmpty(Refused):
    code = "note_file_empty"
    template = "{file} is empty. Attach a file that has something in it."


class NoteNoInvoiceCopy(Refused):
    code = "note_no_invoice_copy"
    template = (
        "What was attached beside {subject} cannot be the copy of an invoice. "
        "Attach a PDF beside the invoice's entry, or leave the mark out."
    )


class NoteUnknown(Refused):
    code = "note_unknown"
    template = "There is no note {number}. See them with reskontra note list."


class NoteOfAnother(Refused):
    code = "note_of_another"
    template = "Note {number} was written by {author}. Ask {author}, or somebody who may post."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a note is beside: kind PARTY, ENTRY, TRANSACTION or VOUCHER, its key, and its name for the audit trail."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note; file_name "" and size 0 where it has no file.

    is_invoice_copy   whether the file may go to the customer with a reminder, as the invoice's copy
    erased_at         since when the file is gone, as no law kept it; None while it is there
    """

    number: int
    kind: str
    subject_id: int
    text: str
    file_name: str
    size: int
    created_by: str
    created_at: datetime
    is_invoice_copy: bool
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class NotesBeside:
    """The notes of one subject as a page shows them; kind and id name the subject in addresses."""

    kind: str
    id: int
    rows: tuple[NoteFacts, ...]


_COLUMNS = (
    "number", "subject", "subject_id", "text", "file_name", "file__size", "created_by", "created_at", "is_invoice_copy",
    "file__erased_at",
)  # fmt: skip


def add_note(
    *,
    company: CompanyFacts,
    actor: str,
    subject: Subject,
    text: str,
    file_name: str = "",
    stream: BinaryIO | None = None,
    is_invoice_copy: bool = False,
) -> int:
    """Write a note, with a file or without; gives its number.

    stream            of the file, seekable; None for none
    is_invoice_copy   the file may go to the customer with a reminder of the entry, as the invoice's copy

    refuses   NoteEmpty, NoteTooLong, NoteFileTooLarge, NoteFileOfOtherKind, NoteFileEmpty, NoteNoInvoiceCopy
    """
    said = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not said and stream is None:
        raise NoteEmpty(subject=subject.name)
    if len(said) > MOST_LETTERS:
        raise NoteTooLong(length=len(said), most=MOST_LETTERS)
    name = plain_name(file_name)
    if stream is not None:
        _refuse_file(name, stream)
    if is_invoice_copy and (stream is None or subject.kind != "ENTRY" or not name.lower().endswith(".pdf")):
        raise NoteNoInvoiceCopy(subject=subject.name)
    with transaction.atomic():
        lock_company(company.id)
        number = (Note.objects.filter(company=company.id).aggregate(last=Max("number"))["last"] or 0) + 1
        note = Note(
            company_id=company.id,
            number=number,
            subject=subject.kind,
            subject_id=subject.id,
            text=said,
            file_id=store_file(company=company, name=name, stream=stream) if stream is not None else None,
            file_name=name if stream is not None else "",
            is_invoice_copy=is_invoice_copy,
            created_by=actor,
            created_at=bulk.moment(),
        )
        note.save(force_insert=True)
        content = {"note": number, "kind": subject.kind, "text": said, "file": note.file_name}
        if stream is not None:
            content |= {"sha256": sha256_of(stream), "invoice_copy": is_invoice_copy}
        record(company=company.id, actor=actor, action="note.added", subject=subject.name, content=content)
    return number


def _refuse_file(name: str, stream: BinaryIO) -> None:
    size = stream.seek(0, 2)
    stream.seek(0)
    stem, _dot, ending = name.rpartition(".")
    if not stem or ending.lower() not in ENDINGS:
        raise NoteFileOfOtherKind(file=name, known=ENDINGS)
    if size > MOST_BYTES:
        raise NoteFileTooLarge(file=name, size=size, most=MOST_BYTES)
    if not size:
        raise NoteFileEmpty(file=name)


def plain_name(name: str) -> str:
    """The name of a file alone, without folders and what cannot be seen; at most 255 letters with its ending.

    >>> plain_name("C:\\\\avtal\\\\Öst El.pdf"), plain_name("../../x.txt")
    ('Öst El.pdf', 'x.txt')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = _UNSEEN.sub("", last).strip()
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[: 254 - len(ending)]}{dot}{ending}" if dot and len(ending) < 20 else seen[:255]


def remove_note(*, company: CompanyFacts, actor: str, number: int, may_any: bool) -> NoteFacts:
    """Take a note away; the audit trail keeps that it was there, and what it said until that is erased.

    may_any   whether another's note may be taken away
    refuses   NoteUnknown, NoteOfAnother
    """
    with transaction.atomic():
        lock_company(company.id)
        found = find_note(company=company, number=number)
        if not may_any and found.created_by != actor:
            raise NoteOfAnother(number=number, author=found.created_by)
        Note.objects.filter(company=company.id, number=number).delete()
        content = {"kind": found.kind, "text": found.text, "file": found.file_name, "by": found.created_by}
        record(company=company.id, actor=actor, action="note.removed", subject=str(number), content=content)
    return found


def find_note(*, company: CompanyFacts, number: int) -> NoteFacts:
    """refuses   NoteUnknown"""
    row = Note.objects.filter(company=company.id, number=number).values_list(*_COLUMNS).first()
    if row is None:
        raise NoteUnknown(number=number)
    return _facts(row)


def notes_of(*, company: CompanyFacts, kind: str, ids: Collection[int]) -> list[NoteFacts]:
    """Notes beside these, newest first."""
    rows = Note.objects.filter(company=company.id, subject=kind, subject_id__in=list(ids))
    return [_facts(row) for row in rows.order_by("-number").values_list(*_COLUMNS)]


def notes_beside(*, company: CompanyFacts, kind: str, id: int) -> NotesBeside:
    """What interface/_notes.html shows of a subject."""
    return NotesBeside(kind.lower(), id, tuple(notes_of(company=company, kind=kind, ids=[id])))


def notes_with(*, company: CompanyFacts, text: str, most: int) -> list[NoteFacts]:
    """Notes whose text or file's name contains the text, newest first, at most so many."""
    rows = Note.objects.filter(Q(text__icontains=text) | Q(file_name__icontains=text), company=company.id)
    return [_facts(row) for row in rows.order_by("-number").values_list(*_COLUMNS)[:most]]


def file_of_note(*, company: CompanyFacts, number: int) -> tuple[str, bytes]:
    """Name and bytes of a note's file.

    refuses   NoteUnknown, where it has none too
    """
    row = Note.objects.filter(company=company.id, number=number, file__isnull=False).values_list("file_name", "file")
    found = row.first()
    if found is None or found[1] is None:
        raise NoteUnknown(number=number)
    return found[0], read_file(company=company, file_id=found[1])


def invoice_copies_beside(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, list[tuple[str, int]]]:
    """Entry → (name, key of the file) of the invoice's copies beside it, the oldest first; others are left out.

    Copies are the PDFs that somebody marked so: what else is kept beside an entry stays in the house. Those that were
    erased are left out.
    """
    found: dict[int, list[tuple[str, int]]] = {}
    rows = Note.objects.filter(company=company.id, subject="ENTRY", file__isnull=False, is_invoice_copy=True)
    rows = rows.filter(file__erased_at__isnull=True)
    for batch in bulk.chunks(sorted(ids), 900):
        chosen = rows.filter(subject_id__in=batch).order_by("number")
        for id, name, file in chosen.values_list("subject_id", "file_name", "file_id"):
            found.setdefault(id, []).append((name, file or 0))
    return found


def _facts(row: tuple[object, ...]) -> NoteFacts:
    values = list(row)
    values[5] = values[5] or 0
    return NoteFacts(*values)  # type: ignore[arg-type]
