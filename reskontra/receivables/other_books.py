"""Open documents of other systems loaded, and proved: what the file holds beside what the ledger has of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import parse_minor
from reskontra.formats.other_books import Converted
from reskontra.ledger.queries import control_balances
from reskontra.receivables.load import EntriesLoaded, Show, load_entries
from reskontra.receivables.models import Entry

_Owed = dict[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class CurrencyProof:
    """What remains in one currency, minor units: in the file, and in the ledger before and after."""

    ledger: str
    currency: str
    file_minor: int
    before_minor: int
    after_minor: int

    @property
    def difference_minor(self) -> int:
        """What the ledger has more than the file: 0 where it holds nothing else."""
        return self.after_minor - self.file_minor


@dataclass(frozen=True, slots=True)
class AccountProof:
    """A control account's G/L balance in the books' currency, debit +."""

    account: str
    before_minor: int
    after_minor: int


@dataclass(frozen=True, slots=True)
class PartyProof:
    """A customer or vendor of the file whose balance in the ledger is another, minor units."""

    ledger: str
    number: str
    currency: str
    file_minor: int
    after_minor: int


@dataclass(frozen=True, slots=True)
class Proof:
    loaded: EntriesLoaded
    currencies: list[CurrencyProof]
    accounts: list[AccountProof]
    differing: list[PartyProof]


def load_converted(
    *, company: CompanyFacts, actor: str, name: str, converted: Converted, show: Show | None = None
) -> Proof:
    """Load the table, and put the file's totals beside the ledger's.

    refuses   what load_entries refuses
    """
    before, held = _owed(company), _controls(company)
    loaded = load_entries(company=company, actor=actor, name=name, stream=converted.stream, show=show)
    after, holds = _owed(company), _controls(company)
    file = {key: parse_minor(f"{total:f}", key[2]) for key, total in converted.totals.items()}
    sums = [_by_currency(some) for some in (file, before, after)]
    return Proof(
        loaded,
        [CurrencyProof(*key, *(some.get(key, 0) for some in sums)) for key in sorted(sums[0])],
        [
            AccountProof(account, held.get(account, 0), minor)
            for account, minor in sorted(holds.items())
            if minor or held.get(account, 0)
        ],
        [
            PartyProof(*key, minor, after.get(key, 0))
            for key, minor in sorted(file.items())
            if after.get(key, 0) != minor
        ],
    )


def _owed(company: CompanyFacts) -> _Owed:
    """Ledger, number and currency → what remains."""
    rows = Entry.objects.filter(company=company.id, party__company=company.id).exclude(remaining_minor=0).order_by()
    found = rows.values_list("ledger", "party__number", "currency").annotate(total=Sum("remaining_minor"))
    return {(ledger.lower(), number, currency): int(total) for ledger, number, currency, total in found}


def _by_currency(owed: _Owed) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for (ledger, _number, currency), minor in owed.items():
        sums[ledger, currency] = sums.get((ledger, currency), 0) + minor
    return sums


def _controls(company: CompanyFacts) -> dict[str, int]:
    return {one.account: one.balance_minor for one in control_balances(company=company)}
