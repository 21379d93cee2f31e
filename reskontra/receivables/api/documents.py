"""documents: invoices and credit memos, drafted and posted, one by one or ten thousand in a request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.core.documents import DocumentLineText
from reskontra.database.listing import Row
from reskontra.interface.api.pages import listing_asked, page_of_listing
from reskontra.interface.api.problems import finding_data
from reskontra.interface.api.routes import Call, Routes, demand
from reskontra.interface.api.shapes import Amount, Body, Code, Data, Day, Finding, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.interface.refusals import notice_wording
from reskontra.receivables.document_list import document_listing
from reskontra.receivables.documents.credit import credit_invoice
from reskontra.receivables.documents.drafts import DraftChange, add_drafts, change_draft, delete_drafts
from reskontra.receivables.documents.many import draft_and_post
from reskontra.receivables.documents.post import PostedDocuments, post_documents, set_next_number
from reskontra.receivables.documents.queries import documents_by_id, find_document_or_draft
from reskontra.receivables.documents.show import document_data
from reskontra.receivables.documents.written import NewDocument

routes = Routes("entries", "Documents")
MOST = 10_000  # documents in a request
Party = Annotated[str, Field(max_length=80, examples=["customer:C1"])]


class NewDocumentLine(Body):
    """A line, net of VAT: an amount, or quantity and price."""

    account: Code
    amount: Amount | None = None
    quantity: Annotated[str, Field(max_length=20)] | None = None
    price: Annotated[str, Field(max_length=20)] | None = None
    vat_code: Annotated[str, Field(max_length=20)] = ""
    text: Text = ""
    cost_center: Annotated[str, Field(max_length=20)] = ""
    project: Annotated[str, Field(max_length=20)] = ""


class NewDocumentBody(Body):
    """A document to be drafted; what is left out comes from the customer or vendor and the terms."""

    party: Party
    lines: Annotated[list[NewDocumentLine], Field(min_length=1, max_length=1000)]
    date: Day | None = None
    credit_memo: bool = False
    applies_to: Text = ""
    posting_date: Day | None = None
    due_date: Day | None = None
    terms: Text = ""
    currency: Annotated[str, Field(max_length=3)] = ""
    external_number: Text = ""
    reference: Text = ""
    text: Text = ""


class DocumentChange(Body):
    """What is to be another in a draft; lines are all replaced."""

    party: Party | None = None
    lines: Annotated[list[NewDocumentLine], Field(min_length=1, max_length=1000)] | None = None
    date: Day | None = None
    credit_memo: bool | None = None
    applies_to: Text | None = None
    posting_date: Day | None = None
    due_date: Day | None = None
    due_by_terms: bool = False
    terms: Text | None = None
    currency: Annotated[str, Field(max_length=3)] | None = None
    external_number: Text | None = None
    reference: Text | None = None
    text: Text | None = None


class DocumentsBody(Body):
    """Many documents. each: what cannot be done is told, and the rest is done; else all of them or none."""

    documents: Annotated[list[NewDocumentBody], Field(min_length=1, max_length=MOST)]
    post: bool = False
    each: bool = False


class PostDocuments(Body):
    """Drafts by number; every draft there is for null."""

    drafts: Annotated[list[Code], Field(min_length=1, max_length=MOST)] | None = None
    preview: bool = False


class CreditDocument(Body):
    """date: of the credit memo, today without one."""

    date: Day | None = None
    text: Text = ""


class DocumentLine(Data):
    """A line of a document; quantity and price null where the amount alone was written."""

    line: int
    account: str
    text: str
    quantity: str | None
    price: str | None
    amount: str
    vat_code: str
    vat: str
    cost_center: str
    project: str


class DocumentData(Data):
    """A draft or a posted document; amounts as people write them, positive on either type."""

    draft: str
    number: str
    type: str
    status: str
    party: str
    name: str
    date: str
    posting_date: str
    due_date: str | None
    terms: str
    currency: str
    net: str
    vat: str
    total: str
    external_number: str
    reference: str
    applies_to: str
    text: str
    lines: list[DocumentLine]


class DocumentPosted(DocumentData):
    """A document that was posted, or would be."""

    voucher: str


class NextNumber(Body):
    """series: KF, KK, LF or LK; number: the next document's, without prefix."""

    series: Code
    number: Annotated[int, Field(ge=1, le=10**12)]


class NumberMoved(Data):
    """The next document's number as the series writes it."""

    series: str
    next: str


class DocumentsPosted(Data):
    """run: the posting run, 0 of a preview. notices: what a person should know besides."""

    run: int
    documents: list[DocumentPosted]
    notices: list[str]


class DocumentOutcome(Data):
    """What became of one document of many, by its place in the request from 0."""

    index: int
    draft: str | None
    number: str | None
    voucher: str | None
    findings: list[Finding]


class DocumentOutcomes(Data):
    """What became of each; refused: how many could not be done."""

    done: int
    refused: int
    results: list[DocumentOutcome]


class DocumentsAsked(Paged):
    """Which documents."""

    ledger: Annotated[Literal["customer", "vendor"], Field(description="Whose.")] = "customer"
    account: Annotated[str, Field(max_length=60)] = ""
    status: Annotated[Literal["", "draft", "posted", "open"], Field(description="All without one.")] = ""
    q: Annotated[str, Field(max_length=200)] = ""
    date_from: Day | None = None
    date_to: Day | None = None
    sort: Literal["date", "-date", "number", "-number"] = "-date"


def line_of(one: NewDocumentLine, place: str = "") -> DocumentLineText:
    """A line as the rules read it."""
    values = {name: value or "" for name, value in one.dict().items()}
    return DocumentLineText(**values, place=place)


