"""Conditions and splits of a text mapping as people write them: bank=B1, amount=100..500, gl:2641=20%."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import within_years
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.mappings import WHOLE, Split
from reskontra.core.matching.mappings import Mapping as TextMapping
from reskontra.core.matching.patterns import compile_pattern
from reskontra.core.money import format_minor, parse_minor
from reskontra.core.statements import compact
from reskontra.ledger.queries import BankAccountFacts, find_bank_account
from reskontra.matching.accounts import resolve_account

TESTS = {"text": "CONTAINS", "words": "WORDS", "pattern": "PATTERN"}
FIELDS = {"any": "ANY", "text": "TEXT", "name": "NAME"}
KNOWN = ("amount", "bank", "code", "field", "from", "match", "payer", "to")


class ConditionNotWritten(Refused):
    code = "mapping_condition_not_written"
    template = '"{text}" is no condition. Write NAME=VALUE with one of the names {known}.'


class ConditionValue(Refused):
    code = "mapping_condition_value"
    template = 'The condition {name} was to be "{value}". Write it as {known}.'


class BoundsBackwards(Refused):
    code = "mapping_bounds_backwards"
    template = "The condition {name} goes from {low} to {high}. Put the lower one first."


class SplitNotWritten(Refused):
    code = "mapping_split_not_written"
    template = '"{text}" is no split. Write an account and a share or amount, as gl:2641=20% or customer:C1=50.00.'


class SplitTooMuch(Refused):
    code = "mapping_split_too_much"
    template = "The splits take {share} % of the amount, and nothing is left for {account}. Let them take less."


def with_conditions(*, company: CompanyFacts, mapping: TextMapping, conditions: Sequence[str]) -> TextMapping:
    """The mapping with conditions as people write them.

    refuses   ConditionNotWritten, ConditionValue, BankAccountUnknown, PatternUnreadable, PatternTooLarge,
              BoundsBackwards
    """
    values: dict[str, str] = {}
    for text in conditions:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not sign or name not in KNOWN or not value:
            raise ConditionNotWritten(text=text, known=KNOWN)
        values[name] = value
    bank = find_bank_account(company=company, number=values["bank"]) if "bank" in values else None
    currency = bank.currency if bank else company.currency
    low, high = _amounts(values.get("amount", ""), currency)
    found = replace(
        mapping,
        test=_one_of("match", values.get("match", "text"), TESTS),
        field=_one_of("field", values.get("field", "any"), FIELDS),
        bank_account_id=bank.id if bank else None,
        min_amount_minor=low,
        max_amount_minor=high,
        counterparty_account=compact(values.get("payer", ""))[:50],
        transaction_code=values.get("code", "")[:50],
        valid_from=_day("from", values.get("from")),
        valid_to=_day("to", values.get("to")),
    )
    if found.test == "PATTERN":
        compile_pattern(found.text)
    if found.valid_from and found.valid_to and found.valid_to < found.valid_from:
        raise BoundsBackwards(name="from", low=found.valid_from, high=found.valid_to)
    return found


def _one_of(name: str, value: str, known: Mapping[str, str]) -> str:
    if value not in known:
        raise ConditionValue(name=name, value=value, known=tuple(known))
    return known[value]


def _day(name: str, text: str | None) -> date | None:
    try:
        return within_years(date.fromisoformat(text)) if text else None
    except ValueError:
        raise ConditionValue(name=name, value=text, known="2026-01-31") from None


def _amounts(text: str, currency: str) -> tuple[int | None, int | None]:
    """100.00..500.00, 100.00.., ..500.00, or one amount alone; without sign."""
    if not text:
        return None, None
    first, dots, last = text.partition("..")
    bounds = [_amount(one, text, currency) for one in (first, last if dots else first)]
    low, high = bounds
    if low is not None and high is not None and high < low:
        raise BoundsBackwards(name="amount", low=format_minor(low, currency), high=format_minor(high, currency))
    return low, high


def _amount(text: str, whole: str, currency: str) -> int | None:
    if not text.strip():
        return None
    try:
        minor = parse_minor(text.strip(), currency)
    except Malformed:
        minor = -1
    if minor < 0:
        raise ConditionValue(name="amount", value=whole, known="100.00..500.00")
    return minor


def read_splits(*, company: CompanyFacts, texts: Sequence[str], account: str) -> tuple[Split, ...]:
    """Splits as people write them.

    account   what takes the rest
    refuses   SplitNotWritten, what resolve_account() refuses, SplitTooMuch
    """
    splits = tuple(_split(company, text) for text in texts)
    share = sum(split.share_basis_points or 0 for split in splits)
    if share >= WHOLE:
        raise SplitTooMuch(share=Decimal(share) / 100, account=account)
    return splits


def _split(company: CompanyFacts, text: str) -> Split:
    name, sign, value = (part.strip() for part in text.partition("="))
    if not sign or name.lower().startswith("bank:"):
        raise SplitNotWritten(text=text)
    chosen = resolve_account(company=company, text=name)
    if not value.endswith("%"):
        try:
            minor = parse_minor(value, company.currency)
        except Malformed:
            minor = 0
        if minor <= 0:
            raise SplitNotWritten(text=text)
        return Split(chosen.account_type, chosen.number, fixed_minor=minor)
    try:
        points = Decimal(value[:-1].strip()) * 100
    except InvalidOperation:
        raise SplitNotWritten(text=text) from None
    if not points.is_finite() or points != int(points) or not 0 < points < WHOLE:
        raise SplitNotWritten(text=text)
    return Split(chosen.account_type, chosen.number, share_basis_points=int(points))


def written_conditions(mapping: TextMapping, banks: Mapping[int, BankAccountFacts], currency: str) -> list[str]:
    """The conditions of a mapping as with_conditions() reads them."""
    bank = banks.get(mapping.bank_account_id or 0)
    money = bank.currency if bank else currency
    shown: list[tuple[str, str, Callable[[], bool]]] = [
        ("match", _word(TESTS, mapping.test), lambda: mapping.test != "CONTAINS"),
        ("field", _word(FIELDS, mapping.field), lambda: mapping.field != "ANY"),
        ("bank", bank.number if bank else "", lambda: bank is not None),
        ("amount", _range(mapping, money), lambda: _range(mapping, money) != ""),
        ("payer", mapping.counterparty_account, lambda: bool(mapping.counterparty_account)),
        ("code", mapping.transaction_code, lambda: bool(mapping.transaction_code)),
        ("from", str(mapping.valid_from), lambda: mapping.valid_from is not None),
        ("to", str(mapping.valid_to), lambda: mapping.valid_to is not None),
    ]
    return [f"{name}={value}" for name, value, is_shown in shown if is_shown()]


def _word(words: Mapping[str, str], code: str) -> str:
    return next(word for word, known in words.items() if known == code)


def _range(mapping: TextMapping, currency: str) -> str:
    low, high = mapping.min_amount_minor, mapping.max_amount_minor
    if low is None and high is None:
        return ""
    ends = [format_minor(end, currency) if end is not None else "" for end in (low, high)]
    return ends[0] if low == high else "..".join(ends)


def written_splits(mapping: TextMapping, currency: str) -> list[str]:
    """The splits of a mapping as read_splits() reads them."""
    return [
        f"{split.account_type.lower()}:{split.account_number}="
        + (
            f"{Decimal(split.share_basis_points) / 100:f}%"
            if split.share_basis_points is not None
            else format_minor(split.fixed_minor or 0, currency)
        )
        for split in mapping.splits
    ]
