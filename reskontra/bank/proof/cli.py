"""bank-account proof, sign, sign-offs, unsign."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.proof.figures import prove
from reskontra.bank.proof.paper import proof_pdf, proof_report, signed_words, withdrawn_words
from reskontra.bank.proof.signing import sign_proof, withdraw_sign_off
from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.interface.tables import Output, ReportFormat, bytes_out, print_report
from reskontra.ledger.cli import bank_account
from reskontra.ledger.queries import BankAccountFacts, bank_accounts, find_bank_account
from reskontra.ledger.sign_offs import SignOffFacts, sign_off_as_of, sign_offs

AsOf = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The end of this day: 2026-03-31.")]


@command(bank_account, "proof")
def proof(
    session: Session,
    number: str,
    as_of: AsOf,
    format: ReportFormat = "",
    output: Output = None,
) -> None:
    """What proves the account at the end of a day: the bank's balance, what lies between, and the books."""
    company = find_company(name=session.company_name)
    account = find_bank_account(company=company, number=number)
    found = prove(company=company, account=account, as_of=as_of.date())
    if format == "pdf" or (not format and output and output.suffix.lower() == ".pdf"):
        signed = sign_off_as_of(company=company, bank_account_id=account.id, as_of=found.as_of)
        with bytes_out(output) as stream:
            stream.write(proof_pdf(company, found, signed))
        return
    print_report(session, proof_report(company=company, proof=found), format=format, output=output)


@command(bank_account, "sign")
def sign(
    session: Session,
    number: str,
    as_of: AsOf,
    explanation: Annotated[str, typer.Option(help="Why what is unexplained is so.")] = "",
) -> None:
    """Sign what proves the account: its figures stay, and the time until then is locked. A second person signs too."""
    company = find_company(name=session.company_name)
    signed = sign_proof(
        company=company, actor=session.actor, number=number, as_of=as_of.date(), today=today(), explanation=explanation
    )
    session.say(signed_words(number, signed))


@command(bank_account, "unsign")
def unsign(
    session: Session,
    number: str,
    as_of: AsOf,
    reason: Annotated[str, typer.Option(help="Why the sign-off is taken back.")] = "",
) -> None:
    """Take the account's latest sign-off back; the time until then is open again."""
    company = find_company(name=session.company_name)
    withdraw_sign_off(company=company, actor=session.actor, number=number, as_of=as_of.date(), reason=reason)
    session.say(withdrawn_words(number, as_of.date()))


@command(bank_account, "sign-offs")
def list_sign_offs(
    session: Session,
    number: Annotated[str, typer.Argument(metavar="[NUMBER]", help="One account; all if left out.")] = "",
    format: FormatOption = "table",
) -> None:
    """List what is signed off, and by whom; also what was taken back."""
    company = find_company(name=session.company_name)
    chosen = find_bank_account(company=company, number=number) if number else None
    known = {one.id: one for one in bank_accounts(company=company)}
    found = sign_offs(company=company, bank_account_id=chosen.id if chosen else None)
    if format == "json":
        session.json([sign_off_data(one, known[one.bank_account_id]) for one in found])
        return
    columns = [
        (_("Account"), False), (_("As of"), False), (_("Balance by the books"), True), (_("Unexplained"), True),
        (_("Signed by"), False), (_("And by"), False), (_("Taken back"), False),
    ]  # fmt: skip
    session.table(columns, [_row(known[one.bank_account_id].number, known[one.bank_account_id].currency, one)
                            for one in found])  # fmt: skip


def _row(number: str, currency: str, one: SignOffFacts) -> tuple[str, ...]:
    back = f"{one.withdrawn_by}: {one.withdrawn_reason}" if one.withdrawn_by else ""
    second = _("awaited") if one.waits_for_second else one.second_by
    books, rest = (money(minor, currency) for minor in (one.figures.books, one.figures.unexplained))
    return (number, value(one.as_of), books, rest, one.signed_by, second, back)


def sign_off_data(one: SignOffFacts, account: BankAccountFacts) -> dict[str, object]:
    """A sign-off as data."""
    figures = {"books": one.figures.books, "bank": one.figures.bank, "unexplained": one.figures.unexplained}
    return {
        "bank_account": account.number, "as_of": one.as_of.isoformat(),
        **{name: format_minor(minor, account.currency) for name, minor in figures.items()},
        "explanation": one.explanation, "signed_by": one.signed_by, "second_by": one.second_by,
        "waits_for_second": one.waits_for_second, "withdrawn_by": one.withdrawn_by,
        "withdrawn_reason": one.withdrawn_reason,
    }  # fmt: skip
