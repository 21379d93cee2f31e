"""vat-code list, vat-code set."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value
from reskontra.ledger.vat_codes import VatCodeChange, VatCodeFacts, set_vat_code, vat_codes

vat_code = typer.Typer(no_args_is_help=True, help="VAT codes: rates, and the accounts of VAT.")


def vat_code_data(one: VatCodeFacts) -> dict[str, Any]:
    """A VAT code as programs see it; rate: in percent."""
    return {
        "vat_code": one.code, "name": one.name, "rate": f"{one.rate:.2f}", "sales_account": one.sales_account,
        "purchase_account": one.purchase_account,
    }  # fmt: skip


@command(vat_code, "list")
def list_vat_codes(session: Session, format: FormatOption = "table") -> None:
    """List the VAT codes with their rates and accounts."""
    found = vat_codes(company=find_company(name=session.company_name))
    if format == "json":
        session.json([vat_code_data(one) for one in found])
        return
    columns = [(_("VAT code"), False), (_("Name"), False), (_("Rate, %"), True), (_("VAT on sales"), False),
               (_("VAT on purchases"), False)]  # fmt: skip
    rows = [(one.code, one.name, value(one.rate), one.sales_account, one.purchase_account) for one in found]
    session.table(columns, rows)


@command(vat_code, "set")
def change(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code on lines.")],
    rate: Annotated[str | None, typer.Option(help="In percent: 25.")] = None,
    sales_account: Annotated[str | None, typer.Option(help='Account of VAT on sales; "" for none.')] = None,
    purchase_account: Annotated[str | None, typer.Option(help='Account of VAT on purchases; "" for none.')] = None,
    name: Annotated[str | None, typer.Option(help="What it is called.")] = None,
) -> None:
    """Add a VAT code or change one; what is posted keeps its VAT."""
    wanted = VatCodeChange(_percent(rate), sales_account, purchase_account, name)
    company = find_company(name=session.company_name)
    done = set_vat_code(company=company, actor=session.actor, code=code, change=wanted)
    session.say(_("VAT code {code}: {rate} %.").format(code=done.code, rate=value(done.rate)))


def _percent(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as reason:
        raise typer.BadParameter(_('"{text}" is not a rate. Write it in percent, such as 25.').format(text=text)) from (
            reason
        )
