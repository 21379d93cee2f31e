"""What becomes of journals and lines: reviewed, posted, open again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.models import Journal, JournalLine, TakenBack


def mark_reviewed(*, company: CompanyFacts, line_ids: Collection[int], actor: str) -> None:
    """Note who decided the lines; no actor takes the note away."""
    for batch in bulk.chunks(sorted(line_ids), 500):
        JournalLine.objects.filter(company=company.id, id__in=batch).update(
            reviewed_by=actor, reviewed_at=bulk.moment() if actor else None
        )


def set_account_amount(*, company: CompanyFacts, line_id: int, minor: int) -> None:
    """What an open line comes to in its bank account's currency."""
    JournalLine.objects.filter(company=company.id, id=line_id, state="OPEN").update(account_minor=minor)


def set_posting_date(*, company: CompanyFacts, journal_id: int, day: date | None) -> None:
    """The day on which the journal's lines are posted; None: each on its own."""
    Journal.objects.filter(company=company.id, id=journal_id).update(posting_date_override=day)


def mark_posted(*, company: CompanyFacts, lines: Sequence[tuple[int, int | None]]) -> None:
    """Lines are posted: (line, voucher); None for a line of no amount."""
    bulk.update_from_pairs(JournalLine, column="voucher_id", pairs=lines, also={"state": "POSTED"}, company=company.id)


def reopen_lines(*, company: CompanyFacts, voucher_ids: Collection[int]) -> list[int]:
    """Lines posted by these vouchers are open again, and so are their journals; gives the lines.

    What posted them before is kept: the vouchers still lead to their payments.
    """
    rows = JournalLine.objects.filter(company=company.id, voucher__in=list(voucher_ids), state="POSTED")
    found = list(rows.values_list("id", "journal", "voucher"))
    kept = [(company.id, line, voucher) for line, _, voucher in found]
    bulk.insert(TakenBack, ("company_id", "line_id", "voucher_id"), kept)
    rows.update(state="OPEN", voucher=None, reviewed_by="", reviewed_at=None)
    Journal.objects.filter(company=company.id, id__in={journal for _, journal, _ in found}).update(state="OPEN")
    return [line for line, _, _ in found]


def mark_journal_posted(*, company: CompanyFacts, journal_ids: Collection[int]) -> None:
    """All lines of these journals are posted."""
    Journal.objects.filter(company=company.id, id__in=list(journal_ids)).update(state="POSTED")


def posted_vouchers(*, company: CompanyFacts, journal_id: int, line_numbers: Collection[int]) -> dict[int, int]:
    """Line number → voucher of the journal's posted lines that have one; all of them without numbers."""
    rows = JournalLine.objects.filter(company=company.id, journal=journal_id, state="POSTED", voucher__isnull=False)
    if line_numbers:
        rows = rows.filter(line_number__in=list(line_numbers))
    return dict(rows.order_by("line_number").values_list("line_number", "voucher_id"))


def journals_of_voucher(*, company: CompanyFacts, voucher_id: int) -> list[str]:
    """The journals whose lines a voucher posted: two for a transfer, none for what no line posted."""
    rows = JournalLine.objects.filter(company=company.id, voucher=voucher_id, state="POSTED")
    return sorted(set(rows.values_list("journal__number", flat=True)))
