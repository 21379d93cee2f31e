"""Invoices and credit memos in short form as a list: drafts, and what was posted of them."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.clock import today
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, between, to_voucher
from reskontra.receivables.kinds import KINDS, kind_word

STATES = {
    "draft": ("half_disc", "warn", noop("Draft")),
    "settled": ("square_check", "idle", noop("Settled")),
    "overdue": ("triangle_warning", "bad", noop("Past due")),
    "due": ("ring", "idle", noop("Not due yet")),
    "credit": ("ring", "idle", noop("Not applied")),
}
_WHICH = (("", noop("All")), ("draft", noop("Drafts")), ("posted", noop("Posted ones")), ("open", noop("Open ones")))
_TEXTS = (
    "d.number", "d.draft_number", "d.external_document_number", "d.payment_reference", "d.description", "p.name",
    "p.number",
)  # fmt: skip
# As people write them, but what a credit memo takes off is negative: so a list can be summed.
_SIGN = "(CASE WHEN d.document_type = 'CREDIT_MEMO' THEN -1 ELSE 1 END)"


def _document(company_id: int, row: Row) -> str:
    return reverse("document", args=[company_id, row["id"]])


def _card(ledger: str) -> Callable[[int, Row], str]:
    return lambda company_id, row: reverse(ledger, args=[company_id, row["account"]])


def state_word(state: str) -> str:
    """What a document is by now, in words. state: one of STATES."""
    return _(STATES[state][2])


def _kind(ledger: str, empty: str) -> ListKind:
    card = _card(ledger)
    columns = (
        Column("number", noop("Number"), leads=_document),
        Column("type", noop("Type"), reads=lambda row: kind_word(row["type"])),
        Column("account", noop("Account"), leads=card, is_chosen=False),
        Column("name", noop("Name"), leads=card),
        Column("date", noop("Date"), "day"),
        Column("posting_date", noop("Posting date"), "day", is_chosen=False),
        Column("due_date", noop("Due"), "day"),
        Column("external_number", noop("External number"), is_chosen=ledger == "vendor"),
        Column("reference", noop("Payment reference"), is_chosen=False),
        Column("description", noop("Text"), is_chosen=False),
        Column("voucher", noop("Voucher"), leads=to_voucher, is_chosen=False, sorts=False),
        Column("net", noop("Net"), "amount", "currency", is_chosen=False, is_summed=True),
        Column("vat", noop("VAT"), "amount", "currency", is_summed=True),
        Column("total", noop("Total"), "amount", "currency", is_summed=True),
        Column("remaining", noop("Remaining"), "amount", "currency", is_summed=True),
        Column(
            "state",
            noop("State"),
            reads=lambda row: state_word(row["state"]),
            marks=lambda row: STATES[row["state"]][:2],
            sorts=False,
        ),
    )
    types = [(one.lower(), KINDS[one]) for one in ("INVOICE", "CREDIT_MEMO")]
    fields = (
        Field("q", noop("Number, name or text")),
        Field("account", noop("Account"), is_more=True),
        Field("type", noop("Type"), "choice", (("", noop("All types")), *types)),
        Field("which", noop("Which"), "choice", _WHICH),
        Field("amount", noop("Amount"), is_more=True),
        Field("from", noop("Date from"), "day", is_more=True),
        Field("to", noop("Date to"), "day", is_more=True),
    )
    return ListKind(f"{ledger}-documents", columns, fields, "-date", empty)


_EMPTY = noop("No invoices are written here yet. Those of another system are in the list of entries.")
DOCUMENT_KIND = {"CUSTOMER": _kind("customer", _EMPTY), "VENDOR": _kind("vendor", _EMPTY)}


def document_listing(company: CompanyFacts, ledger: str, asked: Asked) -> Listing:
    """The drafts and documents that are asked for.

    refuses   DayNotRead, AmountNotRead, TooManyDecimals
    """
    listing = _all(company, ledger)
    if account := asked.text("account"):
        listing = listing.having("p.number = %s", account)
    if kind := asked.text("type"):
        listing = listing.having("d.document_type = %s", kind.upper())
    match asked.text("which"):
        case "draft" | "posted" as state:
            listing = listing.having("d.state = %s", state.upper())
        case "open":
            listing = listing.having("NOT e.remaining_minor = 0")
    listing = between(listing, asked, "d.document_date")
    amount = asked.minor("amount", company.currency)
    if amount is not None:
        listing = listing.having(f"{_sum('l.amount_minor + l.vat_minor')} = %s", abs(amount))
    return listing.having_words(asked.text("q"), _TEXTS)


def _sum(expression: str) -> str:
    """Of a document's lines."""
    return (
        f"(SELECT CAST(coalesce(sum({expression}), 0) AS bigint) FROM receivables_documentline l "
        "WHERE l.company_id = d.company_id AND l.document_id = d.id)"
    )


def _all(company: CompanyFacts, ledger: str) -> Listing:
    day = today().isoformat()
    return Listing(
        columns={
            "number": "CASE WHEN d.number = '' THEN d.draft_number ELSE d.number END",
            "type": "d.document_type",
            "account": "p.number",
            "name": "p.name",
            "date": "d.document_date",
            "posting_date": "d.posting_date",
            "due_date": "d.due_date",
            "external_number": "d.external_document_number",
            "reference": "d.payment_reference",
            "description": "d.description",
            "voucher": "coalesce(v.series || '-' || v.fiscal_year_code || '-' || v.number, '')",
            "net": f"{_SIGN} * {_sum('l.amount_minor')}",
            "vat": f"{_SIGN} * {_sum('l.vat_minor')}",
            "total": f"{_SIGN} * {_sum('l.amount_minor + l.vat_minor')}",
            "remaining": f"{'-' if ledger == 'VENDOR' else ''}coalesce(e.remaining_minor, 0)",
            "currency": "d.currency",
            "state": (
                "CASE WHEN d.state = 'DRAFT' THEN 'draft' WHEN e.remaining_minor = 0 THEN 'settled' "
                "WHEN d.document_type = 'CREDIT_MEMO' THEN 'credit' "
                f"WHEN e.due_date < '{day}' THEN 'overdue' ELSE 'due' END"
            ),
        },
        source=(
            "FROM receivables_document d{joins} "
            "WHERE d.company_id = %s AND d.ledger = %s AND d.state IN ('DRAFT', 'POSTED')"
        ),
        values=(company.id, ledger),
        id="d.id",
        joins={
            "p": "JOIN parties_party p ON p.id = d.party_id",
            "e": "LEFT JOIN receivables_entry e ON e.id = d.entry_id",
            "v": "LEFT JOIN ledger_voucher v ON v.id = e.voucher_id",
        },
        sorts={"due_date": "coalesce(d.due_date, d.document_date)"},
    )
