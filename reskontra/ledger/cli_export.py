"""export sie4|vouchers|list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.database import bulk
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.interface.tables import bytes_out
from reskontra.ledger.sie_export import ExportOrder, export_sie
from reskontra.ledger.voucher_exports import (
    ExportFacts,
    VoucherOrder,
    export_again,
    export_vouchers,
    voucher_exports,
)

export = typer.Typer(no_args_is_help=True, help="Files for other programs.")


class Form(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"
    SIE4 = "sie4"


class SieType(StrEnum):
    WHOLE = "4"
    VOUCHERS = "4i"


@command(export, "sie4")
def sie4(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    type: Annotated[SieType, typer.Option(help="4: a fiscal year with balances; 4i: vouchers alone.")] = SieType.WHOLE,
    fiscal_year: Annotated[str, typer.Option(metavar="CODE", help="Which; else the last with a voucher.")] = "",
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Type 4i: vouchers from this day.")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Type 4i: vouchers up to this day.")
    ] = None,
) -> None:
    """Write the posted vouchers as a SIE 4 file, for the main books."""
    company = find_company(name=session.company_name)
    order = ExportOrder(
        is_whole=type is SieType.WHOLE,
        fiscal_year=fiscal_year,
        first=first.date() if first else None,
        last=last.date() if last else None,
    )
    done = export_sie(company=company, order=order, written=bulk.moment().date())
    with bytes_out(path) as stream:
        stream.writelines(done.pieces)
    told = _("{file}: {vouchers:voucher|vouchers} with {rows:row|rows}, {first} to {last}.")
    session.say(worded(told, file=path.name, vouchers=done.vouchers, rows=done.rows, first=done.first, last=done.last))
    if done.unclosed:
        told = _("The opening balances sum to {sum}: the results of earlier years are not carried over.")
        session.say(told.format(sum=value(done.unclosed)))


@command(export, "vouchers")
def vouchers(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    format: Annotated[
        Form | None,
        typer.Option(help="csv: a row for each line; jsonl: a voucher on each line; sie4: type 4I. Without it csv."),
    ] = None,
    since_last: Annotated[
        bool, typer.Option("--since-last", help="Only what was posted since the last such export.")
    ] = False,
    receiver: Annotated[
        str, typer.Option("--for", metavar="NAME", help="Whom it is for: what is new is told for each by itself.")
    ] = "",
    again: Annotated[
        int | None,
        typer.Option("--again", metavar="NUMBER", help="The file of that export once more, as it was."),
    ] = None,
) -> None:
    """Write posted vouchers for another program, and remember which: all, or those since the last time."""
    company = find_company(name=session.company_name)
    if again is not None and (since_last or receiver):
        raise typer.BadParameter(_("--again writes what was written. Leave --since-last and --for out."))

    def write(pieces: Iterable[bytes]) -> None:
        with bytes_out(path) as stream:
            stream.writelines(pieces)

    if again is not None:
        done = export_again(company=company, number=again, write=write, form=format or "")
        told = _("{file}: export {number} again, {vouchers:voucher|vouchers} with {rows:row|rows}.")
    else:
        order = VoucherOrder(form=format or Form.CSV, receiver=receiver.strip(), since_last=since_last)
        made = export_vouchers(company=company, actor=session.actor, order=order, write=write)
        if made is None:
            session.say(_("Nothing was posted since the last export; no file was written."))
            return
        done = made
        told = _("{file}: export {number}, {vouchers:voucher|vouchers} with {rows:row|rows}.")
    session.say(worded(told, file=path.name, number=done.number, vouchers=done.vouchers, rows=done.rows))


@command(export, "list")
def list_(session: Session, format: FormatOption = "table") -> None:
    """List the exports of vouchers, the latest first."""
    found = voucher_exports(company=find_company(name=session.company_name))
    if format == "json":
        session.json([asdict(one) | {"made_at": one.made_at.isoformat()} for one in found])
        return
    columns = [
        (_("Export"), True), (_("For"), False), (_("Format"), False), (_("Posting runs"), True), (_("Vouchers"), True),
        (_("Rows"), True), (_("Made"), False), (_("By"), False), ("SHA-256", False),
    ]  # fmt: skip
    rows = [
        (
            str(one.number), one.receiver, one.form, _runs(one), value(one.vouchers),
            value(one.rows), value(one.made_at), one.made_by, one.sha256[:12],
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def _runs(one: ExportFacts) -> str:
    return f"{one.after_run + 1}–{one.until_run}" if one.until_run > one.after_run else ""
