"""direct-debit ask|asked|asked-file, mandate adopt: mandates of Autogiro, and what Bankgirot is asked of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.refusals import wording
from reskontra.interface.tables import writer_to
from reskontra.receivables.cli_direct_debit import direct_debit
from reskontra.receivables.cli_mandates import mandate
from reskontra.receivables.direct_debit_words import answer_told, asked_told, request_word
from reskontra.receivables.direct_debits.adopting import Adopted, adopt_known, adopt_mandate
from reskontra.receivables.direct_debits.asking import MandatesAsked, ask_mandates, mandate_file
from reskontra.receivables.direct_debits.debit_data import request_data
from reskontra.receivables.direct_debits.request_answers import mandate_requests

File = Annotated[Path, typer.Argument(metavar="FILE", help="To be written, and sent to the bank.")]


@command(direct_debit, "ask")
def ask(
    session: Session,
    bank_account: Annotated[str, typer.Argument(metavar="BANK_ACCOUNT", help="Whose bankgiro number collects.")],
    file: File,
    only: Annotated[
        list[str] | None,
        typer.Option("--mandate", metavar="MANDATE", help="This one alone, also one that was rejected; repeatable."),
    ] = None,
) -> None:
    """Write the file that asks Bankgirot to enter new mandates of Autogiro and to take closed ones out."""
    company = find_company(name=session.company_name)
    write = writer_to(file)
    done = ask_mandates(
        company=company, actor=session.actor, bank_account=bank_account, today=today(), only=tuple(only or ())
    )
    write(done.content)
    session.say(f"{file.name}: {_asked(done)}")
    for fault in done.kept_back:
        session.say(wording(fault))


def _asked(done: MandatesAsked) -> str:
    return asked_told(done.number, len(done.entered), len(done.taken_out), len(done.kept_back))


@command(direct_debit, "asked")
def asked(session: Session, format: FormatOption = "table") -> None:
    """List what Bankgirot was asked about mandates, the newest first, and what it answered."""
    found = mandate_requests(company=find_company(name=session.company_name))
    if format == "json":
        session.json([request_data(one) for one in found])
        return
    columns = [
        (_("File"), True), (_("Day"), False), (_("Bankgiro"), False), (_("What was asked"), False),
        (_("Mandate"), False), (_("Customer"), False), (_("Payer number"), False), (_("Answer"), False),
        (_("Since"), False),
    ]  # fmt: skip
    session.table(
        columns,
        [
            (
                str(one.file), one.day.isoformat(), one.payee, request_word(one.kind), one.mandate, one.customer,
                one.payer_number, answer_told(one.answer, one.comment),
                one.answered_date.isoformat() if one.answered_date else "-",
            )
            for one in found
        ],
    )  # fmt: skip


@command(direct_debit, "asked-file")
def asked_file(session: Session, number: Annotated[int, typer.Argument(metavar="NUMBER")], file: File) -> None:
    """Write a file of mandates again, as it was."""
    write = writer_to(file)
    _name, content = mandate_file(company=find_company(name=session.company_name), number=number)
    write(content)
    session.say(_("{file}: file {number} as it was written.").format(file=file.name, number=number))


@command(mandate, "adopt")
def adopt(
    session: Session,
    payer_number: Annotated[
        str, typer.Argument(metavar="PAYER_NUMBER", help="All whose customers are known without it.")
    ] = "",
    customer: Annotated[str, typer.Option("--customer", help="Whose it is, where the bank's is not known.")] = "",
) -> None:
    """Keep mandates of Autogiro that Bankgirot told of, as those signed in the internet bank."""
    company = find_company(name=session.company_name)
    if payer_number:
        found = [adopt_mandate(company=company, actor=session.actor, payer_number=payer_number, customer=customer)]
    else:
        found = adopt_known(company=company, actor=session.actor)
    for one in found:
        session.say(_adopted(one))
    session.say(worded(_("{mandates:mandate|mandates} kept."), mandates=len(found)))


def _adopted(one: Adopted) -> str:
    told = _("Mandate {mandate} of {customer}, payer number {number}, signed {day}.")
    return told.format(
        mandate=one.mandate, customer=one.customer, number=one.payer_number, day=one.signed_date.isoformat()
    )
