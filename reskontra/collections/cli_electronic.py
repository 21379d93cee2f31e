"""reminders export-ubl, and the same of finance charge memos: what they charge, as electronic invoices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.cli_finance_charges import app as finance_charges
from reskontra.collections.cli_reminders import app as reminders
from reskontra.collections.electronic_invoices import InvoiceOrder, electronic_invoices
from reskontra.collections.finance_charges import KIND
from reskontra.collections.open_drafts import REMINDER
from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command
from reskontra.interface.tables import writer_to


def add_export(app: typer.Typer, kind: str) -> Callable[..., None]:
    """Give a noun its command to write electronic invoices of that kind."""

    @command(app, "export-ubl")
    def export_ubl(
        session: Session,
        numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...", help="Of issued ones.")],
        folder: Annotated[
            Path, typer.Option("--folder", metavar="FOLDER", help="Where NUMBER.xml of each is written.")
        ] = Path(),
        buyer: Annotated[
            str, typer.Option("--to", metavar="SCHEME:NUMBER", help="Peppol address, such as 0088:7350000000009.")
        ] = "",
        buyer_reference: Annotated[
            str, typer.Option("--buyer-reference", help="What the buyer finds it by; the customer's number without.")
        ] = "",
    ) -> None:
        """Write what they charge as electronic invoices (UBL, Peppol BIS Billing 3): all of them, or none."""
        company = find_company(name=session.company_name)
        order = InvoiceOrder(buyer, buyer_reference)
        found = electronic_invoices(company=company, kind=kind, numbers=numbers, order=order)
        writers = [writer_to(folder / file.name) for file in found]
        for file, write in zip(found, writers, strict=True):
            write(file.content)
        session.say(worded(_("{count:invoice|invoices} written to {folder}."), count=len(found), folder=str(folder)))

    return export_ubl


export_reminders = add_export(reminders, REMINDER)
export_finance_charges = add_export(finance_charges, KIND)
