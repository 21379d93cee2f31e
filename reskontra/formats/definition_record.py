"""A row as a bank transaction, by a definition that was made ready for the file under way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from reskontra.core.errors import Malformed
from reskontra.core.identifiers import iban
from reskontra.core.money import Money
from reskontra.formats.bank_statement import (
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)
from reskontra.formats.camt_values import NotACurrency
from reskontra.formats.definition import AMOUNTS, DAYS, Column, Definition, Skip
from reskontra.formats.definition_rows import Cells
from reskontra.formats.definition_rules import changer
from reskontra.formats.definition_values import Plain, amount_reader, day_reader, decimal_of

Kind = TypeVar("Kind")
_NO_PARTY = PartyRecord()
_OF_PARTY = {"name", "payer_name", "payee_name", "counterparty_account", "organisation_number"}
_PLAIN = ("bank_reference", "end_to_end_id", "transaction_code")
_BESIDE_AMOUNT = {"gross", "fee", "indicator", "debit", "credit"}
_CURRENCY = re.compile(r"[A-Z]{3}")
_TEXT_KINDS = {"text": TextKind.REMITTANCE, "info": TextKind.ENTRY_INFO}
_REFERENCE_KINDS = {"reference": ReferenceKind.CREDITOR, "document": ReferenceKind.DOCUMENT}


class ValueEmpty(Malformed):
    code = "definition_value_empty"
    template = (
        '"{column}" is empty, and every payment needs it. Mend the row, or have the definition leave such rows out.'
    )


class IndicatorUnknown(Malformed):
    code = "definition_indicator"
    template = '"{column}" is "{text}", and known are {known}. Add it to debit or credit in the definition.'


class NetDiffers(Malformed):
    code = "definition_net_differs"
    template = "{gross} less the fee of {fee} is not {net}. Mend the row, or the columns that the definition takes."


class Read(NamedTuple):
    """What a row says. Amounts in minor units of the currency; fee is what was kept of it, positive.

    day       booking date, else value date
    account   the own account, where the row names it
    """

    day: date
    value_day: date | None
    amount_minor: int
    balance_minor: int | None
    currency: str
    account: str
    fee_minor: int
    payout: str
    payout_day: date | None


@dataclass(slots=True)
class _Taken:
    """A column ready to be read: its place among the cells, and what is done to its text."""

    at: int
    column: Column
    change: Callable[[str], str] | None
    is_plain: bool = False  # nothing is done to it but to cut blanks

    def text(self, cells: Cells) -> str:
        found = cells[self.at]
        if type(found) is str:
            found = found.strip()
            if self.change is not None:
                found = self.change(found)
        elif self.change is not None:
            found = Plain(self.change(found))
        return found or self.column.default


class Reader:
    """Reads rows by a definition. What only the file can tell (the decimal sign) is told by its first rows."""

    def __init__(self, definition: Definition, first_rows: Sequence[Cells], currency: str) -> None:
        self.definition = definition
        self._currency = currency
        self._taken: dict[str, list[_Taken]] = {}
        for at, column in enumerate(definition.columns):
            change = changer(column.rules)
            taken = _Taken(at, column, change, change is None and not column.default)
            self._taken.setdefault(column.field, []).append(taken)
        self._one = {field: taken[0] for field, taken in self._taken.items()}
        self._days = {
            field: day_reader(self._one[field].column.format or definition.date) for field in DAYS & self._one.keys()
        }
        self._signs = {field: self._sign(self._one[field], first_rows) for field in AMOUNTS & self._one.keys()}
        self._amounts: dict[str, dict[str, Callable[[str], int]]] = {field: {} for field in self._signs}
        self._currencies: set[str] = set()
        self._has_currency = "currency" in self._one
        self._accounts = self._taken.get("account", [])
        self._is_settlement = definition.is_settlement
        self._is_plain = "amount" in self._one and not self._one.keys() & _BESIDE_AMOUNT
        self._texts = [(kind, one) for field, kind in _TEXT_KINDS.items() for one in self._taken.get(field, ())]
        self._text = self._one["text"] if [kind for kind, _ in self._texts] == [TextKind.REMITTANCE] else None
        self._refs = [(kind, one) for field, kind in _REFERENCE_KINDS.items() for one in self._taken.get(field, ())]
        self._parties = bool(self._one.keys() & _OF_PARTY)
        self._plain = [(name, self._one[name]) for name in _PLAIN if name in self._one]
        self._skips = [(skip, self._taken.get(skip.field, ())) for skip in definition.skip]

    def _sign(self, taken: _Taken, first_rows: Sequence[Cells]) -> tuple[str, str]:
        """Decimal sign and thousands signs of an amount column."""
        column, definition = taken.column, self.definition
        thousands = definition.thousands if column.thousands is None else column.thousands
        decimal = column.decimal or definition.decimal
        if decimal != "auto":
            return decimal, thousands
        found = decimal_of(filter(None, (taken.text(cells) for cells in first_rows)))
        other = {",": ".", ".": ","}.get(found, "")
        return found, thousands + other

    def skipped(self, cells: Cells) -> Skip | None:
        """Why a row is left out; None where it is not."""
        for skip, columns in self._skips:
            for taken in columns:
                text = taken.text(cells).casefold()
                if (
                    any(text.startswith(word.casefold()) for word in skip.begins)
                    or any(text == word.casefold() for word in skip.equals)
                    or any(word.casefold() in text for word in skip.holds)
                ):
                    return skip
        return None

    def text(self, field: str, cells: Cells) -> str:
        """The text of a field; "" where the definition has no such column."""
        taken = self._one.get(field)
        return taken.text(cells) if taken is not None else ""

    def read(self, cells: Cells) -> Read:
        """What the row says.

        refuses   ValueEmpty, DayUnreadable, AmountUnreadable, AmountAmbiguous, TooManyDecimals, NotWholeMinor,
                  IndicatorUnknown, NetDiffers, NotACurrency
        """
        currency = self._currency
        if self._has_currency:
            currency = self.text("currency", cells).upper() or currency
        if currency not in self._currencies:
            if not _CURRENCY.fullmatch(currency):
                raise NotACurrency(text=currency[:10])
            self._currencies.add(currency)
        if self._is_plain:
            amount, fee = self._amount("amount", cells, currency), 0
            if amount is None:
                raise ValueEmpty(column=self._one["amount"].column.shown)
        else:
            amount, fee = self._money(cells, currency)
        booked, valued = self._day("booking_date", cells), self._day("value_date", cells)
        paid_out = self._day("payout_date", cells) if self._is_settlement else None
        day = booked or valued or paid_out
        if day is None:
            known = next(self._one[name] for name in ("booking_date", "value_date", "payout_date") if name in self._one)
            raise ValueEmpty(column=known.column.shown)
        account = ""
        if self._accounts:
            account = "-".join(filter(None, (taken.text(cells) for taken in self._accounts)))
        payout = self.text("payout", cells) if self._is_settlement else ""
        return Read(
            day, valued, amount, self._amount("balance", cells, currency), currency, account, fee, payout, paid_out
        )

    def _day(self, field: str, cells: Cells) -> date | None:
        taken = self._one.get(field)
        if taken is None:
            return None
        text = cells[taken.at].strip() if taken.is_plain else taken.text(cells)
        return self._days[field](text) if text else None

    def _amount(self, field: str, cells: Cells, currency: str) -> int | None:
        taken = self._one.get(field)
        if taken is None:
            return None
        text = cells[taken.at] if taken.is_plain else taken.text(cells)
        if not text or text.isspace():
            return None
        reader = self._amounts[field].get(currency)
        if reader is None:
            decimal, thousands = self._signs[field]
            reader = amount_reader(decimal=decimal, thousands=thousands, currency=currency, factor=taken.column.factor)
            self._amounts[field][currency] = reader
        return reader(text)

    def _money(self, cells: Cells, currency: str) -> tuple[int, int]:
        """The amount, positive into the account, and the fee that was kept of it."""
        amount = self._amount("amount", cells, currency)
        fee = abs(self._amount("fee", cells, currency) or 0)
        gross = self._amount("gross", cells, currency)
        if amount is None:
            amount = self._two_columns(cells, currency) if gross is None else gross - fee
        elif gross is not None and fee and gross - fee != amount:
            if gross + fee != amount:  # a refund may give the fee back
                raise NetDiffers(gross=Money(gross, currency), fee=Money(fee, currency), net=Money(amount, currency))
            fee = -fee
        if "indicator" in self._one:
            amount = self._turned(amount, cells)
        return amount, fee

    def _two_columns(self, cells: Cells, currency: str) -> int:
        debit, credit = self._amount("debit", cells, currency), self._amount("credit", cells, currency)
        if debit is None and credit is None:
            named = [
                one.column.shown for field in ("amount", "gross", "debit", "credit") if (one := self._one.get(field))
            ]
            raise ValueEmpty(column=", ".join(named))
        return (credit or 0) - abs(debit or 0)

    def _turned(self, amount: int, cells: Cells) -> int:
        column, text = self._one["indicator"].column, self.text("indicator", cells)
        folded = text.casefold()
        if folded in map(str.casefold, column.debit):
            return -abs(amount)
        if folded in map(str.casefold, column.credit) or not column.credit:
            return amount
        raise IndicatorUnknown(column=column.shown, text=text[:40], known=(*column.debit, *column.credit))

    def record(self, read: Read, cells: Cells, *, entry: int, more: Sequence[Cells] = ()) -> TransactionRecord:
        """The row as a transaction that is an entry of its own.

        more   rows that go on with it: their texts, references and names are added
        """
        rows = (cells, *more) if more else (cells,)
        party = self._party(rows, read.amount_minor) if self._parties else _NO_PARTY
        end_to_end_id = bank_reference = code = ""
        for name, taken in self._plain:
            if name == "bank_reference":
                bank_reference = taken.text(cells)
            elif name == "end_to_end_id":
                end_to_end_id = taken.text(cells)
            else:
                code = taken.text(cells)
        if self._text is not None and not more:
            said = self._text.text(cells)
            texts: tuple[TextRecord, ...] = (TextRecord(TextKind.REMITTANCE, said),) if said else ()
        else:
            texts = tuple([TextRecord(kind, text) for kind, text in _said(self._texts, rows)])
        references = (
            tuple([ReferenceRecord(kind, text) for kind, text in _said(self._refs, rows)]) if self._refs else ()
        )
        return TransactionRecord(
            entry, 0, Status.BOOKED, read.day, read.value_day, read.amount_minor, read.currency, read.amount_minor,
            read.currency, texts, references, party, "", "", end_to_end_id, "", bank_reference, "", "", "", "", code,
        )  # fmt: skip

    def _party(self, rows: Sequence[Cells], amount: int) -> PartyRecord:
        """The counterparty: who paid in, or was paid."""

        def first(field: str) -> str:
            return next((text for cells in rows if (text := self.text(field, cells))), "")

        name = first("payer_name" if amount > 0 else "payee_name") or first("name")
        account = first("counterparty_account")
        own = "".join(account.split()).upper()
        number = first("organisation_number")
        if own and iban.is_valid(own):
            return PartyRecord(name=name, iban=own, organisation_number=number)
        return PartyRecord(name=name, other_account=account, organisation_number=number)


def _said(columns: Sequence[tuple[Kind, _Taken]], rows: Sequence[Cells]) -> list[tuple[Kind, str]]:
    """What the columns say in these rows, column by column, as far as they say something."""
    return [(kind, text) for kind, taken in columns for cells in rows if (text := taken.text(cells))]
