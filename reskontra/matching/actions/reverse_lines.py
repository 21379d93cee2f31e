"""Take posted lines and vouchers back: unapply, counter vouchers, and the lines open again on their statement.

A whole journal, some of its lines, one voucher of whatever kind may be reversed, or all that one command posted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import format_minor
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts
from reskontra.journals.queries import lines as journal_lines
from reskontra.journals.states import posted_vouchers, reopen_lines
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import find_voucher
from reskontra.ledger.reversal import Moved, moved_by
from reskontra.ledger.reversible import reversible_sources, vouchers_of_run
from reskontra.matching.actions.close_statement import reopen_statements
from reskontra.matching.learning import take_back
from reskontra.matching.proposals import read_proposals, take_back_proposals
from reskontra.receivables.collected_vouchers import refuse_collected
from reskontra.receivables.reversal import reverse_with_entries


class LineNotPosted(Refused):
    code = "line_not_posted"
    template = "Line {line} of {journal} is not posted. Only a posted line is reversed."


class NothingPosted(Refused):
    code = "nothing_posted"
    template = "{journal} has {count:posted line|posted lines}. There is nothing to reverse."


class ReasonMissing(Refused):
    code = "reason_missing"
    template = "Reversing {what} needs a reason. Add --reason TEXT."


@dataclass(frozen=True, slots=True)
class Wanted:
    """description: of the counter vouchers; "" for the voucher's name and the reason."""

    reason: str
    description: str = ""
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Reversed:
    """vouchers: the counter vouchers' names; lines: how many are open again; moved: net per G/L account.

    readjusted   vouchers by which entries that are open again are carried at the rate of the last exchange adjustment
    """

    run: int
    vouchers: tuple[str, ...]
    lines: int
    entries: int
    moved: tuple[Moved, ...]
    readjusted: tuple[str, ...] = ()


def reversal_data(company: CompanyFacts, done: Reversed, *, is_preview: bool) -> dict[str, Any]:
    """What was taken back, or would be."""
    return {
        "preview": is_preview,
        "posting_run": done.run,
        "vouchers": list(done.vouchers),
        "readjusted": list(done.readjusted),
        "entries": done.entries,
        "lines_open_again": done.lines,
        "accounts": [
            {"account": one.account, "name": one.name, "amount": format_minor(one.minor, company.currency)}
            for one in done.moved
        ],
    }


def reverse_lines(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_numbers: Sequence[int], reason: str
) -> Reversed:
    """Reverse posted lines of a journal, all of them without numbers, newest voucher first.

    refuses   ReasonMissing, NothingPosted, Findings of LineNotPosted, and what
              reverse_with_entries() refuses
    """
    wanted = _wanted(Wanted(reason), what=journal.number)
    with transaction.atomic():
        lock_company(company.id)
        vouchers = _vouchers(company, journal, line_numbers)
        done = _reverse(company, actor, vouchers, brought=vouchers, wanted=wanted)
        _record(company, actor, "journal.reversed", journal.number, done, wanted)
    return done


def reverse_voucher(*, company: CompanyFacts, actor: str, voucher: str, wanted: Wanted) -> Reversed:
    """Reverse a voucher as people write it, B-2026-17; lines of a journal that it posted are open again.

    refuses   ReasonMissing, VoucherUnknown, what refuse_collected(), reversible_sources() and reverse_with_entries()
              refuse
    """
    wanted = _wanted(wanted, what=voucher)
    with transaction.atomic():
        lock_company(company.id)
        ids = [find_voucher(company=company, name=voucher)]
        return _reverse_named(company, actor, ids, subject=voucher, wanted=wanted)


def reverse_run(*, company: CompanyFacts, actor: str, run: int, wanted: Wanted) -> Reversed:
    """Reverse all vouchers that one command posted, newest first.

    refuses   ReasonMissing, PostingRunUnknown, PostingRunEmpty, and what reverse_voucher() refuses of any of them
    """
    wanted = _wanted(wanted, what=str(run))
    with transaction.atomic():
        lock_company(company.id)
        ids = vouchers_of_run(company=company, number=run)
        return _reverse_named(company, actor, ids, subject=str(run), wanted=wanted)


def _wanted(wanted: Wanted, *, what: str) -> Wanted:
    if not wanted.reason.strip():
        raise ReasonMissing(what=what)
    return Wanted(wanted.reason.strip(), wanted.description.strip(), wanted.is_preview)


def _reverse_named(company: CompanyFacts, actor: str, ids: Sequence[int], *, subject: str, wanted: Wanted) -> Reversed:
    refuse_collected(company=company, voucher_ids=ids)
    sources = reversible_sources(company=company, voucher_ids=ids)
    brought = [id for id in ids if sources[id] == "BANK"]
    done = _reverse(company, actor, ids, brought=brought, wanted=wanted)
    _record(company, actor, "voucher.reversed", subject, done, wanted)
    if wanted.is_preview:
        transaction.set_rollback(True)
    return done


def _reverse(
    company: CompanyFacts, actor: str, ids: Sequence[int], *, brought: Collection[int], wanted: Wanted
) -> Reversed:
    """brought: vouchers of bank lines; what they settled is open again, and so is their statement."""
    reopen_statements(company=company, vouchers=list(brought))
    run = start_run(company=company, actor=actor, action="voucher.reversed")
    found = reverse_with_entries(
        company=company,
        run=run,
        voucher_ids=ids,
        along=brought,
        reason=wanted.reason,
        description=wanted.description,
    )
    posted = [one.id for one in found.counters] + [voucher.id for voucher in found.readjusted]
    lines = reopen_lines(company=company, voucher_ids=ids)
    had = read_proposals(company=company, line_ids=lines)
    reopened = journal_lines(company=company, journal_ids={one.journal_id for one in had.values()}, states=["OPEN"])
    take_back(company=company, actor=actor, lines=[line for line in reopened if line.id in set(lines)], had=had)
    take_back_proposals(company=company, line_ids=lines)
    return Reversed(
        run=run.number,
        vouchers=tuple(counter.name for counter in found.counters),
        readjusted=tuple(voucher.name for voucher in found.readjusted),
        lines=len(lines),
        entries=found.entries,
        moved=tuple(moved_by(company=company, voucher_ids=posted)),
    )


def _record(company: CompanyFacts, actor: str, action: str, subject: str, done: Reversed, wanted: Wanted) -> None:
    record(
        company=company.id,
        actor=actor,
        action=action,
        subject=subject,
        content={
            "reason": wanted.reason,
            "vouchers": [*done.vouchers, *done.readjusted],
            "lines": done.lines,
            "run": done.run,
        },
    )


def _vouchers(company: CompanyFacts, journal: JournalFacts, line_numbers: Sequence[int]) -> list[int]:
    found = posted_vouchers(company=company, journal_id=journal.id, line_numbers=line_numbers)
    missing = sorted(set(line_numbers) - found.keys())
    if missing:
        raise Findings([LineNotPosted(line=line, journal=journal.number) for line in missing])
    if not found:
        raise NothingPosted(journal=journal.number, count=0)
    return sorted(set(found.values()), reverse=True)
