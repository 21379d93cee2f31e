"""A line of the bank sends a payment of a proposal back: which voucher it was, and that it is rejected."""

from __future__ import annotations

import re

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import ProposedPayment
from reskontra.receivables.payables import note_sent

_KEY = re.compile(r"PP([1-9][0-9]{0,17})-([1-9][0-9]{0,8})", re.ASCII)


def payment_voucher(*, company: CompanyFacts, key: str) -> int | None:
    """The voucher of the posted payment that bears the end-to-end id."""
    row = _posted(company, key)
    return row.voucher_id if row else None


def note_payment_returned(*, company: CompanyFacts, actor: str, key: str, reason: str) -> None:
    """The payment of that id is rejected; what was posted stands, and the caller has opened what it settled."""
    row = _posted(company, key)
    if row is None:
        return
    row.state, row.bank_status, row.reason_code = "REJECTED", "RJCT", reason[:35]
    row.save(update_fields=["state", "bank_status", "reason_code"])
    if row.repayment_id is not None:
        note_sent(company=company, sent={row.repayment_id: ""})
    content = {"message": key, "accepted": [], "rejected": [[row.line_number, reason]], "taken_back": []}
    subject = str(row.proposal.number)
    record(company=company.id, actor=actor, action="payment_proposal.answered", subject=subject, content=content)


def _posted(company: CompanyFacts, key: str) -> ProposedPayment | None:
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    rows = ProposedPayment.objects.filter(company=company.id, proposal__number=int(found[1]), state="POSTED")
    return rows.filter(line_number=int(found[2])).select_related("proposal").first()
