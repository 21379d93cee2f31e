"""direct-debit setup|make|list|show|check|edit|remove|export|post|reject|close: collections of debits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.wording import worded
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command, is_confirmed, yes_no
from reskontra.interface.display import money, value
from reskontra.interface.files import opened
from reskontra.interface.refusals import wording
from reskontra.interface.tables import writer_to
from reskontra.receivables.cli_direct_debit import direct_debit
from reskontra.receivables.cli_mandates import DayFormats, day_of, scheme_of
from reskontra.receivables.direct_debit_state_words import SCHEMES, collection_state, debit_state, sequence_word
from reskontra.receivables.direct_debit_words import came_back_told, left_out_told, posted_told, reason_told
from reskontra.receivables.direct_debits.changing import DebitChange, change_debit, close_collection, remove_debit
from reskontra.receivables.direct_debits.checking import check_collection
from reskontra.receivables.direct_debits.collections import DebitShown, collection_shown, collections, debits_of
from reskontra.receivables.direct_debits.debit_data import collection_data, debit_data, setup_data
from reskontra.receivables.direct_debits.debit_setup import (
    DebitSetupFacts,
    debit_setup_of,
    debit_setups,
    set_debit_setup,
)
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.faults import faults_shown
from reskontra.receivables.direct_debits.making import MakeOrder, make_collection
from reskontra.receivables.direct_debits.posting import post_collection
from reskontra.receivables.direct_debits.returning import Rejection, reject_debit
from reskontra.receivables.direct_debits.status_reports import take_status_report

Number = Annotated[str, typer.Argument(metavar="COLLECTION", help="As the list shows it.")]
Debit = Annotated[int, typer.Argument(metavar="DEBIT", min=1, help="Its number in the collection.")]


@command(direct_debit, "setup")
def setup(  # noqa: PLR0913 - one option for each thing that may be set
    session: Session,
    bank_account: Annotated[str, typer.Argument(metavar="[BANK_ACCOUNT]", help="By number; all without.")] = "",
    creditor_id: Annotated[str | None, typer.Option("--creditor-id", help="SEPA creditor identifier.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Who collects; the company's name without.")] = None,
    bic: Annotated[str | None, typer.Option("--bic", help="The bank of the account.")] = None,
    version: Annotated[str | None, typer.Option("--version", help="Of pain.008: 02 or 08.")] = None,
    batch: Annotated[bool | None, typer.Option("--batch/--single", help="The bank books a sum, or each.")] = None,
    other_currencies: Annotated[
        bool | None, typer.Option("--other-currencies/--euro-only", help="Whether the bank takes other than EUR.")
    ] = None,
    bankgirot: Annotated[str | None, typer.Option("--bankgirot", help="Your customer number there: 6 digits.")] = None,
    format: FormatOption = "table",
) -> None:
    """Show, or set, what your bank and Bankgirot gave you, to collect to an own bank account."""
    company = find_company(name=session.company_name)
    named = {
        "creditor_id": creditor_id, "name": name, "bic": bic, "version": version, "is_batch": batch,
        "allows_other_currencies": other_currencies, "bankgirot_number": bankgirot,
    }  # fmt: skip
    changed = {key: given for key, given in named.items() if given is not None}
    if changed and not bank_account:
        raise typer.BadParameter(_("What is set belongs to a bank account. Name it."))
    if changed:
        terms = replace(debit_setup_of(company=company, number=bank_account).terms, **changed)  # type: ignore[arg-type]
        set_debit_setup(company=company, actor=session.actor, number=bank_account, terms=terms)
    found = debit_setups(company=company)
    if bank_account:
        found = [debit_setup_of(company=company, number=bank_account)]
    if format == "json":
        session.json([setup_data(one) for one in found])
        return
    _tell_setups(session, found)


def _tell_setups(session: Session, found: Sequence[DebitSetupFacts]) -> None:
    columns = [
        (_("Bank account"), False), (_("IBAN"), False), (_("Creditor identifier"), False), (_("Name"), False),
        (_("BIC"), False), (_("Version"), False), (_("In one sum"), False), (_("Bankgiro"), False),
        (_("Bankgirot number"), False),
    ]  # fmt: skip
    session.table(
        columns,
        [
            (
                one.account.number, one.account.iban, one.terms.creditor_id, one.terms.name, one.terms.bic,
                f"pain.008.001.{one.terms.version}", yes_no(one.terms.is_batch), one.account.bankgiro,
                one.terms.bankgirot_number,
            )
            for one in found
        ],
    )  # fmt: skip


@command(direct_debit, "make")
def make(
    session: Session,
    bank_account: Annotated[str, typer.Argument(metavar="BANK_ACCOUNT", help="Where the money goes.")],
    last: Annotated[datetime, typer.Option("--to", formats=DayFormats, help="Invoices due up to this day.")],
    first: Annotated[datetime | None, typer.Option("--from", formats=DayFormats, help="And from this day.")] = None,
    scheme: Annotated[str, typer.Option("--scheme", metavar="SCHEME", help="core, b2b or autogiro.")] = "core",
    with_all: Annotated[
        bool, typer.Option("--all", help="Also invoices that no mandate holds for, of customers who have one.")
    ] = False,
) -> None:
    """Make a collection: a debit for each open invoice that falls due and whose customer has a mandate."""
    company = find_company(name=session.company_name)
    order = MakeOrder(bank_account, scheme_of(scheme), last.date(), day_of(first), with_all)
    done = make_collection(company=company, actor=session.actor, order=order, today=today())
    told = _("Collection {number}: {debits:debit|debits}, {amount}.")
    session.say(worded(told, number=done.number, debits=done.debits, amount=value(done.amount)))
    if left_out := left_out_told(done):
        session.say(left_out)
    if done.faulty:
        _tell_faulty(session, company, done.number)


def _tell_faulty(session: Session, company: CompanyFacts, number: str) -> None:
    for one in faults_shown(
        collection_shown(company=company, number=number), debits_of(company=company, number=number)
    ):
        session.say(wording(one))


@command(direct_debit, "list")
def list_collections(
    session: Session,
    all: Annotated[bool, typer.Option("--all", help="Posted, closed and cancelled ones too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List collections that are new or with the bank."""
    company = find_company(name=session.company_name)
    found = collections(company=company, with_all=all)
    if format == "json":
        session.json([collection_data(one) for one in found])
        return
    columns = [
        (_("Debit collection"), False), (_("Scheme"), False), (_("Bank account"), False), (_("Due to"), False),
        (_("Debits"), True), (_("Amount"), True), (_("Currency"), False), (_("Kept from the bank"), True),
        (_("State"), False), (_("Message"), False),
    ]  # fmt: skip
    session.table(
        columns,
        [
            (
                one.number, SCHEMES[one.scheme], one.bank_account, one.to_date.isoformat(), str(one.debits),
                money(one.amount.minor, one.amount.currency), one.amount.currency, str(one.faulty or ""),
                collection_state(one.state), one.message_id,
            )
            for one in found
        ],
    )  # fmt: skip


