"""payment-proposal make|list|show|edit|remove|approve|export|status|post|cancel: vendors and refunds paid."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.wording import worded
from reskontra.formats.pain001 import VERSIONS
from reskontra.interface.clock import today
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.interface.files import opened
from reskontra.interface.refusals import wording
from reskontra.interface.tables import bytes_out
from reskontra.journals.paying.again import paid_again
from reskontra.journals.paying.answers import take_answer
from reskontra.journals.paying.change import (
    PaymentEdit,
    approve_proposal,
    cancel_proposal,
    edit_payment,
    remove_payment,
)
from reskontra.journals.paying.doubled import paid_twice
from reskontra.journals.paying.export import export_proposal
from reskontra.journals.paying.facts import ProposalFacts, find_proposal
from reskontra.journals.paying.findings import all_refusals
from reskontra.journals.paying.jobs import proposal_preview
from reskontra.journals.paying.make import ProposalOrder, make_proposal
from reskontra.journals.paying.post import post_proposal
from reskontra.journals.paying.shown import (
    OUTCOME_WORDS,
    STATES,
    answer_told,
    answered_data,
    line_state,
    listed_data,
    posted_told,
    proposal_data,
    proposals,
    reason_told,
    state_of,
)
from reskontra.journals.voucher_preview import VoucherPreview

payment_proposal = typer.Typer(
    no_args_is_help=True, help="Payments to vendors and refunds: proposed, approved by another, sent, posted."
)

Number = Annotated[int, typer.Argument(metavar="PROPOSAL", min=1, help="As the list shows it.")]
PayAgain = Annotated[
    str,
    typer.Option(
        "--pay-again", metavar="REASON", help="The bank stopped earlier payments of the documents: how is it known."
    ),
]
_DAY = ["%Y-%m-%d"]


@command(payment_proposal, "make")
def make(  # noqa: PLR0913 - each is a word on what is paid
    session: Session,
    bank_account: Annotated[str, typer.Argument(metavar="BANK_ACCOUNT", help="The own account that pays.")],
    until: Annotated[datetime, typer.Option("--until", formats=_DAY, help="What is due on this day or before.")],
    date: Annotated[
        datetime | None, typer.Option("--date", formats=_DAY, help="First day of payment; else today.")
    ] = None,
    discounts_until: Annotated[
        datetime | None,
        typer.Option("--discounts-until", formats=_DAY, help="Also what has a cash discount that ends until this day."),
    ] = None,
    most: Annotated[str, typer.Option("--most", metavar="AMOUNT", help="No more than this together.")] = "",
    vendor: Annotated[list[str] | None, typer.Option("--vendor", help="Only this one; repeatable.")] = None,
    no_refunds: Annotated[bool, typer.Option("--no-refunds", help="No repayments to customers.")] = False,
    on_last_day: Annotated[
        bool, typer.Option("--on-last-day", help="Each on the last bank day that costs no more.")
    ] = False,
    bic: Annotated[str, typer.Option("--bic", help="Of the own bank, if it asks for it in the file.")] = "",
    format: FormatOption = "table",
) -> None:
    """Propose to pay what is due: open documents of vendors, and approved repayments to customers."""
    company = find_company(name=session.company_name)
    order = ProposalOrder(
        bank_account=bank_account,
        until=until.date(),
        day=date.date() if date else None,
        discounts_until=discounts_until.date() if discounts_until else None,
        most=most,
        vendors=tuple(vendor or ()),
        with_repayments=not no_refunds,
        on_last_day=on_last_day,
        bic=bic,
    )
    done = make_proposal(company=company, actor=session.actor, order=order, today=today())
    if format == "json":
        session.json(proposal_data(done))
        return
    _tell(session, done)


@command(payment_proposal, "list")
def list_(
    session: Session,
    all: Annotated[bool, typer.Option("--all", help="Posted and cancelled ones too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List the payment proposals that are not done with, the newest first."""
    found = proposals(company=find_company(name=session.company_name), with_all=all)
    if format == "json":
        session.json([listed_data(one) for one in found])
        return
    columns = [
        (_("Proposal"), True), (_("State"), False), (_("Bank account"), False), (_("Payment date"), False),
        (_("Payments"), True), (_("Total"), True), (_("Currency"), False), (_("Not posted"), True),
        (_("Rejected"), True), (_("Made by"), False), (_("Approved by"), False),
    ]  # fmt: skip
    rows = [
        (
            str(one.number), _(STATES[one.state]), one.bank_account, value(one.payment_date), str(one.payments),
            money(one.total.minor, one.total.currency), one.total.currency, str(one.unposted), str(one.rejected),
            one.made_by, one.approved_by,
        )
        for one in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(payment_proposal, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """Show a proposal: its payments, what keeps them from the bank, and what was left out."""
    company = find_company(name=session.company_name)
    found = find_proposal(company=company, number=number)
    doubled = [wording(one) for one in paid_twice(company=company, facts=found)]
    again = [wording(one) for one in paid_again(company=company, facts=found)]
    if format == "json":
        session.json({**proposal_data(found), "paid_twice": doubled, "paid_again": again})
        return
    _tell(session, found)
    for said in doubled + again:
        session.say(said)


@command(payment_proposal, "edit")
def edit(  # noqa: PLR0913 - each is a field of the payment
    session: Session,
    number: Number,
    line: Annotated[int, typer.Argument(metavar="[PAYMENT]", min=0, help="Which; 0 for the day of all.")] = 0,
    amount: Annotated[str | None, typer.Option("--amount", help="How much is paid.")] = None,
    date: Annotated[datetime | None, typer.Option("--date", formats=_DAY, help="When it is paid.")] = None,
    account: Annotated[str | None, typer.Option("--account", help="Which account of the payee.")] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", help="OCR or RF reference; blank for words instead.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="Words to the payee.")] = None,
) -> None:
    """Change a payment, or the day of all; what was approved must be approved again."""
    company = find_company(name=session.company_name)
    if line == 0 and (amount, account, reference, text) != (None, None, None, None):
        raise typer.BadParameter(_("Name a payment; only --date is for all."), param_hint="PAYMENT")
    change = PaymentEdit(amount, date.date() if date else None, account, reference, text)
    done = edit_payment(
        company=company, actor=session.actor, number=number, line=line, edit=change, today=today()
    )  # fmt: skip
    _tell(session, done)


