"""The open lines of journals beside what is proposed for them: as much as posting needs to choose and to order."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_OPEN = (
    "SELECT l.id, l.journal_id, l.line_number, l.transaction_id, l.date, l.amount_minor, l.currency, l.account_minor, "
    "l.description, l.reviewed_by, p.id, p.state, (p.is_ready OR p.is_reviewed) AND p.difference_minor = 0 "
    "FROM {values} CROSS JOIN journals_journalline l "
    "LEFT JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
    "WHERE l.company_id = %s AND l.journal_id = v.value AND l.state = 'OPEN' ORDER BY l.journal_id, l.line_number"
)


class OpenLine(NamedTuple):
    """A line, money in positive, and its proposal's key and state; None where there is no proposal.

    reviewed_by     who decided it; "" where no person did
    account_minor   None where a person has yet to give it
    may_post        ready by itself or by a person's review, with nothing left over
    """

    id: int
    journal_id: int
    line_number: int
    transaction_id: int | None
    date: date
    amount_minor: int
    currency: str
    account_minor: int | None
    description: str
    reviewed_by: str
    proposal_id: int | None
    state: str | None
    may_post: bool | None


def open_lines(*, company: CompanyFacts, journal_ids: Collection[int]) -> list[OpenLine]:
    """The journals' open lines, by journal and number."""
    return [OpenLine._make(row) for row in bulk.lookup(_OPEN, journal_ids, company.id)]
