"""What is on each foreign bank account at the end of a day, in its currency and locally."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from reskontra.companies.queries import CompanyFacts


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
