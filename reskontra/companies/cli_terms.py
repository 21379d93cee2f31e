"""payment-terms list, payment-terms set."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.companies.terms import TermsChange, TermsFacts, set_terms, terms_list
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import value

payment_terms = typer.Typer(no_args_is_help=True, help="Payment terms: when documents are due, and cash discounts.")


def _percent(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        percent = Decimal(text.replace(",", "."))
    except InvalidOperation:
        percent = Decimal("NaN")
    if not percent.is_finite():
        raise typer.BadParameter(_('"{text}" is not a percentage. Write a number such as 2 or 1.5.').format(text=text))
    return percent


@command(payment_terms, "list")
def list_terms(
    session: Session,
    day: Annotated[
        datetime | None,
        typer.Option("--document-date", formats=["%Y-%m-%d"], help="The date of the document in the example; today's."),
    ] = None,
    format: FormatOption = "table",
) -> None:
    """List the payment terms with the dates that they give a document."""
    found = terms_list(company=find_company(name=session.company_name))
    document_date = day.date() if day else today()
    if format == "json":
        session.json([terms_data(one, document_date) for one in found])
        return
    columns = [
        (_("Code"), False), (_("Name"), False), (_("Due"), False), (_("Discount"), False), ("%", True),
        (_("Credit memos too"), False), (_("Dated {date}: due").format(date=document_date), False),
        (_("Discount until"), False),
    ]  # fmt: skip
    rows = [
        (
            one.code, one.name, one.due_formula, one.discount_formula,
            value(one.discount_percent) if one.discount_percent else "",
            _("yes") if one.discounts_credit_memos else "",
            *map(_told, (one.due_date(document_date), one.discount_date(document_date))),
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


def _told(day: date | None) -> str:
    return day.isoformat() if day else ""


def terms_data(one: TermsFacts, document_date: date) -> dict[str, str | bool | None]:
    """Payment terms, with the days that they give a document of the day."""
    discount_date = one.discount_date(document_date)
    return {
        "payment_terms": one.code,
        "name": one.name,
        "due_formula": one.due_formula,
        "discount_formula": one.discount_formula,
        "discount_percent": f"{one.discount_percent:.2f}",
        "discounts_credit_memos": one.discounts_credit_memos,
        "document_date": document_date.isoformat(),
        "due_date": one.due_date(document_date).isoformat(),
        "discount_date": discount_date.isoformat() if discount_date else None,
    }


@command(payment_terms, "set")
def change(
    session: Session,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The code that customers, vendors and documents bear.")],
    due: Annotated[str | None, typer.Option(metavar="FORMULA", help="From the document date: 30D, 1M, CM+10D.")] = None,
    discount: Annotated[
        str | None, typer.Option(metavar="FORMULA", help='Last day of the cash discount; "" for no discount.')
    ] = None,
    percent: Annotated[str | None, typer.Option(help="Cash discount in percent: 2.")] = None,
    name: Annotated[str | None, typer.Option(help="What they are called.")] = None,
    credit_memos: Annotated[
        bool | None,
        typer.Option(
            "--discount-on-credit-memos/--no-discount-on-credit-memos", help="Whether credit memos bear it too."
        ),
    ] = None,
) -> None:
    """Add payment terms or change them; what is posted keeps its dates."""
    company = find_company(name=session.company_name)
    wanted = TermsChange(due, discount, _percent(percent), name, credit_memos)
    done = set_terms(company=company, actor=session.actor, code=code, change=wanted)
    this_day = today()
    session.say(
        _("{code}: due {formula}; a document of {date} on {due}.").format(
            code=done.code, formula=done.due_formula or "0D", date=this_day, due=done.due_date(this_day)
        )
    )
