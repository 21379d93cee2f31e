"""From foreign positions at a day's rate to vouchers: one for each posting group or bank account and currency.

What later applications take back of an adjustment is posted on their own days, one voucher per group, currency and
day, and is no line of the register: it belongs to those applications.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts, RateMissing, exchange_accounts, first_open_day, rate_on
from reskontra.core.errors import Findings, Refused
from reskontra.core.exchange import Valuation
from reskontra.core.revaluation import UnrealizedRow, revalue, revalue_balance
from reskontra.ledger.bank_positions import BankPosition
from reskontra.ledger.drafts import BankDraft, LineDraft, VoucherDraft
from reskontra.ledger.queries import GroupFacts, account_ids, posting_groups
from reskontra.receivables.exchange_register import AdjustedGroup
from reskontra.receivables.positions import HeldPosition


@dataclass(frozen=True, slots=True)
class PlannedVoucher:
    """group: its line in the register; None for what later applications take back. rows: its detail rows."""

    draft: VoucherDraft
    rows: tuple[UnrealizedRow, ...] = ()
    group: AdjustedGroup | None = None


class AdjustmentPlanner:
    """Plans the vouchers of one adjustment."""

    def __init__(self, *, company: CompanyFacts, as_of: date, posting_date: date, document: str) -> None:
        self.company = company
        self.as_of = as_of
        self.posting_date = posting_date
        self.document = document
        self.rates: dict[str, int] = {}
        self._accounts: dict[str, tuple[int, int, int, int]] = {}
        self._days: dict[date, date] = {}

    def load_rates(self, currencies: Sequence[str]) -> None:
        """The rates of the day, asked for before anything is planned.

        refuses   RateMissing, or Findings with one for each currency
        """
        missing: list[Refused] = []
        for currency in currencies:
            try:
                self.rates[currency] = rate_on(company=self.company, currency=currency, day=self.as_of)
            except RateMissing as refusal:
                missing.append(refusal)
        if missing:
            raise missing[0] if len(missing) == 1 else Findings(missing)

    def parties(self, held: Sequence[HeldPosition]) -> Iterator[PlannedVoucher]:
        """The vouchers of customers or vendors: per posting group and currency, then those of later days."""
        groups = {group.id: group for group in posting_groups(company=self.company).values()}
        chosen: dict[tuple[str, int, str], list[HeldPosition]] = {}
        for one in held:
            chosen.setdefault((one.ledger, one.posting_group_id, one.position.currency), []).append(one)
        for key in sorted(chosen, key=lambda key: (key[0], groups[key[1]].code, key[2])):
            yield from self._group(groups[key[1]], key[2], chosen[key])

    def _group(self, group: GroupFacts, currency: str, held: Sequence[HeldPosition]) -> Iterator[PlannedVoucher]:
        rate, local = self.rates[currency], self.company.currency
        found = [revalue(one.position, rate=rate, local_currency=local) for one in held]
        rows = [row for one in found for row in one.rows]
        if not rows:
            return
        told = AdjustedGroup(
            kind=group.kind,
            subject=group.code,
            currency=currency,
            rate_e8=rate,
            base_minor=sum(one.position.remaining_minor for one in held),
            base_local_minor=sum(one.position.remaining_local_minor for one in held),
            adjustment_minor=sum(one.adjustment_minor for one in found),
        )
        own = tuple(row for row in rows if row.day is None)
        yield PlannedVoucher(self._draft(group, currency, own, self.posting_date), own, told)
        later: dict[date, list[UnrealizedRow]] = {}
        for row in rows:
            if row.day is not None:
                later.setdefault(self._open_day(row.day), []).append(row)
        for day in sorted(later):
            yield PlannedVoucher(self._draft(group, currency, later[day], day), tuple(later[day]))

    def _open_day(self, day: date) -> date:
        """When a later application takes back: never before the adjustment, and in an open period."""
        wanted = max(day, self.posting_date)
        if wanted not in self._days:
            self._days[wanted] = first_open_day(company=self.company, day=wanted)
        return self._days[wanted]

    def _draft(self, group: GroupFacts, currency: str, rows: Sequence[UnrealizedRow], day: date) -> VoucherDraft:
        _, _, gains, losses = self._exchange(currency)
        on_gains = sum(row.local_minor for row in rows if row.on_gains)
        on_losses = sum(row.local_minor for row in rows if not row.on_gains)
        sums = [(group.control_id, on_gains + on_losses), (gains, -on_gains), (losses, -on_losses)]
        if not (on_gains or on_losses):  # what some entries gained, others lost: shown on both sides
            up = sum(row.local_minor for row in rows if row.local_minor > 0)
            sums = [(group.control_id, up), (group.control_id, -up), (gains, -up), (gains, up)]
        lines = tuple(LineDraft(account, minor, currency, 0) for account, minor in sums if minor)
        return self._voucher(lines, day)

    def _voucher(self, lines: tuple[LineDraft, ...], day: date) -> VoucherDraft:
        return VoucherDraft(
            source="ADJUSTMENT",
            posting_date=day,
            document_date=self.as_of,
            lines=lines,
            description=self.document,
            external_document_number=self.document,
        )

    def _exchange(self, currency: str) -> tuple[int, int, int, int]:
        """Ids of the accounts of realized gains and losses, and of unrealized ones."""
        if currency not in self._accounts:
            numbers = exchange_accounts(company=self.company, currency=currency)
            ids = account_ids(company=self.company, numbers=numbers)
            gains, losses, unrealized_gains, unrealized_losses = (ids[number] for number in numbers)
            self._accounts[currency] = (gains, losses, unrealized_gains, unrealized_losses)
        return self._accounts[currency]

    def banks(self, positions: Sequence[BankPosition]) -> Iterator[PlannedVoucher]:
        """A voucher per bank account: no money moves, and the difference is realized."""
        for position in positions:
            rate = self.rates[position.currency]
            difference = revalue_balance(
                balance_minor=position.balance_minor,
                balance_local_minor=position.balance_local_minor,
                valuation=Valuation(position.currency, rate),
                local_currency=self.company.currency,
            )
            if difference:
                yield self._bank(position, rate, difference)

    def _bank(self, position: BankPosition, rate: int, difference: int) -> PlannedVoucher:
        gains, losses, _, _ = self._exchange(position.currency)
        # No statement will ever bring it: it is closed from the start.
        bank = BankDraft(position.bank_account_id, 0, position.currency, is_closed=True)
        on_bank = LineDraft(position.gl_account_id, difference, position.currency, 0, bank=bank)
        against = on_bank._replace(account_id=gains if difference > 0 else losses, amount_minor=-difference, bank=None)
        told = AdjustedGroup(
            kind="BANK",
            subject=position.number,
            currency=position.currency,
            rate_e8=rate,
            base_minor=position.balance_minor,
            base_local_minor=position.balance_local_minor,
            adjustment_minor=difference,
        )
        return PlannedVoucher(self._voucher((on_bank, against), self.posting_date), (), told)
