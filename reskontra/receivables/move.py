"""Move an entry that stands on the wrong customer or vendor to the right one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import start_run
from reskontra.parties.actions import refuse_merged
from reskontra.parties.queries import find_party
from reskontra.receivables.applying import EntryName
from reskontra.receivables.correcting import find_open_entry, reason_of
from reskontra.receivables.models import Entry
from reskontra.receivables.moving import MovedEntry, move_all
from reskontra.receivables.reversal import EntryApplied
from reskontra.receivables.taking_back import applications_on
from reskontra.receivables.watching import tell_of_correction


class MovedToItself(Refused):
    code = "moved_to_itself"
    template = "{document} stands on {party} already. Name another customer or vendor with --to."


@dataclass(frozen=True, slots=True)
class MoveOrder:
    """to: the number of a party of the entry's ledger. day: None for the entry's own, or the first open after it."""

    name: EntryName
    to: str
    reason: str
    day: date | None = None


def move_entry(*, company: CompanyFacts, actor: str, order: MoveOrder, is_preview: bool = False) -> MovedEntry:
    """Move an open entry that is applied to nothing.

    refuses   CorrectionReasonMissing, DocumentUnknown, DocumentNotUnique, EntryNotOpen, EntryApplied, PartyUnknown,
              MovedToItself, MergedAlready, and what periods and move_all() refuse
    """
    reason = reason_of(order.reason, what=order.name.number)
    with transaction.atomic():
        lock_company(company.id)
        name = order.name
        entry, _ = find_open_entry(company=company, name=name)
        if standing := applications_on(company=company, entry_ids=[entry.entry_id]):
            text = f"{name.ledger.lower()}:{name.number}"
            raise EntryApplied(document=text, application=max(standing[entry.entry_id]))
        to = find_party(company=company, ledger=name.ledger, number=order.to)
        if to.id == entry.party_id:
            raise MovedToItself(document=name.number, party=to.number)
        refuse_merged(company=company, party=to)
        if order.day:
            open_fiscal_years(company=company, dates=[order.day])
        run = start_run(company=company, actor=actor, action="entry.moved")
        (done,) = move_all(company=company, run=run, entry_ids=[entry.entry_id], to=to, day=order.day, reason=reason)
        voucher_id = Entry.objects.get(company=company.id, id=entry.entry_id).voucher_id
        tell_of_correction(company=company, actor=actor, voucher_id=voucher_id, is_of_another=True)
        record(
            company=company.id,
            actor=actor,
            action="entry.moved",
            subject=name.number,
            content={"to": to.number, "voucher": done.voucher, "amount": done.amount.minor, "reason": reason},
        )
        if is_preview:
            transaction.set_rollback(True)
    return done
