"""Reports on customers and vendors: balances, aging, credit. The command line prints them, pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import Bucket, document_buckets, due_buckets, overdue_bucket, parse_ages
from reskontra.core.money import Money
from reskontra.interface.display import money
from reskontra.interface.tables import Column, Report
from reskontra.parties.queries import PartySummary
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.reports import ControlTie, PartySum, control_ties, credit_lines, party_sums
from reskontra.receivables.reports_detailed import DetailedRow, detailed_rows

Buckets = tuple[Sequence[Bucket], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Aged:
    """How balances are laid out. by: due, posting or document; days: where each bucket ends; currency: "" is all."""

    by: str = "due"
    days: str = "30,60,90"
    currency: str = ""

    def buckets(self, as_of: date) -> tuple[Bucket, ...]:
        """refuses   what parse_ages() refuses"""
        make = due_buckets if self.by == "due" else document_buckets
        return make(as_of=as_of, ages=parse_ages(self.days))


def balances_report(*, company: CompanyFacts, ledger: str, as_of: date, currency: str = "") -> Report:
    """What each customer or vendor owes and has overdue, tied to the control accounts.

    currency   only entries in it, counted in it and tied to nothing; "" is all, counted locally
    """
    overdue = overdue_bucket(as_of=as_of)
    sums = party_sums(company=company, ledger=ledger, as_of=as_of, buckets=[overdue], currency=currency)
    name = "customer-balances" if ledger == "CUSTOMER" else "vendor-balances"
    asked = _Asked(name, ledger, as_of, Aged(currency=currency))
    return _report(company, asked, sums, ([overdue], [_("Overdue")]))


def aged_report(*, company: CompanyFacts, ledger: str, as_of: date, aged: Aged | None = None) -> Report:
    """The balances by age.

    refuses   what parse_ages() refuses
    """
    how = aged or Aged()
    buckets = how.buckets(as_of)
    sums = party_sums(
        company=company, ledger=ledger, as_of=as_of, buckets=buckets, by=how.by, currency=how.currency
    )  # fmt: skip
    name = "aged-receivables" if ledger == "CUSTOMER" else "aged-payables"
    asked = _Asked(name, ledger, as_of, how)
    return _report(company, asked, sums, (buckets, [bucket_word(bucket) for bucket in buckets]))


def bucket_word(bucket: Bucket) -> str:
    """A bucket for people."""
    if bucket.key == "not_due":
        return _("Not due")
    over = bucket.key.removeprefix("over_")
    return _("Over {days} days").format(days=over) if over != bucket.key else bucket.key.replace("-", "–")


@dataclass(frozen=True, slots=True)
class _Asked:
    name: str
    ledger: str
    as_of: date
    how: Aged

    @property
    def facts(self) -> dict[str, Any]:
        return {"as_of": self.as_of, "by": self.how.by}


TITLES = {
    "customer-balances": noop("Customer balances"),
    "vendor-balances": noop("Vendor balances"),
    "aged-receivables": noop("Aged receivables"),
    "aged-payables": noop("Aged payables"),
}


def _report(company: CompanyFacts, asked: _Asked, sums: Sequence[PartySum], found: Buckets) -> Report:
    """Balances by party and bucket, their sum, and the control accounts it is tied to."""
    buckets, headings = found
    currency = asked.how.currency or company.currency
    ties = [] if asked.how.currency else control_ties(company=company, ledger=asked.ledger, as_of=asked.as_of)
    totals = [sum(column) for column in zip(*((one.balance_minor, *one.parts) for one in sums), strict=True)]
    local = [Money(minor, currency) for minor in totals or [0] * (1 + len(buckets))]
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("entries", _("Entries"), is_number=True),
        *(Column(b.key, heading, is_number=True) for b, heading in zip(buckets, headings, strict=True)),
        Column("balance", _("Balance"), is_number=True),
    )
    return Report(
        name=asked.name,
        title=_(TITLES[asked.name]),
        facts={"company": company.name, **asked.facts, "currency": currency},
        columns=columns,
        rows=[
            (
                one.number,
                one.name,
                one.entries,
                *(Money(minor, currency) for minor in (*one.parts, one.balance_minor)),
            )
            for one in sums
        ],
        rows_key="customers" if asked.ledger == "CUSTOMER" else "vendors",
        total=("", _("Total"), sum(one.entries for one in sums), *local[1:], local[0]),
        after={"total": local[0]} if asked.how.currency else _tie_data(company, local[0], ties),
        notes=_tie_notes(company, ties),
    )


def _tie_data(company: CompanyFacts, total: Money, ties: Sequence[ControlTie]) -> dict[str, object]:
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


def _tie_notes(company: CompanyFacts, ties: Sequence[ControlTie]) -> list[str]:
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