@command(direct_debit, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """Show a collection and its debits."""
    company = find_company(name=session.company_name)
    one = collection_shown(company=company, number=number)
    debits = debits_of(company=company, number=number)
    if format == "json":
        session.json({**collection_data(one), "lines": [debit_data(debit) for debit in debits]})
        return
    told = _("Collection {number}: {scheme}, bank account {bank_account}, {state}, {amount}.")
    session.say(
        told.format(
            number=one.number, scheme=SCHEMES[one.scheme], bank_account=one.bank_account,
            state=collection_state(one.state), amount=value(one.amount),
        )
    )  # fmt: skip
    _tell_debits(session, debits)
    _tell_faulty(session, company, number)


def _tell_debits(session: Session, debits: Sequence[DebitShown]) -> None:
    columns = [
        (_("Number"), True), (_("Customer"), False), (_("Name"), False), (_("Document"), False), (_("Mandate"), False),
        (_("Day"), False), (_("Amount"), True), (_("Sequence"), False), (_("State"), False), (_("Voucher"), False),
        (_("Reason"), False),
    ]  # fmt: skip
    session.table(
        columns,
        [
            (
                str(one.number), one.customer, one.name, one.document, one.mandate, one.transfer_date.isoformat(),
                money(one.amount.minor, one.amount.currency), sequence_word(one.sequence), debit_state(one.state),
                one.voucher, came_back_told(one.reason, one.reason_text),
            )
            for one in debits
        ],
    )  # fmt: skip


@command(direct_debit, "check")
def check(
    session: Session,
    number: Number,
    reset_dates: Annotated[bool, typer.Option("--reset-dates", help="Days that have passed become today.")] = False,
) -> None:
    """Check the debits of a new collection, and keep with each what keeps it from the bank."""
    company = find_company(name=session.company_name)
    done = check_collection(
        company=company, actor=session.actor, number=number, as_of=today(), resets_dates=reset_dates
    )
    told = _("{fit:debit|debits} may go to the bank, {faulty} may not.")
    session.say(worded(told, fit=done.fit, faulty=done.faulty))
    _tell_faulty(session, company, number)


@command(direct_debit, "edit")
def edit(
    session: Session,
    number: Number,
    debit: Debit,
    amount: Annotated[str | None, typer.Option("--amount", help="How much of the invoice.")] = None,
    day: Annotated[datetime | None, typer.Option("--day", formats=DayFormats, help="When it is debited.")] = None,
    message: Annotated[str | None, typer.Option("--message", help="What the customer reads.")] = None,
    mandate: Annotated[str | None, typer.Option("--mandate", help="By number.")] = None,
) -> None:
    """Change a debit of a new collection."""
    company = find_company(name=session.company_name)
    change = DebitChange(amount, day_of(day), message, mandate)
    row = change_debit(
        company=company, actor=session.actor, collection=number, number=debit, change=change, today=today()
    )
    session.say(_("Debit {debit} is changed.").format(debit=row.transaction_id))
    _tell_faulty(session, company, number)


@command(direct_debit, "remove")
def remove(session: Session, number: Number, debit: Debit) -> None:
    """Take a debit out of a new collection."""
    company = find_company(name=session.company_name)
    remove_debit(company=company, actor=session.actor, collection=number, number=debit, today=today())
    session.say(_("Debit {debit} is taken out of collection {number}.").format(debit=debit, number=number))


@command(direct_debit, "export")
def export(
    session: Session,
    number: Number,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="To be written, and sent to the bank.")],
) -> None:
    """Write the file for the bank: all debits, or none. The same file again is written as it was."""
    company = find_company(name=session.company_name)
    write = writer_to(file)
    done = export_collection(company=company, actor=session.actor, number=number, today=today())
    write(done.content)
    told = _("{file}: {debits:debit|debits}, {amount}.")
    session.say(worded(told, file=file.name, debits=done.debits, amount=value(done.amount)))
    if not done.is_new:
        session.say(_("It was created before, and is as it was."))


