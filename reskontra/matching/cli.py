"""journal: list, match, show, apply, amount, posting-date, accept, post, reverse."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.queries import find_import
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Findings
from reskontra.core.money import Money, parse_minor
from reskontra.core.wording import worded
from reskontra.interface.console import USAGE, FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.interface.refusals import lines as told_lines
from reskontra.journals.queries import JournalFacts, find_journal, journals
from reskontra.ledger.queries import account_names, voucher_names
from reskontra.matching.actions.accept_lines import accept_lines
from reskontra.matching.actions.apply_line import (
    account_currency,
    apply_to_documents,
    parse_document,
    transfer_difference,
    unapply_line,
)
from reskontra.matching.actions.choose_posting_date import choose_posting_date
from reskontra.matching.actions.give_amount import give_amount
from reskontra.matching.actions.match_journal import match_journals
from reskontra.matching.actions.post_journal import Choice, LineUnknown, PostedJournals, post_journals
from reskontra.matching.actions.reverse_lines import reverse_lines
from reskontra.matching.fact_views import facts_numbered
from reskontra.matching.line_detail import print_line
from reskontra.matching.queries import journal_headers, journals_as_data, shown_lines
from reskontra.matching.show import print_journals
from reskontra.receivables.cli_entries import say_readjusted

LINE_MAX = 999_999_999  # what fits the column; nobody means more

journal = typer.Typer(no_args_is_help=True, help="Payment reconciliation journals.")


class Status(StrEnum):
    OPEN = "open"
    POSTED = "posted"


class State(StrEnum):
    READY = "ready"
    REVIEW = "review"
    AMBIGUOUS = "ambiguous"
    UNDERPAID = "underpaid"
    OVERPAID = "overpaid"
    UNMATCHED = "unmatched"
    ALREADY_PAID = "already_paid"
    DUPLICATE = "duplicate"
    POSTED = "posted"


Numbers = Annotated[list[str] | None, typer.Argument(metavar="JOURNAL...", help="Journal numbers.")]
Import = Annotated[
    int | None, typer.Option("--import", metavar="NO", min=1, max=LINE_MAX, help="All journals of an import.")
]
Lines = Annotated[list[int] | None, typer.Argument(metavar="LINE...", help="Line numbers.", min=1, max=LINE_MAX)]
One = Annotated[str, typer.Argument(metavar="JOURNAL")]


def _chosen(company: CompanyFacts, numbers: list[str] | None, import_number: int | None) -> list[JournalFacts]:
    if bool(numbers) == (import_number is not None):
        typer.echo(_("Name journals, or an import with --import."), err=True)
        raise typer.Exit(USAGE)
    if import_number is not None:
        found = find_import(company=company, number=import_number)
        return journals(company=company, file_import_id=found.id)
    return [find_journal(company=company, number=number) for number in dict.fromkeys(numbers or ())]


@command(journal, "list")
def list_journals(
    session: Session,
    status: Annotated[Status | None, typer.Option(help="open or posted; both if left out.")] = None,
    import_number: Import = None,
    format: FormatOption = "table",
) -> None:
    """List journals with how many of their lines are open and posted."""
    company = find_company(name=session.company_name)
    import_id = find_import(company=company, number=import_number).id if import_number is not None else None
    found = journals(company=company, state=status.value.upper() if status else "", file_import_id=import_id)
    if format == "json":
        session.json({"journals": journal_headers(company=company, journals=found)})
        return
    rows = [(j.number, _(j.state.lower()), str(j.open_lines), str(j.posted_lines), j.created_by) for j in found]
    columns = [
        (_("Journal"), False), (_("Status"), False), (_("Open lines"), True), (_("Posted"), True), (_("By"), False)
    ]  # fmt: skip
    session.table(columns, rows)


@command(journal, "match")
def match(session: Session, numbers: Numbers = None, import_number: Import = None) -> None:
    """Find what the open lines pay; journals of one import together, one import after the other."""
    company = find_company(name=session.company_name)
    chosen = _chosen(company, numbers, import_number)
    with session.progress(_("Matching")) as told:
        done = match_journals(company=company, actor=session.actor, journals=chosen, told=told)
    session.say(
        worded(
            _("{lines:line|lines} matched in {seconds} s: {ready} ready to post."),
            lines=done.lines,
            seconds=f"{done.milliseconds / 1000:.2f}",
            ready=done.ready,
        )
    )
    for state, count in sorted(done.states.items(), key=lambda pair: -pair[1]):
        session.say(f"  {count:>7}  {_(state)}")
    if done.is_repeat:
        session.say(_("Nothing has changed since they were matched."))
    if done.kept:
        session.say(worded(_("{count:line was|lines were} left as a person decided."), count=done.kept))


@command(journal, "show")
def show(
    session: Session,
    numbers: Numbers = None,
    import_number: Import = None,
    state: Annotated[State | None, typer.Option(help="Only lines in this state.")] = None,
    line: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=LINE_MAX, help="All about one line of a journal.")
    ] = None,
    format: FormatOption = "table",
) -> None:
    """Show lines with what is applied and why; one in full with --line."""
    company = find_company(name=session.company_name)
    chosen = _chosen(company, numbers, import_number)
    if line is not None:
        _show_line(session, company, chosen, line, format)
        return
    if format == "json":
        session.json(journals_as_data(company=company, journals=chosen))
        return
    print_journals(session, company, chosen, state=state.value if state else "")


def _show_line(session: Session, company: CompanyFacts, chosen: list[JournalFacts], number: int, format: str) -> None:
    if len(chosen) != 1:
        typer.echo(_("A line belongs to one journal: name it."), err=True)
        raise typer.Exit(USAGE)
    found = shown_lines(company=company, journals=chosen, line_number=number)
    if not found:
        raise LineUnknown(journal=chosen[0].number, line=number)
    if format == "json":
        session.json(journals_as_data(company=company, journals=chosen, shown=found))
        return
    (shown,) = found
    reasons = shown.proposal.explanation if shown.proposal else ()
    facts = facts_numbered(company=company, numbers={int(reason["fact"]) for reason in reasons if "fact" in reason})
    voucher_id = shown.line.voucher_id
    vouchers = voucher_names(company=company, ids=[voucher_id] if voucher_id else [])
    print_line(session, shown, facts=facts, voucher=vouchers.get(voucher_id or 0, ""))


@command(journal, "apply")
def apply(  # noqa: PLR0913 - one option for each way to apply
    session: Session,
    number: One,
    line: Annotated[int, typer.Argument(metavar="LINE", min=1, max=LINE_MAX)],
    document: Annotated[
        list[str] | None, typer.Option(metavar="LEDGER:NUMBER[=AMOUNT]", help="A document to apply to; repeatable.")
    ] = None,
    with_discount: Annotated[bool, typer.Option("--with-discount", help="Grant the cash discount.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open what was written off as lost again.")] = False,
    account: Annotated[str, typer.Option(metavar="TYPE:NUMBER", help="Put the difference on this account.")] = "",
    unapply: Annotated[bool, typer.Option("--unapply", help="Take away what is applied.")] = False,
) -> None:
    """Apply a line by hand: to documents, or its difference to an account."""
    if sum((bool(document), bool(account), unapply)) != 1:
        typer.echo(_("Choose one of --document, --account and --unapply."), err=True)
        raise typer.Exit(USAGE)
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    if unapply:
        unapply_line(company=company, actor=session.actor, journal=chosen, line_number=line)
        session.say(_("Line {line} has nothing applied.").format(line=line))
        return
    currency = account_currency(company=company, journal=chosen)
    if account:
        proposal = transfer_difference(
            company=company, actor=session.actor, journal=chosen, line_number=line, account=account
        )
    else:
        wanted = [parse_document(text) for text in document or ()]
        proposal = apply_to_documents(
            company=company,
            actor=session.actor,
            journal=chosen,
            line_number=line,
            documents=[(one, parse_minor(one.amount, currency) if one.amount else None) for one in wanted],
            with_discount=with_discount,
            reopens=reopen,
        )
    applied = sum(part.cash_minor for part in proposal.parts)
    session.say(
        _("Line {line}: {applied} applied, difference {difference} {currency}.").format(
            line=line,
            applied=money(applied, currency),
            difference=money(proposal.difference_minor, currency),
            currency=currency,
        )
    )


@command(journal, "amount")
def amount(
    session: Session,
    number: One,
    line: Annotated[int, typer.Argument(metavar="LINE")],
    given: Annotated[str, typer.Argument(metavar="AMOUNT", help="In the account's currency, such as -1250.00.")],
) -> None:
    """Give the amount of a line whose bank entry is in another currency than its account."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    currency = account_currency(company=company, journal=chosen)
    money_given = Money(parse_minor(given, currency), currency)
    give_amount(company=company, actor=session.actor, journal=chosen, line_number=line, amount=money_given)
    session.say(_("Line {line} is {amount}.").format(line=line, amount=value(money_given)))


