"""Post the ready lines of journals: a voucher each, payments applied, bank entries matched, statements closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody
from reskontra.journals.queries import JournalFacts
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import bank_accounts, posting_groups
from reskontra.matching.actions.close_statement import close_statements
from reskontra.matching.actions.four_eyes import left_to_another
from reskontra.matching.actions.post_lines import CHUNK_LINES, LinePosting
from reskontra.matching.open_lines import OpenLine, open_lines
from reskontra.matching.posting_days import require_open_days


class LineUnknown(Refused):
    code = "line_unknown"
    template = "{journal} has no open line {line}. See its lines with reskontra journal show {journal}."


class LineNotReady(Refused):
    code = "line_not_ready"
    template = "Line {line} of {journal} over {amount} is {state}. Apply it with reskontra journal apply, or accept it."


class NothingReady(Refused):
    code = "nothing_ready"
    template = "Of {count:open line|open lines}, none is ready. Match, apply or accept some first."


class LineAmountMissing(Refused):
    code = "line_amount_missing"
    template = (
        "Line {line} of {journal} is in {currency}, another currency than its account. "
        "Give its amount in the account's currency first."
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines to post.

    lines          numbers of one journal; none means all that are ready
    is_all         refuse while any line is not ready
    payments_only  leave the bank entries for a bank reconciliation of their own
    is_preview     do everything, show it, and store nothing
    """

    lines: tuple[int, ...] = ()
    is_all: bool = False
    payments_only: bool = False
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class PostedJournals:
    """vouchers: (name, journal, line); accounts: G/L account → local minor units moved; left: lines still open.

    held: why each of those is left that waits for a second pair of eyes.
    """

    run: int
    vouchers: tuple[tuple[str, str, int], ...]
    accounts: Mapping[int, int]
    payments: int
    applied: int
    left: int
    held: tuple[Refused, ...]
    closed: tuple[str, ...]

    @property
    def waiting(self) -> int:
        return len(self.held)


def post_journals(
    *, company: CompanyFacts, actor: str, journals: Sequence[JournalFacts], choice: Choice, told: Told = nobody
) -> PostedJournals:
    """Post the chosen lines of the journals in one transaction.

    told      hears how many lines are written, and of how many; what it raises ends the command, and nothing is posted
    refuses   Findings of LineUnknown, LineNotReady, LineAmountMissing; NothingReady; what left_to_another() refuses;
              what periods refuse; Findings of
              AccountBlocked, AccountOfBank, PartyBlocked, BankAccountBlocked; what rates and applications refuse
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        lines = open_lines(company=company, journal_ids=[journal.id for journal in journals])
        ready = _chosen(journals, lines, choice)
        is_chosen = bool(choice.lines) or choice.is_all
        chosen, held = left_to_another(
            company=company, actor=actor, journals=journals, lines=ready, is_chosen=is_chosen
        )
        left = (len(lines) - len(chosen), tuple(held))
        done = _post(company, actor, journals, chosen, left=left, choice=choice, told=told)
        if choice.is_preview:
            transaction.set_rollback(True)
    return done


def _chosen(journals: Sequence[JournalFacts], lines: Sequence[OpenLine], choice: Choice) -> list[OpenLine]:
    numbers = {journal.id: journal.number for journal in journals}
    findings: list[Refused] = []
    if choice.lines:
        known = {line.line_number for line in lines}
        findings = [
            LineUnknown(journal=journals[0].number, line=number) for number in choice.lines if number not in known
        ]
        lines = [line for line in lines if line.line_number in choice.lines]
    ready = [line for line in lines if line.may_post]
    if choice.lines or choice.is_all:
        findings += [_not_ready(numbers[line.journal_id], line) for line in lines if not line.may_post]
    if findings:
        raise Findings(findings)
    if not ready:
        raise NothingReady(count=len(lines))
    return ready


def _not_ready(journal: str, line: OpenLine) -> Refused:
    if line.account_minor is None:
        return LineAmountMissing(journal=journal, line=line.line_number, currency=line.currency)
    return LineNotReady(
        journal=journal,
        line=line.line_number,
        amount=Money(line.amount_minor, line.currency),
        state=line.state or "unmatched",
    )


def _post(
    company: CompanyFacts,
    actor: str,
    journals: Sequence[JournalFacts],
    chosen: Sequence[OpenLine],
    *,
    left: tuple[int, tuple[Refused, ...]],
    choice: Choice,
    told: Told,
) -> PostedJournals:
    by_id = {journal.id: journal for journal in journals}
    require_open_days(company=company, journals=by_id, lines=chosen)
    posting = LinePosting(
        company=company,
        run=start_run(company=company, actor=actor, action="journal.posted"),
        journals=by_id,
        groups=posting_groups(company=company),
        bank_accounts={bank.id: bank for bank in bank_accounts(company=company)},
        payments_only=choice.payments_only,
    )
    ordered = sorted(chosen, key=lambda line: (line.date, line.journal_id, line.line_number))
    told(0, len(ordered))
    done_lines = 0
    for lines in bulk.chunks(ordered, CHUNK_LINES):
        posting.post(lines)
        done_lines += len(lines)
        told(done_lines, len(ordered))
    posting.settle()
    done = PostedJournals(
        run=posting.run.number,
        vouchers=tuple(posting.vouchers),
        accounts=posting.accounts,
        payments=posting.payments,
        applied=posting.applied,
        left=left[0],
        held=left[1],
        closed=tuple(close_statements(company=company, journals=journals)),
    )
    _record(company, actor, journals, done, lines=len(chosen))
    return done


def _record(
    company: CompanyFacts, actor: str, journals: Sequence[JournalFacts], done: PostedJournals, *, lines: int
) -> None:
    record(
        company=company.id,
        actor=actor,
        action="journal.posted",
        subject=", ".join(journal.number for journal in journals),
        content={
            "run": done.run,
            "vouchers": [done.vouchers[0][0], done.vouchers[-1][0]] if done.vouchers else [],
            "lines": lines,
            "payments": done.payments,
            "closed": done.closed,
        },
    )
