"""Finance charge memos as a list: drafts, issued and cancelled ones."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from reskontra.collections.reminder_words import STATE_MARKS
from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.clock import today
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, between, state_column, state_field

STATES = {
    "draft": (*STATE_MARKS["DRAFT"], noop("Draft")),
    "overdue": ("triangle_warning", "bad", noop("Past due")),
    "due": ("ring", "idle", noop("Not due yet")),
    "settled": ("square_check", "idle", noop("Settled")),
    "unposted": (*STATE_MARKS["ISSUED"], noop("Issued, nothing posted")),
    "cancelled": (*STATE_MARKS["CANCELLED"], noop("Cancelled")),
}


def _memo(company_id: int, row: Row) -> str:
    return reverse("memo", args=[company_id, row["id"]])


def _card(company_id: int, row: Row) -> str:
    return reverse("customer", args=[company_id, row["account"]])


MEMOS = ListKind(
    "finance-charges",
    (
        Column("number", noop("Number"), leads=_memo),
        Column("account", noop("Account"), leads=_card, is_chosen=False),
        Column("name", noop("Name"), leads=_card),
        Column("date", noop("Date"), "day"),
        Column("due_date", noop("Due"), "day"),
        Column("interest", noop("Interest"), "amount", "currency", is_summed=True),
        Column("fee", noop("Fee"), "amount", "currency", is_summed=True),
        Column("total", noop("Total"), "amount", "currency", is_summed=True),
        Column("remaining", noop("Remaining"), "amount", "currency", is_summed=True),
        state_column(STATES),
        Column("terms", noop("Terms"), is_chosen=False),
    ),
    (
        Field("q", noop("Number or name")),
        state_field(STATES),
        Field("account", noop("Account"), is_more=True),
        Field("from", noop("Date from"), "day", is_more=True),
        Field("to", noop("Date to"), "day", is_more=True),
    ),
    "-date",
    noop("No finance charge memos yet. They charge interest on what was paid late, or is not paid."),
)


def memo_listing(*, company: CompanyFacts, asked: Asked) -> Listing:
    """refuses   DayNotRead"""
    state = (
        "CASE WHEN d.state = 'DRAFT' THEN 'draft' WHEN d.state = 'CANCELLED' THEN 'cancelled' "
        "WHEN d.entry_id IS NULL THEN 'unposted' WHEN e.remaining_minor = 0 THEN 'settled' "
        f"WHEN d.due_date < '{today().isoformat()}' THEN 'overdue' ELSE 'due' END"
    )
    listing = Listing(
        columns={
            "number": "CASE WHEN d.number = '' THEN d.draft_number ELSE d.number END",
            "account": "p.number",
            "name": "p.name",
            "date": "d.document_date",
            "due_date": "d.due_date",
            "interest": "d.interest_minor",
            "fee": "d.fee_minor",
            "total": "d.interest_minor + d.fee_minor + d.vat_minor + d.rounding_minor",
            "remaining": "coalesce(e.remaining_minor, 0)",
            "currency": "d.currency",
            "state": state,
            "terms": "d.interest_terms",
        },
        source=(
            "FROM collections_collectiondocument d JOIN parties_party p ON p.id = d.party_id "
            "LEFT JOIN receivables_entry e ON e.id = d.entry_id "
            "WHERE d.company_id = %s AND d.kind = 'FINANCE_CHARGE' AND NOT d.state = 'DELETED'"
        ),
        values=(company.id,),
        id="d.id",
    )
    if wanted := asked.text("state"):
        listing = listing.having(f"{state} = %s", wanted)
    if account := asked.text("account"):
        listing = listing.having("p.number = %s", account)
    listing = between(listing, asked, "d.document_date")
    return listing.having_words(asked.text("q"), ("d.number", "d.draft_number", "p.name", "p.number"))
