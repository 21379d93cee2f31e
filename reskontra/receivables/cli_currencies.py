"""exchange-rates adjust, exchange-rates list, report open-entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.exchange import rate_units
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import format_minor
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.ledger.cli import report
from reskontra.parties.queries import find_party, parties_by_id
from reskontra.receivables.adjustment import KINDS, Adjusted, AdjustmentOrder, adjust_exchange_rates
from reskontra.receivables.as_of import EntryAsOf, entries_as_of
from reskontra.receivables.exchange_register import AdjustedGroup, RegisteredAdjustment, exchange_adjustments

exchange_rates = typer.Typer(no_args_is_help=True, help="Adjust entries and bank accounts to exchange rates.")

Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]
Currencies = Annotated[list[str] | None, typer.Option("--currency", help="Only these; may be given several times.")]


@command(exchange_rates, "adjust")
def adjust(  # noqa: PLR0913 - one option for each thing that may be chosen
    session: Session,
    as_of: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day whose rates and balances count.")],
    posting_date: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="A day of the same period.")],
    document: Annotated[str, typer.Option("--document", help="Document number of the adjustment.")],
    currency: Currencies = None,
    customers: Annotated[bool, typer.Option("--customers", help="Adjust customers.")] = False,
    vendors: Annotated[bool, typer.Option("--vendors", help="Adjust vendors.")] = False,
    banks: Annotated[bool, typer.Option("--banks", help="Adjust bank accounts.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted, and store nothing.")] = False,
    format: FormatOption = "table",
) -> None:
    """Adjust open entries and bank accounts in other currencies to a day's rates; all of them unless some are named."""
    company = find_company(name=session.company_name)
    chosen = tuple(kind for kind, wanted in zip(KINDS, (customers, vendors, banks), strict=True) if wanted)
    order = AdjustmentOrder(
        as_of=as_of.date(),
        posting_date=posting_date.date(),
        document=document,
        currencies=frozenset(currency_codes.validate(code) for code in currency or ()),
        kinds=chosen or KINDS,
    )
    done = adjust_exchange_rates(company=company, actor=session.actor, order=order, is_preview=preview)
    if format == "json":
        session.json(adjusted_data(company, done))
        return
    if done.groups:
        session.table(_columns(company), [_group_row(company, group) for group in done.groups])
    session.say(_ended(done, preview))


def _ended(done: Adjusted, preview: bool) -> str:
    if not done.groups:
        return _("Nothing has changed since the last adjustment.")
    if preview:
        return _("This is a preview; nothing was posted.")
    return _("Posted as {vouchers}.").format(vouchers=", ".join(done.vouchers))


def adjusted_data(company: CompanyFacts, done: Adjusted) -> dict[str, object]:
    """What an adjustment posted, or would post, as data."""
    return {
        "company": company.name,
        "adjustments": [_group_data(company, group) for group in done.groups],
        "vouchers": list(done.vouchers),
    }


def _group_data(company: CompanyFacts, group: AdjustedGroup) -> dict[str, str]:
    return {
        "kind": group.kind.lower(),
        "subject": group.subject,
        "currency": group.currency,
        "rate": f"{rate_units(group.rate_e8).normalize():f}",
        "base": format_minor(group.base_minor, group.currency),
        "base_local": format_minor(group.base_local_minor, company.currency),
        "adjustment": format_minor(group.adjustment_minor, company.currency),
    }


def adjustment_data(company: CompanyFacts, row: RegisteredAdjustment) -> dict[str, str]:
    """A line of the register of adjustments, as data."""
    head = {"as_of": row.as_of.isoformat(), "voucher": row.voucher, "by": row.created_by}
    return head | _group_data(company, row.group)


def _columns(company: CompanyFacts) -> list[tuple[str, bool]]:
    return [
        (_("Kind"), False), (_("Group or account"), False), (_("Rate"), True), (_("Balance"), True),
        (company.currency, True), (_("Adjustment"), True),
    ]  # fmt: skip


