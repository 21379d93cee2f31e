"""Take posted lines back: unapply, counter vouchers, and the lines open again on their statement.

A whole journal, some of its lines, or the lines that one voucher posted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, first_open_day
from reskontra.core.errors import Findings, Refused
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts
from reskontra.journals.states import journals_of_voucher, posted_vouchers, reopen_lines
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import find_voucher, voucher_dates
from reskontra.ledger.reversal import reverse_vouchers, source_of_reversible
from reskontra.matching.actions.close_statement import reopen_statements
from reskontra.matching.proposals import take_back_proposals
from reskontra.receivables.reversal import reverse_payments


class LineNotPosted(Refused):
    code = "line_not_posted"
    template = "Line {line} of {journal} is not posted. Only a posted line is reversed."


class NothingPosted(Refused):
    code = "nothing_posted"
    template = "{journal} has {count} posted lines. There is nothing to reverse."


class ReasonMissing(Refused):
    code = "reason_missing"
    template = "Reversing {what} needs a reason. Add --reason TEXT."


class VoucherNotOfLine(Refused):
    code = "voucher_not_of_line"
    template = "Voucher {voucher} is of kind {source}, and no bank line posted it. Reverse one that a bank line posted."


@dataclass(frozen=True, slots=True)
class Reversed:
    """vouchers: the counter vouchers' names; lines: how many are open again."""

    run: int
    vouchers: tuple[str, ...]
    lines: int


def reverse_lines(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_numbers: Sequence[int], reason: str
) -> Reversed:
    """Reverse posted lines of a journal, all of them without numbers, newest voucher first.

    refuses   ReasonMissing, NothingPosted, Findings of LineNotPosted, VoucherReversed, LaterApplication, and what
              periods refuse
    """
    if not reason.strip():
        raise ReasonMissing(what=journal.number)
    with transaction.atomic():
        lock_company(company.id)
        vouchers = _vouchers(company, journal, line_numbers)
        return _reverse(company, actor, vouchers, subject=journal.number, reason=reason.strip())


def reverse_voucher(*, company: CompanyFacts, actor: str, voucher: str, reason: str) -> Reversed:
    """Reverse the lines that a voucher posted, as people write it: B-2026-17.

    refuses   ReasonMissing, VoucherUnknown, VoucherReversed, ReversalNotReversed, VoucherNotOfLine, and what
              reverse_lines() refuses
    """
    if not reason.strip():
        raise ReasonMissing(what=voucher)
    with transaction.atomic():
        lock_company(company.id)
        id = find_voucher(company=company, name=voucher)
        source = source_of_reversible(company=company, voucher_id=id)
        journals = journals_of_voucher(company=company, voucher_id=id)
        if not journals:
            raise VoucherNotOfLine(voucher=voucher, source=source)
        return _reverse(company, actor, [id], subject=", ".join(journals), reason=reason.strip())


def _reverse(company: CompanyFacts, actor: str, vouchers: Sequence[int], *, subject: str, reason: str) -> Reversed:
    reopen_statements(company=company, vouchers=vouchers)
    run = start_run(company=company, actor=actor, action="journal.reversed")
    days = voucher_dates(company=company, ids=vouchers)
    counters = reverse_vouchers(company=company, run=run, voucher_ids=vouchers, reason=reason)
    for voucher, counter in zip(vouchers, counters, strict=True):
        day = first_open_day(company=company, day=days[voucher])
        reverse_payments(company=company, voucher_id=voucher, counter_id=counter.id, day=day)
    lines = reopen_lines(company=company, voucher_ids=vouchers)
    take_back_proposals(company=company, line_ids=lines)
    done = Reversed(run.number, tuple(counter.name for counter in counters), len(lines))
    record(
        company=company.id,
        actor=actor,
        action="journal.reversed",
        subject=subject,
        content={"reason": reason, "vouchers": done.vouchers, "lines": done.lines, "run": run.number},
    )
    return done


def _vouchers(company: CompanyFacts, journal: JournalFacts, line_numbers: Sequence[int]) -> list[int]:
    found = posted_vouchers(company=company, journal_id=journal.id, line_numbers=line_numbers)
    missing = sorted(set(line_numbers) - found.keys())
    if missing:
        raise Findings([LineNotPosted(line=line, journal=journal.number) for line in missing])
    if not found:
        raise NothingPosted(journal=journal.number, count=0)
    return sorted(set(found.values()), reverse=True)
