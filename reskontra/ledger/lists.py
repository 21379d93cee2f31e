"""Lists of the general ledger: vouchers, accounts with their entries, bank accounts with theirs, posting runs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.database.listing import Listing, Row
from reskontra.interface.action_words import action_word, actions_named
from reskontra.interface.list_kinds import Asked, Column, Field, ListKind, between, to_voucher
from reskontra.ledger.cli_reports import source_word

_NAME = "v.series || '-' || v.fiscal_year_code || '-' || v.number"


_DAYS = (Field("from", noop("From"), "day"), Field("to", noop("To"), "day"))


# Vouchers

VOUCHERS = ListKind(
    "vouchers",
    (
        Column("voucher", noop("Voucher"), leads=to_voucher, sorts=False),
        Column("posting_date", noop("Date"), "day"),
        Column("source", noop("From"), reads=lambda row: source_word(row["source"])),
        Column("description", noop("Text")),
        Column("external_number", noop("External number"), is_chosen=False),
        Column("debit", noop("Amount"), "amount"),
        Column("run", noop("Posting run"), "count", is_chosen=False),
        Column("actor", noop("Posted by"), sorts=False),
        Column("posted_at", noop("Posted"), "moment", is_chosen=False),
        Column("reversed_by", noop("Reversed by"), sorts=False, is_chosen=False),
    ),
    (
        Field("q", noop("Number or text")),
        *_DAYS,
        Field("series", noop("Series"), is_more=True),
        Field("amount", noop("Amount"), is_more=True),
        Field("run", noop("Posting run"), is_more=True),
    ),
    "-posting_date",
    noop("No vouchers yet. Everything that is posted stands here."),
)


def voucher_listing(company: CompanyFacts, asked: Asked) -> Listing:
    """refuses   DayNotRead, AmountNotRead, TooManyDecimals"""
    listing = Listing(
        columns={
            "voucher": _NAME,
            "posting_date": "v.posting_date",
            "source": "v.source",
            "description": "v.description",
            "external_number": "v.external_document_number",
            "debit": (
                "(SELECT CAST(coalesce(sum(l.amount_minor), 0) AS bigint) FROM ledger_voucherline l "
                "WHERE l.company_id = v.company_id AND l.voucher_id = v.id AND (l.amount_minor > 0) <> l.is_correction)"
            ),
            "run": "r.number",
            "actor": "r.actor",
            "posted_at": "v.posted_at",
            "reversed_by": (
                f"coalesce((SELECT {_NAME.replace('v.', 'b.')} FROM ledger_voucher b "
                "WHERE b.company_id = v.company_id AND b.reverses_id = v.id AND b.reverses_id IS NOT NULL), '')"
            ),
        },
        # What is not posted is seen by nobody but who is about to post it: so all are counted in an index alone.
        source="FROM ledger_voucher v{joins} WHERE v.company_id = %s",
        values=(company.id,),
        id="v.id",
        joins={"r": "JOIN ledger_postingrun r ON r.id = v.posting_run_id"},
    )
    listing = between(listing, asked, "v.posting_date")
    listing = listing.having_words(asked.text("q"), (_NAME, "v.description", "v.external_document_number"))
    if series := asked.text("series"):
        listing = listing.having("v.series = %s", series.upper())
    run = asked.text("run")
    if run.isascii() and run.isdigit() and len(run) < 19:
        listing = listing.having(
            "v.posting_run_id = (SELECT a.id FROM ledger_postingrun a WHERE a.company_id = %s AND a.number = %s)",
            company.id, int(run),
        )  # fmt: skip
    amount = asked.minor("amount", company.currency)
    if amount is not None:
        listing = listing.having(
            "EXISTS (SELECT 1 FROM ledger_voucherline l WHERE l.company_id = v.company_id AND l.voucher_id = v.id "
            "AND abs(l.amount_minor) = %s)",
            abs(amount),
        )
    return listing


# Posting runs


def _of_run(company_id: int, row: Row) -> str:
    return f"{reverse('vouchers', args=[company_id])}?run={row['number']}"


RUNS = ListKind(
    "posting-runs",
    (
        Column("number", noop("Posting run"), "count", leads=_of_run),
        Column("posted_at", noop("Posted"), "moment"),
        Column("action", noop("What was done"), reads=lambda row: action_word(row["action"])),
        Column("actor", noop("Who")),
        Column("vouchers", noop("Vouchers"), "count", leads=_of_run, sorts=False),
    ),
    (Field("q", noop("Who or what")),),
    "-number",
    noop("No posting runs yet. All that one command posts is a run."),
)


def run_listing(company: CompanyFacts, asked: Asked) -> Listing:
    listing = Listing(
        columns={
            "number": "r.number",
            "posted_at": "r.posted_at",
            "action": "r.action",
            "actor": "r.actor",
            "vouchers": (
                "(SELECT count(*) FROM ledger_voucher v WHERE v.company_id = r.company_id AND v.posting_run_id = r.id)"
            ),
        },
        source="FROM ledger_postingrun r WHERE r.company_id = %s",
        values=(company.id,),
        id="r.id",
    )
    return listing.having_words(
        asked.text("q"), ("r.actor", "r.action"), also=lambda word: {"r.action": actions_named(word)}
    )


# G/L accounts


def _account(company_id: int, row: Row) -> str:
    return reverse("gl_account", args=[company_id, row["number"]])


_SIDES = {"BALANCE": noop("Balance sheet"), "INCOME": noop("Income statement")}
ACCOUNTS = ListKind(
    "accounts",
    (
        Column("number", noop("Account"), leads=_account),
        Column("name", noop("Name"), leads=_account),
        Column("side", noop("Side"), reads=lambda row: _(_SIDES[row["side"]])),
        Column("entries", noop("Entries"), "count", leads=_account, sorts=False),
        Column("balance", noop("Balance"), "amount", leads=_account, is_summed=True),
    ),
    (
        Field("q", noop("Number or name")),
        Field("used", noop("Which"), "choice", (("", noop("Used ones")), ("all", noop("All")))),
        Field("as_of", noop("As of"), "day"),
    ),
    "number",
    noop("No account is posted to yet. The chart has them all under All."),
)


def account_listing(company: CompanyFacts, asked: Asked) -> Listing:
    """refuses   DayNotRead"""
    day = asked.day("as_of")
    until = f" AND l.posting_date <= '{day.isoformat()}'" if day else ""
    lines = f"FROM ledger_voucherline l WHERE l.company_id = a.company_id AND l.account_id = a.id{until}"
    listing = Listing(
        columns={
            "number": "a.number",
            "name": "a.name",
            "side": "a.side",
            "entries": f"(SELECT count(*) {lines})",
            "balance": f"(SELECT CAST(coalesce(sum(l.amount_minor), 0) AS bigint) {lines})",
        },
        source="FROM ledger_account a WHERE a.company_id = %s",
        values=(company.id,),
        id="a.id",
    )
    if asked.text("used") != "all":
        listing = listing.having(f"EXISTS (SELECT 1 {lines})")
    return listing.having_words(asked.text("q"), ("a.number", "a.name"))


def _party_word(row: Row) -> str:
    return f"{row['party']} {row['party_name']}".strip()


def _party(company_id: int, row: Row) -> str:
    return reverse(row["ledger"].lower(), args=[company_id, row["party"]]) if row["party"] else ""


GL_ENTRIES = ListKind(
    "gl-entries",
    (
        Column("posting_date", noop("Date"), "day"),
        Column("voucher", noop("Voucher"), leads=to_voucher, sorts=False),
        Column("text", noop("Text")),
        Column("party", noop("Customer or vendor"), reads=_party_word, leads=_party, sorts=False),
        Column("vat_code", noop("VAT code"), is_chosen=False),
        Column("cost_center", noop("Cost centre"), is_chosen=False),
        Column("project", noop("Project"), is_chosen=False),
        Column("in_currency", noop("In its currency"), "amount", "currency", is_chosen=False, sorts=False),
        Column("amount", noop("Amount"), "amount", is_summed=True),
    ),
    (Field("q", noop("Text or name")), *_DAYS, Field("amount", noop("Amount"), is_more=True)),
    "-posting_date",
    noop("Nothing is posted to the account."),
)


def gl_entry_listing(company: CompanyFacts, account: str, asked: Asked) -> Listing:
    """The entries of one account.

    refuses   DayNotRead, AmountNotRead, TooManyDecimals
    """
    listing = Listing(
        columns={
            "posting_date": "l.posting_date",
            "voucher": _NAME,
            "text": "CASE WHEN l.description = '' THEN v.description ELSE l.description END",
            "party": "coalesce(p.number, '')",
            "party_name": "coalesce(p.name, '')",
            "ledger": "coalesce(p.ledger, '')",
            "vat_code": "l.vat_code",
            "cost_center": "l.cost_center",
            "project": "l.project",
            "in_currency": "l.currency_minor",
            "currency": "l.currency",
            "amount": "l.amount_minor",
        },
        source=(
            "FROM ledger_voucherline l{joins} WHERE l.company_id = %s AND l.account_id = "
            "(SELECT a.id FROM ledger_account a WHERE a.company_id = %s AND a.number = %s)"
        ),
        values=(company.id, company.id, account),
        id="l.id",
        joins={
            "v": "JOIN ledger_voucher v ON v.id = l.voucher_id",
            "p": "LEFT JOIN parties_party p ON p.id = l.party_id",
        },
    )
    listing = between(listing, asked, "l.posting_date")
    listing = listing.having_words(asked.text("q"), ("l.description", "v.description", "p.name", "p.number"))
    amount = asked.minor("amount", company.currency)
    return listing if amount is None else listing.having("abs(l.amount_minor) = %s", abs(amount))
