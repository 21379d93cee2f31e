"""Journals over bank statements as a list: by account, day and state, with what is left to decide in each."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, between, state_column, state_field
from reskontra.journals.queries import NO_PAYMENTS_OF_BANK
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.paging import MAY_POST

_STATES = {
    "OPEN": ("half_disc", "warn", noop("Open")),
    "POSTED": ("square_check", "idle", noop("Posted")),
}
_DATE = "coalesce(s.statement_date, date(j.created_at))"


def _journal(company_id: int, row: Row) -> str:
    return reverse("journal", args=[company_id, row["number"]])


def _open(company_id: int, row: Row) -> str:
    return f"{_journal(company_id, row)}?tab=all"


def _posted(company_id: int, row: Row) -> str:
    return f"{_journal(company_id, row)}?tab=posted"


def _bank(company_id: int, row: Row) -> str:
    return reverse("bank_account", args=[company_id, row["bank_account"]])


JOURNALS = ListKind(
    "journals",
    (
        Column("date", noop("Date"), "day"),
        Column("statement", noop("Statement"), leads=_journal),
        Column("bank_account", noop("Bank account"), leads=_bank),
        Column("bank_name", noop("Name of the account"), is_chosen=False),
        Column("number", noop("Journal"), leads=_journal),
        Column("opening", noop("Opening balance"), "amount", "currency", is_chosen=False, sorts=False),
        Column("closing", noop("Closing balance"), "amount", "currency", leads=_journal, sorts=False),
        Column("decide", noop("To decide"), "count", leads=_journal, sorts=False),
        Column("open", noop("Open lines"), "count", leads=_open, sorts=False),
        Column("posted", noop("Posted lines"), "count", leads=_posted, sorts=False),
        Column("import", noop("Import"), "count", is_chosen=False),
        Column("created_at", noop("Made"), "moment", is_chosen=False),
        Column("created_by", noop("Made by"), is_chosen=False),
        state_column(_STATES, sorts=True),
    ),
    (
        Field("q", noop("Number or account")),
        state_field(_STATES),
        Field("from", noop("From"), "day"),
        Field("to", noop("To"), "day"),
    ),
    "-date",
    noop("No statements yet. Lines from the bank land here."),
)


def journal_kind(company: CompanyFacts) -> ListKind:
    """The list, narrowed by bank account too where there are several."""
    known = bank_accounts(company=company)
    banks = [(bank.number, " ".join(dict.fromkeys((bank.number, bank.name))).strip()) for bank in known]
    if len(banks) < 2:
        return JOURNALS
    text, *rest = JOURNALS.fields
    bank = Field("bank", noop("Bank account"), "choice", (("", noop("All")), *banks))
    return replace(JOURNALS, fields=(text, bank, *rest))


def journal_listing(company: CompanyFacts, asked: Asked) -> Listing:
    """refuses   DayNotRead"""
    lines = "FROM journals_journalline l WHERE l.company_id = j.company_id AND l.journal_id = j.id"
    typed = ", ".join(f"'{kind}'" for kind in NO_PAYMENTS_OF_BANK)
    listing = Listing(
        columns={
            "date": _DATE,
            "statement": "coalesce(s.statement_id, '')",
            "bank_account": "b.number",
            "bank_name": "b.name",
            "number": "j.number",
            "opening": "s.opening_minor",
            "closing": "coalesce(j.closing_override_minor, s.closing_minor)",
            "decide": (
                "(SELECT count(*) FROM journals_journalline l LEFT JOIN matching_proposal p "
                "ON p.company_id = l.company_id AND p.line_id = l.id WHERE l.company_id = j.company_id "
                f"AND l.journal_id = j.id AND l.state = 'OPEN' AND NOT {MAY_POST})"
            ),
            "open": f"(SELECT count(*) {lines} AND l.state = 'OPEN')",
            "posted": f"(SELECT count(*) {lines} AND l.state = 'POSTED')",
            "import": "coalesce(f.number, 0)",
            "created_at": "j.created_at",
            "created_by": "j.created_by",
            "state": "j.state",
            "currency": "b.currency",
        },
        source=(
            "FROM journals_journal j{joins} WHERE j.company_id = %s AND j.state <> 'UNDONE' "
            f"AND j.kind NOT IN ({typed})"
        ),
        values=(company.id,),
        id="j.id",
        joins={
            "b": "JOIN ledger_bankaccount b ON b.id = j.bank_account_id",
            "s": "LEFT JOIN bank_bankstatement s ON s.id = j.statement_id",
            "f": "LEFT JOIN bank_fileimport f ON f.id = j.file_import_id",
        },
    )
    if asked.text("state").upper() in _STATES:
        listing = listing.having("j.state = %s", asked.text("state").upper())
    if bank := asked.text("bank"):
        listing = listing.having("b.number = %s", bank)
    listing = between(listing, asked, _DATE)
    return listing.having_words(asked.text("q"), ("j.number", "s.statement_id", "b.number", "b.name"))
