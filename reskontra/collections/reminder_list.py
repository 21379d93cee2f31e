"""Reminders as a list: drafts, issued and cancelled ones, with what they ask for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.collections.reminder_words import STATE_MARKS, STATE_WORDS
from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, between

_TEXTS = ("d.number", "d.draft_number", "p.name", "p.number")


def _reminder(company_id: int, row: Row) -> str:
    return reverse("reminder", args=[company_id, row["id"]])


def _card(company_id: int, row: Row) -> str:
    return reverse("customer", args=[company_id, row["account"]])


REMINDERS = ListKind(
    "reminders",
    (
        Column("number", noop("Number"), leads=_reminder),
        Column("date", noop("Date"), "day"),
        Column("account", noop("Account"), leads=_card, is_chosen=False),
        Column("name", noop("Name"), leads=_card),
        Column("level", noop("Level"), "count", reads=lambda row: str(row["level"] or "")),
        Column("remaining", noop("Overdue"), "amount", "currency", is_summed=True),
        Column("interest", noop("Interest"), "amount", "currency", is_summed=True),
        Column("fees", noop("Fees"), "amount", "currency", is_summed=True),
        Column("total", noop("Total"), "amount", "currency", is_summed=True),
        Column("due_date", noop("Due"), "day"),
        Column("terms", noop("Terms"), is_chosen=False),
        Column(
            "state", noop("State"), reads=lambda row: _(STATE_WORDS[row["state"]]),
            marks=lambda row: STATE_MARKS[row["state"]], sorts=False,
        ),
    ),
    (
        Field("q", noop("Number or name")),
        Field(
            "which", noop("Which"), "choice",
            (
                ("", noop("Drafts and issued")), ("draft", noop("Drafts")), ("issued", noop("Issued")),
                ("cancelled", noop("Cancelled")),
            ),
        ),
        Field("level", noop("Level"), "choice", (("", noop("All levels")), ("1", "1"), ("2", "2"), ("3", "3"))),
        Field("account", noop("Account"), is_more=True),
        Field("from", noop("Date from"), "day", is_more=True),
        Field("to", noop("Date to"), "day", is_more=True),
    ),
    "-date",
    noop("No reminders yet. Reminders are drafted of all that is overdue, and issued when they have been looked at."),
)  # fmt: skip


def reminder_listing(*, company: CompanyFacts, asked: Asked) -> Listing:
    """The reminders that are asked for.

    refuses   DayNotRead
    """
    listing = Listing(
        columns={
            "number": "CASE WHEN d.number = '' THEN d.draft_number ELSE d.number END",
            "date": "d.document_date",
            "account": "p.number",
            "name": "p.name",
            "level": "d.level",
            "remaining": "d.remaining_minor",
            "interest": "d.interest_minor",
            "fees": "d.fee_minor + d.line_fee_minor",
            "total": (
                "d.remaining_minor + d.interest_minor + d.fee_minor + d.line_fee_minor + d.vat_minor + d.rounding_minor"
            ),
            "due_date": "d.due_date",
            "terms": "d.terms",
            "currency": "d.currency",
            "state": "d.state",
        },
        source=(
            "FROM collections_collectiondocument d{joins} WHERE d.company_id = %s AND d.kind = 'REMINDER' "
            "AND d.state <> 'DELETED'"
        ),
        values=(company.id,),
        id="d.id",
        joins={"p": "JOIN parties_party p ON p.id = d.party_id"},
    )
    which = asked.text("which")
    if which:
        listing = listing.having("d.state = %s", which.upper())
    else:
        listing = listing.having("d.state IN (%s, %s)", "DRAFT", "ISSUED")
    if level := asked.text("level"):
        listing = listing.having("d.level = %s", int(level))
    if account := asked.text("account"):
        listing = listing.having("p.number = %s", account)
    return between(listing, asked, "d.document_date").having_words(asked.text("q"), _TEXTS)
