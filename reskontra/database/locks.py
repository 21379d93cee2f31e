"""Locks: one writer of a company's books at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.bulk import OutsideTransaction, is_postgresql

_FOR_US = " FOR NO KEY UPDATE"  # SQLite has one writer anyway: its transactions are IMMEDIATE


class CompanyMoving(Refused):
    code = "company_moving"
    template = "The books are being moved to {place}, and are only read meanwhile. Try again when they are there."


class CompanyArchived(Refused):
    code = "company_archived"
    template = "{company} is archived, and is only read. Open it again first: reskontra company reopen NAME."


class CompanyMoved(Refused):
    code = "company_moved"
    template = "The books were moved to {place} after this began. Do it again: it is done there then."


def lock_company(company_id: int, *, even_archived: bool = False) -> None:
    """Wait until no other command writes this company's journals and ledgers; held until the transaction ends.

    even_archived   for what is no change of the books: who may see them, what holds them, who took what, and that a
                    back-up was put back
    refuses         CompanyMoving, CompanyArchived, CompanyMoved
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("a lock needs the transaction of its command")
    held = _FOR_US if is_postgresql() else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place, moving_to, archived_at IS NOT NULL, name FROM companies_company WHERE id = %s{held}",
            [company_id],
        )
        found = cursor.fetchone()
    if found and found[1]:
        raise CompanyMoving(place=found[1])
    if found and found[2] and not even_archived:
        raise CompanyArchived(company=found[3])
    if found and found[0] != places.here():
        raise CompanyMoved(place=found[0])


def lock_companies(company_ids: Iterable[int]) -> None:
    """Wait until nobody else changes who may do what in the companies, in one order wherever they are locked together.

    At home, where that is kept; held until the transaction there ends.
    """
    home = places.home_connection()
    if not home.in_atomic_block:
        raise OutsideTransaction("a lock needs the transaction of its command")
    if is_postgresql():
        for company_id in sorted(set(company_ids)):
            with home.cursor() as cursor:
                cursor.execute(f"SELECT id FROM companies_company WHERE id = %s{_FOR_US}", [company_id])
