"""Take posted lines back: unapply, counter vouchers, and the lines open again on their statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, first_open_day
from reskontra.core.errors import Findings, Refused
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts
from reskontra.journals.states import posted_vouchers, reopen_lines
from reskontra.ledger.actions import start_run
from reskontra.ledger.queries import voucher_dates
from reskontra.ledger.reversal import reverse_vouchers
from reskontra.matching.actions.close_statement import reopen_statements
from reskontra.matching.models import Proposal
from reskontra.receivables.reversal import reverse_payments


class LineNotPosted(Refused):
    code = "line_not_posted"
    template = "Line {line} of {journal} is not posted. Only a posted line is reversed."


class NothingPosted(Refused):
    code = "nothing_posted"
    template = "{journal} has {count} posted lines. There is nothing to reverse."


class ReasonMissing(Refused):
    code = "reason_missing"
    template = "Reversing {journal} needs a reason. Add --reason TEXT."


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
        raise ReasonMissing(journal=journal.number)
    with transaction.atomic():
        lock_company(company.id)
        vouchers = _vouchers(company, journal, line_numbers)
        reopen_statements(company=company, vouchers=vouchers)
        run = start_run(company=company, actor=actor, action="journal.reversed")
        days = voucher_dates(company=company, ids=vouchers)
        counters = reverse_vouchers(company=company, run=run, voucher_ids=vouchers, reason=reason.strip())
        for voucher, counter in zip(vouchers, counters, strict=True):
            day = first_open_day(company=company, day=days[voucher])
            reverse_payments(company=company, voucher_id=voucher, counter_id=counter.id, day=day)
        lines = reopen_lines(company=company, voucher_ids=vouchers)
        Proposal.objects.filter(company=company.id, line__in=lines).update(
            is_ready=False, is_reviewed=False, state="review"
        )
        done = Reversed(run.number, tuple(counter.name for counter in counters), len(lines))
        record(
            company=company.id,
            actor=actor,
            action="journal.reversed",
            subject=journal.number,
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