@command(payment_proposal, "remove")
def remove(
    session: Session,
    number: Number,
    line: Annotated[int, typer.Argument(metavar="PAYMENT", min=1, help="Which.")],
) -> None:
    """Take a payment out; what was approved must be approved again."""
    company = find_company(name=session.company_name)
    done = remove_payment(company=company, actor=session.actor, number=number, line=line, today=today())
    _tell(session, done)


@command(payment_proposal, "approve")
def approve(session: Session, number: Number, pay_again: PayAgain = "") -> None:
    """Approve a proposal that somebody else made."""
    company = find_company(name=session.company_name)
    done = approve_proposal(company=company, actor=session.actor, number=number, today=today(), pay_again=pay_again)
    session.say(
        worded(
            _("Payment proposal {number} is approved: {count:payment|payments}, {total}."),
            number=number, count=len(done.paying), total=value(done.total),
        )
    )  # fmt: skip


@command(payment_proposal, "export")
def export(
    session: Session,
    number: Number,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    version: Annotated[
        str, typer.Option("--version", help="Of pain.001: 03, or 09 where the bank wants it.")
    ] = VERSIONS[0],
    pay_again: PayAgain = "",
) -> None:
    """Write the payment file of an approved proposal (pain.001); asked for again, the same file."""
    company = find_company(name=session.company_name)
    done = export_proposal(
        company=company, actor=session.actor, number=number, today=today(), version=version, pay_again=pay_again
    )
    with bytes_out(path) as stream:
        stream.write(done.content)
    session.say(
        worded(
            _("{file}: {count:payment|payments}, {total}, message {message}."),
            file=path.name, count=len(done.proposal.paying), total=value(done.proposal.total),
            message=done.proposal.message_id,
        )
    )  # fmt: skip


