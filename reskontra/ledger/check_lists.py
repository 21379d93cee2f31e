"""The checks drawn on one own bank account, as a list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.list_kinds import (
    Asked,
    Column,
    Field,
    ListKind,
    between,
    state_column,
    state_field,
    to_voucher,
)
from reskontra.ledger.check_entries import STATES

_STATES = {
    "PRINTED": ("ring", "idle", STATES["PRINTED"]),
    "OPEN": ("ring", "warn", noop("Not paid by the bank yet")),
    "MATCHED": ("half_disc", "idle", noop("Matched")),
    "CLOSED": ("square_check", "idle", noop("Paid by the bank")),
    "VOIDED": ("octagon", "idle", STATES["VOIDED"]),
    "FINANCIALLY_VOIDED": ("octagon", "idle", STATES["FINANCIALLY_VOIDED"]),
}
# A posted check is as its bank entry is.
_STATE = "CASE WHEN c.state = 'POSTED' THEN e.state ELSE c.state END"


def _check(company_id: int, row: Row) -> str:
    return reverse("check", args=[company_id, row["bank_account"], row["number"]])


def _voucher(company_id: int, row: Row) -> str:
    return to_voucher(company_id, row) if row["voucher"] else ""


CHECKS = ListKind(
    "checks",
    (
        Column("check_date", noop("Date"), "day"),
        Column("number", noop("Check number"), leads=_check),
        Column("payee", noop("Payee")),
        Column("account", noop("Account"), is_chosen=False),
        Column("document", noop("Document"), is_chosen=False),
        Column("voucher", noop("Voucher"), leads=_voucher, sorts=False),
        state_column(_STATES),
        Column("amount", noop("Amount"), "amount", "currency", is_summed=True),
    ),
    (
        Field("q", noop("Text")),
        state_field(_STATES),
        Field("from", noop("From"), "day"),
        Field("to", noop("To"), "day"),
    ),
    "-check_date",
    noop("No checks are drawn on the account yet. Those that pay lines of a payment journal stand here."),
)


def check_listing(company: CompanyFacts, bank_account_id: int, asked: Asked) -> Listing:
    """refuses   DayNotRead"""
    listing = Listing(
        columns={
            "check_date": "c.check_date",
            "number": "c.check_number",
            "payee": "c.payee",
            "account": "c.counter_number",
            "document": "c.document_number",
            "voucher": "coalesce(v.series || '-' || v.fiscal_year_code || '-' || v.number, '')",
            "state": _STATE,
            "amount": "c.amount_minor",
            "currency": "b.currency",
            "bank_account": "b.number",
        },
        source=(
            "FROM ledger_checkentry c JOIN ledger_bankaccount b ON b.id = c.bank_account_id "
            "LEFT JOIN ledger_bankentry e ON e.id = c.bank_entry_id "
            "LEFT JOIN ledger_voucher v ON v.id = e.voucher_id "
            "WHERE c.company_id = %s AND c.bank_account_id = %s"
        ),
        values=(company.id, bank_account_id),
        id="c.id",
    )
    if asked.text("state").upper() in _STATES:
        listing = listing.having(f"{_STATE} = %s", asked.text("state").upper())
    listing = between(listing, asked, "c.check_date")
    return listing.having_words(asked.text("q"), ("c.check_number", "c.payee", "c.document_number"))