def document_of(one: NewDocumentBody, place: str = "") -> NewDocument:
    """A document as the rules read it; place: how findings name it."""
    before = f"{place}, " if place else ""
    return NewDocument(
        party=one.party,
        lines=tuple(line_of(line, f"{before}line {number}") for number, line in enumerate(one.lines, 1)),
        document_date=one.date or today(),
        is_credit_memo=one.credit_memo,
        applies_to=one.applies_to,
        posting_date=one.posting_date,
        due_date=one.due_date,
        terms=one.terms,
        currency=one.currency.upper(),
        external_number=one.external_number,
        reference=one.reference,
        text=one.text,
        place=place,
    )


def posted_data(done: PostedDocuments, *, is_preview: bool) -> dict[str, Any]:
    """What was posted, or would be."""
    status = "draft" if is_preview else "posted"
    found = [{**document_data(one.document), "status": status, "voucher": one.voucher} for one in done.documents]
    run = 0 if is_preview else done.run
    return {"run": run, "documents": found, "notices": [notice_wording(one) for one in done.notices]}


@routes.get("/documents", Page[DocumentData])
def list_documents(request: Call, asked: Query[DocumentsAsked]) -> dict[str, Any]:
    """List drafts and posted documents."""
    company = company_of(request)
    written = {
        "account": asked.account, "which": asked.status, "q": asked.q,
        "from": asked.date_from, "to": asked.date_to,
    }  # fmt: skip
    listing = document_listing(company, asked.ledger.upper(), listing_asked(written))

    def build(rows: Sequence[Row]) -> Iterable[dict[str, Any]]:
        found = documents_by_id(company=company, ids=[row["id"] for row in rows])
        return [document_data(found[row["id"]]) for row in rows]

    return page_of_listing(listing, asked, sort=asked.sort, build=build)


@routes.post("/documents", DocumentData, status=201)
def draft_document(request: Call, body: NewDocumentBody) -> dict[str, Any]:
    """Draft an invoice or a credit memo."""
    (made,) = add_drafts(company=company_of(request), actor=request.auth.actor, new=[document_of(body)])
    return document_data(made)


@routes.post("/documents/bulk", DocumentOutcomes)
def draft_documents(request: Call, body: DocumentsBody) -> dict[str, Any]:
    """Draft up to 10,000 documents, and post them where that is asked for.

    Either all of them or none; with `each` every one by itself, and what became of it is told. To post takes the role
    of an accountant.
    """
    demand(request.auth, "ACCOUNTANT" if body.post else "CLERK")
    new = [document_of(one, f"document {at}") for at, one in enumerate(body.documents, 1)]
    done = draft_and_post(
        company=company_of(request), actor=request.auth.actor, new=new, today=today(), posts=body.post, each=body.each
    )
    results = [
        {
            "index": at,
            "draft": one.draft_number if one else None,
            "number": (one.number or None) if one else None,
            "voucher": done.vouchers.get(at),
            "findings": [finding_data(finding) for finding in done.findings.get(at, ())],
        }
        for at, one in enumerate(done.documents)
    ]
    return {"done": len(new) - len(done.findings), "refused": len(done.findings), "results": results}


@routes.post("/documents/post", DocumentsPosted, role="ACCOUNTANT")
def post_drafts(request: Call, body: PostDocuments) -> dict[str, Any]:
    """Post drafts: all of those named, or none."""
    company = company_of(request)
    done = post_documents(
        company=company, actor=request.auth.actor, numbers=body.drafts, today=today(), is_preview=body.preview
    )
    return posted_data(done, is_preview=body.preview)


@routes.put("/documents/next-number", NumberMoved, role="ACCOUNTANT")
def set_next_document_number(request: Call, body: NextNumber) -> dict[str, Any]:
    """Let a series of documents go on with a number, as after another invoicing system."""
    named = set_next_number(
        company=company_of(request), actor=request.auth.actor, series=body.series, number=body.number
    )
    return {"series": body.series, "next": named}


@routes.get("/documents/{number}", DocumentData)
def show_document(request: Call, number: str) -> dict[str, Any]:
    """Show a draft or a posted document with its lines and its VAT."""
    return document_data(find_document_or_draft(company=company_of(request), number=number))


@routes.patch("/documents/{number}", DocumentData)
def change_document(request: Call, number: str, body: DocumentChange) -> dict[str, Any]:
    """Change a draft: what is named becomes another, and lines are all replaced."""
    lines = None if body.lines is None else tuple(line_of(one, f"line {at}") for at, one in enumerate(body.lines, 1))
    wanted = DraftChange(
        lines=lines, is_credit_memo=body.credit_memo, party=body.party, document_date=body.date,
        posting_date=body.posting_date, due_date=body.due_date, terms=body.terms,
        currency=body.currency and body.currency.upper(), external_number=body.external_number,
        reference=body.reference, applies_to=body.applies_to, text=body.text, is_due_by_terms=body.due_by_terms,
    )  # fmt: skip
    company = company_of(request)
    return document_data(change_draft(company=company, actor=request.auth.actor, number=number, change=wanted))


@routes.delete("/documents/{number}")
def delete_document(request: Call, number: str) -> None:
    """Take a draft away; its number is not used again."""
    delete_drafts(company=company_of(request), actor=request.auth.actor, numbers=[number])


@routes.post("/documents/{number}/credit", DocumentData, status=201)
def credit_document(request: Call, number: str, body: CreditDocument) -> dict[str, Any]:
    """Draft the credit memo that takes a posted invoice back, with all its lines."""
    day = body.date or today()
    made = credit_invoice(company=company_of(request), actor=request.auth.actor, number=number, day=day, text=body.text)
    return document_data(made)
