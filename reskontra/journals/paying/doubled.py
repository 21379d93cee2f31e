"""Documents that may be paid twice: more of them is with the bank than is left to pay."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.formats.pain002 import OUTCOMES, Outcome
from reskontra.journals.models import ProposedPayment
from reskontra.journals.paying.facts import PaymentLine, ProposalFacts, payment_key
from reskontra.ledger.queries import standing_vouchers
from reskontra.receivables.payables import payables_by_id


class MayBePaidTwice(Refused):
    code = "document_may_be_paid_twice"
    template = (
        "Of {document} of {account} {left} is left to pay, and {sent} is with the bank and not posted: {payments}. "
        "Have the bank stop what is too much before it is given up or posted, and pay nothing else of it."
    )


def paid_twice(*, company: CompanyFacts, facts: ProposalFacts, accepted: Collection[int] = ()) -> list[Refused]:
    """Of each document that the proposal pays and whose payments at the bank come to more than what is left of it.

    Counted are payments of all proposals that were sent and are neither posted nor rejected; what is posted is named
    beside them.

    accepted   payments of this proposal that the bank accepts now, though it had rejected them
    """
    own = [line for line in facts.lines if _is_sent(facts, line) or line.line in accepted or line.state == "POSTED"]
    others = _others(company, facts, {line.entry_id for line in own})
    entries = payables_by_id(company=company, ids={line.entry_id for line in own})
    found: list[Refused] = []
    for entry_id in dict.fromkeys(line.entry_id for line in own):
        lines = [line for line in own if line.entry_id == entry_id]
        rows = [row for row in others if row.entry_id == entry_id]
        sent = sum(line.amount.minor + line.discount.minor for line in lines if line.state != "POSTED")
        sent += sum(row.amount_minor + row.discount_minor for row in rows if row.state == "OPEN")
        left = max(entries[entry_id].remaining_minor, 0)
        if sent <= left:
            continue
        keys = [payment_key(facts.number, line.line) for line in lines]
        keys += [payment_key(row.proposal.number, row.line_number) for row in rows]
        found.append(
            MayBePaidTwice(
                document=lines[0].document, account=lines[0].account, left=Money(left, facts.currency),
                sent=Money(sent, facts.currency), payments=tuple(keys),
            )
        )  # fmt: skip
    return found


def _is_sent(facts: ProposalFacts, line: PaymentLine) -> bool:
    return facts.state == "EXPORTED" and line.state == "OPEN"


def _others(company: CompanyFacts, facts: ProposalFacts, entry_ids: Collection[int]) -> list[ProposedPayment]:
    """Payments of other proposals for the entries: sent and not rejected, or posted and standing."""
    rows = ProposedPayment.objects.filter(company=company.id, entry__in=list(entry_ids), state__in=("OPEN", "POSTED"))
    rows = rows.filter(proposal__state="EXPORTED").exclude(proposal=facts.id).select_related("proposal")
    found = [row for row in rows.order_by("proposal__number", "line_number") if not _is_rejected(row)]
    standing = set(standing_vouchers(company=company, ids={row.voucher_id for row in found if row.voucher_id}))
    return [row for row in found if row.state == "OPEN" or row.voucher_id in standing]


def _is_rejected(row: ProposedPayment) -> bool:
    return OUTCOMES.get(row.bank_status) is Outcome.REJECTED