def _group_row(company: CompanyFacts, group: AdjustedGroup) -> tuple[str, ...]:
    kinds = {"CUSTOMER": _("Customers"), "VENDOR": _("Vendors"), "BANK": _("Bank account")}
    return (
        kinds[group.kind],
        group.subject,
        f"{rate_units(group.rate_e8).normalize():f}",
        f"{money(group.base_minor, group.currency)} {group.currency}",
        money(group.base_local_minor, company.currency),
        money(group.adjustment_minor, company.currency),
    )


@command(exchange_rates, "list")
def list_adjustments(
    session: Session,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only those as of this day.")] = None,
    format: FormatOption = "table",
) -> None:
    """List the register of exchange adjustments."""
    company = find_company(name=session.company_name)
    rows = exchange_adjustments(company=company, as_of=as_of.date() if as_of else None)
    if format == "json":
        session.json([adjustment_data(company, row) for row in rows])
        return
    columns = [(_("As of"), False), (_("Voucher"), False), *_columns(company), (_("By"), False)]
    session.table(
        columns,
        [(row.as_of.isoformat(), row.voucher, *_group_row(company, row.group), row.created_by) for row in rows],
    )


@command(report, "open-entries")
def open_entries(
    session: Session,
    as_of: Day,
    ledger: Annotated[str, typer.Option("--ledger", help="customer or vendor; both if left out.")] = "",
    party: Annotated[str, typer.Option("--party", help="A customer's or vendor's number; needs --ledger.")] = "",
    format: FormatOption = "table",
) -> None:
    """Entries that were open at the end of a day, with what remained of each."""
    company = find_company(name=session.company_name)
    kind = _ledger(ledger, party)
    party_id = find_party(company=company, ledger=kind, number=party).id if party else None
    rows = entries_as_of(company=company, ledger=kind, as_of=as_of.date(), party_id=party_id)
    parties = _parties(company, rows)
    total = sum(row.remaining_local_minor for row in rows)
    if format == "json":
        session.json(
            {
                "company": company.name,
                "as_of": as_of.date().isoformat(),
                "currency": company.currency,
                "entries": [_entry_data(company, row, parties[row.party_id]) for row in rows],
                "total_local": format_minor(total, company.currency),
            }
        )
        return
    shown = [_entry_row(company, row, parties[row.party_id]) for row in rows]
    shown.append(("", _("Total"), "", "", "", "", money(total, company.currency)))
    columns = [
        (_("Number"), False), (_("Name"), False), (_("Document"), False), (_("Date"), False), (_("Due"), False),
        (_("Remaining"), True), (company.currency, True),
    ]  # fmt: skip
    session.table(columns, shown)


def _ledger(ledger: str, party: str) -> str:
    if ledger not in ("", "customer", "vendor"):
        raise typer.BadParameter(_('"{ledger}" is no ledger. Write customer or vendor.').format(ledger=ledger))
    if party and not ledger:
        raise typer.BadParameter(_("--party {party} needs --ledger customer or vendor.").format(party=party))
    return ledger.upper()


def _parties(company: CompanyFacts, rows: Sequence[EntryAsOf]) -> dict[int, tuple[str, str]]:
    found = parties_by_id(company=company, ids={row.party_id for row in rows})
    return {id: (party.number, party.name) for id, party in found.items()}


def _entry_data(company: CompanyFacts, row: EntryAsOf, party: tuple[str, str]) -> dict[str, str]:
    return {
        "ledger": row.ledger.lower(),
        "account": party[0],
        "name": party[1],
        "document_type": row.document_type.lower(),
        "document_number": row.document_number,
        "posting_date": row.posting_date.isoformat(),
        "due_date": row.due_date.isoformat(),
        "currency": row.currency,
        "amount": format_minor(row.document_minor, row.currency),
        "remaining": format_minor(row.remaining_minor, row.currency),
        "remaining_local": format_minor(row.remaining_local_minor, company.currency),
    }


def _entry_row(company: CompanyFacts, row: EntryAsOf, party: tuple[str, str]) -> tuple[str, ...]:
    return (
        *party,
        row.document_number,
        row.posting_date.isoformat(),
        row.due_date.isoformat(),
        f"{money(row.remaining_minor, row.currency)} {row.currency}",
        money(row.remaining_local_minor, company.currency),
    )
