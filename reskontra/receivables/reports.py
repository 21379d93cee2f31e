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

from reskontra.companies.queries import CompanyFacts, rate_on, rates
from reskontra.core.aging import Bucket, overdue_bucket
from reskontra.core.credit import CreditPosition
from reskontra.core.exchange import Valuation, to_local
from reskontra.ledger.queries import control_balances
from reskontra.parties.credit import credit_limits
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.as_of import LATER, REMAINED, REMAINED_LOCALLY
from reskontra.receivables.narrowing import ALL, Narrowed

EACH = "*"  # as a currency: every row in its own
DAYS = {"due": "e.due_date", "posting": "e.posting_date", "document": "e.document_date"}
# What nothing has moved since the day stands as it now is: that is nearly all, and its index holds what is summed. The
# CROSS JOIN lets the few that were moved lead, whatever the database believes of the tables' sizes.
_STANDING = (
    "FROM receivables_entry e LEFT JOIN later l ON l.entry_id = e.id {parties}"
    "WHERE e.company_id = %s AND NOT e.remaining_minor = 0 AND l.entry_id IS NULL"
)
_MOVED = (
    "FROM later l CROSS JOIN receivables_entry e {parties}WHERE e.company_id = %s AND e.id = l.entry_id "
    "AND NOT (e.remaining_minor = l.amount AND e.remaining_local_minor = l.local)"
)
_PARTIES = "JOIN parties_party p ON p.id = e.party_id "  # where entries are narrowed to some of these


@dataclass(frozen=True, slots=True)
class PartySum:
    """A customer or vendor at the end of a day, + is owed to us; local, or in the one currency that was asked for.

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
class AccountSum:
    """A customer or vendor, all of it or one of its currencies, at the end of a day; + is owed to us.

    currency   of the balance and its parts; "" where they are counted locally or in the currency asked for
    """

    party_id: int
    number: str
    name: str
    currency: str
    entries: int
    balance_minor: int
    local_minor: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ControlTie:
    """A control account beside the open entries of its posting groups; the difference is 0 in whole books.

    groups   (code, sum of its open entries)
    """

    account: str
    gl_minor: int
    groups: tuple[tuple[str, int], ...]

    @property
    def entries_minor(self) -> int:
        return sum(minor for _code, minor in self.groups)

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
    *,
    company: CompanyFacts,
    ledger: str,
    as_of: date,
    buckets: Sequence[Bucket] = (),
    by: str = "due",
    currency: str = "",
    narrowed: Narrowed = ALL,
) -> list[PartySum]:
    """Everybody of a ledger with open entries at the end of the day, by number.

    by         due, posting or document: the date that the buckets are of
    currency   only entries in it, counted in it; all entries, counted locally, if empty
    narrowed   to some of the entries
    """
    minor = REMAINED if currency else REMAINED_LOCALLY
    cases, values = _cases(buckets, DAYS[by], minor)
    within, given = narrowed.within()
    if currency:
        within, given = f"{within} AND e.currency = %s", [*given, currency]
    sql = _by_party("", ["count(*)", f"sum({minor})", *cases], narrowed, within)
    of_each = [*values, company.id, ledger, *given]
    rows = _rows(sql, [company.id, as_of, *of_each, *of_each, company.id])
    return [
        PartySum(id, number, name, entries, minor, tuple(parts)) for number, name, id, entries, minor, *parts in rows
    ]


def ledger_sums(*, company: CompanyFacts, ledger: str, as_of: date, buckets: Sequence[Bucket]) -> list[int]:
    """What of the whole ledger falls in each bucket by due date at the end of the day, local, + is owed to us."""
    cases, values = _cases(buckets, DAYS["due"], REMAINED_LOCALLY)
    of_each = [*values, company.id, ledger]
    sql = f"{_summed('', cases, 'AND e.ledger = %s')} SELECT * FROM summed"
    return list(_rows(sql, [company.id, as_of, *of_each, *of_each])[0])


def account_sums(
    *,
    company: CompanyFacts,
    ledger: str,
    as_of: date,
    buckets: Sequence[Bucket],
    by: str,
    currency: str,
    narrowed: Narrowed = ALL,
) -> list[AccountSum]:
    """As party_sums(), with the local balance too. currency EACH: a sum for each, counted in it."""
    if currency != EACH:
        found = party_sums(
            company=company, ledger=ledger, as_of=as_of, buckets=buckets, by=by, currency=currency, narrowed=narrowed
        )
        return [
            AccountSum(
                one.party_id, one.number, one.name, "", one.entries, one.balance_minor,
                0 if currency else one.balance_minor, one.parts,
            )
            for one in found
        ]  # fmt: skip
    cases, values = _cases(buckets, DAYS[by], REMAINED)
    within, given = narrowed.within()
    sums = ["count(*)", f"sum({REMAINED})", f"sum({REMAINED_LOCALLY})", *cases]
    sql = _by_party("currency", sums, narrowed, within)
    of_each = [*values, company.id, ledger, *given]
    rows = _rows(sql, [company.id, as_of, *of_each, *of_each, company.id])
    return [
        AccountSum(id, number, name, code, entries, minor, local, tuple(parts))
        for number, name, id, code, entries, minor, local, *parts in rows
    ]


def _by_party(column: str, sums: Sequence[str], narrowed: Narrowed, within: str) -> str:
    """number and name, the key, a column of entries if one is given, and sums; by number.

    Names come to the sums, not to the entries: what is sorted to be summed is a third as wide.
    """
    also, ordered = (f", e.{column}", f", s.{column}") if column else ("", "")
    parties = _PARTIES if narrowed.accounts else ""
    return (
        f"{_summed(f'e.party_id{also}', sums, f'AND e.ledger = %s{within}', parties)} SELECT p.number, p.name, s.* "
        f"FROM summed s JOIN parties_party p ON p.company_id = %s AND p.id = s.party_id ORDER BY p.number{ordered}"
    )


def _summed(keys: str, sums: Sequence[str], within: str = "", parties: str = "") -> str:
    """WITH `summed`: sums of entries at the end of a day, by keys, which are columns of `e`, or of all of them.

    It takes company and day, and then twice what the sums take, the company, and what the conditions take.
    """
    named = ", ".join(f"{one} AS sum_{number}" for number, one in enumerate(sums))
    added = ", ".join(f"CAST(coalesce(sum(sum_{number}), 0) AS bigint)" for number in range(len(sums)))
    listed, grouped = (f"{keys}, ", f" GROUP BY {keys}") if keys else ("", "")
    parts = " UNION ALL ".join(
        f"SELECT {listed}{named} {rows.format(parties=parties)} {within}{grouped}" for rows in (_STANDING, _MOVED)
    )
    summed = f"SELECT {listed}{added} FROM parts{grouped}".replace("e.", "")
    return f"WITH {LATER}, parts AS ({parts}), summed AS ({summed})"


def open_currencies(*, company: CompanyFacts) -> list[str]:
    """The currencies of the open entries, by code."""
    sql = "SELECT DISTINCT currency FROM receivables_entry WHERE company_id = %s AND NOT remaining_minor = 0 ORDER BY 1"
    return [row[0] for row in _rows(sql, [company.id])]


def _cases(buckets: Sequence[Bucket], column: str, minor: str) -> tuple[list[str], list[date]]:
    """A sum for each bucket, and the days that its conditions take."""
    cases, values = list[str](), list[date]()
    for bucket in buckets:
        bounds = [(">=", bucket.first_date), ("<=", bucket.last_date)]
        given = [(sign, day) for sign, day in bounds if day is not None]
        condition = " AND ".join(f"{column} {sign} %s" for sign, _day in given) or "1 = 1"
        cases.append(f"sum(CASE WHEN {condition} THEN {minor} ELSE 0 END)")
        values += [day for _sign, day in given]
    return cases, values


def control_ties(*, company: CompanyFacts, ledger: str, as_of: date) -> list[ControlTie]:
    """Every control account of a ledger's posting groups at the end of the day."""
    sql = f"{_summed('e.posting_group_id', [f'sum({REMAINED_LOCALLY})'])} SELECT * FROM summed"
    owed = dict(_rows(sql, [company.id, as_of, company.id, company.id]))
    return [
        ControlTie(
            control.account,
            control.balance_minor,
            tuple((code, owed.get(id, 0)) for code, id in zip(control.groups, control.group_ids, strict=True)),
        )
        for control in control_balances(company=company, as_of=as_of)
        if ledger in control.kinds
    ]


