"""bad-debt confirm|fear|release|reopen|list: claims that are lost, or feared lost."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.money import Money, format_minor
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.receivables.bad_debts import WrittenOff, confirm_bad_debt, reopen_bad_debt
from reskontra.receivables.bad_debts_feared import Feared, fear_bad_debt, release_bad_debt
from reskontra.receivables.bad_debts_list import BadDebtLine, bad_debts
from reskontra.receivables.cli_entries import Day, Number, parse_name
from reskontra.receivables.correcting import ClaimOrder

bad_debt = typer.Typer(no_args_is_help=True, help="Claims that are lost, or feared lost.")

KINDS = {"CONFIRMED": noop("Lost"), "FEARED": noop("Feared lost")}

Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the voucher.")]
Amount = Annotated[str, typer.Option("--amount", help="How much of it; all that is left without.")]
Preview = Annotated[bool, typer.Option("--preview", help="Show what would come of it; store nothing.")]


def _ordered(
    session: Session, number: str, day: datetime | None, reason: str, amount: str = ""
) -> tuple[CompanyFacts, ClaimOrder]:
    """Which claim of which company, as the four commands name it."""
    company = find_company(name=session.company_name)
    return company, ClaimOrder(parse_name(number), reason, day.date() if day else today(), amount)


@command(bad_debt, "confirm")
def confirm(
    session: Session,
    number: Number,
    amount: Amount = "",
    day: Day = None,
    reason: Reason = "",
    preview: Preview = False,
    format: FormatOption = "table",
) -> None:
    """Write a claim off as lost: its VAT goes back, the rest is a loss."""
    company, order = _ordered(session, number, day, reason, amount)
    done = confirm_bad_debt(company=company, actor=session.actor, order=order, is_preview=preview)
    text = _("{document}: {amount} written off, {loss} lost and {vat} VAT taken back; {left} left.")
    _tell_written_off(session, done, text, format, preview)


@command(bad_debt, "reopen")
def reopen(
    session: Session,
    number: Number,
    day: Day = None,
    reason: Reason = "",
    preview: Preview = False,
    format: FormatOption = "table",
) -> None:
    """Open a claim again that was written off: money has come after all."""
    company, order = _ordered(session, number, day, reason)
    done = reopen_bad_debt(company=company, actor=session.actor, order=order, is_preview=preview)
    text = _("{document}: {amount} is open again, {loss} less lost and {vat} VAT owed again; {left} left.")
    _tell_written_off(session, done, text, format, preview)


def _tell_written_off(session: Session, done: WrittenOff, text: str, format: str, preview: bool) -> None:
    if format == "json":
        session.json(written_off_data(done, preview))
        return
    amounts = {"amount": done.amount, "loss": done.loss, "vat": done.vat, "left": done.left}
    session.say(text.format(document=done.document, **{name: value(amount) for name, amount in amounts.items()}))
    _tell_vouchers(session, done.vouchers, preview)


@command(bad_debt, "fear")
def fear(
    session: Session,
    number: Number,
    amount: Amount = "",
    day: Day = None,
    reason: Reason = "",
    preview: Preview = False,
    format: FormatOption = "table",
) -> None:
    """Post an allowance for a claim that may be lost; the claim stays open."""
    company, order = _ordered(session, number, day, reason, amount)
    done = fear_bad_debt(company=company, actor=session.actor, order=order, is_preview=preview)
    _tell_feared(session, done, _("{document}: {amount} is feared lost, allowance {allowance}."), format, preview)


@command(bad_debt, "release")
def release(
    session: Session,
    number: Number,
    day: Day = None,
    reason: Reason = "",
    preview: Preview = False,
    format: FormatOption = "table",
) -> None:
    """Take the allowance for a claim back."""
    company, order = _ordered(session, number, day, reason)
    done = release_bad_debt(company=company, actor=session.actor, order=order, is_preview=preview)
    text = _("{document}: {amount} is no longer feared lost, allowance {allowance} taken back.")
    _tell_feared(session, done, text, format, preview)


def _tell_feared(session: Session, done: Feared, text: str, format: str, preview: bool) -> None:
    if format == "json":
        session.json(feared_data(done, preview))
        return
    session.say(text.format(document=done.document, amount=value(done.amount), allowance=value(done.allowance)))
    _tell_vouchers(session, (done.voucher,), preview)


def _tell_vouchers(session: Session, vouchers: tuple[str, ...], preview: bool) -> None:
    if preview:
        session.say(_("A preview: nothing was stored."))
    else:
        session.say(_("Vouchers {vouchers}.").format(vouchers=", ".join(vouchers)))


@command(bad_debt, "list")
def list_bad_debts(
    session: Session,
    feared: Annotated[bool, typer.Option("--feared", help="Those feared lost alone.")] = False,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Those written off alone.")] = False,
    all: Annotated[bool, typer.Option("--all", help="Those taken back too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List what is lost and what is feared lost, by date."""
    company = find_company(name=session.company_name)
    kind = "" if feared == confirmed else "FEARED" if feared else "CONFIRMED"
    found = bad_debts(company=company, kind=kind, with_ended=all)
    if format == "json":
        session.json([bad_debt_data(one) for one in found])
        return
    rows = [
        (
            one.posting_date.isoformat(), _(KINDS[one.kind]), one.account, one.name, one.document,
            money(one.amount.minor, one.amount.currency), one.amount.currency,
            money(one.local.minor, one.local.currency), money(one.vat.minor, one.vat.currency),
            money(one.remaining.minor, one.remaining.currency), one.voucher, one.ended_by, one.reason,
        )
        for one in found
    ]  # fmt: skip
    columns = [
        (_("Date"), False), (_("Kind"), False), (_("Account"), False), (_("Name"), False), (_("Document"), False),
        (_("Amount"), True), (_("Currency"), False), (_("Local"), True), (_("VAT"), True), (_("Remaining"), True),
        (_("Voucher"), False), (_("Taken back"), False), (_("Reason"), False),
    ]  # fmt: skip
    session.table(columns, rows)


def _plain(amount: Money) -> str:
    return format_minor(amount.minor, amount.currency)


def bad_debt_data(one: BadDebtLine) -> dict[str, object]:
    """A claim that is lost, or feared lost, as data."""
    return {
        "kind": one.kind.lower(),
        "account": one.account,
        "name": one.name,
        "document_number": one.document,
        "currency": one.amount.currency,
        "amount": _plain(one.amount),
        "local_amount": _plain(one.local),
        "vat": _plain(one.vat),
        "remaining_amount": _plain(one.remaining),
        "posting_date": one.posting_date.isoformat(),
        "reason": one.reason,
        "voucher": one.voucher,
        "ended_by": one.ended_by,
    }


def written_off_data(done: WrittenOff, preview: bool) -> dict[str, object]:
    """What writing off, or opening again, did, as data."""
    return {
        "preview": preview, "document_number": done.document, "currency": done.amount.currency,
        "amount": _plain(done.amount), "loss": _plain(done.loss), "vat": _plain(done.vat),
        "remaining_amount": _plain(done.left), "vouchers": list(done.vouchers),
    }  # fmt: skip


def feared_data(done: Feared, preview: bool) -> dict[str, object]:
    """What posting an allowance, or taking it back, did, as data."""
    return {
        "preview": preview, "document_number": done.document, "currency": done.amount.currency,
        "amount": _plain(done.amount), "allowance": _plain(done.allowance), "voucher": done.voucher,
    }  # fmt: skip
