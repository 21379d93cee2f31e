"""The form that splits a line: a row for each part, as typed or as the line stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reskontra.core.as_typed import amount_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.interface.templatetags.display import money
from reskontra.matching.actions.split_line import KINDS, SplitPart
from reskontra.matching.queries import ShownLine

ROWS = 4
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A part as it is typed. kind: of KINDS; amount: empty for the rest."""

    kind: str
    number: str
    amount: str

    @property
    def is_empty(self) -> bool:
        return not (self.number.strip() or self.amount.strip())


@dataclass(frozen=True, slots=True)
class SplitForm:
    """rows: at least so many that one is empty; kinds: (code, word)."""

    journal: str
    number: int
    payer: str
    minor: int
    currency: str
    seen: str
    rows: tuple[SplitRow, ...]
    kinds: tuple[tuple[str, str], ...]
    refused: tuple[str, ...] = ()


def kind_words() -> tuple[tuple[str, str], ...]:
    return (
        ("document", _("Document")),
        ("customer", _("On account of customer")),
        ("vendor", _("On account of vendor")),
        ("gl", _("G/L account")),
        ("bank", _("Other bank account")),
    )


def rows_of(shown: ShownLine) -> list[SplitRow]:
    """The parts that the line has now."""
    found = []
    for part in shown.proposal.parts if shown.proposal else ():
        entry = shown.entries.get(part.entry_id or 0)
        kind = "document" if entry else part.account_type.lower()
        number = (
            f"{entry.ledger.lower()}:{entry.document_number}@{part.account_number}" if entry else part.account_number
        )
        found.append(SplitRow(kind, number, money(part.cash_minor, shown.currency)))
    return found


def typed_rows(kinds: Sequence[str], numbers: Sequence[str], amounts: Sequence[str]) -> list[SplitRow]:
    """The rows of a form that was sent; those that are empty are left out."""
    rows = [SplitRow(*row) for row in zip(kinds, numbers, amounts, strict=False)]
    return [row for row in rows if not row.is_empty][:MOST_ROWS]


def with_empty(rows: Sequence[SplitRow], *, at_least: int = ROWS) -> tuple[SplitRow, ...]:
    """The rows, and empty ones behind them."""
    count = max(at_least, len(rows) + 1)
    first = rows or [SplitRow(KINDS[0], "", "")]
    return (*first, *[SplitRow("gl", "", "")] * (min(count, MOST_ROWS) - len(first)))


def parts_typed(rows: Sequence[SplitRow], currency: str) -> list[SplitPart]:
    """What the rows mean.

    refuses   AmountNotRead, TooManyDecimals, each with its row
    """
    parts = []
    for place, row in enumerate(rows, 1):
        try:
            minor = amount_typed(row.amount, currency) if row.amount.strip() else None
        except (Refused, Malformed) as unread:
            unread.place = f"row {place}"
            raise
        parts.append(SplitPart(row.kind, row.number.strip(), minor))
    return parts
