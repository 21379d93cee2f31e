"""What was taken over: loaded open entries and bank openings beside the balances that the old books gave."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.account_facts import account_balance
from reskontra.ledger.bank_positions import bank_openings
from reskontra.ledger.opening import contra_accounts, opening_known
from reskontra.ledger.queries import accounts, control_balances
from reskontra.receivables.models import EntryDetail


@dataclass(frozen=True, slots=True)
class TakeOverPart:
    """What one posting group or bank account brought to an account: local, debit +."""

    code: str
    entries: int
    loaded_minor: int


@dataclass(frozen=True, slots=True)
class TakeOverLine:
    """An account that entries or a bank account bring, beside its balance in the old books.

    ledger   customer, vendor or bank
    """

    ledger: str
    account: str
    name: str
    parts: tuple[TakeOverPart, ...]
    given_minor: int

    @property
    def loaded_minor(self) -> int:
        return sum(part.loaded_minor for part in self.parts)

    @property
    def entries(self) -> int:
        return sum(part.entries for part in self.parts)

    @property
    def difference_minor(self) -> int:
        """Loaded less given: + where more was loaded than the old books held."""
        return self.loaded_minor - self.given_minor


@dataclass(frozen=True, slots=True)
class ContraBalance:
    account: str
    name: str
    balance_minor: int


def take_over(*, company: CompanyFacts) -> list[TakeOverLine]:
    """Control accounts by number, then bank accounts; those with nothing loaded and nothing given are left out."""
    given = opening_known(company=company).balances
    names = dict(accounts(company=company))
    lines = [
        TakeOverLine(ledger, account, names.get(account, ""), parts, given.get(account, 0))
        for ledger, account, parts in [*_controls(company), *_banks(company)]
    ]
    return [line for line in lines if line.entries or line.loaded_minor or line.given_minor]


def _controls(company: CompanyFacts) -> list[tuple[str, str, tuple[TakeOverPart, ...]]]:
    rows = EntryDetail.objects.filter(company=company.id, entry__company=company.id, entry__is_opening=True)
    sums = rows.filter(kind="INITIAL").values_list("entry__posting_group").order_by("entry__posting_group")
    loaded = {group: (count, total) for group, count, total in sums.annotate(Count("id"), Sum("local_minor"))}
    found = []
    for control in sorted(control_balances(company=company), key=lambda one: one.account):
        groups = zip(control.groups, control.group_ids, strict=True)
        parts = tuple(TakeOverPart(code, *loaded.get(id, (0, 0))) for code, id in groups)
        found.append((control.kinds[0].lower(), control.account, parts))
    return found


def _banks(company: CompanyFacts) -> list[tuple[str, str, tuple[TakeOverPart, ...]]]:
    found = sorted(bank_openings(company=company), key=lambda one: one.account)
    return [("bank", one.account, (TakeOverPart(one.bank_account, one.entries, one.local_minor),)) for one in found]


def contra_balances(*, company: CompanyFacts) -> list[ContraBalance]:
    """What is left on the accounts that opening entries and opening balances are posted against: 0 once they agree."""
    names = dict(accounts(company=company))
    numbers = sorted(set(contra_accounts(company=company).values()))
    return [
        ContraBalance(number, names.get(number, ""), account_balance(company=company, number=number))
        for number in numbers
    ]
