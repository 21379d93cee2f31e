"""Foreign entries adjusted and paid, for the tests of currencies: local currency SEK, the other one USD."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reskontra.companies.actions import set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.exchange import rate_from
from reskontra.core.matching.records import EntryFact
from reskontra.ledger.queries import BankAccountFacts
from reskontra.parties.queries import PartySummary
from reskontra.receivables.adjustment import KINDS, Adjusted, AdjustmentOrder, adjust_exchange_rates
from reskontra.receivables.models import EntryDetail
from tests import build

JANUARY, FEBRUARY, MARCH = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


def rate(company: CompanyFacts, price: str, day: date, currency: str = "USD") -> None:
    """What one unit costs from a day on."""
    rate_e8 = rate_from(Decimal(price), currency=currency)
    set_rate(company=company, actor=build.BOB, currency=currency, day=day, rate_e8=rate_e8)


def adjust(
    company: CompanyFacts,
    as_of: date,
    *,
    posting_date: date | None = None,
    document: str = "KURS",
    currencies: frozenset[str] = frozenset(),
    kinds: tuple[str, ...] = KINDS,
    is_preview: bool = False,
) -> Adjusted:
    order = AdjustmentOrder(as_of, posting_date or as_of, document, currencies, kinds)
    return adjust_exchange_rates(company=company, actor=build.BOB, order=order, is_preview=is_preview)


def rows(company: CompanyFacts, entry_id: int) -> list[tuple[str, int, int]]:
    """An entry's details as posted: (kind, amount, local) in minor units."""
    found = EntryDetail.objects.filter(company=company.id, entry=entry_id).order_by("id")
    return list(found.values_list("kind", "amount_minor", "local_minor"))


@dataclass(frozen=True, slots=True)
class Dollars:
    """A company with a bank account in each currency, a customer (sign 1) or vendor (sign -1), at 10 SEK a dollar."""

    company: CompanyFacts
    party: PartySummary
    bank: BankAccountFacts
    local_bank: BankAccountFacts
    sign: int

    def invoice(self, amount: int = 100, number: str = "INV-1", day: str = "2026-01-10", **columns: str) -> EntryFact:
        """In whole dollars, signed as the ledger signs it."""
        columns = {"currency": "USD", "posting_date": day} | columns
        return build.invoice(self.company, self.party, number=number, amount=f"{self.sign * amount}.00", **columns)

    @property
    def control(self) -> str:
        return "1510" if self.sign > 0 else "2440"


def dollars(company: CompanyFacts, ledger: str = "CUSTOMER") -> Dollars:
    rate(company, "10", date(2026, 1, 1))
    made = build.customer(company) if ledger == "CUSTOMER" else build.vendor(company)
    bank = build.bank_account(company, number="B2", iban="SE3550000000054910000003", currency="USD")
    local = build.bank_account(company)
    return Dollars(company, made, bank, local, 1 if ledger == "CUSTOMER" else -1)
