"""Text mappings: a person's standing decision that a text on the bank statement means an account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reskontra.core.matching.patterns import compile_pattern

WHOLE = 10_000  # basis points


@dataclass(frozen=True, slots=True)
class Split:
    """A share in basis points, or a fixed amount without sign, of what is booked: on an account of its own."""

    account_type: str
    account_number: str
    share_basis_points: int | None = None
    fixed_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """Conditions and the account; what is None or blank is no condition. Amounts in minor units, without sign.

    test        CONTAINS the text as it stands, all its WORDS in any order, or a PATTERN
    field       where: ANY, TEXT or NAME
    direction   IN, OUT or blank for both
    counterparty_account   letters and digits only; transaction_code: the beginning of the bank's
    splits      what goes elsewhere; the rest goes to the account
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
    number: int = 0
    test: str = "CONTAINS"
    field: str = "ANY"
    counterparty_account: str = ""
    transaction_code: str = ""
    splits: tuple[Split, ...] = ()


@dataclass(frozen=True, slots=True)
class MappedLine:
    """What a mapping looks at. texts: every text of the transaction; name and accounts: the counterparty's."""

    day: date
    amount_minor: int
    bank_account_id: int
    texts: tuple[str, ...]
    name: str = ""
    accounts: tuple[str, ...] = ()
    transaction_code: str = ""


@dataclass(frozen=True, slots=True)
class MappedPart:
    """Money of the line on an account, signed as the line."""

    account_type: str
    account_number: str
    amount_minor: int


def choose_mapping(*, line: MappedLine, mappings: Iterable[Mapping]) -> Mapping | None:
    """The mapping whose text is in the line's and whose conditions hold: lowest priority number, then longest text."""
    fields = folded_fields(line)
    fitting = [mapping for mapping in mappings if mapping_fits(mapping, line, fields)]
    return min(fitting, key=lambda mapping: (mapping.priority, -len(mapping.text), mapping.text), default=None)


def mapped_parts(mapping: Mapping, amount_minor: int) -> list[MappedPart]:
    """The line's money on the mapping's accounts: splits in their order, the rest on its account.

    returns   parts whose sum is the amount, none of them 0; none at all where the splits take more than there is
    """
    sign, whole = (1, amount_minor) if amount_minor > 0 else (-1, -amount_minor)
    taken = [
        split.fixed_minor
        if split.fixed_minor is not None
        else (whole * (split.share_basis_points or 0) * 2 + WHOLE) // (2 * WHOLE)
        for split in mapping.splits
    ]
    rest = whole - sum(taken)
    if rest < 0:
        return []
    parts = [
        MappedPart(split.account_type, split.account_number, sign * minor)
        for split, minor in zip(mapping.splits, taken, strict=True)
        if minor
    ]
    return [*parts, MappedPart(mapping.account_type, mapping.account_number, sign * rest)] if rest else parts


def folded_fields(line: MappedLine) -> dict[str, str]:
    """What a mapping may look in, once for all mappings."""
    text, name = _folded(" ".join(line.texts)), _folded(line.name)
    return {"TEXT": text, "NAME": name, "ANY": f"{text} {name}".strip()}


def mapping_fits(mapping: Mapping, line: MappedLine, fields: dict[str, str]) -> bool:
    """Whether all its conditions hold, the cheap ones first."""
    amount = abs(line.amount_minor)
    return (
        mapping.direction in ("", "IN" if line.amount_minor > 0 else "OUT")
        and mapping.bank_account_id in (None, line.bank_account_id)
        and (mapping.min_amount_minor is None or amount >= mapping.min_amount_minor)
        and (mapping.max_amount_minor is None or amount <= mapping.max_amount_minor)
        and (mapping.valid_from is None or line.day >= mapping.valid_from)
        and (mapping.valid_to is None or line.day <= mapping.valid_to)
        and (not mapping.counterparty_account or mapping.counterparty_account in line.accounts)
        and line.transaction_code.startswith(mapping.transaction_code)
        and _is_said(mapping, fields[mapping.field])
        and (not mapping.splits or bool(mapped_parts(mapping, line.amount_minor)))
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_said(mapping: Mapping, text: str) -> bool:
    wanted = _folded(mapping.text)
    if not wanted:
        return bool(mapping.counterparty_account or mapping.transaction_code)
    if mapping.test == "PATTERN":
        return compile_pattern(mapping.text).is_in(text)
    if mapping.test == "WORDS":
        return set(wanted.split()) <= set(text.split())
    return wanted in text
