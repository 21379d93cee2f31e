"""Posted deposits are what their vouchers put on the bank account, and stay as they were posted.

So are posted payments of proposals: each voucher takes from the bank account what its payments come to, once.
"""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.database.guards import found_rows, missing_triggers
from reskontra.database.sealed import Sealed

TRIGGERS = ("journals_deposit_frozen", "journals_deposit_kept")

_DEPOSITS = (
    "SELECT number, bank_account, currency, total_minor FROM (SELECT d.id, j.number, b.number AS bank_account, "
    "b.currency, d.total_minor, d.state, d.voucher_id, coalesce((SELECT sum(e.amount_minor) FROM ledger_bankentry e "
    "WHERE e.company_id = d.company_id AND e.voucher_id = d.voucher_id AND e.bank_account_id = d.bank_account_id), 0) "
    "AS posted_minor FROM journals_deposit d "
    "JOIN journals_journal j ON j.company_id = d.company_id AND j.id = d.journal_id "
    "JOIN ledger_bankaccount b ON b.company_id = d.company_id AND b.id = d.bank_account_id "
    "WHERE d.company_id = %s) deposits "
    "WHERE posted_minor <> CASE state WHEN 'POSTED' THEN total_minor ELSE 0 END "
    "OR (voucher_id IS NULL) = (state = 'POSTED') ORDER BY id"
)


_PROPOSED = (
    "SELECT proposal, payment, bank_account, currency, paid_minor FROM (SELECT p.number AS proposal, "
    "MIN(pp.line_number) AS payment, b.number AS bank_account, b.currency, SUM(pp.amount_minor) AS paid_minor, "
    "coalesce((SELECT sum(e.amount_minor) FROM ledger_bankentry e WHERE e.company_id = pp.company_id "
    "AND e.voucher_id = pp.voucher_id AND e.bank_account_id = p.bank_account_id), 0) AS posted_minor "
    "FROM journals_proposedpayment pp "
    "JOIN journals_paymentproposal p ON p.company_id = pp.company_id AND p.id = pp.proposal_id "
    "JOIN ledger_bankaccount b ON b.company_id = p.company_id AND b.id = p.bank_account_id "
    "WHERE pp.company_id = %s AND (pp.voucher_id IS NOT NULL OR pp.state = 'POSTED') "
    "GROUP BY pp.company_id, pp.voucher_id, p.number, p.bank_account_id, b.number, b.currency) payments "
    "WHERE posted_minor <> -paid_minor ORDER BY proposal, payment"
)

SEALED = (
    Sealed("journals_deposit", final={"state": "POSTED"}),
    Sealed(
        "journals_proposedpayment",
        frozenset({"bank_status", "findings", "party_id", "reason_code", "reason_text", "state", "voucher_id"}),
        {"state__in": ["POSTED", "REJECTED"]},
    ),
)


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of the journals' own tables."""
    yield from missing_triggers(TRIGGERS)
    for deposit, bank_account, currency, total in found_rows(_DEPOSITS, [company.id]):
        values = {"deposit": deposit, "bank_account": bank_account, "total": Money(int(total), currency)}
        yield Violation("deposit_differs", values)
    for proposal, payment, bank_account, currency, total in found_rows(_PROPOSED, [company.id]):
        values = {
            "payment": f"PP{proposal}-{payment}", "bank_account": bank_account, "total": Money(int(total), currency),
        }  # fmt: skip
        yield Violation("proposed_payment_differs", values)
