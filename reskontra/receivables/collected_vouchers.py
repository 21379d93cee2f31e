"""Vouchers of reminders and finance charge memos are taken back with their documents, not by themselves."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.ledger.queries import voucher_names

_SQL = (
    "SELECT e.voucher_id, e.document_type, e.document_number FROM {values} CROSS JOIN receivables_entry e "
    "WHERE e.company_id = %s AND e.voucher_id = v.value AND e.ledger = 'CUSTOMER' "
    "AND e.document_type IN ('REMINDER', 'FINANCE_CHARGE') AND e.reverses_id IS NULL "
    "AND EXISTS (SELECT 1 FROM ledger_voucher w WHERE w.company_id = e.company_id AND w.id = e.voucher_id "
    "AND w.source = 'CUSTOMER_DOCUMENT') "
    "ORDER BY e.id"
)


class ReminderNotReversed(Refused):
    code = "reminder_not_reversed"
    template = (
        "Voucher {voucher} is that of reminder {document}. "
        "Cancel the reminder, which takes it back: reskontra reminders cancel {document}."
    )


class MemoNotReversed(Refused):
    code = "memo_not_reversed"
    template = (
        "Voucher {voucher} is that of {document}, interest and fees. Cancel what charged them, which takes it back: "
        "reskontra finance-charges cancel {document}, or the payment plan whose fee it is."
    )


def refuse_collected(*, company: CompanyFacts, voucher_ids: Collection[int]) -> None:
    """Refuse vouchers that a document of collecting posted: reversed alone, it would still stand as issued.

    refuses   ReminderNotReversed, MemoNotReversed
    """
    for voucher, document_type, document in bulk.lookup(_SQL, voucher_ids, company.id):
        refusal = ReminderNotReversed if document_type == "REMINDER" else MemoNotReversed
        raise refusal(voucher=voucher_names(company=company, ids=[voucher])[voucher], document=document)
