"""mandate create|list|show|edit|block|unblock|close|reopen|choose: what customers signed to be debited."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Refused
from reskontra.core.money import format_minor
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command, yes_no
from reskontra.receivables.cli_entries import parse_name
from reskontra.receivables.direct_debit_state_words import SCHEMES, debit_state, mandate_state, sequence_word
from reskontra.receivables.direct_debit_words import state_told
from reskontra.receivables.direct_debits.choosing import DEFAULT, NONE, choose_mandate
from reskontra.receivables.direct_debits.debit_data import debit_of_mandate_data, mandate_data
from reskontra.receivables.direct_debits.mandate_list import (
    MandateShown,
    customer_mandates,
    debits_of_mandate,
    mandate_shown,
)
from reskontra.receivables.direct_debits.mandates import (
    MandateTerms,
    block_mandate,
    change_mandate,
    close_mandate,
    create_mandate,
    find_mandate,
    terms_of,
    with_terms,
)

mandate = typer.Typer(no_args_is_help=True, help="Mandates of customers to be debited: SEPA core and B2B, Autogiro.")

Number = Annotated[str, typer.Argument(metavar="MANDATE", help="As the list shows it.")]
DayFormats = ["%Y-%m-%d"]
SchemeOption = Annotated[str, typer.Option("--scheme", metavar="SCHEME", help="core, b2b or autogiro.")]
Account = Annotated[str | None, typer.Option("--account", help="Which account of the customer, if it has several.")]
Bic = Annotated[str | None, typer.Option("--bic", help="The bank of that account.")]
PayerNumber = Annotated[str | None, typer.Option("--payer-number", help="Of Autogiro; the customer's number without.")]
ValidFrom = Annotated[datetime | None, typer.Option("--from", formats=DayFormats, help="The first day.")]
ValidTo = Annotated[datetime | None, typer.Option("--to", formats=DayFormats, help="The last day.")]
Signed = Annotated[datetime | None, typer.Option("--signed", formats=DayFormats, help="The day it was signed.")]
Expected = Annotated[int | None, typer.Option("--expected", help="Close it after so many debits.")]


class SchemeUnknown(Refused):
    code = "debit_scheme_unknown"
    template = '"{scheme}" is no scheme of direct debit here. Use one of {known}.'


def scheme_of(text: str) -> Scheme:
    """refuses   SchemeUnknown"""
    try:
        return Scheme(text.upper())
    except ValueError:
        raise SchemeUnknown(scheme=text[:20], known=tuple(one.value.lower() for one in Scheme)) from None


def day_of(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@command(mandate, "create")
def create(  # noqa: PLR0913 - one option for each thing that may be said of it
    session: Session,
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="By number.")],
    scheme: SchemeOption = "core",
    number: Annotated[str, typer.Option("--number", help="As it is on paper; the next of the series without.")] = "",
    account: Account = None,
    bic: Bic = None,
    payer_number: PayerNumber = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
    signed: Signed = None,
    one_off: Annotated[bool, typer.Option("--one-off", help="For one debit alone.")] = False,
    expected: Expected = None,
) -> None:
    """Keep a mandate that a customer gave."""
    company = find_company(name=session.company_name)
    terms = with_terms(
        MandateTerms(scheme=scheme_of(scheme), is_one_off=one_off),
        account=account, bic=bic, payer_number=payer_number, valid_from=day_of(valid_from), valid_to=day_of(valid_to),
        signed_date=day_of(signed), expected=expected,
    )  # fmt: skip
    row = create_mandate(company=company, actor=session.actor, customer=customer, terms=terms, number=number)
    session.say(
        _("Mandate {mandate} of {customer}: {scheme}, account {account}.").format(
            mandate=row.number, customer=customer, scheme=SCHEMES[row.scheme], account=row.account or row.payer_number
        )
    )


@command(mandate, "edit")
def edit(  # noqa: PLR0913 - one option for each thing that may be said of it
    session: Session,
    number: Number,
    customer: Annotated[str, typer.Option("--customer", help="Another's, while neither signed nor used.")] = "",
    scheme: Annotated[str | None, typer.Option("--scheme", metavar="SCHEME", help="core, b2b or autogiro.")] = None,
    account: Account = None,
    bic: Bic = None,
    payer_number: PayerNumber = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
    signed: Signed = None,
    one_off: Annotated[bool | None, typer.Option("--one-off/--recurring", help="For one debit, or several.")] = None,
    expected: Expected = None,
    unlimited: Annotated[bool, typer.Option("--unlimited", help="As many debits as may come.")] = False,
) -> None:
    """Change a mandate; what is not named stays."""
    company = find_company(name=session.company_name)
    terms = terms_of(find_mandate(company=company, number=number))
    if unlimited:
        terms = MandateTerms(
            terms.scheme, terms.account, terms.bic, terms.payer_number, terms.valid_from, terms.valid_to,
            terms.signed_date, terms.is_one_off,
        )  # fmt: skip
    terms = with_terms(
        terms,
        scheme=scheme_of(scheme) if scheme else None, account=account, bic=bic, payer_number=payer_number,
        valid_from=day_of(valid_from), valid_to=day_of(valid_to), signed_date=day_of(signed), is_one_off=one_off,
        expected=expected,
    )  # fmt: skip
    change_mandate(company=company, actor=session.actor, number=number, terms=terms, customer=customer)
    session.say(_("Mandate {mandate} is changed.").format(mandate=number))


@command(mandate, "list")
def list_mandates(
    session: Session,
    customer: Annotated[str, typer.Option("--customer", metavar="NUMBER", help="Of this customer alone.")] = "",
    all: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List mandates, with how often they were used."""
    company = find_company(name=session.company_name)
    found = customer_mandates(company=company, as_of=today(), customer=customer, with_all=all)
    if format == "json":
        session.json([mandate_data(one) for one in found])
        return
    columns = [
        (_("Mandate"), False), (_("Scheme"), False), (_("Customer"), False), (_("Name"), False), (_("Account"), False),
        (_("Signed"), False), (_("Until"), False), (_("Debits"), True), (_("Expected"), True), (_("State"), False),
    ]  # fmt: skip
    session.table(columns, [_row(one) for one in found])


