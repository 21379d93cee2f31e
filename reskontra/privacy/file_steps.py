"""From a stored file to the days that it is of, table by table: data for file_spans.py.

Every table that points at stored files has a step here, which names each of its own days; a test holds it to that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Step:
    """Rows of a table that a file led to.

    by          path to what the step before gave: at first the file's key, or its digest
    days        paths to the days that the rows are of; only_first: the last of them says nothing of the file
    gives, then  path to what the next steps go by
    where       which of the rows alone
    in_force    path to a mandate: rows of those alone that are in force
    is_use      while there is such a row the file stays, whatever its days
    """

    table: str
    by: str
    days: tuple[str, ...] = ()
    gives: str = "id"
    then: tuple[Step, ...] = ()
    where: Q = field(default_factory=Q)
    in_force: str | None = None
    only_first: bool = False
    is_use: bool = False


def in_force(mandate: str, today: date) -> Q:
    """Mandates by which may yet be collected; mandate: the path to them, "" where the rows are they."""
    to = f"{mandate}__" if mandate else ""
    ended = Q(**{f"{to}is_closed": True}) | Q(**{f"{to}cancelled_at__isnull": False})
    return ~(ended | Q(**{f"{to}valid_to__lt": today}))


def _entries(to: str) -> tuple[Step, ...]:
    """Entries, and whatever moved them: payments, applications, corrections."""
    details = Step("receivables.EntryDetail", f"entry__{to}", ("posting_date",))
    return Step("receivables.Entry", to, ("posting_date",)), details


def _vouchers(to: str) -> tuple[Step, ...]:
    """Vouchers, what took them back, and the entries that they made."""
    reversing = Step("ledger.Voucher", f"reverses__{to}", ("posting_date",))
    return Step("ledger.Voucher", to, ("posting_date",)), reversing, *_entries(f"voucher__{to}")


def _transactions(to: str) -> tuple[Step, ...]:
    """What the bank told, and what it became. A line that is not posted yet needs the file still."""
    line, posted = "journals.JournalLine", ("date", "voucher__posting_date")
    waiting = Q(state="OPEN", journal__state="OPEN")
    return (
        Step("bank.BankTransaction", to, ("booking_date", "value_date")),
        Step("ledger.BankEntry", f"transaction__{to}", ("posting_date",)),
        Step(line, f"transaction__{to}", posted),
        Step(line, f"parent__transaction__{to}", posted),
        Step(line, f"transaction__{to}", where=waiting, is_use=True),
        Step(line, f"parent__transaction__{to}", where=waiting, is_use=True),
        Step("journals.TakenBack", f"line__transaction__{to}", ("voucher__posting_date",)),
    )


ENTRIES = _entries("id")
TOLD_IN_FORCE = "ACTIVE"  # the state of a mandate that the bank told of
MANDATE_DAYS = ("created_at", "signed_date", "valid_from", "asked_at", "cancelled_at")
_PARTY = (
    Step("receivables.Entry", "party", ("posting_date",)),
    Step("receivables.EntryDetail", "entry__party", ("posting_date",)),
    Step("receivables.CustomerMandate", "party", MANDATE_DAYS),
    Step("receivables.CustomerMandate", "party", in_force="", is_use=True),
)
# A note is beside a row of another table, by the row's key.
_BESIDE = {"PARTY": _PARTY, "ENTRY": ENTRIES, "TRANSACTION": _transactions("id"), "VOUCHER": _vouchers("id")}
_MANDATES = (
    Step("receivables.CustomerMandate", "id", MANDATE_DAYS),
    Step("receivables.CustomerMandate", "id", in_force="", is_use=True),
    Step("receivables.Debit", "mandate", ("transfer_date", "returned_date")),
)
_PLANS = (
    Step("collections.PaymentPlan", "id", ("made_at", "cancelled_at")),
    Step("collections.PlanInstalment", "plan", ("due_date",)),
    Step("collections.PlanEntry", "plan", gives="entry", then=ENTRIES),
)
_STATEMENT = "statement__file_import__file"
OF_FILE = (
    Step("companies.Logo", "file", is_use=True),
    Step("companies.Note", "file", ("created_at",)),
    *(
        Step("companies.Note", "file", gives="subject_id", then=then, where=Q(subject=subject))
        for subject, then in _BESIDE.items()
    ),
    Step("bank.FileImport", "file", ("imported_at", "undone_at")),
    Step(
        "bank.BankStatement", "file_import__file",
        ("created_date", "from_date", "to_date", "statement_date", "closing_date", "undone_at"),
    ),
    Step("journals.Journal", "file_import__file", ("created_at", "posting_date_override")),
    Step("journals.Journal", _STATEMENT, ("created_at", "posting_date_override")),
    Step("ledger.BankEntry", _STATEMENT, ("posting_date",)),
    *_transactions(_STATEMENT),
    *(
        Step("ledger.BankSignOff", column, ("as_of", "statement_date", "signed_at", "second_at", "withdrawn_at"))
        for column in ("file", "second_file")
    ),
    Step("ledger.VoucherFile", "file", gives="posting_run", then=_vouchers("posting_run")),
    Step("receivables.Document", "file", ("document_date", "posting_date", "due_date", "created_at")),
    Step("receivables.Document", "file", gives="entry", then=ENTRIES),
    Step("receivables.DebitCollection", "file", ("from_date", "to_date", "created_at", "exported_at")),
    Step("receivables.Debit", "collection__file", ("transfer_date", "returned_date", "voucher__posting_date")),
    Step("receivables.Debit", "collection__file", gives="entry", then=ENTRIES),
    Step("receivables.MandateFile", "file", ("day", "created_at")),
    Step("receivables.MandateRequest", "mandate_file__file", ("answered_date",)),
    Step("receivables.MandateRequest", "mandate_file__file", gives="mandate", then=_MANDATES),
    Step("receivables.RejectedDebit", "file", ("due_date", "told_date")),
    Step("receivables.RejectedDebit", "file", gives="entry", then=ENTRIES),
    Step("journals.PaymentProposal", "file", ("payment_date", "until_date", "made_at", "approved_at", "exported_at")),
    Step("journals.ProposedPayment", "proposal__file", ("payment_date", "voucher__posting_date")),
    Step("journals.ProposedPayment", "proposal__file", gives="entry", then=ENTRIES),
    Step("journals.PaymentAnswer", "file"),  # it tells no day, and is of payments sent before
    Step("collections.PlanSending", "file", ("made_at", "sent_at"), gives="plan", then=_PLANS),
    Step("collections.RefundSending", "file", ("made_at", "sent_at")),
    Step("collections.RefundSending", "file", ("repayment__proposed_at", "repayment__decided_at")),
    Step("collections.RefundSending", "file", gives="repayment__entry", then=ENTRIES),
    Step("collections.HandOver", "file", ("day", "made_at", "taken_back_at")),
    Step("collections.HandOverEntry", "hand_over__file", gives="entry", then=ENTRIES),
    Step("collections.CustomerStatement", "file", ("run__start_date", "run__end_date", "run__made_at")),
    Step("collections.StatementSending", "statement__file", ("made_at", "sent_at")),
    # It may list what is open from as far back as the customer was first posted to.
    Step(
        "collections.CustomerStatement", "file", gives="party",
        then=(Step("receivables.Entry", "party", ("posting_date",), only_first=True),),
    ),
)  # fmt: skip
_LETTER = (
    Step("collections.Sending", "document", ("made_at", "sent_at")),
    Step("collections.CollectionLine", "document", gives="entry", then=ENTRIES),
)
OF_DIGEST = (
    Step(
        "collections.CollectionDocument", "pdf_sha256",
        ("posting_date", "document_date", "due_date", "made_at", "issued_at", "cancelled_at"), then=_LETTER,
    ),
    Step("collections.CollectionDocument", "pdf_sha256", gives="entry", then=ENTRIES),
    Step(
        "collections.CollectionDocument", "pdf_sha256",
        ("voucher__posting_date", "cancel_voucher__posting_date"),
    ),
)  # fmt: skip
