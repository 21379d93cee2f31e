"""Entries of customers or vendors as a list: what is open now, or stood at the end of any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.clock import today
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, between, to_voucher
from reskontra.receivables.kinds import KINDS, kind_word
from reskontra.receivables.models import DOCUMENT_TYPES

CHANGE = "change"  # a column that leads to the page that changes the entry
# What has moved after the day is taken back from what is left now: later details are few beside all details.
_LATER = (
    "WITH later AS (SELECT d.entry_id, CAST(sum(d.amount_minor) AS bigint) AS amount, "
    "CAST(sum(d.local_minor) AS bigint) AS local FROM receivables_entrydetail d WHERE d.company_id = %s "
    "AND d.posting_date > %s GROUP BY d.entry_id)"
)
_STATES = {
    "settled": ("square_check", "idle", noop("Settled")),
    "held": ("half_disc", "warn", noop("On hold")),
    "disputed": ("octagon", "bad", noop("Disputed")),
    "promised": ("half_disc", "warn", noop("Promised")),
    "overdue": ("triangle_warning", "bad", noop("Past due")),
    "due": ("ring", "idle", noop("Not due yet")),
    "credit": ("ring", "idle", noop("Not applied")),
}
_TEXTS = ("e.document_number", "e.external_document_number", "e.payment_reference", "e.description", "p.name")


def _entry(company_id: int, row: Row) -> str:
    return reverse("entry", args=[company_id, row["id"]])


def _edit(company_id: int, row: Row) -> str:
    return reverse("entry_edit", args=[company_id, row["id"]])


def _kind(ledger: str, name: str, empty: str) -> ListKind:
    def card(company_id: int, row: Row) -> str:
        return reverse(ledger, args=[company_id, row["account"]])

    columns = (
        Column("number", noop("Document"), leads=_entry),
        Column("type", noop("Type"), reads=lambda row: kind_word(row["type"])),
        Column("account", noop("Account"), leads=card, is_chosen=False),
        Column("name", noop("Name"), leads=card),
        Column("posting_date", noop("Date"), "day"),
        Column("document_date", noop("Document date"), "day", is_chosen=False),
        Column("due_date", noop("Due"), "day"),
        Column("external_number", noop("External number"), is_chosen=False),
        Column("reference", noop("Payment reference"), is_chosen=False),
        Column("description", noop("Text"), is_chosen=False),
        Column("voucher", noop("Voucher"), leads=to_voucher, is_chosen=False, sorts=False),
        Column("amount", noop("Amount"), "amount", "currency"),
        Column("remaining", noop("Remaining"), "amount", "currency", is_summed=True),
        Column("remaining_local", noop("Remaining, local"), "amount", is_chosen=False),
        Column("discount", noop("Cash discount"), "amount", "currency", is_chosen=False),
        Column("discount_date", noop("Discount until"), "day", is_chosen=False),
        Column("promised_date", noop("Promised for"), "day", is_chosen=False),
        Column("dispute", noop("Dispute"), is_chosen=False),
        Column("state", noop("State"), reads=_state_word, marks=lambda row: _STATES[row["state"]][:2], sorts=False),
        Column(CHANGE, noop("Change"), reads=lambda row: _("Change"), leads=_edit, sorts=False, in_files=False),
    )
    types = [(one.lower() or "journal", KINDS[one]) for one in DOCUMENT_TYPES]
    fields = (
        Field("q", noop("Number, name or text")),
        Field("account", noop("Account"), is_more=True),
        Field("type", noop("Type"), "choice", (("", noop("All types")), *types)),
        Field("all", noop("Which"), "choice", (("", noop("Open ones")), ("1", noop("All")))),
        Field("overdue", noop("Due"), "choice", (("", noop("Whenever due")), ("1", noop("Overdue")))),
        Field("amount", noop("Amount"), is_more=True),
        Field("due_from", noop("Due from"), "day", is_more=True),
        Field("due_to", noop("Due to"), "day", is_more=True),
        Field("as_of", noop("As of"), "day"),
    )
    return ListKind(name, columns, fields, "due_date", empty)


def _state_word(row: Row) -> str:
    return _(_STATES[row["state"]][2])


_EMPTY = noop("No entries yet. Documents and payments stand here once they are posted.")
KIND = {
    "CUSTOMER": _kind("customer", "customer-entries", _EMPTY),
    "VENDOR": _kind("vendor", "vendor-entries", _EMPTY),
}


def entry_kind(ledger: str, *, may_change: bool) -> ListKind:
    """The list for a reader; who may change entries has a way to it in every row."""
    kind = KIND[ledger]
    return kind if may_change else replace(kind, columns=[one for one in kind.columns if one.key != CHANGE])


def entry_listing(company: CompanyFacts, ledger: str, asked: Asked) -> Listing:
    """The entries that are asked for; without a day as they now are.

    refuses   DayNotRead, AmountNotRead, TooManyDecimals
    """
    as_of = asked.day("as_of")
    listing = _narrowed(company, ledger, asked, as_of)
    day, remaining = as_of or today(), listing.columns["remaining"]
    if not asked.text("all"):
        listing = listing.having(f"NOT {remaining} = 0")
    if asked.text("overdue"):
        listing = listing.having("e.due_date < %s", day)
    listing = between(listing, asked, "e.due_date", "due_from", "due_to")
    amount = asked.minor("amount", company.currency)
    if amount is not None:
        listing = listing.having(f"abs(e.document_minor) = %s OR abs({remaining}) = %s", abs(amount), abs(amount))
    return listing


def _narrowed(company: CompanyFacts, ledger: str, asked: Asked, as_of: date | None) -> Listing:
    listing = _all(company, ledger, as_of)
    if account := asked.text("account"):
        listing = listing.having(
            "e.party_id = (SELECT a.id FROM parties_party a "
            "WHERE a.company_id = %s AND a.ledger = %s AND a.number = %s)",
            company.id, ledger, account,
        )  # fmt: skip
    kind = asked.text("type")
    if kind:
        listing = listing.having("e.document_type = %s", "" if kind == "journal" else kind.upper())
    return listing.having_words(asked.text("q"), _TEXTS)


def _all(company: CompanyFacts, ledger: str, as_of: date | None) -> Listing:
    """Every entry of the ledger that was posted by the day, with what then remained."""
    remaining, local, later, before = "e.remaining_minor", "e.remaining_local_minor", "", ""
    values: tuple[object, ...] = ()
    if as_of is not None:
        remaining, local = (
            "(e.remaining_minor - coalesce(l.amount, 0))",
            "(e.remaining_local_minor - coalesce(l.local, 0))",
        )
        before, values = _LATER, (company.id, as_of)
        later = " LEFT JOIN later l ON l.entry_id = e.id"
    day = (as_of or today()).isoformat()
    listing = Listing(
        columns={
            "number": "e.document_number",
            "type": "e.document_type",
            "account": "p.number",
            "name": "p.name",
            "posting_date": "e.posting_date",
            "document_date": "e.document_date",
            "due_date": "e.due_date",
            "external_number": "e.external_document_number",
            "reference": "e.payment_reference",
            "description": "e.description",
            "voucher": "v.series || '-' || v.fiscal_year_code || '-' || v.number",
            "amount": "e.document_minor",
            "remaining": remaining,
            "remaining_local": local,
            "discount": "e.discount_minor",
            "discount_date": "e.discount_date",
            "promised_date": "e.promised_date",
            "dispute": "e.dispute_status",
            "currency": "e.currency",
            "state": _state(remaining, day),
            CHANGE: "''",
        },
        source=(f"FROM receivables_entry e{{joins}}{later} WHERE e.company_id = %s AND e.ledger = %s"),
        values=(*values, company.id, ledger),
        id="e.id",
        joins={
            "p": "JOIN parties_party p ON p.id = e.party_id",
            "v": "JOIN ledger_voucher v ON v.id = e.voucher_id",
        },
        before=before,
        sorts={name: f"coalesce(e.{name}, e.due_date)" for name in ("discount_date", "promised_date")},
    )
    return listing if as_of is None else listing.having("e.posting_date <= %s", as_of)


def _state(remaining: str, day: str) -> str:
    """What of an entry a person should know first."""
    return (
        f"CASE WHEN {remaining} = 0 THEN 'settled' WHEN NOT e.dispute_status = '' THEN 'disputed' "
        f"WHEN NOT e.on_hold = '' THEN 'held' WHEN e.promised_date >= '{day}' THEN 'promised' "
        f"WHEN e.document_type IN ('PAYMENT', 'REFUND', 'CREDIT_MEMO') THEN 'credit' "
        f"WHEN e.due_date < '{day}' THEN 'overdue' ELSE 'due' END"
    )
