"""bank-reconciliation: new, line-add, line-delete, list, show, match, apply, remove, post, undo, delete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.closing import post_reconciliation, preview_posting, undo_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, create_reconciliation, delete_reconciliation
from reskontra.bank.reconciliation.later import later_words
from reskontra.bank.reconciliation.lines import add_line, delete_line
from reskontra.bank.reconciliation.matching import (
    limit_date,
    match_by_hand,
    match_reconciliation,
    remove_entries,
    remove_entry,
)
from reskontra.bank.reconciliation.outstanding import OutstandingEntry
from reskontra.bank.reconciliation.queries import (
    MatchedEntry,
    ReconciliationFacts,
    ReconciliationLine,
    entries_on,
    find_reconciliation,
    lines_of,
    reconciliations,
)
from reskontra.bank.reconciliation.words import begun_words, doubts_of, reason_of
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.errors import Refused
from reskontra.core.money import format_minor, parse_minor
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.display import money
from reskontra.ledger.queries import find_bank_account
from reskontra.ledger.reconciled_entries import OpenBankEntry, open_bank_entries

bank_reconciliation = typer.Typer(
    no_args_is_help=True, help="Bank statements typed by hand, held against the bank ledger."
)

NUMBER_MAX = 999_999_999
ID_MAX = 2**63 - 1
LINES_MAX = 10_000


class LinesUnread(Refused):
    code = "lines_unread"
    template = '"{text}" is no number of a line. Give 3, or 1,2,4-6.'


def line_numbers(text: str) -> list[int]:
    """Numbers of lines as people write them: 3, or 1,2,4-6.

    refuses   LinesUnread
    """
    found: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        numbers = (first, last if dash else first)
        if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
            raise LinesUnread(text=text)
        if int(numbers[1]) < int(first):
            raise LinesUnread(text=text)
        found += range(int(first), min(int(numbers[1]), int(first) + LINES_MAX) + 1)
    return found


def listed(lines: list[int]) -> str:
    return ", ".join(map(str, lines))


Name = Annotated[str, typer.Argument(metavar="RECONCILIATION", help="As list names it: B1-17.")]
Lines = Annotated[str, typer.Argument(metavar="LINE", help="Number of the line; several as 1,2,4-6.")]
Line = Annotated[int, typer.Argument(metavar="LINE", min=1, max=NUMBER_MAX, help="Number of the line.")]
Date = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Day, as 2026-03-31.")]
OpeningDiffers = Annotated[
    bool, typer.Option("--opening-differs", help="It opens otherwise than the statement before ended.")
]


@command(bank_reconciliation, "new")
def new(
    session: Session,
    bank_account: Annotated[str, typer.Option(metavar="NO", help="Own bank account.")],
    statement_date: Date,
    ending_balance: Annotated[str, typer.Option(help="What the statement ends with.")],
    number: Annotated[str, typer.Option(help="Statement number; the next one if left out.")] = "",
) -> None:
    """Begin a bank reconciliation; it opens with the balance of the account's last statement."""
    company = find_company(name=session.company_name)
    account = find_bank_account(company=company, number=bank_account)
    minor = parse_minor(ending_balance, account.currency)
    wanted = NewReconciliation(bank_account, statement_date.date(), minor, number)
    done = create_reconciliation(company=company, actor=session.actor, new=wanted)
    session.say(begun_words(company=company, made=done))


@command(bank_reconciliation, "line-add")
def line_add(
    session: Session,
    name: Name,
    date: Date,
    amount: Annotated[str, typer.Option(help="Money in is positive, money out negative.")],
    text: Annotated[str, typer.Option(help="What the statement says of it.")] = "",
    document: Annotated[str, typer.Option(help="Document number on the statement.")] = "",
    check: Annotated[str, typer.Option(help="Check number on the statement.")] = "",
) -> None:
    """Add a line as the statement has it."""
    company = find_company(name=session.company_name)
    found = find_reconciliation(company=company, name=name)
    currency = found.bank_account.currency
    minor = parse_minor(amount, currency)
    line = add_line(
        company=company, actor=session.actor, name=name, day=date.date(), minor=minor, text=text,
        document_number=document, check_number=check,
    )  # fmt: skip
    said = _("Line {line} of {reconciliation}: {amount}.")
    session.say(said.format(line=line, reconciliation=name, amount=money(minor, currency)))
    if date.date() > found.statement_date:
        session.say(later_words(company=company, name=name))


@command(bank_reconciliation, "line-delete")
def line_delete(session: Session, name: Name, line: Line) -> None:
    """Take a line away; its bank entries are open again."""
    delete_line(company=find_company(name=session.company_name), actor=session.actor, name=name, number=line)
    session.say(_("Line {line} of {reconciliation} is deleted.").format(line=line, reconciliation=name))