@command(payment_proposal, "status")
def status(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The bank's answer (pain.002).")],
    format: FormatOption = "table",
) -> None:
    """Take in what the bank answers: what it rejects is open again, also where it was posted."""
    company = find_company(name=session.company_name)
    session.file = path.name
    with opened(path) as stream:
        done = take_answer(company=company, actor=session.actor, name=path.name, stream=stream)
    if format == "json":
        session.json(
            {
                "proposal": done.proposal.number,
                "is_again": done.is_again,
                "stands_again": done.stands_again,
                "paid_twice": [wording(one) for one in done.doubled],
                "payments": [answered_data(one) for one in done.payments],
            }
        )
        return
    columns = [
        (_("Payment"), True), (_("Document"), False), (_("Name"), False), (_("Status"), False), (_("Meaning"), False),
        (_("Reason"), False), (_("Taken back by"), False),
    ]  # fmt: skip
    rows = [
        (
            str(one.line), one.document, one.payee, one.status, _(OUTCOME_WORDS[one.outcome]),
            f"{one.reason_code} {one.reason_text}".strip(), one.voucher,
        )
        for one in done.payments
    ]  # fmt: skip
    session.table(columns, rows)
    for said in answer_told(done):
        session.say(said)


@command(payment_proposal, "post")
def post(
    session: Session,
    number: Number,
    ahead: Annotated[bool, typer.Option("--ahead", help="Also payments whose day has not come.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show the vouchers; store nothing.")] = False,
) -> None:
    """Post the payments whose day has come; each settles its document, with its discount."""
    company = find_company(name=session.company_name)
    with session.progress(_("Posting")) as told:
        done = post_proposal(
            company=company, actor=session.actor, number=number, today=today(), is_ahead=ahead, is_preview=preview,
            told=told,
        )  # fmt: skip
    if preview:
        _tell_preview(session, proposal_preview(company=company, done=done))
    else:
        session.say(posted_told(done))


@command(payment_proposal, "cancel")
def cancel(
    session: Session,
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why; needed once the file was written.")] = "",
) -> None:
    """Give a proposal up; its documents may be proposed anew."""
    company = find_company(name=session.company_name)
    cancel_proposal(company=company, actor=session.actor, number=number, reason=reason)
    session.say(_("Payment proposal {number} is cancelled.").format(number=number))


def _tell_preview(session: Session, preview: VoucherPreview) -> None:
    columns = [
        (_("Voucher"), False), (_("Date"), False), (_("Account"), False), (_("Name"), False), (_("Text"), False),
        (_("Debit"), True), (_("Credit"), True),
    ]  # fmt: skip
    rows = [
        (
            voucher.name, value(voucher.day), line.account, line.name, line.text or voucher.text,
            _amount(line.debit_minor, preview), _amount(line.credit_minor, preview),
        )
        for voucher in preview.vouchers
        for line in voucher.lines
    ]  # fmt: skip
    session.table(columns, rows)
    if preview.more:
        session.say(preview.told_more)
    session.say(f"{preview.told_head} {_('Nothing is posted yet.')}")
    for said in preview.told:
        session.say(said)


def _amount(minor: int | None, preview: VoucherPreview) -> str:
    return "" if minor is None else money(minor, preview.currency)


def _tell(session: Session, facts: ProposalFacts) -> None:
    columns = [
        (_("Payment"), True), (_("State"), False), (_("Account"), False), (_("Name"), False), (_("Document"), False),
        (_("Due date"), False), (_("Payment date"), False), (_("Discount"), True), (_("Amount"), True),
        (_("To"), False), (_("Reference"), False), (_("Bank"), False), (_("Voucher"), False),
    ]  # fmt: skip
    rows = [
        (
            str(one.line), line_state(facts, one), one.account, one.payee, one.document, value(one.due_date),
            value(one.payment_date), money(one.discount.minor, facts.currency), money(one.amount.minor, facts.currency),
            one.account_number, one.reference or one.text, f"{one.bank_status} {one.reason_code}".strip(), one.voucher,
        )
        for one in facts.lines
    ]  # fmt: skip
    session.table(columns, rows)
    session.say(
        worded(
            _("Payment proposal {number} from {bank_account}: {count:payment|payments}, {total}. {state}."),
            number=facts.number, bank_account=facts.bank_account.number, count=len(facts.paying),
            total=value(facts.total), state=_(STATES[state_of(facts)]),
        )
    )  # fmt: skip
    if facts.state in ("OPEN", "APPROVED"):
        for refusal in all_refusals(facts.paying):
            session.say(wording(refusal))
    for one in facts.left_out:
        session.say(
            _("Left out: {document} of {account}, {amount}: {reason}.").format(
                document=one.document, account=one.account, amount=value(one.amount), reason=reason_told(one)
            )
        )
