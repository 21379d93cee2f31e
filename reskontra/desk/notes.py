"""Write a note beside something, attach a file, take one away, and get a file back."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.notes import NoteUnknown, add_note, file_of_note, find_note, remove_note
from reskontra.companies.queries import company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.desk.subjects import pages_of
from reskontra.interface.auth import Access, demands
from reskontra.interface.parts import REFUSED, done, file_to_keep
from reskontra.interface.refusals import lines


@require_POST
@demands("CLERK")
def note_add(request: HttpRequest, access: Access, kind: str, id: int) -> HttpResponse:
    """Kept beside what the address names; a refusal keeps the text in a form of its own."""
    company = company_by_id(id=access.company_id)
    found = pages_of(company=company, keys=[(kind.upper(), id)])
    if not found:
        raise Http404
    ((subject, url),) = found.values()
    upload, text = request.FILES.get("file"), request.POST.get("text", "")
    is_invoice_copy = "invoice_copy" in request.POST
    if isinstance(upload, list):
        raise Http404
    try:
        add_note(
            company=company,
            actor=access.actor,
            subject=subject,
            text=text,
            file_name=(upload.name or "") if upload else "",
            stream=cast(BinaryIO, upload.file) if upload else None,
            is_invoice_copy=is_invoice_copy,
        )
    except (Refused, Malformed) as refusal:
        context = {
            "subject": subject,
            "url": url,
            "text": text,
            "refused": list(lines(refusal)),
            "is_copy": is_invoice_copy,
        }
        return render(request, "desk/note.html", context, status=REFUSED)
    return done(request, _("The note is kept."), f"{url}#notes")


@require_POST
@demands("CLERK")
def note_remove(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """One's own; who may post takes away those of others too."""
    company = company_by_id(id=access.company_id)
    try:
        find_note(company=company, number=number)
    except NoteUnknown as unknown:
        raise Http404 from unknown
    removed = remove_note(company=company, actor=access.actor, number=number, may_any=access.may("ACCOUNTANT"))
    found = pages_of(company=company, keys=[(removed.kind, removed.subject_id)])
    url = next(iter(found.values()))[1] if found else "/"
    return done(request, _("The note is taken away."), f"{url}#notes")


@demands("READER")
def note_file(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The file to keep, under its own name."""
    try:
        name, content = file_of_note(company=company_by_id(id=access.company_id), number=number)
    except NoteUnknown as unknown:
        raise Http404 from unknown
    return file_to_keep(name, content)