@command(journal, "posting-date")
def posting_date(
    session: Session,
    number: One,
    day: Annotated[
        datetime | None, typer.Argument(metavar="[DAY]", formats=["%Y-%m-%d"], help="Without it: their own days.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; kept with the journal.")] = "",
) -> None:
    """Post the open lines on another day than their own, such as the first open one after a period that is closed."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    on = day.date() if day else None
    choose_posting_date(company=company, actor=session.actor, journal=chosen, day=on, reason=reason)
    told = _("The open lines of {journal} are posted on {date}.") if on else _(
        "The open lines of {journal} are posted on their own days."
    )  # fmt: skip
    session.say(told.format(journal=chosen.number, date=on))


@command(journal, "accept")
def accept(session: Session, number: One, lines: Lines = None) -> None:
    """Accept proposals as reviewed; what was paid too much goes on account."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    accepted = accept_lines(company=company, actor=session.actor, journal=chosen, line_numbers=lines or [])
    session.say(worded(_("{count:line|lines} accepted."), count=len(accepted)))


@command(journal, "post")
def post(
    session: Session,
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="JOURNAL... [LINE...]", help="Journals, then lines of the last.")
    ] = None,
    import_number: Import = None,
    is_all: Annotated[bool, typer.Option("--all", help="Refuse while any line is not ready.")] = False,
    payments_only: Annotated[
        bool, typer.Option("--payments-only", help="Leave the bank account unreconciled.")
    ] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be posted; store nothing.")] = False,
) -> None:
    """Post the ready lines: a voucher each, payments applied, the bank account reconciled."""
    company = find_company(name=session.company_name)
    numbers, lines = _journals_and_lines(arguments or [], import_number)
    chosen = _chosen(company, numbers, import_number)
    choice = Choice(lines=tuple(lines), is_all=is_all, payments_only=payments_only, is_preview=preview)
    with session.progress(_("Posting")):
        done = post_journals(company=company, actor=session.actor, journals=chosen, choice=choice)
    _tell_posted(session, company, done, preview=preview)


