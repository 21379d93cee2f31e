"""Locks: one writer of a company's books at a time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from reskontra.database.bulk import OutsideTransaction, is_postgresql


def lock_company(company_id: int) -> None:
    """Wait until no other command writes this company's journals and ledgers; held until the transaction ends.

    SQLite has one writer anyway: its transactions are IMMEDIATE.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("a lock needs the transaction of its command")
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM companies_company WHERE id = %s FOR NO KEY UPDATE", [company_id])


def lock_companies(company_ids: Iterable[int]) -> None:
    """The same for several companies, in one order wherever they are locked together."""
    for company_id in sorted(set(company_ids)):
        lock_company(company_id)
