"""What is on each foreign bank account at the end of a day, and what each bank account was opened with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import BankEntry
from reskontra.ledger.queries import bank_accounts


@dataclass(frozen=True, slots=True)
class BankPosition:
    """balance_minor is in the account's currency, balance_local_minor what it stands for in the G/L."""

    bank_account_id: int
    number: str
    currency: str
    gl_account_id: int
    balance_minor: int
    balance_local_minor: int


def bank_positions(
    *, company: CompanyFacts, as_of: date, currencies: Collection[str] = (), also: Collection[int] = ()
) -> list[BankPosition]:
    """The bank accounts in other currencies than the company's, by number; those without entries are left out.

    currencies   only accounts in these; all where empty
    also         vouchers dated later that count as of the day
    """
    vouchers = ", ".join(str(int(id)) for id in sorted(also)) or "0"
    sql = (
        "SELECT b.id, b.number, b.currency, b.gl_account_id, CAST(sum(e.amount_minor) AS bigint), "
        "CAST(sum(e.local_minor) AS bigint) FROM ledger_bankaccount b "
        "JOIN ledger_bankentry e ON e.company_id = b.company_id AND e.bank_account_id = b.id "
        f"WHERE b.company_id = %s AND b.currency <> %s AND (e.posting_date <= %s OR e.voucher_id IN ({vouchers})) "
        "GROUP BY b.id, b.number, b.currency, b.gl_account_id ORDER BY b.number"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, company.currency, as_of])
        found = [BankPosition(*row) for row in cursor.fetchall()]
    return [position for position in found if not currencies or position.currency in currencies]


@dataclass(frozen=True, slots=True)
class BankOpening:
    """What a bank account's own opening voucher brought to its G/L account; entries 0 where it has none."""

    bank_account: str
    account: str
    entries: int
    local_minor: int


def bank_openings(*, company: CompanyFacts) -> list[BankOpening]:
    """Every bank account with its opening, by number."""
    rows = BankEntry.objects.filter(company=company.id, voucher__source="OPENING")
    sums = rows.values_list("bank_account").order_by("bank_account").annotate(Count("id"), Sum("local_minor"))
    found = {account: (count, total) for account, count, total in sums}
    return [
        BankOpening(one.number, one.gl_account, *found.get(one.id, (0, 0))) for one in bank_accounts(company=company)
    ]


@dataclass(frozen=True, slots=True)
class BookBalance:
    """What a bank account's entries come to: in its currency, and what they stand for in the G/L."""

    minor: int = 0
    local_minor: int = 0


def book_balances(*, company: CompanyFacts, until: Mapping[int, date]) -> dict[int, BookBalance]:
    """Bank account → the sum of its entries until its own day, that day included; those without any are left out."""
    if not until:
        return {}
    days = " OR ".join(["(bank_account_id = %s AND posting_date <= %s)"] * len(until))
    sql = (
        "SELECT bank_account_id, CAST(sum(amount_minor) AS bigint), CAST(sum(local_minor) AS bigint) "
        f"FROM ledger_bankentry WHERE company_id = %s AND ({days}) GROUP BY bank_account_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, *(value for pair in until.items() for value in pair)])
        return {id: BookBalance(minor, local) for id, minor, local in cursor.fetchall()}
