"""How a bank account stood at the end of a day: its entries that were not closed by then, its ledger and its G/L."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import BankEntry, VoucherLine
from reskontra.ledger.queries import BankAccountFacts

# Lines on the account's G/L account whose voucher has no entry of the account; its exchange adjustments have none.
_DIRECT = (
    "SELECT count(*) FROM ledger_voucherline l "
    "JOIN ledger_voucher v ON v.company_id = l.company_id AND v.id = l.voucher_id "
    "WHERE l.company_id = %s AND l.account_id = %s AND l.posting_date <= %s AND v.source <> 'ADJUSTMENT' "
    "AND NOT EXISTS (SELECT 1 FROM ledger_bankentry e WHERE e.company_id = l.company_id "
    "AND e.voucher_id = l.voucher_id AND e.bank_account_id = %s)"
)


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """A bank entry that was not closed at the end of the day, money in +.

    statement_date   of the bank's statement that brought it; None where none did
    """

    id: int
    day: date
    amount_minor: int
    voucher: str
    description: str
    state: str
    closed_date: date | None
    statement_date: date | None


@dataclass(frozen=True, slots=True)
class BankFigures:
    """gl_minor is in local currency, ledger_minor in the account's. direct: G/L lines past the bank account."""

    gl_minor: int
    ledger_minor: int
    direct: int


def entries_standing(
    *, company: CompanyFacts, bank_account_id: int, until: date, posted_by: datetime | None = None
) -> list[StandingEntry]:
    """Entries of the day or before that were not closed by then, and not reversed by then; oldest first.

    posted_by   only what was posted by that moment
    """
    every = BankEntry.objects.filter(company=company.id, bank_account=bank_account_id, posting_date__lte=until)
    rows = every.filter(~Q(state="CLOSED") | Q(closed_date__gt=until)).exclude(amount_minor=0)
    if posted_by is not None:
        rows = rows.filter(voucher__posted_at__lte=posted_by)
    found = rows.filter(voucher__company=company.id).order_by("posting_date", "id").values_list(
        "id", "posting_date", "amount_minor", "voucher__series", "voucher__fiscal_year_code", "voucher__number",
        "description", "state", "closed_date", "statement__statement_date", "reverses_id", "reverses__posting_date",
    )  # fmt: skip
    reversals = every.filter(reverses__isnull=False)
    taken_back = set(reversals.values_list("reverses_id", flat=True))
    return [
        StandingEntry(id, day, minor, f"{series}-{year}-{number}", text, state, closed, statement_day)
        for id, day, minor, series, year, number, text, state, closed, statement_day, reverses, reversed_on in found
        if id not in taken_back and not (reverses and reversed_on <= until)
    ]


def bank_figures(*, company: CompanyFacts, account: BankAccountFacts, until: date) -> BankFigures:
    """The account's balances at the end of the day."""
    entries = BankEntry.objects.filter(company=company.id, bank_account=account.id, posting_date__lte=until)
    with connection.cursor() as cursor:
        cursor.execute(_DIRECT, [company.id, account.gl_account_id, until, account.id])
        direct = cursor.fetchone()[0]
    return BankFigures(
        gl_minor=gl_balance(company=company, account=account, until=until),
        ledger_minor=entries.aggregate(sum=Sum("amount_minor", default=0))["sum"],
        direct=direct,
    )


def gl_balance(*, company: CompanyFacts, account: BankAccountFacts, until: date) -> int:
    """What the bank account's G/L account held at the end of the day, in local currency."""
    lines = VoucherLine.objects.filter(company=company.id, account=account.gl_account_id, posting_date__lte=until)
    found: int = lines.aggregate(sum=Sum("amount_minor", default=0))["sum"]
    return found