def _row(one: MandateShown) -> tuple[str, ...]:
    return (
        one.number, SCHEMES[one.scheme], one.customer, one.name, one.account or one.payer_number, _day(one.signed_date),
        _day(one.valid_to), str(one.counter), "" if one.expected is None else str(one.expected),
        mandate_state(one.state, one.told),
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"


@command(mandate, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """Show a mandate, and the debits that used it."""
    company = find_company(name=session.company_name)
    one = mandate_shown(company=company, number=number, as_of=today())
    debits = debits_of_mandate(company=company, number=number)
    if format == "json":
        session.json({**mandate_data(one), "debits_made": [debit_of_mandate_data(debit) for debit in debits]})
        return
    for told, value in _told(one):
        session.say(f"{told}: {value}")
    if debits:
        session.say()
        columns = [
            (_("Debit number"), False), (_("Document"), False), (_("Day"), False), (_("Amount"), True),
            (_("Currency"), False), (_("Sequence"), False), (_("State"), False), (_("Reason"), False),
        ]  # fmt: skip
        session.table(
            columns,
            [
                (
                    debit.transaction_id, debit.document, debit.transfer_date.isoformat(),
                    format_minor(debit.amount.minor, debit.amount.currency), debit.amount.currency,
                    sequence_word(debit.sequence), debit_state(debit.state), debit.reason,
                )
                for debit in debits
            ],
        )  # fmt: skip


def _told(one: MandateShown) -> list[tuple[str, str]]:
    found = [
        (_("Mandate"), one.number), (_("Scheme"), SCHEMES[one.scheme]), (_("Customer"), f"{one.customer} {one.name}"),
        (_("Account"), one.account or "-"), (_("BIC"), one.bic or "-"), (_("From"), _day(one.valid_from)),
        (_("Until"), _day(one.valid_to)), (_("Signed"), _day(one.signed_date)), (_("One-off"), yes_no(one.is_one_off)),
        (_("Debits"), str(one.counter)), (_("Expected"), "-" if one.expected is None else str(one.expected)),
        (_("State"), mandate_state(one.state)), (_("Next in sequence"), sequence_word(one.sequence)),
    ]  # fmt: skip
    if one.payer_number:
        found.append((_("Payer number"), one.payer_number))
    if one.told:
        found.append((_("The bank told"), state_told(one.told)))
    return found


@command(mandate, "block")
def block(session: Session, number: Number) -> None:
    """Let no debit use a mandate."""
    company = find_company(name=session.company_name)
    block_mandate(company=company, actor=session.actor, number=number, is_blocked=True)
    session.say(_("Mandate {mandate} is blocked.").format(mandate=number))


@command(mandate, "unblock")
def unblock(session: Session, number: Number) -> None:
    """Let debits use a mandate again."""
    company = find_company(name=session.company_name)
    block_mandate(company=company, actor=session.actor, number=number, is_blocked=False)
    session.say(_("Mandate {mandate} may be used again.").format(mandate=number))


@command(mandate, "close")
def close(session: Session, number: Number) -> None:
    """Let a mandate be over."""
    company = find_company(name=session.company_name)
    close_mandate(company=company, actor=session.actor, number=number, is_closed=True)
    session.say(_("Mandate {mandate} is closed.").format(mandate=number))


@command(mandate, "reopen")
def reopen(session: Session, number: Number) -> None:
    """Take it back that a mandate is over."""
    company = find_company(name=session.company_name)
    close_mandate(company=company, actor=session.actor, number=number, is_closed=False)
    session.say(_("Mandate {mandate} is open again.").format(mandate=number))


@command(mandate, "choose")
def choose(
    session: Session,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="INV-1, or INV-1@C1 if several have it.")],
    number: Annotated[str, typer.Argument(metavar="MANDATE", help="By number; none, or default.")],
) -> None:
    """Choose the mandate that an open invoice is collected by: one, none, or the customer's default one again."""
    company = find_company(name=session.company_name)
    name = parse_name(document if ":" in document else f"customer:{document}")
    choose_mandate(company=company, actor=session.actor, name=name, mandate=number)
    told = {
        NONE: _("{document} is not collected by direct debit."),
        DEFAULT: _("{document} is collected by the customer's default mandate."),
    }.get(number, _("{document} is collected by mandate {mandate}."))
    session.say(told.format(document=name.number, mandate=number))
