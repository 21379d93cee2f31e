"""One row of the grid: what its fields show, and what is meant by what is typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import AmountNotRead, amount_typed, day_typed
from reskontra.core.dates import DayNotRead
from reskontra.core.errors import Malformed, Refused
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import TooManyDecimals, format_minor
from reskontra.interface.display import money
from reskontra.interface.refusals import lines as said_lines
from reskontra.journals.account_choices import AccountNotUnique, resolved_account, resolved_balancing
from reskontra.journals.batches import BalancingNotWritten, BatchFacts
from reskontra.journals.deposit_lines import DepositToItself
from reskontra.journals.entering import ACCOUNT_KINDS, AmountNotSaid, LineAccountNotWritten, NewTyped
from reskontra.journals.models import DOCUMENT_TYPES
from reskontra.journals.proposing import CurrencyBrought
from reskontra.journals.retyping import as_typed, with_account
from reskontra.journals.typed_lines import TypedFacts
from reskontra.ledger.queries import AccountBlocked, AccountOfBank, AccountUnknown, BankAccountUnknown
from reskontra.parties.queries import PartyUnknown

FIELDS = ("date", "type", "number", "kind", "account", "text", "amount", "currency", "balancing", "correction")
NEW = "new"  # the empty last row's suffix
# At which field a refusal stands; what is not among them is the row's.
PLACES: tuple[tuple[type[Exception], str], ...] = (
    (DayNotRead, "date"), (AmountNotRead, "amount"), (TooManyDecimals, "amount"), (AmountNotSaid, "amount"),
    (PartyUnknown, "account"), (AccountNotUnique, "account"), (LineAccountNotWritten, "account"),
    (AccountUnknown, "account"), (AccountBlocked, "account"), (AccountOfBank, "account"),
    (BankAccountUnknown, "account"), (DepositToItself, "account"), (BalancingNotWritten, "balancing"),
    (CurrencyBrought, "currency"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """What was refused of a row, and at which field; typed: its fields as they were typed."""

    told: tuple[str, ...]
    field: str
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row. suffix: the line's number, or "new"; the rest are texts as the fields show them."""

    suffix: str
    date: str = ""
    type: str = ""
    number: str = ""
    kind: str = "CUSTOMER"
    account: str = ""
    text: str = ""
    amount: str = ""
    currency: str = ""
    balancing: str = ""
    correction: str = ""
    settles: str = ""
    minor: int = 0
    may_apply: bool = False
    refusal: RowRefusal | None = None

    @property
    def is_new(self) -> bool:
        return self.suffix == NEW

    @property
    def refused_field(self) -> str:
        return self.refusal.field if self.refusal else ""


def row_of(line: TypedFacts, documents: Mapping[int, EntryFact], refusal: RowRefusal | None = None) -> GridRow:
    """A line as the grid shows it; what was typed and refused stands in its fields."""
    row = GridRow(
        suffix=str(line.line_number),
        date=line.posting_date.isoformat() if line.posting_date else "",
        type=line.document_type,
        number=line.document_number,
        kind=line.account_type or "GL",
        account=line.account_number,
        text=line.description,
        amount=money(line.amount_minor, line.currency) if line.amount_minor else "",
        currency=line.currency,
        balancing=shown_balancing(line.balancing_type, line.balancing_number),
        correction="on" if line.is_correction else "",
        settles=_settled_words(line, documents),
        minor=line.amount_minor,
        may_apply=line.party is not None,
    )
    return typed_over(row, refusal)


def new_row(batch: BatchFacts, last: TypedFacts | None, refusal: RowRefusal | None = None) -> GridRow:
    """The empty last row: what it would take from the line before is there already."""
    kind = {"CASH_RECEIPT": "CUSTOMER", "PAYMENT": "VENDOR", "DEPOSIT": "CUSTOMER"}.get(batch.kind, "GL")
    row = GridRow(suffix=NEW, kind=last.account_type if last and last.account_type else kind)
    return typed_over(row, refusal)


def typed_over(row: GridRow, refusal: RowRefusal | None) -> GridRow:
    if refusal is None:
        return row
    texts: dict[str, Any] = {name: refusal.typed.get(name, "") for name in FIELDS}
    return replace(row, refusal=refusal, **texts)


