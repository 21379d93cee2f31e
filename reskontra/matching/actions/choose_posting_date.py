"""Choose the day on which a journal's open lines are posted, where their own lies in a period that is closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts, lines
from reskontra.journals.states import set_posting_date


class NoOpenLines(Refused):
    code = "journal_without_open_lines"
    template = "{journal} has {count:open line|open lines}. A posting date is chosen for lines that are not posted."


class PostedBeforeMoney(Refused):
    code = "posted_before_its_money"
    template = "Line {line} of {journal} is of {date}, and was to be posted on {day}. Choose {date} or a later day."


class PostingDateReasonMissing(Refused):
    code = "posting_date_reason_missing"
    template = "Posting {journal} on {date} needs a reason. Say why with --reason."


def choose_posting_date(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, day: date | None, reason: str = ""
) -> None:
    """Post the open lines of a journal on that day, whatever their own; None: on their own again.

    Discounts are still judged by the day on which the money came. The reason is kept in the audit trail.

    refuses   PostingDateReasonMissing, NoOpenLines, PostedBeforeMoney, and what periods refuse
    """
    if day and not reason.strip():
        raise PostingDateReasonMissing(journal=journal.number, date=day)
    with transaction.atomic():
        lock_company(company.id)
        found = lines(company=company, journal_ids=[journal.id], states=["OPEN"])
        if not found:
            raise NoOpenLines(journal=journal.number, count=0)
        if day is not None:
            latest = max(found, key=lambda line: (line.date, -line.line_number))
            if day < latest.date:
                raise PostedBeforeMoney(line=latest.line_number, journal=journal.number, date=latest.date, day=day)
            open_fiscal_years(company=company, dates=[day])
        set_posting_date(company=company, journal_id=journal.id, day=day)
        record(
            company=company.id,
            actor=actor,
            action="journal.posting_date_chosen",
            subject=journal.number,
            content={"before": journal.posting_date_override, "after": day, "reason": reason.strip()},
        )
