"""Documents that were sent to the bank before, by a proposal that was given up though the bank had it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.formats.pain002 import OUTCOMES, Outcome
from reskontra.journals.models import PaymentProposal, ProposedPayment
from reskontra.journals.paying.facts import PaymentLine, ProposalFacts, payment_key
from reskontra.receivables.payables import payables_by_id

_IDS = 900


class PaidAgain(Refused):
    code = "paid_again"
    template = (
        "The bank has {sent} of {document} of {account} by {payments}, given up though the bank did not reject it, and "
        "{left} is left to pay: the money may go twice. Have the bank confirm that it is stopped, and say so with the "
        "reason (--pay-again)."
    )


def refuse_again(*, company: CompanyFacts, row: PaymentProposal, facts: ProposalFacts, reason: str) -> list[str]:
    """The given up payments that it is now said of that they are stopped; the row keeps it, and the caller saves it.

    What was said when the proposal was approved need not be said again when its file is written.

    reason    how is known that the bank stopped them; "" where it was not said
    refuses   Findings of PaidAgain
    """
    known = set(json.loads(row.paid_again or "{}"))
    found = _found(company, facts, known)
    if found and not reason.strip():
        raise Findings([refusal for refusal, _keys in found])
    keys = [key for _refusal, new in found for key in new]
    if keys:
        said: Mapping[str, str] = json.loads(row.paid_again or "{}")
        row.paid_again = json.dumps({**said, **dict.fromkeys(keys, reason.strip()[:250])})
    return keys


def paid_again(*, company: CompanyFacts, facts: ProposalFacts) -> list[Refused]:
    """Of each document of an open or approved proposal what the bank has of it already, and was not confirmed."""
    if facts.state not in ("OPEN", "APPROVED"):
        return []
    return [refusal for refusal, _keys in _found(company, facts, set(facts.stopped))]


def _found(company: CompanyFacts, facts: ProposalFacts, known: Collection[str]) -> list[tuple[Refused, list[str]]]:
    """(refusal, the keys it names) of each document that comes to more than is left with what the bank has."""
    own: dict[int, list[PaymentLine]] = {}
    for line in facts.lines:
        if line.state == "OPEN":
            own.setdefault(line.entry_id, []).append(line)
    given_up = _given_up(company, facts, own, known)
    entries = payables_by_id(company=company, ids=given_up)
    found: list[tuple[Refused, list[str]]] = []
    for entry_id, lines in own.items():
        rows = given_up.get(entry_id, [])
        sent = sum(row.amount_minor + row.discount_minor for row in rows)
        pays = sum(line.amount.minor + line.discount.minor for line in lines)
        if not rows or sent + pays <= entries[entry_id].remaining_minor:
            continue
        keys = [_key(row) for row in rows]
        left = max(entries[entry_id].remaining_minor, 0)
        refusal = PaidAgain(
            sent=Money(sent, facts.currency), document=lines[0].document, account=lines[0].account,
            payments=tuple(keys), left=Money(left, facts.currency),
        )  # fmt: skip
        found.append((refusal.at(f"line {lines[0].line}"), keys))
    return found


def _given_up(
    company: CompanyFacts, facts: ProposalFacts, entry_ids: Collection[int], known: Collection[str]
) -> dict[int, list[ProposedPayment]]:
    """Entry → payments for it that were given up though the bank had said that it has them, and did not reject them."""
    found: dict[int, list[ProposedPayment]] = {}
    for batch in bulk.chunks(sorted(entry_ids), _IDS):
        rows = ProposedPayment.objects.filter(company=company.id, entry__in=batch, state="OPEN")
        rows = rows.filter(proposal__state="CANCELLED").exclude(bank_status="").exclude(proposal=facts.id)
        for row in rows.select_related("proposal").order_by("proposal__number", "line_number"):
            if OUTCOMES.get(row.bank_status) is not Outcome.REJECTED and _key(row) not in known:
                found.setdefault(row.entry_id, []).append(row)
    return found


def _key(row: ProposedPayment) -> str:
    return payment_key(row.proposal.number, row.line_number)


def stopped_told(keys: Sequence[str], reason: str) -> dict[str, object]:
    """What the audit trail keeps of payments that were said to be stopped."""
    return {"stopped": list(keys), "reason": reason.strip()[:250]} if keys else {}
