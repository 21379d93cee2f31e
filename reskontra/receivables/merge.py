"""What a customer or vendor that is merged into another leaves to it: open entries, drafts of documents, mandates."""

from __future__ import annotations

from datetime import date

from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.ledger.actions import start_run
from reskontra.parties.queries import PartySummary
from reskontra.receivables.models import CustomerMandate, Document, Entry
from reskontra.receivables.moving import MovedEntry, move_all


def merge_entries(
    *, company: CompanyFacts, actor: str, source: PartySummary, target: PartySummary, day: date, reason: str
) -> list[MovedEntry]:
    """Move every open entry on that day, in one posting run; drafts and mandates are the other's from now on.

    refuses   what periods and move_all() refuse
    """
    rows = Entry.objects.filter(company=company.id, party=source.id).exclude(remaining_minor=0).order_by("id")
    ids = list(rows.values_list("id", flat=True))
    Document.objects.filter(company=company.id, party=source.id, state="DRAFT").update(party=target.id)
    CustomerMandate.objects.filter(company=company.id, party=source.id).update(party=target.id)
    if not ids:
        return []
    open_fiscal_years(company=company, dates=[day])
    run = start_run(company=company, actor=actor, action="party.merged")
    return move_all(company=company, run=run, entry_ids=ids, to=target, day=day, reason=reason, is_reserved=True)