def shown_balancing(kind: str, number: str) -> str:
    return f"{kind.lower()}:{number}" if kind in ("CUSTOMER", "VENDOR") else number


def _settled_words(line: TypedFacts, documents: Mapping[int, EntryFact]) -> str:
    if line.applies_to_number:
        return line.applies_to_number
    return ", ".join(documents[mark.entry_id].document_number for mark in line.marks if mark.entry_id in documents)


def fields_of(typed: Mapping[str, str], suffix: str) -> dict[str, str]:
    """The row's fields as they were sent; those that were not are empty."""
    return {name: str(typed.get(f"{name}-{suffix}", "")).strip() for name in FIELDS}


def has_changed(row: GridRow, fields: Mapping[str, str]) -> bool:
    return any(fields[name] != getattr(row, name).strip() for name in FIELDS)


def refused(refusal: Refused | Malformed, fields: Mapping[str, str]) -> RowRefusal:
    field = next((name for kind, name in PLACES if isinstance(refusal, kind)), "")
    return RowRefusal(tuple(said_lines(refusal)), field, fields)


def new_line(*, company: CompanyFacts, fields: Mapping[str, str], today: date) -> NewTyped | None:
    """What the empty row says once an account is in it; None before.

    refuses   DayNotRead, AmountNotRead, TooManyDecimals, NotACurrency, and what resolved_account() refuses
    """
    if not fields["account"]:
        return None
    kind = _kind(fields)
    account = resolved_account(company=company, kind=kind, text=fields["account"])
    currency = _currency(fields["currency"])
    amount = _amount(fields["amount"], currency or company.currency)
    balancing = resolved_balancing(company=company, text=fields["balancing"]) if fields["balancing"] else None
    return NewTyped(
        account=account,
        amount=amount or "0",
        posting_date=day_typed(fields["date"], today=today) if fields["date"] else None,
        document_type=_type(fields["type"]) or None,
        document_number=fields["number"],
        description=fields["text"],
        currency=currency,
        balancing=balancing,
        is_correction=bool(fields["correction"]),
    )


def changed_line(
    *,
    company: CompanyFacts,
    line: TypedFacts,
    documents: Mapping[int, EntryFact],
    fields: Mapping[str, str],
    today: date,
) -> NewTyped:
    """The line with what was changed in its fields; another account releases its marks.

    refuses   as new_line()
    """
    was = row_of(line, documents)
    new = as_typed(line, documents, local_currency=company.currency)
    changed = {name for name in FIELDS if fields[name] != getattr(was, name).strip()}
    if changed & {"account", "kind"}:
        new = with_account(new, resolved_account(company=company, kind=_kind(fields), text=fields["account"]))
    if "currency" in changed:
        new = replace(new, currency=_currency(fields["currency"]), local_amount="")
    if changed & {"amount", "currency"}:
        currency = new.currency or line.currency
        new = replace(new, amount=_amount(fields["amount"], currency) or "0", local_amount="")
        if line.document_type in ("PAYMENT", "REFUND"):
            new = replace(new, document_type=None)
    if "date" in changed:
        new = replace(new, posting_date=day_typed(fields["date"], today=today) if fields["date"] else None)
    if "type" in changed:
        new = replace(new, document_type=_type(fields["type"]))
    if "balancing" in changed:
        new = replace(new, balancing=resolved_balancing(company=company, text=fields["balancing"]))
    if "number" in changed:
        new = replace(new, document_number=fields["number"])
    if "text" in changed:
        new = replace(new, description=fields["text"])
    return replace(new, is_correction=bool(fields["correction"])) if "correction" in changed else new


def _kind(fields: Mapping[str, str]) -> str:
    return fields["kind"] if fields["kind"] in ACCOUNT_KINDS else "GL"


def _type(text: str) -> str:
    return text if text in DOCUMENT_TYPES else ""


def _currency(text: str) -> str:
    return currency_codes.validate(text.upper()) if text else ""


def _amount(text: str, currency: str) -> str:
    return format_minor(amount_typed(text, currency), currency) if text else ""
