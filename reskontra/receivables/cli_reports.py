"""report customer-balances, vendor-balances, aged-receivables, aged-payables, credit-limits, detailed-ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.aging import Bucket, document_buckets, due_buckets, overdue_bucket, parse_ages
from reskontra.core.money import Money
from reskontra.interface.console import Session, command
from reskontra.interface.display import money
from reskontra.interface.tables import Column, Output, Report, ReportFormat, print_report
from reskontra.ledger.cli import report
from reskontra.ledger.cli_reports import AsOf, day_of
from reskontra.parties.queries import find_party
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.reports import ControlTie, PartySum, control_ties, credit_lines, party_sums
from reskontra.receivables.reports_detailed import DetailedRow, detailed_rows

Days = Annotated[str, typer.Option("--days", metavar="DAYS", help="Where each bucket ends: 30,60,90.")]


def known_day(by: str) -> str:
    """The callback of --by: another word is wrong usage."""
    if by not in ("due", "document"):
        raise typer.BadParameter(_('"{by}" is no date of a document. Use due or document.').format(by=by))
    return by


By = Annotated[str, typer.Option("--by", callback=known_day, metavar="DATE", help="due or document.")]


def _today(as_of: datetime | None) -> date:
    return day_of(as_of) or datetime.now(UTC).astimezone().date()


@command(report, "customer-balances")
def customer_balances(session: Session, as_of: AsOf = None, format: ReportFormat = "", output: Output = None) -> None:
    """What each customer owes, with the sum tied to the control accounts."""
    _balances(session, "CUSTOMER", _today(as_of), (format, output))


@command(report, "vendor-balances")
def vendor_balances(session: Session, as_of: AsOf = None, format: ReportFormat = "", output: Output = None) -> None:
    """What each vendor is owed (negative), with the sum tied to the control accounts."""
    _balances(session, "VENDOR", _today(as_of), (format, output))


def _balances(session: Session, ledger: str, as_of: date, printing: tuple[str, Output]) -> None:
    company = find_company(name=session.company_name)
    overdue = overdue_bucket(as_of=as_of)
    sums = party_sums(company=company, ledger=ledger, as_of=as_of, buckets=[overdue])
    name = "customer-balances" if ledger == "CUSTOMER" else "vendor-balances"
    headings = [_("Overdue")]
    _print_sums(session, (name, ledger, as_of, "due"), (sums, [overdue], headings), printing)


@command(report, "aged-receivables")
def aged_receivables(
    session: Session,
    as_of: AsOf = None,
    by: By = "due",
    days: Days = "30,60,90",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What customers owe, by how long it has been due or how old the documents are."""
    _aged(session, "CUSTOMER", (_today(as_of), by, days), (format, output))


