"""The kinds of events that others can be told of, and their words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

_WORDS = {
    "bank_account.signed": noop("Proof of a bank account signed"),
    "bank_account.unsigned": noop("Sign-off of a bank account taken back"),
    "batch.posted": noop("Batch posted"),
    "check.voided": noop("Check voided"),
    "claims.handed_over": noop("Claims handed over"),
    "claims.taken_back": noop("Handed over claims taken back"),
    "customers.loaded": noop("Customers loaded"),
    "deposit.posted": noop("Bank deposit posted"),
    "deposit.undone": noop("Bank deposit undone"),
    "dispute.closed": noop("Dispute closed"),
    "dispute.opened": noop("Dispute opened"),
    "document.drafted": noop("Documents drafted"),
    "document.posted": noop("Document posted"),
    "entries.loaded": noop("Open entries loaded"),
    "entry.adjusted": noop("What remains of an entry adjusted"),
    "entry.applied": noop("Entry applied"),
    "entry.changed": noop("Entry changed"),
    "entry.closed": noop("Entry closed: nothing remains"),
    "entry.moved": noop("Entry moved to another account"),
    "entry.reopened": noop("Entry open again"),
    "entry.unapplied": noop("Entry unapplied"),
    "finance_charge.cancelled": noop("Finance charge memo cancelled"),
    "finance_charge.issued": noop("Finance charge memo issued"),
    "journal.matched": noop("Journal matched"),
    "journal.posted": noop("Journal posted"),
    "journal.reversed": noop("Posted journal reversed"),
    "letter.bounced": noop("Letter came back"),
    "letter.sent": noop("Letter sent"),
    "party.added": noop("Customer or vendor added"),
    "party.changed": noop("Customer or vendor changed"),
    "party.deleted": noop("Customer or vendor deleted"),
    "party.merged": noop("Customers or vendors merged"),
    "payment.posted": noop("Payment posted"),
    "payment_plan.cancelled": noop("Payment plan cancelled"),
    "payment_plan.made": noop("Payment plan made"),
    "promise.made": noop("Promise to pay made"),
    "promise.withdrawn": noop("Promise to pay withdrawn"),
    "reconciliation.posted": noop("Bank reconciliation posted"),
    "reconciliation.undone": noop("Bank reconciliation taken back"),
    "registration.posted": noop("Registered payments posted"),
    "reminder.cancelled": noop("Reminder cancelled"),
    "reminder.issued": noop("Reminders issued"),
    "statement.import_undone": noop("Import of a statement undone"),
    "statement.imported": noop("Statement imported"),
    "statement_of_account.issued": noop("Statements of account issued"),
    "vendors.loaded": noop("Vendors loaded"),
    "voucher.reversed": noop("Vouchers reversed"),
}
KINDS = tuple(_WORDS)


def kind_word(kind: str) -> str:
    """The kind in the reader's language."""
    return _(_WORDS[kind])
