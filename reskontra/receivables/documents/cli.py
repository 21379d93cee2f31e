"""invoice: invoices and credit memos in short form, of customers and vendors; drafted, changed, posted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.document_notices import DocumentNotice
from reskontra.core.documents import DocumentLineText, parse_line
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.interface.files import opened
from reskontra.interface.refusals import notice_wording
from reskontra.ledger.queries import account_names
from reskontra.parties.queries import find_party
from reskontra.receivables.documents.credit import credit_invoice
from reskontra.receivables.documents.drafts import DraftChange, add_drafts, change_draft, delete_drafts
from reskontra.receivables.documents.load import load_drafts
from reskontra.receivables.documents.notices import document_notices
from reskontra.receivables.documents.post import PostedDocuments, post_documents, set_next_number
from reskontra.receivables.documents.queries import DocumentFacts, documents, find_document_or_draft
from reskontra.receivables.documents.show import document_data, quantity_and_price, vat_by_code_of
from reskontra.receivables.documents.written import NewDocument, parse_party
from reskontra.receivables.kinds import kind_word

invoice = typer.Typer(no_args_is_help=True, help="Invoices and credit memos in short form, of customers and vendors.")

Lines = Annotated[
    list[str] | None,
    typer.Option(
        "--line",
        metavar="ACCOUNT;AMOUNT;VATCODE;TEXT[;COSTCENTER;PROJECT]",
        help="A line, net of VAT; QUANTITYxPRICE may stand for the amount. May be repeated.",
    ),
]
Day = Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Date of the document.")]
PostingDay = Annotated[
    datetime | None, typer.Option("--posting-date", formats=["%Y-%m-%d"], help="Without it the document's date.")
]
DueDay = Annotated[
    datetime | None, typer.Option("--due", formats=["%Y-%m-%d"], help="Without it by the payment terms.")
]
Terms = Annotated[str | None, typer.Option(help="Payment terms; without it the customer's or vendor's.")]
Currency = Annotated[str | None, typer.Option(help="ISO 4217; without it the customer's or vendor's.")]
External = Annotated[str | None, typer.Option("--external-number", help="The vendor's own number.")]
Reference = Annotated[str | None, typer.Option(help="Payment reference; without it our invoices get their own.")]
AppliesTo = Annotated[str | None, typer.Option("--applies-to", help="The invoice that a credit memo settles.")]
Text = Annotated[str | None, typer.Option(help="What it is about.")]
Draft = Annotated[str, typer.Argument(metavar="DRAFT", help="Number of the draft.")]
STATES = {"draft": ("DRAFT",), "posted": ("POSTED",), "all": ("DRAFT", "POSTED")}


@command(invoice, "draft")
def draft(  # noqa: PLR0913 - each is a field of the document
    session: Session,
    party: Annotated[str, typer.Argument(metavar="PARTY", help="customer:C1 or vendor:V1.")] = "",
    line: Lines = None,
    credit_memo: Annotated[bool, typer.Option("--credit-memo", help="A credit memo instead of an invoice.")] = False,
    applies_to: AppliesTo = None,
    date: Day = None,
    posting_date: PostingDay = None,
    due: DueDay = None,
    terms: Terms = None,
    currency: Currency = None,
    external_number: External = None,
    reference: Reference = None,
    text: Text = None,
    file: Annotated[Path | None, typer.Option("--file", help="CSV or JSON with many documents instead.")] = None,
) -> None:
    """Draft an invoice or credit memo, or all of a file; nothing is posted yet."""
    company = find_company(name=session.company_name)
    if (file is None) == (not party):
        raise typer.BadParameter(_("Name a customer or vendor, or a file with --file: one of the two."))
    if file is not None:
        _draft_file(session, company, file)
        return
    new = NewDocument(
        party=party, lines=_lines(line or []), document_date=_day(date) or today(), is_credit_memo=credit_memo,
        applies_to=applies_to or "", posting_date=_day(posting_date), due_date=_day(due), terms=terms or "",
        currency=(currency or "").upper(), external_number=external_number or "", reference=reference or "",
        text=text or "",
    )  # fmt: skip
    (made,) = add_drafts(company=company, actor=session.actor, new=[new])
    _tell_draft(session, company, made)


def _draft_file(session: Session, company: CompanyFacts, file: Path) -> None:
    session.file = str(file)
    with session.progress(_("Loading")), opened(file) as stream:
        done = load_drafts(company=company, actor=session.actor, name=file.name, stream=stream, today=today())
    made = done.documents
    if not made:
        session.say(_("The file has no documents."))
        return
    template = (
        _("Drafted: {count}, {first} to {last}.")
        if done.is_new
        else _("The file was drafted before: {count}, {first} to {last}.")
    )
    session.say(template.format(count=len(made), first=made[0].draft_number, last=made[-1].draft_number))
    if done.is_new:
        _tell_notices(session, document_notices(company=company, documents=made, today=today()))


@command(invoice, "credit")
def credit(
    session: Session,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Of a posted invoice.")],
    date: Day = None,
    text: Text = None,
) -> None:
    """Draft the credit memo that takes a posted invoice back, with all its lines; a part by invoice change --line."""
    company = find_company(name=session.company_name)
    day = _day(date) or today()
    made = credit_invoice(company=company, actor=session.actor, number=number, day=day, text=text or "")
    _tell_draft(session, company, made)


@command(invoice, "change")
def change(  # noqa: PLR0913 - each is a field of the document
    session: Session,
    number: Draft,
    party: Annotated[str | None, typer.Option("--for", metavar="PARTY", help="customer:C1 or vendor:V1.")] = None,
    line: Lines = None,
    credit_memo: Annotated[bool | None, typer.Option(help="Whether it is a credit memo.")] = None,
    applies_to: AppliesTo = None,
    date: Day = None,
    posting_date: PostingDay = None,
    due: DueDay = None,
    due_by_terms: Annotated[bool, typer.Option("--due-by-terms", help="Due by the payment terms again.")] = False,
    terms: Terms = None,
    currency: Currency = None,
    external_number: External = None,
    reference: Reference = None,
    text: Text = None,
) -> None:
    """Change a draft: what is named becomes another, and --line replaces all lines."""
    wanted = DraftChange(
        lines=_lines(line) if line else None, is_credit_memo=credit_memo, party=party, document_date=_day(date),
        posting_date=_day(posting_date), due_date=_day(due), terms=terms,
        currency=None if currency is None else currency.upper(), external_number=external_number,
        reference=reference, applies_to=applies_to, text=text, is_due_by_terms=due_by_terms,
    )  # fmt: skip
    company = find_company(name=session.company_name)
    _tell_draft(session, company, change_draft(company=company, actor=session.actor, number=number, change=wanted))


@command(invoice, "delete")
def delete(
    session: Session, numbers: Annotated[list[str], typer.Argument(metavar="DRAFT...", help="Numbers of drafts.")]
) -> None:
    """Take drafts away."""
    count = delete_drafts(company=find_company(name=session.company_name), actor=session.actor, numbers=numbers)
    session.say(_("Deleted: {count}.").format(count=count))


@command(invoice, "post")
def post(
    session: Session,
    numbers: Annotated[list[str] | None, typer.Argument(metavar="DRAFT...", help="Numbers of drafts.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Every draft there is.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted; store nothing.")] = False,
    format: FormatOption = "table",
) -> None:
    """Post drafts: all of those named, or none."""
    if bool(numbers) == all:
        raise typer.BadParameter(_("Name drafts, or say --all: one of the two."))
    company = find_company(name=session.company_name)
    wanted = None if all else numbers
    with session.progress(_("Posting")):
        done = post_documents(company=company, actor=session.actor, numbers=wanted, today=today(), is_preview=preview)
    if format == "json":
        session.json([{**document_data(one.document), "status": "draft" if preview else "posted",
                       "voucher": one.voucher} for one in done.documents])  # fmt: skip
        return
    _tell_posted(session, company, done, is_preview=preview)


@command(invoice, "list")
def list_documents(
    session: Session,
    party: Annotated[str, typer.Argument(metavar="PARTY", help="customer:C1 or vendor:V1; without it all.")] = "",
    status: Annotated[str, typer.Option(metavar="draft|posted|all", help="Which of them.")] = "all",
    format: FormatOption = "table",
) -> None:
    """List drafts and posted documents."""
    if status not in STATES:
        raise typer.BadParameter(_('"{text}" is no status. Use {known}.').format(text=status, known=", ".join(STATES)))
    company = find_company(name=session.company_name)
    found = documents(company=company, states=STATES[status], party_id=_party_id(company, party))
    if format == "json":
        session.json([document_data(one) for one in found])
        return
    columns = [
        (_("Draft"), False), (_("Number"), False), (_("Type"), False), (_("Account"), False), (_("Name"), False),
        (_("Date"), False), (_("Due"), False), (_("Amount"), True), (_("VAT"), True), (_("Total"), True),
        (_("Currency"), False),
    ]  # fmt: skip
    rows = [
        (
            one.draft_number, one.number, kind_word(one.document_type), one.party, one.party_name,
            one.document_date.isoformat(), one.due_date.isoformat() if one.due_date else "",
            *(money(amount.minor, one.currency) for amount in (one.net, one.vat, one.total)), one.currency,
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(invoice, "show")
def show(
    session: Session,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Of the draft, or of the posted document.")],
    format: FormatOption = "table",
) -> None:
    """Show a draft or a posted document with its lines and its VAT."""
    one = find_document_or_draft(company=find_company(name=session.company_name), number=number)
    if format == "json":
        session.json(document_data(one))
        return
    session.say(f"{kind_word(one.document_type)} {one.name}, {one.party} {one.party_name}")
    facts = [
        (_("Date"), one.document_date.isoformat()), (_("Due"), one.due_date.isoformat() if one.due_date else ""),
        (_("Payment terms"), one.payment_terms), (_("Vendor's number"), one.external_document_number),
        (_("Payment reference"), one.payment_reference), (_("Settles"), one.applies_to_number),
        (_("Text"), one.description),
    ]  # fmt: skip
    for label, text in facts:
        if text:
            session.say(f"{label}: {text}")
    _print_lines(session, one)


@command(invoice, "next-number")
def next_number(
    session: Session,
    series: Annotated[str, typer.Argument(metavar="SERIES", help="KF, KK, LF or LK.")],
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", min=1, max=10**12, help="The next document's, without prefix.")
    ],
) -> None:
    """Let a series go on with a number, as after another invoicing system."""
    company = find_company(name=session.company_name)
    named = set_next_number(company=company, actor=session.actor, series=series, number=number)
    session.say(_("Series {series} goes on with {number}.").format(series=series, number=named))


def _print_lines(session: Session, one: DocumentFacts) -> None:
    columns = [
        (_("Account"), False), (_("Text"), False), (_("Quantity"), True), (_("Price"), True), (_("Amount"), True),
        (_("VAT code"), False), (_("VAT"), True), (_("Cost center"), False), (_("Project"), False),
    ]  # fmt: skip
    rows = [
        (
            line.account_number, line.description, *quantity_and_price(line, one.currency),
            money(line.amount_minor, one.currency), line.vat_code, money(line.vat_minor, one.currency),
            line.cost_center, line.project,
        )
        for line in one.lines
    ]  # fmt: skip
    session.table(columns, rows)
    for code, (net, vat) in vat_by_code_of(one.lines).items():
        if code:
            session.say(
                _("VAT {code}: {vat} on {net} {currency}.").format(
                    code=code, vat=money(vat, one.currency), net=money(net, one.currency), currency=one.currency
                )
            )
    session.say(_("Total: {amount} {currency}.").format(amount=money(one.total.minor, one.currency),
                                                        currency=one.currency))  # fmt: skip


def _tell_draft(session: Session, company: CompanyFacts, made: DocumentFacts) -> None:
    session.say(
        _("Draft {number}: {type}, {party}, {total} {currency}, of which VAT {vat}.").format(
            number=made.draft_number, type=kind_word(made.document_type), party=made.party,
            total=money(made.total.minor, made.currency), currency=made.currency,
            vat=money(made.vat.minor, made.currency),
        )
    )  # fmt: skip
    session.say(_("Post it with: reskontra invoice post {number}").format(number=made.draft_number))
    _tell_notices(session, document_notices(company=company, documents=[made], today=today()))


def _tell_notices(session: Session, notices: Sequence[DocumentNotice]) -> None:
    for notice in notices:
        session.say(notice_wording(notice))


def _tell_posted(session: Session, company: CompanyFacts, done: PostedDocuments, *, is_preview: bool) -> None:
    template = _("Would be posted: {count}.") if is_preview else _("Posted: {count}.")
    session.say(template.format(count=len(done.documents)))
    columns = [
        (_("Draft"), False), (_("Number"), False), (_("Voucher"), False), (_("Account"), False), (_("Due"), False),
        (_("Total"), True), (_("Currency"), False), (_("Payment reference"), False), (_("Settled"), True),
    ]  # fmt: skip
    rows = [
        (
            one.document.draft_number, one.document.number, one.voucher, one.document.party,
            one.document.due_date.isoformat() if one.document.due_date else "",
            money(one.document.total.minor, one.document.currency), one.document.currency,
            one.document.payment_reference, money(abs(one.applied.minor), one.applied.currency),
        )
        for one in done.documents
    ]  # fmt: skip
    session.table(columns, rows)
    names = account_names(company=company, ids=done.accounts)
    moved = [(*names[id], money(minor, company.currency)) for id, minor in done.accounts.items() if minor]
    session.table([(_("Account"), False), (_("Name"), False), (_("Amount"), True)], sorted(moved))
    _tell_notices(session, done.notices)


def _party_id(company: CompanyFacts, text: str) -> int | None:
    """refuses   PartyNotWritten, PartyUnknown"""
    if not text:
        return None
    ledger, number = parse_party(text)
    return find_party(company=company, ledger=ledger, number=number).id


def _lines(texts: list[str]) -> tuple[DocumentLineText, ...]:
    return tuple(parse_line(text, place=f"line {number}") for number, text in enumerate(texts, 1))


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None