@command(report, "aged-payables")
def aged_payables(
    session: Session,
    as_of: AsOf = None,
    by: By = "due",
    days: Days = "30,60,90",
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What vendors are owed (negative), by how long it has been due or how old the documents are."""
    _aged(session, "VENDOR", (_today(as_of), by, days), (format, output))


def _aged(session: Session, ledger: str, asked: tuple[date, str, str], printing: tuple[str, Output]) -> None:
    as_of, by, days = asked
    company = find_company(name=session.company_name)
    make = due_buckets if by == "due" else document_buckets
    buckets = make(as_of=as_of, ages=parse_ages(days))
    sums = party_sums(company=company, ledger=ledger, as_of=as_of, buckets=buckets, by=by)
    name = "aged-receivables" if ledger == "CUSTOMER" else "aged-payables"
    headings = [_bucket_word(bucket) for bucket in buckets]
    _print_sums(session, (name, ledger, as_of, by), (sums, buckets, headings), printing)


def _bucket_word(bucket: Bucket) -> str:
    if bucket.key == "not_due":
        return _("Not due")
    over = bucket.key.removeprefix("over_")
    return _("Over {days} days").format(days=over) if over != bucket.key else bucket.key.replace("-", "–")


def _print_sums(
    session: Session,
    what: tuple[str, str, date, str],
    found: tuple[Sequence[PartySum], Sequence[Bucket], Sequence[str]],
    printing: tuple[str, Output],
) -> None:
    """Balances by party and bucket, their sum, and the control accounts it is tied to."""
    (name, ledger, as_of, by), (sums, buckets, headings) = what, found
    company = find_company(name=session.company_name)
    ties = control_ties(company=company, ledger=ledger, as_of=as_of)
    totals = [sum(column) for column in zip(*((one.balance_minor, *one.parts) for one in sums), strict=True)]
    local = [Money(minor, company.currency) for minor in totals or [0] * (1 + len(buckets))]
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("entries", _("Entries"), is_number=True),
        *(Column(b.key, heading, is_number=True) for b, heading in zip(buckets, headings, strict=True)),
        Column("balance", _("Balance"), is_number=True),
    )
    printed = Report(
        name=name,
        facts={"company": company.name, "as_of": as_of, "by": by, "currency": company.currency},
        columns=columns,
        rows=[
            (
                one.number,
                one.name,
                one.entries,
                *(Money(minor, company.currency) for minor in (*one.parts, one.balance_minor)),
            )
            for one in sums
        ],
        rows_key="customers" if ledger == "CUSTOMER" else "vendors",
        total=("", _("Total"), sum(one.entries for one in sums), *local[1:], local[0]),
        after=_tie_data(company, local[0], ties),
        notes=_tie_notes(company, ties),
    )
    format, output = printing
    print_report(session, printed, format=format, output=output)


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


@command(report, "credit-limits")
def show_credit_limits(
    session: Session,
    as_of: AsOf = None,
    passed: Annotated[bool, typer.Option("--passed", help="Only customers over their limit.")] = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Each customer's balance and drafts not posted yet beside the credit limit: what is left, and what is overdue."""
    company, day = find_company(name=session.company_name), _today(as_of)
    found = [one for one in credit_lines(company=company, as_of=day) if one.position.is_passed or not passed]
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
    facts = {"company": company.name, "as_of": day, "currency": company.currency}
    printed = Report(name="credit-limits", facts=facts, columns=columns, rows=rows, rows_key="customers")
    print_report(session, printed, format=format, output=output)


@command(report, "detailed-ledger")
def show_detailed_ledger(
    session: Session,
    account: Annotated[str, typer.Argument(metavar="[LEDGER:]ACCOUNT", help="C1, customer:C1 or vendor:V1.")],
    as_of: AsOf = None,
    is_open: Annotated[bool, typer.Option("--open", help="Only entries that were open then.")] = False,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """Every entry of a customer or vendor with each row that moved it, and what remains."""
    company, day = find_company(name=session.company_name), _today(as_of)
    ledger, _colon, number = account.rpartition(":")
    party = find_party(company=company, ledger=ledger.upper() or "CUSTOMER", number=number)
    found = detailed_rows(company=company, party_id=party.id, as_of=day, is_open=is_open)
    facts = {
        "company": company.name, "ledger": party.ledger.lower(), "account": party.number, "name": party.name,
        "as_of": day,
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
    printed = Report(name="detailed-ledger", facts=facts, columns=columns, rows=rows)
    print_report(session, printed, format=format, output=output)


def _detailed(company: CompanyFacts, row: DetailedRow) -> tuple[str | date | Money, ...]:
    return (
        row.document_type.lower(), kind_word(row.document_type), row.document_number, row.external_document_number,
        row.due_date, row.kind.lower(), kind_word(row.kind), row.posting_date, row.voucher, row.against,
        Money(row.amount_minor, row.currency), Money(row.after_minor, row.currency),
        Money(row.remaining_minor, row.currency), row.currency, Money(row.local_minor, company.currency),
        Money(row.remaining_local_minor, company.currency),
    )  # fmt: skip
