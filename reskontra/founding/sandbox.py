"""A company copied whole, to try things in: the same books, marked on every page, and nothing is sent from it."""

from __future__ import annotations

from dataclasses import replace

from django.db import connection

from reskontra.audit.queries import Wanted, events
from reskontra.audit.trail import record
from reskontra.companies.files import erased_digests
from reskontra.companies.placing import copy_from_home, drop_at_home
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.companies.sandbox import begin_sandbox, refuse_in_sandbox
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.copying import Copying, copy_rows
from reskontra.database.locks import lock_company
from reskontra.database.removing import remove_sandbox
from reskontra.interface.people import copy_roles, end_roles

COPYING = Copying(
    left_out=frozenset(
        {
            "audit_event", "audit_payload", "audit_seal",  # the copy's trail begins with the copy
            "interface_job", "interface_eventstream", "interface_outboxevent", "interface_token",
            "interface_idempotencykey", "companies_webhook", "companies_delivery",
            "collections_mailsetup", "collections_collectionpolicy",
            "collections_collectionrun", "collections_collectionrunitem",
            "privacy_legalhold", "privacy_yearerasure",
            "bank_feed", "bank_feedrun", "bank_fetchedfile", "bank_upload",
        }
    ),
    # What names entries by their ids in its text; a match makes it anew.
    instead={
        "matching_proposal": {"alternatives": "''"}, "matching_decision": {"before": "''"},
        # The first event of the copy names what was erased before it was made.
        "companies_storedfile": {"erased_event": "CASE WHEN erased_at IS NULL THEN NULL ELSE 1 END"},
    },
    # What the guards of the database let in only step by step.
    later={
        "ledger_voucher": {"posted_at": "NULL"},
        "receivables_document": {"state": "'DRAFT'"},
        "collections_collectiondocument": {"state": "'DELETED'"},
    },
    named={
        "companies_note": {
            "subject_id": (
                "subject",
                {
                    "PARTY": "parties_party", "ENTRY": "receivables_entry", "TRANSACTION": "bank_banktransaction",
                    "VOUCHER": "ledger_voucher",
                },
            )
        }
    },
)  # fmt: skip
BORN_EMPTY = {"receivables_entry": {"remaining_minor": "0", "remaining_local_minor": "0"}}  # their details move them


class NotASandbox(Refused):
    code = "not_a_sandbox"
    template = "{company} is no sandbox, and its books are kept. Name a company that was copied to try things in."


def make_sandbox(*, company: CompanyFacts, actor: str, name: str) -> CompanyFacts:
    """A copy of the company under a name of its own, with its users and their roles; feeds are left out.

    refuses   InSandbox where it is a copy itself, SandboxUnnamed, CompanyExists
    """
    refuse_in_sandbox(company)
    with places.atomic_with_home():
        lock_company(company.id)
        copy = begin_sandbox(company=company, name=name.strip())
        if places.here():
            copy_from_home(copy.id)
            copy_roles(source=company.id, target=copy.id)
        copying = replace(COPYING, instead={**COPYING.instead, **BORN_EMPTY})
        rows = copy_rows(source=company.id, target=copy.id, copying=copying)
        erased = erased_digests(company=company)
        content = {"of": company.name, "company": company.id, "rows": rows, "files_erased": erased}
        record(company=copy.id, actor=actor, action="company.sandbox_made", subject=copy.name, content=content)
        record(company=company.id, actor=actor, action="company.copied", subject=copy.name, content={"rows": rows})
    return copy


def refuse_company(company: CompanyFacts) -> None:
    """refuses   NotASandbox"""
    if not company.is_sandbox:
        raise NotASandbox(company=company.name)


def delete_sandbox(*, company: CompanyFacts, actor: str) -> int:
    """Delete a sandbox with all that is in it; gives how many rows that was. The company it copies keeps that it was.

    refuses   NotASandbox
    """
    refuse_company(company)
    with connection.constraint_checks_disabled(), places.atomic_with_home():
        lock_company(company.id)
        origin = _copied(company)
        rows = remove_sandbox(company.id)
        if places.here():
            end_roles(company=company.id)
            drop_at_home(company.id)
        if origin is not None:
            content = {"rows": rows}
            record(company=origin, actor=actor, action="company.sandbox_deleted", subject=company.name, content=content)
    return rows


def _copied(sandbox: CompanyFacts) -> int | None:
    """The company that a sandbox is a copy of; None where that cannot be told any more."""
    (made,) = events(company=sandbox.id, wanted=Wanted(action="company.sandbox_made"), most=1)
    told = made.content or {}
    known = {one.id: one.name for one in companies()}
    if told.get("company") in known:
        return int(told["company"])
    return next((id for id, name in known.items() if name == told.get("of")), None)
