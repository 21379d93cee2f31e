"""The table of endpoints: every room's, under /api/v1/."""

from __future__ import annotations

from reskontra.bank.api import definitions, proofs, reconciled, reconciliations
from reskontra.collections.api import (
    claims,
    draft_lines,
    hand_overs,
    interest_terms,
    letters,
    policies,
    reminder_terms,
    sending,
)
from reskontra.collections.api import statements as account_statements
from reskontra.companies.api import events, rates, setup
from reskontra.desk.api import corrections, finding, notes, reports, trail
from reskontra.interface.api import jobs, people
from reskontra.interface.api.program import make_api
from reskontra.journals.api import checks, deposits, payment_proposals, registration, typed
from reskontra.ledger.api import bank_accounts, ledger, parties
from reskontra.matching.api import differences, feeds, journals, knowledge, lines, relations, statements
from reskontra.receivables.api import corrections as entry_corrections
from reskontra.receivables.api import documents, entries

ROOMS = (
    parties, notes, entries, entry_corrections, documents, statements, definitions, feeds, journals, lines, typed,
    registration, deposits, checks, payment_proposals, reconciliations, reconciled, differences, proofs,
    bank_accounts, ledger, corrections, reports, finding, setup, rates, knowledge, relations, claims, hand_overs,
    letters, draft_lines,
    sending, account_statements, reminder_terms, interest_terms, policies, people, trail, events, jobs,
)  # fmt: skip
api = make_api(room.routes for room in ROOMS)
