"""A company copied whole, to try things in: the same books, marked on every page, and nothing is sent from it."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import begin_sandbox, refuse_in_sandbox
from reskontra.database.copying import Copying, copy_rows
from reskontra.database.locks import lock_company

COPYING = Copying(
    left_out=frozenset(
        {
            "audit_event", "audit_payload",  # the copy's trail begins with the copy
            "companies_note",  # beside rows that it names by their ids
            "interface_job", "bank_feed", "bank_feedrun", "bank_fetchedfile", "bank_upload",
        }
    ),
    # What names entries by their ids in its text; a match makes it anew.
    instead={"matching_proposal": {"alternatives": "''"}, "matching_decision": {"before": "''"}},
    # What the guards of the database let in only step by step.
    later={
        "ledger_voucher": {"posted_at": "NULL"},
        "receivables_document": {"state": "'DRAFT'"},
    },
)  # fmt: skip
BORN_EMPTY = {"receivables_entry": {"remaining_minor": "0", "remaining_local_minor": "0"}}  # their details move them


def make_sandbox(*, company: CompanyFacts, actor: str, name: str) -> CompanyFacts:
    """A copy of the company under a name of its own, with its users and their roles; feeds are left out.

    refuses   InSandbox where it is a copy itself, SandboxUnnamed, CompanyExists
    """
    refuse_in_sandbox(company)
    with transaction.atomic():
        lock_company(company.id)
        copy = begin_sandbox(company=company, name=name.strip())
        copying = Copying(COPYING.left_out, {**COPYING.instead, **BORN_EMPTY}, COPYING.later)
        rows = copy_rows(source=company.id, target=copy.id, copying=copying)
        content = {"of": company.name, "rows": rows}
        record(company=copy.id, actor=actor, action="company.sandbox_made", subject=copy.name, content=content)
        record(company=company.id, actor=actor, action="company.copied", subject=copy.name, content={"rows": rows})
    return copy
