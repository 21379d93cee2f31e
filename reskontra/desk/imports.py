"""A bank's file by upload: looked at, then imported, matched, and on to what is left to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from reskontra.bank.definitions import definitions
from reskontra.bank.import_preview import PreviewedStatement, preview_import
from reskontra.bank.uploads import UploadGone, forget_upload, keep_upload, opened_upload, upload_name
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.core.statements import OVERRIDES, Notice
from reskontra.desk.import_answers import AnswersShown, answers_shown
from reskontra.desk.import_jobs import look_in_background, notices_kept, said_of, statements_kept
from reskontra.formats.autogiro_answers import answers_kind
from reskontra.formats.detect import HEAD_BYTES
from reskontra.formats.format import NAMES, Format
from reskontra.interface.auth import Access, demands
from reskontra.interface.jobs import JobUnknown, find_job
from reskontra.interface.parts import REFUSED, done, goto, key_asked, number_typed
from reskontra.interface.refusals import lines, told
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.jobs import (
    import_in_background,
    import_upload,
    import_values,
    imported_words,
    journal_of_import,
)
from reskontra.receivables.direct_debit import preview_answers, take_answers
from reskontra.receivables.direct_debit_words import is_for_requests, taken_told, untaken_on_page

LARGEST = 200 * 1024 * 1024  # bytes
UNTAKEN_MAX = 10  # sentences of a notice
OVERRIDE_WORDS = {
    "balance": noop("The balances do not agree with the rows"),
    "running-balance": noop("The running balance does not agree with the rows"),
    "gap": noop("A statement is missing before it"),
    "account": noop("It names another account"),
    "currency": noop("It is in another currency than the account"),
    "batch": noop("A batch does not agree with its parts"),
}
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FileTable:
    """What is in a file. definition: what it is read by where it is no bank's standard, "" for others."""

    definition: str
    statements: tuple[PreviewedStatement, ...]

    @property
    def transactions(self) -> int:
        return sum(one.new + one.known + one.expected for one in self.statements)


@dataclass(frozen=True, slots=True)
class Shown:
    """A file on its page. preview: None where it is refused; notices: what a person should know of it.

    imported_url   where it is, if these bytes were imported before
    answers        what a file of direct debit that moves no money tells; such a file has no preview
    """

    number: int
    name: str
    said: Said
    kind: str
    preview: FileTable | None
    notices: tuple[str, ...]
    refused: tuple[str, ...]
    imported_url: str = ""
    answers: AnswersShown | None = None


@demands("CLERK")
def statement_import(request: HttpRequest, access: Access) -> HttpResponse:
    """GET shows the form; POST keeps the file for a day, and goes on to what is in it."""
    company = company_by_id(id=access.company_id)
    if request.method != "POST":
        return _form(request)
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        return _form(request, [_("No file was chosen. Choose the bank's file.")])
    if (upload.size or 0) > LARGEST:
        return _form(request, [_("The file is larger than 200 MB. Import it with reskontra statement import.")])
    name, stream = upload.name or _("upload"), cast(BinaryIO, upload.file)
    number = keep_upload(company=company, actor=access.actor, name=name, stream=stream)
    return goto(request, reverse("statement_upload", args=[company.id, number]))