def credit_lines(*, company: CompanyFacts, as_of: date) -> list[CreditLine]:
    """Every customer with a credit limit, open entries or drafts, by number. Drafts are those that stand now.

    refuses   RateMissing, for a draft in another currency
    """
    sums = party_sums(company=company, ledger="CUSTOMER", as_of=as_of, buckets=[overdue_bucket(as_of=as_of)])
    owing = {one.party_id: one for one in sums}
    limits = {one.party_id: one.limit_minor for one in credit_limits(company=company)}
    drafts = draft_sums(company=company)
    others = {*limits, *drafts} - set(owing)
    named = parties_by_id(company=company, ids=others).values()
    owing |= {one.id: PartySum(one.id, one.number, one.name, 0, 0, (0,)) for one in named}
    lines = [
        CreditLine(
            one.number,
            one.name,
            CreditPosition(limits.get(id, 0), one.balance_minor, drafts.get(id, 0)),
            one.parts[0],
        )
        for id, one in owing.items()
    ]
    return sorted(lines, key=lambda line: line.number)


def draft_sums(*, company: CompanyFacts) -> dict[int, int]:
    """By customer, what drafts of invoices and credit memos come to with VAT, local; a credit memo's is negative.

    refuses   RateMissing
    """
    sql = (
        "SELECT d.party_id, d.currency, d.posting_date, CAST(sum(CASE WHEN d.document_type = 'CREDIT_MEMO' "
        "THEN -l.amount_minor - l.vat_minor ELSE l.amount_minor + l.vat_minor END) AS bigint) "
        "FROM receivables_document d JOIN receivables_documentline l ON l.company_id = d.company_id "
        "AND l.document_id = d.id WHERE d.company_id = %s AND d.state = 'DRAFT' AND d.ledger = 'CUSTOMER' "
        "GROUP BY d.party_id, d.currency, d.posting_date"
    )
    rows = _rows(sql, [company.id])
    known = {currency: rates(company=company, currency=currency) for currency in {row[1] for row in rows}}
    sums: dict[int, int] = {}
    for party, currency, found, minor in rows:
        day = found if isinstance(found, date) else date.fromisoformat(found)
        rate = rate_on(company=company, currency=currency, day=day, known=known[currency])
        local = to_local(minor, valuation=Valuation(currency, rate), local_currency=company.currency)
        sums[party] = sums.get(party, 0) + local
    return sums


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())