def _journals_and_lines(arguments: list[str], import_number: int | None) -> tuple[list[str], list[int]]:
    """Plain numbers are lines of the one journal named before them."""
    lines = [int(text) for text in arguments if _is_line(text)]
    numbers = [text for text in arguments if not _is_line(text)]
    if lines and (len(numbers) != 1 or import_number is not None):
        typer.echo(_("Lines belong to one journal: name it before them."), err=True)
        raise typer.Exit(USAGE)
    return numbers, lines


def _is_line(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _tell_posted(session: Session, company: CompanyFacts, done: PostedJournals, *, preview: bool) -> None:
    template = _(
        "{vouchers:voucher|vouchers} would be posted, {payments:payment|payments} applied to "
        "{applied:document|documents}."
    )
    if not preview:
        template = _(
            "{vouchers:voucher|vouchers} posted, {payments:payment|payments} applied to {applied:document|documents}."
        )
    session.say(worded(template, vouchers=len(done.vouchers), payments=done.payments, applied=done.applied))
    if done.vouchers:
        session.say(
            _("Vouchers {first} to {last}, posting run {run}.").format(
                first=done.vouchers[0][0], last=done.vouchers[-1][0], run=done.run
            )
        )
    names = account_names(company=company, ids=done.accounts)
    rows = [
        (*names[id], money(minor, company.currency))
        for id, minor in sorted(done.accounts.items(), key=lambda p: names[p[0]])
    ]
    session.table([(_("Account"), False), (_("Name"), False), (_("Amount"), True)], rows)
    for statement in done.closed:
        session.say(_("Statement {statement} is reconciled.").format(statement=statement))
    if done.left:
        session.say(worded(_("{count:line is|lines are} left for a person."), count=done.left))
    if done.held:
        session.say(_("{count} of them wait for a second pair of eyes.").format(count=value(done.waiting)))
        for told in told_lines(Findings(done.held)):
            session.say(told)


@command(journal, "reverse")
def reverse(
    session: Session,
    number: One,
    lines: Lines = None,
    reason: Annotated[str, typer.Option(help="Why; kept with the counter vouchers.")] = "",
) -> None:
    """Take posted lines back with counter vouchers; the lines are open again."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    done = reverse_lines(company=company, actor=session.actor, journal=chosen, line_numbers=lines or [], reason=reason)
    session.say(
        worded(
            _("{lines:line is|lines are} open again, reversed by {vouchers}."),
            lines=done.lines,
            vouchers=", ".join(done.vouchers),
        )
    )
    say_readjusted(session, done.readjusted)
