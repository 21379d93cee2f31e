"""Own bank accounts as a list, with what the ledger and the last statement say, and the entries of one."""

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

_SUM = (
    "(SELECT CAST(coalesce(sum(e.amount_minor), 0) AS bigint) FROM ledger_bankentry e "
    "WHERE e.company_id = b.company_id AND e.bank_account_id = b.id)"
)


def _bank(company_id: int, row: Row) -> str:
    return reverse("bank_account", args=[company_id, row["number"]])


def _gl(company_id: int, row: Row) -> str:
    return reverse("gl_account", args=[company_id, row["gl_account"]])


BANK_ACCOUNTS = ListKind(
    "bank-accounts",
    (
        Column("number", noop("Number"), leads=_bank),
        Column("name", noop("Name"), leads=_bank),
        Column("account", noop("Account at the bank")),
        Column("gl_account", noop("G/L account"), leads=_gl, is_chosen=False),
        Column("open_entries", noop("Entries without a statement"), "count", leads=_bank, sorts=False),
        Column("last_statement", noop("Last statement"), is_chosen=False),
        Column("statement_balance", noop("Balance of the last reconciliation"), "amount", "currency", sorts=False),
        Column("balance", noop("Balance by ledger"), "amount", "currency", leads=_bank, is_summed=True),
    ),
    (),
    "number",
    noop("No bank accounts yet. Those whose statements are imported stand here."),
)


def bank_account_listing(company: CompanyFacts, asked: Asked) -> Listing:
    return Listing(
        columns={
            "number": "b.number",
            "name": "b.name",
            "account": "coalesce(nullif(b.iban, ''), nullif(b.bankgiro, ''), nullif(b.plusgiro, ''), b.other_account)",
            "gl_account": "(SELECT a.number FROM ledger_account a WHERE a.company_id = b.company_id "
            "AND a.id = b.gl_account_id)",
            "open_entries": "(SELECT count(*) FROM ledger_bankentry e WHERE e.company_id = b.company_id "
            "AND e.bank_account_id = b.id AND e.state = 'OPEN')",
            "last_statement": "b.last_statement_number",
            "statement_balance": "b.balance_last_statement_minor",
            "balance": _SUM,
            "currency": "b.currency",
        },
        source="FROM ledger_bankaccount b WHERE b.company_id = %s",
        values=(company.id,),
        id="b.id",
    )


_STATES = {
    "OPEN": ("ring", "warn", noop("Without a statement")),
    "MATCHED": ("half_disc", "idle", noop("Matched")),
    "CLOSED": ("square_check", "idle", noop("On a closed statement")),
}


def _transaction(company_id: int, row: Row) -> str:
    return reverse("transaction", args=[company_id, row["transaction"]]) if row["transaction"] else ""


BANK_ENTRIES = ListKind(
    "bank-entries",
    (
        Column("posting_date", noop("Date"), "day"),
        Column("voucher", noop("Voucher"), leads=to_voucher, sorts=False),
        Column("description", noop("Text"), leads=_transaction),
        Column("external_number", noop("External number"), is_chosen=False),
        state_column(_STATES),
        Column("amount", noop("Amount"), "amount", "currency", is_summed=True),
    ),
    (
        Field("q", noop("Text")),
        state_field(_STATES),
        Field("from", noop("From"), "day"),
        Field("to", noop("To"), "day"),
        Field("amount", noop("Amount"), is_more=True),
    ),
    "-posting_date",
    noop("Nothing is posted to the bank account yet."),
)


def bank_entry_listing(company: CompanyFacts, bank_account_id: int, asked: Asked) -> Listing:
    """The entries of one bank account.

    refuses   DayNotRead, AmountNotRead, TooManyDecimals
    """
    listing = Listing(
        columns={
            "posting_date": "e.posting_date",
            "voucher": "v.series || '-' || v.fiscal_year_code || '-' || v.number",
            "description": "e.description",
            "external_number": "e.external_document_number",
            "state": "e.state",
            "transaction": "coalesce(e.transaction_id, 0)",
            "amount": "e.amount_minor",
            "currency": "e.currency",
        },
        source="FROM ledger_bankentry e{joins} WHERE e.company_id = %s AND e.bank_account_id = %s",
        values=(company.id, bank_account_id),
        id="e.id",
        joins={"v": "JOIN ledger_voucher v ON v.id = e.voucher_id"},
    )
    if asked.text("state").upper() in _STATES:
        listing = listing.having("e.state = %s", asked.text("state").upper())
    listing = between(listing, asked, "e.posting_date")
    listing = listing.having_words(asked.text("q"), ("e.description", "e.external_document_number"))
    amount = asked.minor("amount", company.currency)
    return listing if amount is None else listing.having("abs(e.amount_minor) = %s", abs(amount))
