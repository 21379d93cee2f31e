"""Bank entries that journals made for lines of a bank reconciliation: each is its line's, as soon as it is posted."""

from __future__ import annotations

from collections.abc import Iterable

from reskontra.bank.models import ReconciledEntry, TransferredDifference
from reskontra.bank.reconciliation.queries import ReconciliationFacts, lines_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import Agreed
from reskontra.database import bulk
from reskontra.ledger.reconciled_entries import hold_bank_entries


def hold_entries(
    *,
    company: CompanyFacts,
    found: ReconciliationFacts,
    rows: Iterable[tuple[int, int, Iterable[Agreed]]],
    is_shared: bool = False,
) -> None:
    """Give lines open bank entries, inside the caller's transaction. rows: (line, entry, what they have in common).

    refuses   BankEntryNotOpen
    """
    held = [(company.id, line, entry, ",".join(agreed), is_shared) for line, entry, agreed in rows]
    hold_bank_entries(company=company, bank_account=found.bank_account, ids={row[2] for row in held})
    bulk.insert(ReconciledEntry, ("company_id", "line_id", "bank_entry_id", "agreed", "is_shared"), held)


def collect_transferred(*, company: CompanyFacts, found: ReconciliationFacts) -> int:
    """Give lines the entries that were posted for them, inside the caller's transaction; gives how many."""
    posted = TransferredDifference.objects.filter(
        company=company.id, line__company=company.id, line__journal=found.journal_id, is_collected=False,
        typed_line__company=company.id, typed_line__state="POSTED",
    )  # fmt: skip
    ids = dict(posted.values_list("id", "line_id"))
    if not ids:
        return 0
    waiting = [
        (line.id, entry.id)
        for line in lines_of(company=company, found=found)
        for entry in line.entries
        if entry.is_waiting
    ]
    hold_entries(company=company, found=found, rows=[(line, entry, (Agreed.AMOUNT,)) for line, entry in waiting])
    given = {line for line, _ in waiting}
    done = [id for id, line in ids.items() if line in given]
    TransferredDifference.objects.filter(company=company.id, id__in=done).update(is_collected=True)
    return len(waiting)
