"""Customers or vendors as a list: balance, what is overdue, and the credit that is left."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind
from reskontra.parties.cli_parties import BLOCKS

_OPEN = (
    "(SELECT CAST(coalesce(sum({what}), 0) AS bigint) FROM receivables_entry e WHERE e.company_id = p.company_id "
    "AND e.ledger = p.ledger AND e.party_id = p.id AND NOT e.remaining_minor = 0{more})"
)
_BALANCE = _OPEN.format(what="e.remaining_local_minor", more="")
_STATES = {
    "open": "EXISTS (SELECT 1 FROM receivables_entry e WHERE e.company_id = p.company_id AND e.ledger = p.ledger "
    "AND e.party_id = p.id AND NOT e.remaining_minor = 0)",
    "overdue": "EXISTS (SELECT 1 FROM receivables_entry e WHERE e.company_id = p.company_id AND e.ledger = p.ledger "
    "AND e.party_id = p.id AND NOT e.remaining_minor = 0 AND e.due_date < '{day}')",
    "over_limit": f"p.credit_limit_minor > 0 AND {_BALANCE} > p.credit_limit_minor",
    "blocked": "NOT p.blocked = ''",
}


def _card(ledger: str, column: str) -> Column:
    def leads(company_id: int, row: Row) -> str:
        return reverse(ledger, args=[company_id, row["number"]])

    return Column(column, {"number": noop("Number"), "name": noop("Name")}[column], leads=leads)


def _entries(ledger: str, more: str) -> dict[str, object]:
    def leads(company_id: int, row: Row) -> str:
        return f"{reverse(f'{ledger}_entries', args=[company_id])}?account={row['number']}{more}"

    return {"leads": leads}


def _kind(ledger: str, name: str, empty: str) -> ListKind:
    """Both ledgers have the same columns, but for credit, which customers alone have."""
    columns = [
        _card(ledger, "name"),
        _card(ledger, "number"),
        Column("city", noop("City")),
        Column("organisation_number", noop("Organisation number"), is_chosen=False),
        Column("payment_terms", noop("Payment terms"), is_chosen=False),
        Column("email", noop("E-mail"), is_chosen=False),
        Column("blocked", noop("Blocked"), reads=_block_word, is_chosen=False),
        Column("entries", noop("Open entries"), "count", is_summed=True, is_chosen=False),
        Column("overdue", noop("Overdue"), "amount", is_summed=True, **_entries(ledger, "&overdue=1")),  # type: ignore[arg-type]
        Column("balance", noop("Balance"), "amount", is_summed=True, **_entries(ledger, "")),  # type: ignore[arg-type]
    ]
    if ledger == "customer":
        columns += [
            Column("credit_limit", noop("Credit limit"), "amount"),
            Column("available", noop("Credit left"), "amount", is_chosen=False, sorts=False),
        ]
    states = [("", noop("Active")), ("open", noop("With a balance")), ("overdue", noop("Overdue"))]
    states += [("over_limit", noop("Over the limit"))] if ledger == "customer" else []
    states += [("blocked", noop("Blocked")), ("all", noop("All"))]
    fields = (Field("q", noop("Name, number or city")), Field("state", noop("Which"), "choice", tuple(states)))
    return ListKind(name, tuple(columns), fields, "name", empty)


def _block_word(row: Row) -> str:
    return _(BLOCKS[row["blocked"]]) if row["blocked"] else ""


KINDS = {
    "CUSTOMER": _kind("customer", "customers", noop("No customers yet. Those that you sell to stand here.")),
    "VENDOR": _kind("vendor", "vendors", noop("No vendors yet. Those that you buy from stand here.")),
}


def party_listing(*, company: CompanyFacts, ledger: str, asked: Asked, on: date) -> Listing:
    """Customers or vendors as they now stand; on: the day that decides what is overdue."""
    day = on.isoformat()
    listing = Listing(
        columns={
            "number": "p.number",
            "name": "p.name",
            "city": "p.city",
            "organisation_number": "p.organisation_number",
            "payment_terms": "p.payment_terms",
            "email": "p.email",
            "blocked": "p.blocked",
            "entries": _OPEN.format(what="1", more=""),
            "overdue": _OPEN.format(what="e.remaining_local_minor", more=f" AND e.due_date < '{day}'"),
            "balance": _BALANCE,
            "credit_limit": "nullif(p.credit_limit_minor, 0)",
            "available": f"CASE WHEN p.credit_limit_minor > 0 THEN p.credit_limit_minor - {_BALANCE} END",
        },
        source="FROM parties_party p WHERE p.company_id = %s AND p.ledger = %s",
        values=(company.id, ledger),
        id="p.id",
        sorts={"credit_limit": "p.credit_limit_minor"},
    )
    state = asked.text("state")
    if state != "all":
        listing = listing.having("p.is_active")
    if state in _STATES:
        listing = listing.having(_STATES[state].format(day=day))
    return listing.having_words(asked.text("q"), ("p.name", "p.number", "p.city", "p.organisation_number"))
