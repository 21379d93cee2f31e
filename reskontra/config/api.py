"""The table of endpoints: every room's, under /api/v1/."""

from __future__ import annotations

from reskontra.bank.api import definitions, proofs, reconciled, reconciliations
from reskontra.collections.api import (
    claims,
    collecting,
    draft_lines,
    hand_overs,
    interest_terms,
    letters,
    policies,
    refunds,
    reminder_terms,
    sending,
)
from reskontra.collections.api import statements as account_statements
from reskontra.companies.api import events, logo, rates, setup
from reskontra.desk.api import corrections, finding, loading, notes, reports, trail
from reskontra.interface.api import jobs, people
from reskontra.interface.api.program import make_api
from reskontra.journals.api import batches, checks, deposits, payment_proposals, registration, typed
from reskontra.ledger.api import bank_accounts, exports, ledger, parties
from reskontra.matching.api import differences, feeds, journals, knowledge, lines, relations, statements
from reskontra.privacy import api as personal_data
from reskontra.privacy import retention_api
from reskontra.receivables.api import corrections as entry_corrections
from reskontra.receivables.api import direct_debits, documents, entries, mandates

ROOMS = (
    parties, notes, entries, entry_corrections, documents, statements, definitions, feeds, journals, lines, typed,
    batches, registration, deposits, checks, payment_proposals, reconciliations, reconciled, differences, proofs,
    bank_accounts, ledger, corrections, reports, exports, loading, finding, setup, logo, rates, knowledge, relations,
    claims, collecting, hand_overs, letters, refunds, draft_lines, sending, mandates, direct_debits,
    account_statements, personal_data, retention_api, reminder_terms, interest_terms, policies, people, trail, events,
    jobs,
)  # fmt: skip
api = make_api(room.routes for room in ROOMS)