@demands("CLERK")
def statement_upload(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """GET shows what is in the file, by the account and the definition that are asked for; POST imports it.

    ?job=     what a job found in it; a large file is looked at by such a job
    """
    company = company_by_id(id=access.company_id)
    if request.method != "POST":
        return _looked_at(request, access, company, number)
    said, name = _said(request.POST), _name(company, number)
    if "answers" in request.POST:
        return _take_answers(request, access, company, number)
    arguments = {**said, "upload": number}
    transactions = number_typed(request.POST.get("transactions", "")) or 0
    job = import_in_background(
        company=company, actor=access.actor, name=name, transactions=transactions, arguments=arguments
    )
    if job is not None:
        return goto(request, reverse("job", args=[company.id, job]))
    try:
        outcome = import_values(import_upload(company=company, actor=access.actor, arguments=arguments))
    except (Refused, Malformed) as refusal:
        return _shown(request, company, _refused(number, name, said, lines(refusal)))
    return done(request, imported_words(name, outcome), journal_of_import(company.id, outcome))


def _looked_at(request: HttpRequest, access: Access, company: CompanyFacts, number: int) -> HttpResponse:
    if (seen := key_asked(request, "job")) is not None:
        return _shown(request, company, _of_job(company, number, seen))
    name, said = _name(company, number), _said(request.GET)
    job = look_in_background(company=company, actor=access.actor, number=number, name=name, said=said)
    if job is not None:
        return goto(request, reverse("job", args=[company.id, job]))
    return _shown(request, company, _look(company, access.actor, number, said))


def _of_job(company: CompanyFacts, number: int, seen: int) -> Shown:
    """What a job found in the upload, or why it is refused; 404 for the job of another, or one under way."""
    name = _name(company, number)
    try:
        job = find_job(company=company.id, number=seen)
    except JobUnknown as unknown:
        raise Http404 from unknown
    if job.kind != "preview_import" or job.arguments["upload"] != number or not (job.outcome or job.refusals):
        raise Http404
    said = said_of(job)
    if not job.outcome:
        return _refused(number, name, said, job.refusals)
    found = job.outcome
    table = FileTable(found["definition"], statements_kept(found))
    return _told(company, (number, name, said), found["format"], table, notices_kept(found), found["outcome"])


def _take_answers(request: HttpRequest, access: Access, company: CompanyFacts, number: int) -> HttpResponse:
    """What a file of direct debit tells is taken; it moves no money and makes no journal."""
    try:
        with opened_upload(company=company, number=number) as (name, stream):
            taken = take_answers(company=company, actor=access.actor, name=name, stream=stream)
    except (Refused, Malformed) as refusal:
        return _shown(request, company, _refused(number, _name(company, number), {}, lines(refusal)))
    forget_upload(company=company, number=number)
    said = " ".join((taken_told(taken), *untaken_on_page(taken)[:UNTAKEN_MAX]))
    page = "mandate_requests" if is_for_requests(taken) else "customers"
    return done(request, said, reverse(page, args=[company.id]))


@require_POST
@demands("CLERK")
def statement_forget(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """It was the wrong file."""
    forget_upload(company=company_by_id(id=access.company_id), number=number)
    return goto(request, reverse("statement_import", args=[access.company_id]))


def _said(typed: Any) -> dict[str, Any]:
    """What a person says of the file, as import_upload() takes it."""
    return {
        "bank_account": typed.get("bank_account", ""),
        "definition": typed.get("definition", ""),
        "overrides": [one for one in typed.getlist("override") if one in OVERRIDES],
        "reason": typed.get("reason", ""),
    }


def _name(company: CompanyFacts, number: int) -> str:
    try:
        return upload_name(company=company, number=number)
    except UploadGone as gone:
        raise Http404 from gone


def _look(company: CompanyFacts, actor: str, number: int, said: Said) -> Shown:
    try:
        with opened_upload(company=company, number=number) as (name, stream):
            return _seen(company, actor, (number, name, stream), said)
    except UploadGone as gone:
        raise Http404 from gone


def _seen(company: CompanyFacts, actor: str, file: tuple[int, str, BinaryIO], said: Said) -> Shown:
    number, name, stream = file
    is_answers = bool(answers_kind(stream.read(HEAD_BYTES)))
    stream.seek(0)
    try:
        if is_answers:
            taken = preview_answers(company=company, actor=actor, name=name, stream=stream)
            return Shown(number, name, said, NAMES[Format.AUTOGIRO], None, (), (), answers=answers_shown(taken))
        found = preview_import(
            company=company,
            actor=actor,
            name=name,
            stream=stream,
            bank_account=said["bank_account"],
            definition=said["definition"],
            overrides=frozenset(said["overrides"]),
            reason=said["reason"],
        )
    except (Refused, Malformed) as refusal:
        return _refused(number, name, said, lines(refusal))
    table = FileTable(found.definition, found.statements)
    outcome = import_values(found.outcome)
    return _told(company, (number, name, said), found.format, table, found.outcome.messages, outcome)


def _told(
    company: CompanyFacts,
    file: tuple[int, str, Said],
    format: str,
    table: FileTable,
    messages: Sequence[Notice],
    outcome: Mapping[str, Any],
) -> Shown:
    notices, imported_url = [told(one.TEMPLATES[one.code], one.values) for one in messages], ""
    if outcome["at"]:
        notices, imported_url = [imported_words(file[1], outcome)], journal_of_import(company.id, outcome)
    kind = _(NAMES[Format(format)]) if format in set(Format) else format
    return Shown(*file, kind, table, tuple(notices), (), imported_url)


def _refused(number: int, name: str, said: Said, refused: Any) -> Shown:
    return Shown(number, name, said, "", None, (), tuple(refused))


def _form(request: HttpRequest, refused: Sequence[str] = ()) -> HttpResponse:
    return render(request, "desk/import.html", {"refused": refused}, status=REFUSED if refused else 200)


def _shown(request: HttpRequest, company: CompanyFacts, file: Shown) -> HttpResponse:
    context = {
        "file": file,
        "accounts": bank_accounts(company=company),
        "definitions": definitions(company=company),
        "overrides": [(code, _(words)) for code, words in OVERRIDE_WORDS.items()],
    }
    return render(request, "desk/import_file.html", context, status=REFUSED if file.refused else 200)
