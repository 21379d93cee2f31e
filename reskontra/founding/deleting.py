"""A company deleted with every row of it, once it is archived and no law keeps it; at once where it never posted.

In pieces, each a transaction: a table at a place. Nobody writes or sees the company from the first on. Broken off, by
whatever, it is repeated, and goes on. Guards of the tables are switched off for each piece, which on PostgreSQL their
owner alone can do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.apps import apps
from django.db import connection, transaction

from reskontra.audit.trail import last_digest
from reskontra.companies.archiving import (
    Deleted,
    archive_of,
    begin_deletion,
    deletion_of,
    end_deletion,
    note_rows,
    say_archived,
)
from reskontra.companies.placing import said_here
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import refuse_in_sandbox
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.bulk import is_postgresql, moment
from reskontra.database.locks import lock_company
from reskontra.database.removing import in_order_of_removing, remove_company, remove_rows
from reskontra.founding.archiving import CompanyNotArchived, refuse_at_work
from reskontra.interface.people import end_roles
from reskontra.interface.tokens import end_tokens
from reskontra.interface.worker import forget_tasks
from reskontra.operation.grants import could_switch_guards_off, owner_and_role
from reskontra.privacy.legal_holds import explained, legal_holds
from reskontra.privacy.retention import years_kept
from reskontra.privacy.retention_words import told_of_holds

Progress = Callable[[int, int], None]


class CompanyKeptByLaw(Refused):
    code = "company_kept_by_law"
    template = (
        "{company} is kept: {years}. Delete it once nothing keeps it any more: reskontra retention show tells of each "
        "year."
    )


class CompanyHeld(Refused):
    code = "company_held"
    template = "{company} is held by {count:legal hold|legal holds}. Lift them first: reskontra retention lift NUMBER."


class DeletionNeedsOwner(Refused):
    code = "deletion_needs_owner"
    template = (
        "{company} was to be deleted by a role of the database that may not. Let the owner of its tables do it: set "
        "RESKONTRA_DATABASE_URL to that role for this command."
    )


class PlaceNeedsOwner(Refused):
    code = "place_needs_owner"
    template = (
        "{company} was to be deleted, and the tables in {place} are {owner}'s, not {role}'s, who is said to be there. "
        "Let {owner} be granted for this command, and take it away afterwards: GRANT {owner} TO {role}."
    )


def delete_company(*, company: CompanyFacts, actor: str, reason: str, today: date, told: Progress) -> Deleted:
    """Delete the company for good; what is kept of it is its name, who did it, when and why, and its digests.

    refuses   KeepingUnexplained, DeletionNeedsOwner, PlaceNeedsOwner, InSandbox, CompanyNotArchived where it has
              posted, CompanyHeld, CompanyKeptByLaw, CompanyHasJobs
    """
    said = explained(reason)
    _refuse_not_owner(company)
    if deletion_of(company=company.id) is None:
        refuse_in_sandbox(company)
        _refuse_kept(company, today)
        _begin(company, actor, said)
    for name in places.every_place():
        _remove_here(company.id, told, is_home=not name)
    with places.at(places.HOME), connection.constraint_checks_disabled(), transaction.atomic():
        remove_company(company.id)
        end_deletion(company=company.id, actor=actor)
    done = deletion_of(company=company.id)
    assert done is not None
    return done


def _refuse_not_owner(company: CompanyFacts) -> None:
    """Before anything goes: every place is there, and its guards can be switched off where there is something of it.

    refuses   DeletionNeedsOwner, PlaceNeedsOwner
    """
    for name in places.every_place():
        if said_here(company.id) is None or not is_postgresql() or could_switch_guards_off():
            continue
        place = places.place_here()
        if place is None or not place.url:  # by home's address
            raise DeletionNeedsOwner(company=company.name)
        owner, role = owner_and_role()
        raise PlaceNeedsOwner(company=company.name, place=name, owner=owner, role=role)


def _refuse_kept(company: CompanyFacts, today: date) -> None:
    """refuses   CompanyHeld, CompanyNotArchived, CompanyKeptByLaw"""
    _refuse_held(company)
    if not apps.get_model("ledger", "Voucher")._default_manager.filter(company_id=company.id).exists():
        return  # it was made by mistake
    since, sha256 = archive_of(company.id)
    if since is None or not sha256:
        raise CompanyNotArchived(company=company.name)
    years = [one for one in years_kept(company=company, today=today) if not one.is_empty]
    kept = [f"{one.name} → {one.until.isoformat()}" for one in years if not one.has_passed(today)]
    kept += [f"{one.name}: {told_of_holds(one)}" for one in years if one.has_passed(today) and one.holds]
    if kept:
        raise CompanyKeptByLaw(company=company.name, years="; ".join(kept))


def _refuse_held(company: CompanyFacts) -> None:
    """refuses   CompanyHeld"""
    if count := sum(one.lifted_at is None for one in legal_holds(company=company)):
        raise CompanyHeld(company=company.name, count=count)


def _begin(company: CompanyFacts, actor: str, reason: str) -> None:
    """From here on it goes: nobody writes it, and nobody but the command line sees it."""
    with places.atomic_with_home():
        lock_company(company.id, even_archived=True)
        _refuse_held(company)  # one may have been set since
        refuse_at_work(company)
        digest = last_digest(company=company.id)
        begin_deletion(company=company, actor=actor, reason=reason, trail_digest=digest)
        if archive_of(company.id)[0] is None:
            say_archived(company.id, at=moment())
        end_roles(company=company.id)
        note_rows(company=company.id, rows=end_tokens(company=company.id))
    forget_tasks(company=company.id)


def _remove_here(company: int, told: Progress, *, is_home: bool) -> None:
    """Every row of it at the place, table by table, and where this is not home its own row."""
    if said_here(company) is None:
        return
    tables = in_order_of_removing()
    for number, table in enumerate(tables):
        told(number, len(tables))
        if not is_home and places.is_at_home(table):
            continue
        with connection.constraint_checks_disabled(), places.atomic_with_home():
            note_rows(company=company, rows=remove_rows(company, table))
    if not is_home:
        with connection.constraint_checks_disabled(), transaction.atomic():
            remove_company(company)