@command(direct_debit, "post")
def post(
    session: Session,
    number: Number,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted, and post nothing.")] = False,
) -> None:
    """Post what was collected: a payment for each debit whose day has come, applied to its invoice."""
    company = find_company(name=session.company_name)
    done = post_collection(company=company, actor=session.actor, number=number, today=today(), is_preview=preview)
    for told in posted_told(done, is_preview=preview):
        session.say(told)


@command(direct_debit, "reject")
def reject(
    session: Session,
    number: Number,
    debit: Debit,
    reason: Annotated[str, typer.Option("--reason", help="The bank's code: AC04.")],
    text: Annotated[str, typer.Option("--text", help="In words.")] = "",
    day: Annotated[datetime | None, typer.Option("--day", formats=DayFormats, help="When it came back.")] = None,
) -> None:
    """Keep that the bank did not collect: the invoice is open again, and what was posted is reversed."""
    company = find_company(name=session.company_name)
    rejection = Rejection(reason, text, day_of(day))
    done = reject_debit(company=company, actor=session.actor, collection=number, number=debit, rejection=rejection)
    told = _("Debit {debit} is rejected, {reason}: {amount} of {document} is open.")
    session.say(
        told.format(
            debit=done.debit, reason=reason_told(done.reason), amount=value(done.amount), document=done.document
        )
    )
    if done.counter:
        session.say(_("The payment is reversed by {voucher}.").format(voucher=done.counter))


@command(direct_debit, "status")
def status(
    session: Session, path: Annotated[Path, typer.Argument(metavar="FILE", help="The bank's pain.002.")]
) -> None:
    """Take what the bank answers to a file of debits: what it rejects is open again, and told."""
    company = find_company(name=session.company_name)
    session.file = path.name
    with opened(path) as stream:
        done = take_status_report(company=company, actor=session.actor, name=path.name, stream=stream)
    for one in done.rejected:
        told = _("Debit {debit} is rejected, {reason}: {amount} of {document} is open.")
        session.say(
            told.format(
                debit=one.debit, reason=reason_told(one.reason), amount=value(one.amount), document=one.document
            )
        )
        if one.counter:
            session.say(_("The payment is reversed by {voucher}.").format(voucher=one.counter))
    for stuck in done.stuck:
        session.say(_("Debit {debit} was rejected and stands.").format(debit=stuck.debit) + " " + wording(stuck.why))
    told = _("Collection {number}: {accepted} accepted, {waiting} waiting, {rejected} rejected, {known} known.")
    session.say(
        told.format(
            number=done.collection, accepted=done.accepted, waiting=done.waiting, rejected=len(done.rejected),
            known=done.known,
        )
    )  # fmt: skip


@command(direct_debit, "close")
def close(
    session: Session,
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why; once its file was created.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Give a collection up: a new one is cancelled, one whose file was created is closed."""
    company = find_company(name=session.company_name)
    one = collection_shown(company=company, number=number)
    question = _("Close collection {number}, {state}?").format(number=number, state=collection_state(one.state))
    if not yes and not is_confirmed(question):
        session.say(_("Nothing was changed. Confirm with --yes."))
        return
    row = close_collection(company=company, actor=session.actor, number=number, reason=reason)
    session.say(_("Collection {number}: {state}.").format(number=number, state=collection_state(row.state)))
