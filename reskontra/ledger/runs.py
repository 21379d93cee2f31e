"""All that one command posted: the vouchers of a posting run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import PostingRun, Voucher
from reskontra.ledger.reports import VoucherRow, vouchers_of_run
from reskontra.ledger.reversible import PostingRunUnknown


@dataclass(frozen=True, slots=True)
class RunFacts:
    """number: as commands and pages tell it; vouchers: one page of them; of: how many there are."""

    number: int
    actor: str
    posted_at: datetime
    vouchers: tuple[VoucherRow, ...]
    of: int


def posting_run(*, company: CompanyFacts, number: int, first: int = 0, most: int = 100) -> RunFacts:
    """The run with a page of its vouchers by number, from the first on.

    refuses   PostingRunUnknown
    """
    run = PostingRun.objects.filter(company=company.id, number=number).first()
    if run is None:
        raise PostingRunUnknown(run=number)
    of = Voucher.objects.filter(company=company.id, posting_run=run.id).count()
    rows = vouchers_of_run(company=company, run_id=run.id, first=first, most=most)
    return RunFacts(run.number, run.actor, run.posted_at, tuple(rows), of)
