"""Text mappings: a person's standing decision that a text on the bank statement means an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mapping:
    """Conditions and the account; what is None or blank is no condition. Amounts in minor units, without sign.

    direction   IN, OUT or blank for both
    """

    text: str
    account_type: str
    account_number: str
    direction: str = ""
    bank_account_id: int | None = None
    min_amount_minor: int | None = None
    max_amount_minor: int | None = None
    priority: int = 100
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class MappedLine:
    """What a mapping looks at. texts: every text of the transaction, and the counterparty's name."""

    day: date
    amount_minor: int
    bank_account_id: int
    texts: tuple[str, ...]


def choose_mapping(*, line: MappedLine, mappings: Iterable[Mapping]) -> Mapping | None:
    """The mapping whose text is in the line's and whose conditions hold: lowest priority number, then longest text."""
    text = _folded(line.texts)
    fitting = [mapping for mapping in mappings if _fits(mapping, line, text)]
    return min(fitting, key=lambda mapping: (mapping.priority, -len(mapping.text), mapping.text), default=None)


def _folded(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).casefold().split())


def _fits(mapping: Mapping, line: MappedLine, text: str) -> bool:
    wanted = _folded((mapping.text,))
    amount = abs(line.amount_minor)
    return (
        bool(wanted)
        and wanted in text
        and mapping.direction in ("", "IN" if line.amount_minor > 0 else "OUT")
        and mapping.bank_account_id in (None, line.bank_account_id)
        and (mapping.min_amount_minor is None or amount >= mapping.min_amount_minor)
        and (mapping.max_amount_minor is None or amount <= mapping.max_amount_minor)
        and (mapping.valid_from is None or line.day >= mapping.valid_from)
        and (mapping.valid_to is None or line.day <= mapping.valid_to)
    )
