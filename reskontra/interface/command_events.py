"""Events of what commands did, read from the audit trail: which of them others are told of, and with what."""

from __future__ import annotations

from reskontra.audit.queries import EventFacts, events_since
from reskontra.audit.trail import last_number
from reskontra.interface.outbox import Happening, Told

# Action of the trail → kind of event, and which of its values go with it. Values that name people are not among them.
TOLD: dict[str, tuple[str, tuple[str, ...]]] = {
    "bank.statement.imported": ("statement.imported", ("format", "statements", "new", "known", "journals")),
    "bank.import.undone": ("statement.import_undone", ("statements", "transactions")),
    "journal.matched": ("journal.matched", ("lines", "ready", "states")),
    "journal.posted": ("journal.posted", ("run", "vouchers", "lines", "payments", "closed")),
    "journal.reversed": ("journal.reversed", ("run", "vouchers", "lines")),
    "voucher.reversed": ("voucher.reversed", ("run", "vouchers", "lines")),
    "batch.posted": ("batch.posted", ("run", "vouchers", "lines")),
    "registration.posted": ("registration.posted", ("run", "documents", "ledger")),
    "deposit.posted": ("deposit.posted", ("run", "voucher", "lines")),
    "deposit.undone": ("deposit.undone", ("run", "voucher")),
    "reconciliation.posted": ("reconciliation.posted", ("entries", "date")),
    "reconciliation.undone": ("reconciliation.undone", ("entries", "date")),
    "bank_account.signed": ("bank_account.signed", ("as_of",)),
    "bank_account.unsigned": ("bank_account.unsigned", ("as_of",)),
    "documents.drafted": ("document.drafted", ("drafts", "first", "last")),
    "entries.loaded": ("entries.loaded", ("new", "unchanged")),
    "entry.edited": ("entry.changed", ("due_date", "on_hold", "payment_reference", "promised_date")),
    "entry.moved": ("entry.moved", ("to", "voucher")),
    "customers.loaded": ("customers.loaded", ("new", "unchanged")),
    "vendors.loaded": ("vendors.loaded", ("new", "unchanged")),
    "party.added": ("party.added", ("ledger",)),
    "party.changed": ("party.changed", ("ledger",)),
    "party.deleted": ("party.deleted", ("ledger",)),
    "party.merged": ("party.merged", ("ledger", "vouchers")),
    "reminders.issued": ("reminder.issued", ("count", "first", "last")),
    "reminder.cancelled": ("reminder.cancelled", ("voucher",)),
    "finance_charge.issued": ("finance_charge.issued", ("count", "first", "last")),
    "finance_charge.cancelled": ("finance_charge.cancelled", ("voucher",)),
    "statements.issued": ("statement_of_account.issued", ("from", "to", "customers")),
    "collection.sent": ("letter.sent", ("channel", "state", "level")),
    "collection.bounced": ("letter.bounced", ("status",)),
    "promise.made": ("promise.made", ("customer", "documents", "day")),
    "promise.withdrawn": ("promise.withdrawn", ()),
    "dispute.opened": ("dispute.opened", ("document", "reason", "deadline")),
    "dispute.closed": ("dispute.closed", ("outcome",)),
    "payment_plan.made": ("payment_plan.made", ("customer", "documents", "instalments", "last")),
    "payment_plan.cancelled": ("payment_plan.cancelled", ()),
    "claims.handed_over": ("claims.handed_over", ()),
    "claims.taken_back": ("claims.taken_back", ()),
    "check.voided": ("check.voided", ("vouchers",)),
}


class Commands:
    """See outbox.Source."""

    def newest(self, company: int) -> int:
        return last_number(company=company)

    def after(self, company: int, number: int, most: int) -> Told:
        found = events_since(company=company, number=number, most=most)
        told = [_happening(one) for one in found if one.action in TOLD]
        return Told(found[-1].number if found else number, told, len(found) < most)


def _happening(event: EventFacts) -> Happening:
    """Where the content was erased, the subject alone is told."""
    kind, names = TOLD[event.action]
    content = event.content or {}
    data = {"subject": event.subject, **{name: content[name] for name in names if name in content}}
    return Happening(kind, f"{kind.split('.')[0]}:{event.subject}"[:60], event.occurred_at, data)


COMMANDS = Commands()
