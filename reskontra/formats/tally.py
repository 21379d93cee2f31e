"""Counts and sums of a statement's entries as they pass, and whether they lead from one balance to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import CurrencySum, Doubt, StatementEnd, Status, TransactionRecord

_BOOKED = Status.BOOKED  # an enum takes long to give a member


class BalancesDoNotClose(Malformed):
    code = "balances_do_not_close"
    template = (
        "Opening {opening} plus {credits} in and minus {debits} out gives {reached}, and the file says {closing}. Ask "
        'the bank for a complete file, or import it with the override "balance" and a reason.'
    )


class BalanceCurrencyDiffers(Malformed):
    code = "balance_currency_differs"
    template = (
        "The account is in {currency}, and the file has the balance {balance}. Ask the bank for a balance in "
        '{currency}, or import the file with the override "balance" and a reason.'
    )


class StatementTwice(Malformed):
    code = "statement_twice"
    template = 'Statement "{number}" of account {account} occurs twice in the file. Fetch it from the bank again.'


@dataclass(frozen=True, slots=True)
class Balance:
    """Booked money on the account; negative when overdrawn."""

    minor: int
    currency: str
    date: date | None


@dataclass(slots=True)
class Tally:
    """Counts and sums of a statement's entries; amounts in minor units by currency."""

    entries: int = 0
    transactions: int = 0
    pending: int = 0
    booked_in: int = 0
    booked_out: int = 0
    pending_in: int = 0
    pending_out: int = 0
    sums: dict[str, list[int]] = field(default_factory=dict)  # entries, credits, debits

    def add(self, records: Sequence[TransactionRecord], *, credit: bool) -> None:
        """Count one entry by its records; credit is the entry's direction, which a zero does not show."""
        first = records[0]
        self._count(first, first.entry_amount_minor, first.entry_currency, len(records), credit=credit)

    def add_part(self, record: TransactionRecord) -> None:
        """Count a payment by itself, where the file sums up payments and not entries."""
        self._count(record, record.amount_minor, record.currency, 1, credit=record.amount_minor >= 0)

    def _count(self, first: TransactionRecord, minor: int, currency: str, parts: int, *, credit: bool) -> None:
        if first.status is not _BOOKED:
            self.pending += 1
            self.pending_in += credit
            self.pending_out += not credit
            return
        self.entries += 1
        self.booked_in += credit
        self.booked_out += not credit
        self.transactions += parts
        sums = self.sums.get(currency) or self.sums.setdefault(currency, [0, 0, 0])
        sums[0] += 1
        sums[1 if credit else 2] += abs(minor)

    def turnover(self, currency: str) -> tuple[int, int]:
        """Booked credits and debits in a currency, both positive."""
        _, credits_minor, debits_minor = self.sums.get(currency, (0, 0, 0))
        return credits_minor, debits_minor

    @property
    def net_minor(self) -> int:
        """Credits less debits, the figures of all currencies together."""
        return sum(credits_minor - debits_minor for _, credits_minor, debits_minor in self.sums.values())

    def balance_findings(self, opening: Balance | None, closing: Balance | None, currency: str) -> Iterator[Malformed]:
        """Why the balances do not close, if they do not.

        What an entry in another currency did to the balance the file does not say, and that entry is a doubt of its
        own: a statement closes if its figures do as they stand, or without such entries.
        """
        foreign = [one for one in (opening, closing) if one and one.currency != currency]
        for one in foreign:
            yield BalanceCurrencyDiffers(currency=currency, balance=Money(one.minor, one.currency))
        if foreign or opening is None or closing is None:
            return
        credits_minor, debits_minor = self.turnover(currency)
        reached = opening.minor + credits_minor - debits_minor
        if closing.minor not in (reached, opening.minor + self.net_minor):
            yield BalancesDoNotClose(
                opening=Money(opening.minor, currency),
                credits=Money(credits_minor, currency),
                debits=Money(debits_minor, currency),
                reached=Money(reached, currency),
                closing=Money(closing.minor, currency),
            )

    def end(
        self,
        *,
        currency: str,
        opening: Balance | None = None,
        closing: Balance | None = None,
        findings: Sequence[Malformed] = (),
        warnings: Sequence[str] = (),
    ) -> StatementEnd:
        """The end of the statement; each finding is a doubt that the override "balance" lets pass."""
        credits_minor, debits_minor = self.turnover(currency)
        return StatementEnd(
            entries=self.entries,
            transactions=self.transactions,
            pending=self.pending,
            credits_minor=credits_minor,
            debits_minor=debits_minor,
            sums=tuple(CurrencySum(one, *figures) for one, figures in self.sums.items()),
            opening_minor=opening.minor if opening else None,
            opening_date=opening.date if opening else None,
            closing_minor=closing.minor if closing else None,
            closing_date=closing.date if closing else None,
            warnings=tuple(warnings),
            doubts=tuple(Doubt("balance", finding) for finding in findings),
        )
