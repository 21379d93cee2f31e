"""Checks drawn on own bank accounts, as they now are. A check is open, matched or closed as its bank entry is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.ledger.models import CheckEntry
from reskontra.ledger.queries import BankAccountFacts

# What the states are called, of a check and of its bank entry.
STATES = {
    "PRINTED": noop("Printed"),
    "POSTED": noop("Posted"),
    "VOIDED": noop("Voided"),
    "FINANCIALLY_VOIDED": noop("Financially voided"),
}
ENTRY_STATES = {"OPEN": noop("Without a statement"), "MATCHED": noop("Matched"), "CLOSED": noop("Closed")}
LONGEST_NUMBER = 30  # of a check
DRAWN = ("PRINTED", "POSTED", "FINANCIALLY_VOIDED")  # whose numbers are taken


class CheckUnknown(Refused):
    code = "check_unknown"
    template = "Bank account {bank_account} has no check {check}. See its checks with reskontra check-ledger list."


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """A check. amount_minor is positive, in the bank account's currency.

    counter      whom or what it pays: vendor:V1, gl:1930
    local_minor  of its bank entry, money in +; transaction_id: of the bank, that brought it
    entry_state  OPEN, MATCHED or CLOSED as its bank entry is; "" before it is posted
    """

    id: int
    bank_account_id: int
    bank_account: str
    number: str
    kind: str
    check_date: date
    amount_minor: int
    currency: str
    counter_type: str
    counter_number: str
    payee: str
    document_number: str
    state: str
    original_state: str
    bank_entry_id: int | None
    entry_state: str
    closed_date: date | None
    transaction_id: int | None
    local_minor: int | None
    voucher_id: int | None
    void_entry_id: int | None
    void_date: date | None
    void_voucher_id: int | None

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def counter(self) -> str:
        return f"{self.counter_type.lower()}:{self.counter_number}" if self.counter_type else ""


_COLUMNS = (
    "id", "bank_account_id", "bank_account__number", "check_number", "kind", "check_date", "amount_minor",
    "bank_account__currency", "counter_type", "counter_number", "payee", "document_number", "state", "original_state",
    "bank_entry_id", "bank_entry__state", "bank_entry__closed_date", "bank_entry__transaction_id",
    "bank_entry__local_minor", "bank_entry__voucher_id", "void_entry_id", "void_entry__posting_date",
    "void_entry__voucher_id",
)  # fmt: skip
_STATE_AT = _COLUMNS.index("bank_entry__state")


def _facts(rows: QuerySet[CheckEntry]) -> list[CheckFacts]:
    found: list[Any] = list(rows.order_by("check_date", "id").values_list(*_COLUMNS))
    return [replace(CheckFacts(*row), entry_state=row[_STATE_AT] or "") for row in found]


def checks_of(
    *, company: CompanyFacts, bank_account: BankAccountFacts, states: Collection[str] = (), until: date | None = None
) -> list[CheckFacts]:
    """The checks of a bank account by date; states: all where none is named; until: the last day of a check."""
    rows = CheckEntry.objects.filter(company=company.id, bank_account=bank_account.id)
    if states:
        rows = rows.filter(state__in=list(states))
    return _facts(rows.filter(check_date__lte=until) if until else rows)


def find_check(*, company: CompanyFacts, bank_account: BankAccountFacts, number: str) -> CheckFacts:
    """The check of that number; of several, of which all but one are spoiled, the one that is not.

    refuses   CheckUnknown
    """
    rows = CheckEntry.objects.filter(company=company.id, bank_account=bank_account.id, check_number=number)
    found = _facts(rows)
    if not found:
        raise CheckUnknown(bank_account=bank_account.number, check=number)
    return next((one for one in found if one.state in DRAWN), found[-1])


def checks_by_id(*, company: CompanyFacts, ids: Iterable[int]) -> dict[int, CheckFacts]:
    found: dict[int, CheckFacts] = {}
    for batch in bulk.chunks(sorted(set(ids)), 500):
        found |= {one.id: one for one in _facts(CheckEntry.objects.filter(company=company.id, id__in=batch))}
    return found


def checks_of_bank_entries(*, company: CompanyFacts, ids: Iterable[int]) -> dict[int, str]:
    """Bank entry → the number of the check that it is, for those that are one; posted or financially voided."""
    sql = (
        "SELECT c.bank_entry_id, c.check_number FROM {values} CROSS JOIN ledger_checkentry c "
        "WHERE c.company_id = %s AND c.bank_entry_id = v.value"
    )
    return dict(bulk.lookup(sql, set(ids), company.id))


def taken_check_numbers(*, company: CompanyFacts, wanted: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
    """Which of these (bank account, number) a check has that was printed or posted."""
    if not wanted:
        return set()
    rows = CheckEntry.objects.filter(company=company.id, bank_account__in={bank for bank, _ in wanted})
    found: set[tuple[int, str]] = set()
    for batch in bulk.chunks(sorted({number for _, number in wanted}), 500):
        named = rows.filter(check_number__in=batch, state__in=DRAWN)
        found.update(named.values_list("bank_account_id", "check_number"))
    return found & set(wanted)


def outstanding_checks(*, company: CompanyFacts, bank_account: BankAccountFacts, as_of: date) -> list[CheckFacts]:
    """What was drawn until the day, and neither on a closed statement nor taken back by the end of it."""
    return _facts(_outstanding(company, as_of).filter(bank_account=bank_account.id))


def totals_on_checks(*, company: CompanyFacts, as_of: date | None = None) -> Mapping[int, int]:
    """Bank account → what its outstanding checks come to, positive; of the day, or as everything now is."""
    rows = CheckEntry.objects.filter(company=company.id, state="POSTED").exclude(bank_entry__state="CLOSED")
    found = _outstanding(company, as_of) if as_of else rows
    return dict(found.order_by().values_list("bank_account").annotate(total=Sum("amount_minor")))


def _outstanding(company: CompanyFacts, as_of: date) -> QuerySet[CheckEntry]:
    rows = CheckEntry.objects.filter(company=company.id, bank_entry__posting_date__lte=as_of)
    standing = Q(state="POSTED") | Q(state="FINANCIALLY_VOIDED", void_entry__posting_date__gt=as_of)
    closed = Q(bank_entry__state="CLOSED", bank_entry__closed_date__lte=as_of)
    return rows.filter(standing).exclude(closed)


def has_checks(*, company: CompanyFacts, bank_account_id: int) -> bool:
    """Whether anything was ever drawn on the account by check."""
    return CheckEntry.objects.filter(company=company.id, bank_account=bank_account_id).exists()
