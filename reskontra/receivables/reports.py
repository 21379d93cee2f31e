"""What customers owe and what we owe vendors, at the end of any day, and how it ties to the general ledger.

Everything is summed in the database: the cost grows with what is open and with what moved after the day, and the
rows that come out are one for each customer or vendor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import Bucket, overdue_bucket
from reskontra.core.credit import CreditPosition
from reskontra.ledger.queries import control_balances
from reskontra.parties.credit import credit_limits
from reskontra.receivables.as_of import AT_A_DAY, REMAINED_LOCALLY

DAYS = {"due": "e.due_date", "document": "e.document_date"}
_OPEN = (
    "FROM candidates c JOIN receivables_entry e ON e.id = c.entry_id LEFT JOIN later l ON l.entry_id = e.id "
    "JOIN parties_party p ON p.id = e.party_id WHERE e.company_id = %s AND NOT (e.remaining_minor = "
    "coalesce(l.amount, 0) AND e.remaining_local_minor = coalesce(l.local, 0)) "
)


@dataclass(frozen=True, slots=True)
class PartySum:
    """A customer or vendor at the end of a day, local, + is owed to us.

    entries   how many were open
    parts     what of the balance falls in each bucket asked for
    """

    party_id: int
    number: str
    name: str
    entries: int
    balance_minor: int
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlTie:
    """A control account beside the open entries of its posting groups; the difference is 0 in whole books."""

    account: str
    gl_minor: int
    entries_minor: int

    @property
    def difference_minor(self) -> int:
        return self.gl_minor - self.entries_minor


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A customer's credit; overdue_minor: what was due before the day."""

    number: str
    name: str
    position: CreditPosition
    overdue_minor: int


def party_sums(
    *, company: CompanyFacts, ledger: str, as_of: date, buckets: Sequence[Bucket] = (), by: str = "due"
) -> list[PartySum]:
    """Everybody of a ledger with open entries at the end of the day, by number.

    by   due or document: the date that the buckets are of
    """
    cases, values = _cases(buckets, DAYS[by])
    sql = (
        f"{AT_A_DAY} SELECT p.id, p.number, p.name, count(*), CAST(sum({REMAINED_LOCALLY}) AS bigint){cases} {_OPEN}"
        "AND e.ledger = %s GROUP BY p.id, p.number, p.name ORDER BY p.number"
    )
    rows = _rows(sql, [company.id, as_of, company.id, *values, company.id, ledger])
    return [PartySum(*row[:5], tuple(row[5:])) for row in rows]


def _cases(buckets: Sequence[Bucket], column: str) -> tuple[str, list[date]]:
    """A sum for each bucket, and the days that its conditions take."""
    text, values = "", list[date]()
    for bucket in buckets:
        bounds = [(">=", bucket.first_date), ("<=", bucket.last_date)]
        given = [(sign, day) for sign, day in bounds if day is not None]
        condition = " AND ".join(f"{column} {sign} %s" for sign, _day in given)
        text += f", CAST(sum(CASE WHEN {condition} THEN {REMAINED_LOCALLY} ELSE 0 END) AS bigint)"
        values += [day for _sign, day in given]
    return text, values


def control_ties(*, company: CompanyFacts, ledger: str, as_of: date) -> list[ControlTie]:
    """Every control account of a ledger's posting groups at the end of the day."""
    sql = f"{AT_A_DAY} SELECT e.posting_group_id, CAST(sum({REMAINED_LOCALLY}) AS bigint) {_OPEN} GROUP BY 1"
    owed = dict(_rows(sql, [company.id, as_of, company.id, company.id]))
    return [
        ControlTie(control.account, control.balance_minor, sum(owed.get(group, 0) for group in control.group_ids))
        for control in control_balances(company=company, as_of=as_of)
        if ledger in control.kinds
    ]


def credit_lines(*, company: CompanyFacts, as_of: date) -> list[CreditLine]:
    """Every customer with a credit limit or open entries, by number."""
    sums = party_sums(company=company, ledger="CUSTOMER", as_of=as_of, buckets=[overdue_bucket(as_of=as_of)])
    limits = {limit.party_id: limit for limit in credit_limits(company=company)}
    lines = [
        CreditLine(
            one.number,
            one.name,
            CreditPosition(limits[one.party_id].limit_minor if one.party_id in limits else 0, one.balance_minor),
            one.parts[0],
        )
        for one in sums
    ]
    owing = {one.party_id for one in sums}
    idle = [one for id, one in limits.items() if id not in owing]
    lines += [CreditLine(one.number, one.name, CreditPosition(one.limit_minor, 0), 0) for one in idle]
    return sorted(lines, key=lambda line: line.number)


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
