"""Reports on customers and vendors: balances, aging, credit. The command line prints them, pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import overdue_bucket
from reskontra.core.money import Money
from reskontra.interface.display import money
from reskontra.interface.tables import Column, Report
from reskontra.parties.queries import PartySummary
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.reports import ControlTie, control_ties, credit_lines, party_sums
from reskontra.receivables.reports_detailed import DetailedRow, detailed_rows


def balances_report(*, company: CompanyFacts, ledger: str, as_of: date, currency: str = "") -> Report:
    """What each customer or vendor owes and has overdue, tied to the control accounts.

    currency   only entries in it, counted in it and tied to nothing; "" is all, counted locally
    """
    overdue = overdue_bucket(as_of=as_of)
    sums = party_sums(company=company, ledger=ledger, as_of=as_of, buckets=[overdue], currency=currency)
    name = "customer-balances" if ledger == "CUSTOMER" else "vendor-balances"
    ties = [] if currency else control_ties(company=company, ledger=ledger, as_of=as_of)
    code = currency or company.currency
    total, late = (Money(sum(figures), code) for figures in (
        [one.balance_minor for one in sums], [one.parts[0] for one in sums]
    ))  # fmt: skip
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("entries", _("Entries"), is_number=True),
        Column(overdue.key, _("Overdue"), is_number=True),
        Column("balance", _("Balance"), is_number=True),
    )
    return Report(
        name=name,
        title=_(TITLES[name]),
        facts={"company": company.name, "as_of": as_of, "by": "due", "currency": code},
        columns=columns,
        rows=[
            (one.number, one.name, one.entries, Money(one.parts[0], code), Money(one.balance_minor, code))
            for one in sums
        ],
        rows_key="customers" if ledger == "CUSTOMER" else "vendors",
        total=("", _("Total"), sum(one.entries for one in sums), late, total),
        after={"total": total} if currency else tie_data(company, total, ties),
        notes=tie_notes(company, ties),
    )


TITLES = {
    "customer-balances": noop("Customer balances"),
    "vendor-balances": noop("Vendor balances"),
    "aged-receivables": noop("Aged receivables"),
    "aged-payables": noop("Aged payables"),
}


def tie_data(company: CompanyFacts, total: Money, ties: Sequence[ControlTie]) -> dict[str, object]:
    """The total with the control accounts that it is tied to, as JSON has them."""

    def local(minor: int) -> Money:
        return Money(minor, company.currency)

    return {
        "total": total,
        "control_accounts": [
            {
                "account": tie.account,
                "balance": local(tie.gl_minor),
                "entries": local(tie.entries_minor),
                "difference": local(tie.difference_minor),
                "posting_groups": [{"code": code, "entries": local(minor)} for code, minor in tie.groups],
            }
            for tie in ties
        ],
        "difference": local(sum(tie.difference_minor for tie in ties)),
    }


def tie_notes(company: CompanyFacts, ties: Sequence[ControlTie]) -> list[str]:
    """A line for each control account that anything is on."""

    def told(minor: int) -> str:
        return money(minor, company.currency)

    return [
        _("Control account {account} holds {balance}; open entries of {groups}; difference {difference}.").format(
            account=tie.account,
            balance=told(tie.gl_minor),
            groups=", ".join(f"{code} {told(minor)}" for code, minor in tie.groups),
            difference=told(tie.difference_minor),
        )
        for tie in ties
        if tie.gl_minor or tie.entries_minor
    ]


def credit_limits_report(*, company: CompanyFacts, as_of: date, is_passed: bool = False) -> Report:
    """Balance and drafts beside the credit limit; is_passed: only customers over it."""
    found = [one for one in credit_lines(company=company, as_of=as_of) if one.position.is_passed or not is_passed]
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("balance", _("Balance"), is_number=True),
        Column("drafts", _("Drafts"), is_number=True),
        Column("limit", _("Limit"), is_number=True),
        Column("available", _("Available"), is_number=True),
        Column("expended_percent", _("Used %"), is_number=True),
        Column("overdue", _("Overdue"), is_number=True),
        Column("is_passed", _("Passed")),
    )

    def local(minor: int) -> Money:
        return Money(minor, company.currency)

    rows = [
        (
            one.number, one.name, local(one.position.balance_minor), local(one.position.drafts_minor),
            local(one.position.limit_minor), local(one.position.available_minor), one.position.expended_percent,
            local(one.overdue_minor), one.position.is_passed,
        )
        for one in found
    ]  # fmt: skip
    facts = {"company": company.name, "as_of": as_of, "currency": company.currency}
    return Report(
        name="credit-limits", title=_("Credit limits"), facts=facts, columns=columns, rows=rows, rows_key="customers"
    )


def detailed_report(*, company: CompanyFacts, party: PartySummary, as_of: date, is_open: bool = False) -> Report:
    """Every entry of a customer or vendor with each row that moved it; rows are read as they are asked for."""
    found = detailed_rows(company=company, party_id=party.id, as_of=as_of, is_open=is_open)
    facts = {
        "company": company.name, "ledger": party.ledger.lower(), "account": party.number, "name": party.name,
        "as_of": as_of,
    }  # fmt: skip
    columns = (
        Column("document_type", _("Type"), is_shown=False),
        Column("document_type_name", _("Type")),
        Column("document_number", _("Document")),
        Column("external_document_number", _("External number"), is_shown=False),
        Column("due_date", _("Due")),
        Column("row", _("Row"), is_shown=False),
        Column("row_name", _("Row")),
        Column("date", _("Date")),
        Column("voucher", _("Voucher")),
        Column("against", _("Against")),
        Column("amount", _("Amount"), is_number=True),
        Column("after", _("After"), is_number=True),
        Column("remaining", _("Remaining"), is_number=True),
        Column("currency", _("Currency")),
        Column("local", _("Local"), is_number=True, is_shown=False),
        Column("remaining_local", _("Remaining, local"), is_number=True, is_shown=False),
    )
    rows = (_detailed(company, row) for row in found)
    return Report(name="detailed-ledger", title=_("Detailed ledger"), facts=facts, columns=columns, rows=rows)


def _detailed(company: CompanyFacts, row: DetailedRow) -> tuple[str | date | Money, ...]:
    return (
        row.document_type.lower(), kind_word(row.document_type), row.document_number, row.external_document_number,
        row.due_date, row.kind.lower(), kind_word(row.kind), row.posting_date, row.voucher, row.against,
        Money(row.amount_minor, row.currency), Money(row.after_minor, row.currency),
        Money(row.remaining_minor, row.currency), row.currency, Money(row.local_minor, company.currency),
        Money(row.remaining_local_minor, company.currency),
    )  # fmt: skip
