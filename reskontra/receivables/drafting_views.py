"""Pages that draft invoices and credit memos, change, delete and post them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.display import money
from reskontra.interface.forms import stamp
from reskontra.interface.parts import REFUSED, done
from reskontra.interface.refusals import lines, notice_wording
from reskontra.interface.setup import changed_meanwhile
from reskontra.ledger.queries import account_names
from reskontra.receivables.document_form import (
    MORE_LINES,
    TypedDocument,
    document_form,
    read_document,
    typed_again,
    typed_document,
)
from reskontra.receivables.document_pages import DocumentPage
from reskontra.receivables.document_views import TITLES, found_document
from reskontra.receivables.documents.credit import credit_invoice
from reskontra.receivables.documents.drafts import DraftChange, add_drafts, change_draft, delete_drafts
from reskontra.receivables.documents.notices import document_notices
from reskontra.receivables.documents.post import PostedDocument, PostedDocuments, post_documents
from reskontra.receivables.documents.queries import DocumentFacts
from reskontra.receivables.kinds import kind_word


@demands("CLERK")
def document_new(request: HttpRequest, access: Access, ledger: str) -> HttpResponse:
    """A form for an invoice or credit memo; `?party=` fills in whose it is. Sent, it is a draft."""
    company = company_by_id(id=access.company_id)
    given = request.POST if request.method == "POST" else request.GET
    typed = typed_document(ledger, given)
    back = reverse(f"{ledger.lower()}_documents", args=[company.id])
    if request.method != "POST" or "more" in request.POST:
        return _form_answer(request, company, typed, back)
    try:
        new = read_document(company=company, typed=typed, today=today())
        (made,) = add_drafts(company=company, actor=access.actor, new=[new])
    except (Refused, Malformed) as refusal:
        return _form_answer(request, company, typed, back, refusal=refusal)
    told = _("Draft {number} is kept.").format(number=made.draft_number)
    return done(request, _with_notices(company, made, told), reverse("document", args=[company.id, made.id]))


@demands("CLERK")
def document_edit(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """The same form with a draft in it; sent, the draft is written anew."""
    company, draft = _draft_of(access, id)
    back = reverse("document", args=[company.id, id])
    if request.method != "POST":
        return _form_answer(request, company, typed_again(draft), back, draft=draft)
    typed = typed_document(draft.ledger, request.POST)
    if "more" in request.POST:
        return _form_answer(request, company, typed, back, draft=draft)
    try:
        if request.POST.get("seen", "") != stamp(draft):
            raise changed_meanwhile(company_id=company.id, subject=draft.draft_number)
        change = _change_of(company, typed)
        made = change_draft(company=company, actor=access.actor, number=draft.draft_number, change=change)
    except (Refused, Malformed) as refusal:
        return _form_answer(request, company, typed, back, draft=draft, refusal=refusal)
    told = _("Draft {number} is kept.").format(number=made.draft_number)
    return done(request, _with_notices(company, made, told), back)


def _draft_of(access: Access, id: int) -> tuple[CompanyFacts, DocumentFacts]:
    """What is posted is no draft any more: 404."""
    company, page = found_document(access, id)
    if not page.is_draft:
        raise Http404
    return company, page.document


def _change_of(company: CompanyFacts, typed: TypedDocument) -> DraftChange:
    """Everything as the form has it.

    refuses   what read_document() refuses
    """
    new = read_document(company=company, typed=typed, today=today())
    return DraftChange(
        lines=new.lines,
        is_credit_memo=new.is_credit_memo,
        party=new.party,
        document_date=new.document_date,
        posting_date=new.posting_date or new.document_date,
        due_date=new.due_date,
        terms=new.terms,
        currency=new.currency,
        external_number=new.external_number,
        reference=new.reference,
        applies_to=new.applies_to,
        text=new.text,
        is_due_by_terms=new.due_date is None,
    )


def _with_notices(company: CompanyFacts, made: DocumentFacts, told: str) -> str:
    notices = document_notices(company=company, documents=[made], today=today())
    return " ".join([told, *map(notice_wording, notices)])


def _form_answer(
    request: HttpRequest,
    company: CompanyFacts,
    typed: TypedDocument,
    back: str,
    *,
    draft: DocumentFacts | None = None,
    refusal: Refused | Malformed | None = None,
) -> HttpResponse:
    """With what was typed. back: where to leave to; draft: the one that is changed."""
    more = MORE_LINES if "more" in request.POST else 0
    is_memo = typed.text("type") == "CREDIT_MEMO"
    kind = kind_word("CREDIT_MEMO" if is_memo else "INVOICE")
    fresh = _("New vendor invoice") if typed.ledger == "VENDOR" else _("New customer invoice")
    context = {
        "form": document_form(company=company, typed=typed, refusal=refusal, more=more),
        "title": f"{kind} {draft.draft_number}" if draft else fresh,
        "list_url": reverse(f"{typed.ledger.lower()}_documents", args=[company.id]),
        "list_word": _(TITLES[typed.ledger]),
        "back": back,
        "seen": stamp(draft),
    }
    return render(request, "receivables/document_form.html", context, status=REFUSED if refusal else 200)


@require_POST
@demands("CLERK")
def document_delete(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """A draft is taken away."""
    company, draft = _draft_of(access, id)
    delete_drafts(company=company, actor=access.actor, numbers=[draft.draft_number])
    told = _("Draft {number} is deleted.").format(number=draft.draft_number)
    return done(request, told, reverse(f"{draft.ledger.lower()}_documents", args=[company.id]))


@require_POST
@demands("CLERK")
def document_credit(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """The credit memo of a posted invoice is drafted, dated today, and opened to be changed."""
    company, page = found_document(access, id)
    made = credit_invoice(company=company, actor=access.actor, number=page.document.name, day=today())
    template = _("Credit memo {number} is drafted and nothing is posted yet. Take the lines away that stay invoiced.")
    told = template.format(number=made.draft_number)
    return done(request, told, reverse("document_edit", args=[company.id, made.id]))


# Posting


@dataclass(frozen=True, slots=True)
class Moved:
    """What a G/L account moves by, local."""

    number: str
    name: str
    debit_minor: int | None
    credit_minor: int | None


@dataclass(frozen=True, slots=True)
class PostingPage:
    """What posting a draft would do; total_minor: of debits, local."""

    posted: PostedDocument
    moves: tuple[Moved, ...]
    total_minor: int
    told: tuple[str, ...]


@require_POST
@demands("CLERK")
def document_preview(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """What posting the draft would do; nothing is stored."""
    company, page = found_document(access, id)
    try:
        posted = _posted(company, access, page, is_preview=True)
    except (Refused, Malformed) as refusal:
        return _refused_answer(request, page, access, refusal)
    context = {"page": page, "posting": _posting_page(company, posted), "may_post": access.may("ACCOUNTANT")}
    return render(request, "receivables/document_preview.html", context)


@require_POST
@demands("ACCOUNTANT")
def document_post(request: HttpRequest, access: Access, id: int) -> HttpResponse:
    """The draft is posted and takes its number."""
    company, page = found_document(access, id)
    try:
        posted = _posted(company, access, page, is_preview=False)
    except (Refused, Malformed) as refusal:
        return _refused_answer(request, page, access, refusal)
    [one] = posted.documents
    told = _("{type} {number} is posted as voucher {voucher}.").format(
        type=kind_word(one.document.document_type), number=one.document.number, voucher=one.voucher
    )
    if one.applied.minor:
        amount = f"{money(abs(one.applied.minor), one.applied.currency)} {one.applied.currency}"
        told += " " + _("It settles {amount} of {document}.").format(
            amount=amount, document=one.document.applies_to_number
        )
    return done(request, told, reverse("document", args=[company.id, id]))


def _posted(company: CompanyFacts, access: Access, page: DocumentPage, *, is_preview: bool) -> PostedDocuments:
    """refuses   what post_documents() refuses"""
    return post_documents(
        company=company,
        actor=access.actor,
        numbers=[page.document.draft_number],
        today=today(),
        is_preview=is_preview,
    )


def _refused_answer(
    request: HttpRequest, page: DocumentPage, access: Access, refusal: Refused | Malformed
) -> HttpResponse:
    context = {"page": page, "refused": list(lines(refusal)), "may_post": access.may("ACCOUNTANT")}
    return render(request, "receivables/document_preview.html", context, status=REFUSED)


def _posting_page(company: CompanyFacts, posted: PostedDocuments) -> PostingPage:
    names = account_names(company=company, ids=posted.accounts)
    moves = sorted((names[id], minor) for id, minor in posted.accounts.items() if minor)
    return PostingPage(
        posted=posted.documents[0],
        moves=tuple(Moved(*pair, minor if minor > 0 else None, -minor if minor < 0 else None) for pair, minor in moves),
        total_minor=sum(minor for _pair, minor in moves if minor > 0),
        told=tuple(map(notice_wording, posted.notices)),
    )