@command(bank_reconciliation, "delete")
def delete(session: Session, name: Name) -> None:
    """Delete a bank reconciliation that is not posted, with its lines and matches."""
    delete_reconciliation(company=find_company(name=session.company_name), actor=session.actor, name=name)
    session.say(_("Bank reconciliation {reconciliation} is deleted.").format(reconciliation=name))


@command(bank_reconciliation, "list")
def list_reconciliations(session: Session, format: FormatOption = "table") -> None:
    """List bank reconciliations, open and posted."""
    found = reconciliations(company=find_company(name=session.company_name))
    if format == "json":
        session.json([data_of(one) for one in found])
        return
    columns = [
        (_("Reconciliation"), False), (_("Account"), False), (_("Date"), False), (_("Opening"), True),
        (_("Closing"), True), (_("State"), False),
    ]  # fmt: skip
    rows = []
    for one in found:
        currency = one.bank_account.currency
        opening, ending = money(one.opening_minor, currency), money(one.ending_minor, currency)
        day = one.statement_date.isoformat()
        rows.append((one.name, one.bank_account.number, day, opening, ending, _state(one)))
    session.table(columns, rows)


@command(bank_reconciliation, "show")
def show(session: Session, name: Name, format: FormatOption = "table") -> None:
    """Show the lines with their bank entries, what still differs, and which bank entries are outstanding."""
    company = find_company(name=session.company_name)
    found = find_reconciliation(company=company, name=name)
    lines = lines_of(company=company, found=found)
    outstanding = open_bank_entries(
        company=company, bank_account_id=found.bank_account.id, until=limit_date(found, lines), reversed_too=True
    )
    own = entries_on(lines)
    outstanding = [one for one in outstanding if one.id not in own]
    currency = found.bank_account.currency
    if format == "json":
        session.json(whole(found, lines, outstanding))
        return
    show_lines(session, lines, currency)
    total = found.reached(lines)
    told = _("Opening {opening}, with the lines {total}, to end with {ending}; difference of the lines {difference}.")
    difference = sum(line.difference_minor for line in lines)
    amounts = [money(one, currency) for one in (found.opening_minor, total, found.ending_minor, difference)]
    session.say(told.format(opening=amounts[0], total=amounts[1], ending=amounts[2], difference=amounts[3]))
    session.say(worded(_("{count:bank entry is|bank entries are} outstanding."), count=len(outstanding)))
    if outstanding:
        session.table(*entry_table(outstanding, currency))


def entry_table(
    entries: Sequence[OpenBankEntry | MatchedEntry | OutstandingEntry], currency: str
) -> tuple[list[tuple[str, bool]], list[tuple[str, ...]]]:
    columns = [
        (_("Bank entry"), True), (_("Date"), False), (_("Amount"), True), (_("Voucher"), False), (_("Text"), False)
    ]  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (str(one.id), one.day.isoformat(), money(one.amount_minor, currency), one.voucher, one.description)
        for one in entries
    ]
    return columns, rows


def show_lines(session: Session, lines: list[ReconciliationLine], currency: str) -> None:
    columns = [
        (_("Line"), True), (_("Date"), False), (_("Amount"), True), (_("Text"), False), (_("Difference"), True),
        (_("Bank entries"), False), (_("Matched by"), False),
    ]  # fmt: skip
    rows = [
        (
            str(line.number), line.day.isoformat(), money(line.amount_minor, currency), line.description,
            money(line.difference_minor, currency), ", ".join(str(entry.id) for entry in line.entries),
            reason_of(line),
        )
        for line in lines
    ]  # fmt: skip
    session.table(columns, rows)


@command(bank_reconciliation, "match")
def match(
    session: Session,
    name: Name,
    days: Annotated[int, typer.Option(min=0, max=9999, help="How far dates may be apart.")] = 0,
    again: Annotated[bool, typer.Option("--again", help="Take every match back first.")] = False,
) -> None:
    """Find the bank entries of the lines that have none."""
    company = find_company(name=session.company_name)
    done = match_reconciliation(company=company, actor=session.actor, name=name, days=days, again=again)
    session.say(worded(_("{matched} of {tried:line|lines} matched."), matched=done.matched, tried=done.tried))
    for said in doubts_of(done):
        session.say(said)


@command(bank_reconciliation, "apply")
def apply(
    session: Session,
    name: Name,
    lines: Lines,
    entries: Annotated[
        list[int], typer.Argument(metavar="ENTRY...", min=1, max=ID_MAX, help="Bank entries as in show.")
    ],
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Also what another open reconciliation has moves here.")
    ] = False,
) -> None:
    """Say which bank entries a line is, besides those it has; or of which one entry several lines are."""
    company = find_company(name=session.company_name)
    numbers = line_numbers(lines)
    left = match_by_hand(
        company=company, actor=session.actor, name=name, numbers=numbers, entries=entries, takes_over=take_over
    )
    currency = find_reconciliation(company=company, name=name).bank_account.currency
    said = _("Line {line} of {reconciliation} differs by {difference} from its bank entries.")
    session.say(said.format(line=listed(numbers), reconciliation=name, difference=money(left, currency)))


