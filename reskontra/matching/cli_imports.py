"""statement import, undo-import: the bank's file becomes journals, matched at once, and may be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.bank.cli import ImportOptions, import_and_tell, statement
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.core.wording import worded
from reskontra.formats.autogiro_answers import answers_kind
from reskontra.formats.detect import HEAD_BYTES
from reskontra.interface.console import Session, command
from reskontra.journals.queries import JournalFacts, find_journal
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.actions.match_journal import match_journals, matched_at_once
from reskontra.matching.actions.undo_import import undo_import
from reskontra.matching.cli import LINE_MAX
from reskontra.receivables.cli_direct_debit import take_and_tell


@command(statement, "import")
def import_file(
    session: Session,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The bank's file.")],
    bank_account: Annotated[
        str, typer.Option(metavar="NO", help="The own account, where the file does not tell.")
    ] = "",
    format: Annotated[
        str, typer.Option(help="auto, the format the file must have, or csv:NAME for an import definition.")
    ] = "auto",
    override: Annotated[list[str] | None, typer.Option(help="A doubt that does not count; repeatable.")] = None,
    reason: Annotated[str, typer.Option(help="Why the file is right; kept with the import.")] = "",
    no_match: Annotated[
        bool, typer.Option("--no-match", help="Do not match yet; journal match does it later.")
    ] = False,
) -> None:
    """Import a bank statement: one payment reconciliation journal per statement and account, matched at once.

    Autogiro mandates and rejected payments, which move no money, are taken as direct-debit take does.
    """
    company = find_company(name=session.company_name)
    if answers_kind(_head(path)):
        take_and_tell(session, company, path)
        return
    options = ImportOptions(bank_account, format, frozenset(override or ()), reason)
    done = import_and_tell(session, company, path, options)
    if done.new and not no_match:
        _match(session, company, [find_journal(company=company, number=made.number) for made in done.journals])


def _head(path: Path) -> bytes:
    """What a file begins with; nothing of one that cannot be read, which the import tells."""
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        return b""


def _match(session: Session, company: CompanyFacts, journals: Sequence[JournalFacts]) -> None:
    """Those on accounts that are matched by themselves, together; the others are told."""
    chosen = matched_at_once(company=company, journals=journals)
    if chosen:
        with session.progress(_("Matching")) as told:
            matched = match_journals(company=company, actor=session.actor, journals=chosen, told=told)
        session.say(
            worded(
                _("{lines:line|lines} matched in {seconds} s: {ready} ready to post."),
                lines=matched.lines,
                seconds=f"{matched.milliseconds / 1000:.2f}",
                ready=matched.ready,
            )
        )
    numbers = {bank.id: bank.number for bank in bank_accounts(company=company)}
    if left := sorted({numbers[journal.bank_account_id or 0] for journal in journals if journal not in chosen}):
        session.say(
            _("Not matched, as bank account {bank_account} is set: reskontra journal match does it.").format(
                bank_account=", ".join(left)
            )
        )


@command(statement, "undo-import")
def undo(
    session: Session,
    number: Annotated[int, typer.Argument(metavar="NO", min=1, max=LINE_MAX, help="The import, by its number.")],
    reason: Annotated[str, typer.Option(help="Why; kept with the import.")] = "",
) -> None:
    """Take back an import of which nothing is posted; the same file may be imported again."""
    company = find_company(name=session.company_name)
    done = undo_import(company=company, actor=session.actor, number=number, reason=reason)
    session.say(
        worded(
            _(
                "Import {number} ({file}) is undone: {transactions:transaction|transactions}, "
                "{lines:line|lines}, journals {journals}."
            ),
            number=done.number,
            file=done.file,
            transactions=done.transactions,
            lines=done.lines,
            journals=", ".join(done.journals) or "-",
        )
    )
    if done.standing:
        session.say(worded(_("{count:line on a sum stands|lines on sums stand} again."), count=done.standing))
    if done.unreserved:
        told = _("Other lines have reserved the money of {count} of them: match their journals again.")
        session.say(told.format(count=done.unreserved))