@command(bank_reconciliation, "remove")
def remove(
    session: Session,
    name: Name,
    line: Annotated[int, typer.Argument(metavar="LINE", min=0, max=NUMBER_MAX, help="Number of the line.")] = 0,
    entry: Annotated[
        int, typer.Option(min=0, max=ID_MAX, help="This bank entry alone, off whichever lines have it.")
    ] = 0,
) -> None:
    """Take the bank entries off a line, or one of them."""
    company = find_company(name=session.company_name)
    count = 1
    if entry:
        remove_entry(company=company, actor=session.actor, name=name, entry=entry)
    else:
        count = remove_entries(company=company, actor=session.actor, name=name, number=line)
    session.say(worded(_("{count:bank entry is|bank entries are} open again."), count=count))


@command(bank_reconciliation, "post")
def post(
    session: Session,
    name: Name,
    preview: Annotated[bool, typer.Option("--preview", help="Show what posting would do; do nothing.")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="The statement has no movements.")] = False,
    opening_differs: OpeningDiffers = False,
) -> None:
    """Close the bank entries with the statement; no ledger amount moves."""
    company = find_company(name=session.company_name)
    if preview:
        _show_preview(session, company, name, empty, opening_differs)
        return
    count = post_reconciliation(
        company=company, actor=session.actor, name=name, is_empty_meant=empty, is_opening_meant=opening_differs
    )
    said = _("Bank reconciliation {reconciliation} is posted: {count:bank entry is|bank entries are} closed.")
    session.say(worded(said, reconciliation=name, count=count))


def _show_preview(session: Session, company: CompanyFacts, name: str, empty: bool, opening_differs: bool) -> None:
    found = preview_posting(company=company, name=name, is_empty_meant=empty, is_opening_meant=opening_differs)
    account = find_reconciliation(company=company, name=name).bank_account
    session.table(*entry_table(found.entries, account.currency))
    said = _("{count:bank entry|bank entries} would be closed on {day}; nothing is done yet.")
    session.say(worded(said, count=len(found.entries), day=found.closed_date.isoformat()))
    told = _("Bank account {bank_account}: last statement {before}, then {after}; its balance {was}, then {will_be}.")
    was, will_be = (
        money(one or 0, account.currency) for one in (found.balance_before_minor, found.balance_after_minor)
    )
    session.say(told.format(
        bank_account=account.number, before=found.number_before or "-", after=found.number_after, was=was,
        will_be=will_be,
    ))  # fmt: skip


@command(bank_reconciliation, "undo")
def undo(session: Session, name: Name) -> None:
    """Open a posted bank reconciliation again; its matches stay, and so do later ones."""
    done = undo_reconciliation(company=find_company(name=session.company_name), actor=session.actor, name=name)
    session.say(_("Bank reconciliation {reconciliation} is open again.").format(reconciliation=name))
    if done.later:
        said = _("Posted after it, and opening with its balance: {later}. Post it again as it was, or undo them too.")
        session.say(said.format(later=", ".join(done.later)))


def _state(one: ReconciliationFacts) -> str:
    return _("posted") if one.is_posted else _("open")


def data_of(one: ReconciliationFacts) -> dict[str, object]:
    currency = one.bank_account.currency
    return {
        "reconciliation": one.name,
        "bank_account": one.bank_account.number,
        "statement": one.number,
        "date": one.statement_date.isoformat(),
        "currency": currency,
        "opening_balance": format_minor(one.opening_minor, currency),
        "ending_balance": format_minor(one.ending_minor, currency),
        "state": "posted" if one.is_posted else "open",
    }


def line_data(line: ReconciliationLine, currency: str) -> dict[str, object]:
    return {
        "line": line.number,
        "date": line.day.isoformat(),
        "amount": format_minor(line.amount_minor, currency),
        "text": line.description,
        "difference": format_minor(line.difference_minor, currency),
        "entries": [{"entry": one.id, "agreed": list(one.agreed)} for one in line.entries],
    }


def entry_data(one: OpenBankEntry | OutstandingEntry, currency: str) -> dict[str, object]:
    return {
        "entry": one.id, "date": one.day.isoformat(), "amount": format_minor(one.amount_minor, currency),
        "voucher": one.voucher, "text": one.description,
    }  # fmt: skip


def whole(
    found: ReconciliationFacts, lines: list[ReconciliationLine], outstanding: list[OpenBankEntry]
) -> dict[str, object]:
    """A bank reconciliation with its lines and what is outstanding, as programs see it."""
    currency = found.bank_account.currency
    return {
        **data_of(found),
        "lines": [line_data(line, currency) for line in lines],
        "outstanding": [entry_data(one, currency) for one in outstanding],
    }
