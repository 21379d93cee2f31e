"""Aged receivables and payables: a row for each customer or vendor, for each of their currencies, or for each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.aging import Bucket
from reskontra.core.money import Money
from reskontra.interface.tables import Cell, Column, Report
from reskontra.receivables.aged import EACH, Aged, bucket_words
from reskontra.receivables.narrowing import check_accounts
from reskontra.receivables.open_report import Chosen, open_rows
from reskontra.receivables.report_tables import TITLES, tie_data, tie_notes
from reskontra.receivables.reports import AccountSum, account_sums, control_ties

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A report as it is asked for, with its buckets and what they are called."""

    company: CompanyFacts
    ledger: str
    as_of: date
    how: Aged
    buckets: tuple[Bucket, ...]
    words: tuple[str, ...]

    @property
    def is_each(self) -> bool:
        return self.how.currency == EACH

    @property
    def name(self) -> str:
        return "aged-receivables" if self.ledger == "CUSTOMER" else "aged-payables"

    @property
    def currency(self) -> str:
        """That of the amounts; "" where each row has its own."""
        return "" if self.is_each else self.how.currency or self.company.currency


def aged_report(*, company: CompanyFacts, ledger: str, as_of: date, aged: Aged | None = None) -> Report:
    """Balances by age as of the day, with the share of each column, tied to the control accounts.

    refuses   what Aged.buckets() refuses, PartyUnknown
    """
    how = aged or Aged()
    check_accounts(company=company, ledger=ledger, narrowed=how.narrowed)
    buckets = how.buckets(as_of)
    asked = _Asked(company, ledger, as_of, how, buckets, tuple(bucket_words(buckets, as_of=as_of, how=how)))
    sums = account_sums(
        company=company, ledger=ledger, as_of=as_of, buckets=buckets, by=how.by, currency=how.currency,
        narrowed=how.narrowed,
    )  # fmt: skip
    sums = [one for one in sums if one.balance_minor or one.local_minor or not how.is_nonzero]
    return _detailed(asked, sums) if how.is_detailed else _summed(asked, sums)


def _facts(asked: _Asked) -> dict[str, Any]:
    how = asked.how
    found = {"company": asked.company.name, "as_of": asked.as_of, "by": how.by, "currency": asked.currency}
    found |= dict(how.narrowed.facts())
    if how.days:
        return found
    is_due = "first_column" if how.is_due_that_day else "not_due"
    return found | {
        "period": how.period,
        "due_on_as_of": is_due if how.by == "due" else None,
        "periods": [{"key": one.key, "from": one.first_date, "to": one.last_date} for one in asked.buckets],
    }


def _bucket_columns(asked: _Asked) -> list[Column]:
    return [Column(b.key, word, is_number=True) for b, word in zip(asked.buckets, asked.words, strict=True)]


def _report(
    asked: _Asked, sums: Sequence[AccountSum], columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> Report:
    """The rows above their totals. Sums of a foreign currency, and of some entries alone, are tied to nothing."""
    by_currency = _by_currency(asked, sums)
    is_local = asked.how.currency in ("", EACH)
    is_tied = is_local and not asked.how.narrowed
    ties = control_ties(company=asked.company, ledger=asked.ledger, as_of=asked.as_of) if is_tied else []
    local = Money(sum(one.local_minor for one in sums), asked.company.currency)
    whole = by_currency[0] if by_currency and not asked.is_each else None
    after: dict[str, Any] = {"total": local if is_local else Money(whole.balance_minor if whole else 0, asked.currency)}
    if asked.is_each:
        after["currencies"] = [_in_json(asked, one) for one in by_currency]
    elif whole:
        after["percent"] = _percent_by_key(asked, whole)
    below = _totals(asked, by_currency, columns)
    total = below.pop(0) if below and not asked.is_each else _total_row(columns, asked, sums)
    return Report(
        name=asked.name,
        title=_(TITLES[asked.name]),
        facts=_facts(asked),
        columns=columns,
        rows=rows,
        rows_key="entries" if asked.how.is_detailed else "customers" if asked.ledger == "CUSTOMER" else "vendors",
        total=total,
        beneath=below,
        after=after | (tie_data(asked.company, local, ties) if is_tied else {}),
        notes=tie_notes(asked.company, ties),
        page_by="account" if asked.how.is_paged and asked.how.is_detailed else "",
    )


# Totals


def _by_currency(asked: _Asked, sums: Sequence[AccountSum]) -> list[AccountSum]:
    """One sum of all for each currency, by code; a single one where all amounts are of one."""
    ordered = sorted(sums, key=lambda one: one.currency)
    found = []
    for code, group in groupby(ordered, key=lambda one: one.currency if asked.is_each else asked.currency):
        ones = list(group)
        parts = tuple(sum(column) for column in zip(*(one.parts for one in ones), strict=True))
        entries, balance, local = (
            sum(figures) for figures in zip(*((o.entries, o.balance_minor, o.local_minor) for o in ones), strict=True)
        )
        found.append(AccountSum(0, "", "", code, entries, balance, local, parts))
    return found


def _shares(one: AccountSum) -> list[Decimal | None]:
    """The part of the balance that each bucket is, in percent."""
    if not one.balance_minor:
        return [None] * len(one.parts)
    hundred = [Decimal(100 * part) / Decimal(one.balance_minor) for part in one.parts]
    return [share.quantize(_TENTH, ROUND_HALF_UP) + 0 for share in hundred]  # no −0.0 where more is owed to them


def _percent_by_key(asked: _Asked, one: AccountSum) -> dict[str, Decimal | None]:
    return dict(zip((bucket.key for bucket in asked.buckets), _shares(one), strict=True))


def _in_json(asked: _Asked, one: AccountSum) -> dict[str, Any]:
    keys = [bucket.key for bucket in asked.buckets]
    parts = dict(zip(keys, (Money(minor, one.currency) for minor in one.parts), strict=True))
    balance, local = Money(one.balance_minor, one.currency), Money(one.local_minor, asked.company.currency)
    return {
        "currency": one.currency, "entries": one.entries, **parts, "balance": balance, "balance_local": local,
        "percent": _percent_by_key(asked, one),
    }  # fmt: skip


def _totals(asked: _Asked, by_currency: Sequence[AccountSum], columns: Sequence[Column]) -> list[tuple[Cell, ...]]:
    """For each currency its total, and below that the share of each column."""
    found = []
    for one in by_currency:
        parts = {b.key: Money(minor, one.currency) for b, minor in zip(asked.buckets, one.parts, strict=True)}
        word = _("Total {currency}").format(currency=one.currency) if asked.is_each else _("Total")
        total: dict[str, Cell] = {
            "name": word, "currency": one.currency if asked.is_each else "", "entries": one.entries, **parts,
            "balance": Money(one.balance_minor, one.currency),
            "balance_local": Money(one.local_minor, asked.company.currency),
        }  # fmt: skip
        percent: dict[str, Cell] = {"name": _("Percent"), **_percent_by_key(asked, one)}
        found += [tuple(values.get(column.key, "") for column in columns) for values in (total, percent)]
    return found


def _total_row(columns: Sequence[Column], asked: _Asked, sums: Sequence[AccountSum]) -> tuple[Cell, ...]:
    """What all currencies come to locally; nothing, where nothing is open."""
    own = Money(0, asked.currency or asked.company.currency)
    values: dict[str, Cell] = {
        "name": _("Total"),
        "entries": sum(one.entries for one in sums),
        "balance_local": Money(sum(one.local_minor for one in sums), asked.company.currency),
    }
    nothing = {} if asked.is_each else dict.fromkeys([*(bucket.key for bucket in asked.buckets), "balance"], own)
    return tuple((values | nothing).get(column.key, "") for column in columns)


# A row for each customer or vendor


def _summed(asked: _Asked, sums: Sequence[AccountSum]) -> Report:
    local = asked.company.currency
    columns = [
        Column("account", _("Account")),
        Column("name", _("Name")),
        *([Column("currency", _("Currency"))] * asked.is_each),
        Column("entries", _("Entries"), is_number=True),
        *_bucket_columns(asked),
        Column("balance", _("Balance"), is_number=True),
        *([Column("balance_local", _("Balance, local"), is_number=True)] * asked.is_each),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            one.number,
            one.name,
            *([one.currency] * asked.is_each),
            one.entries,
            *(Money(minor, asked.currency or one.currency) for minor in (*one.parts, one.balance_minor)),
            *([Money(one.local_minor, local)] * asked.is_each),
        )
        for one in sums
    ]
    return _report(asked, sums, columns, rows)


# A row for each entry


def _detailed(asked: _Asked, sums: Sequence[AccountSum]) -> Report:
    """Entries by account; each with what its account comes to so far, so that the last has its total."""
    how = asked.how
    columns = [
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("document_type", _("Type"), is_shown=False),
        Column("document_type_name", _("Type")),
        Column("document_number", _("Document")),
        Column("document_date", _("Document date"), is_shown=how.by == "document"),
        Column("posting_date", _("Posting date"), is_shown=how.by == "posting"),
        Column("due_date", _("Due")),
        Column("days_overdue", _("Days past due"), is_number=True),
        Column("currency", _("Currency")),
        *_bucket_columns(asked),
        Column("balance", _("Remaining"), is_number=True),
        *([Column("balance_local", _("Remaining, local"), is_number=True)] * asked.is_each),
        Column("account_balance", _("Account so far"), is_number=True, is_sum_so_far=True),
    ]
    known = {one.number for one in sums}
    rows = _detailed_rows(asked, None if not how.is_nonzero else known)
    return _report(asked, sums, columns, rows)


def _detailed_rows(asked: _Asked, known: set[str] | None) -> Iterator[tuple[Cell, ...]]:
    """known: the accounts that have rows, None is all."""
    how = asked.how
    currency = "" if asked.is_each else how.currency
    chosen = Chosen(ledger=asked.ledger, by=how.by, currency=currency, narrowed=how.narrowed)
    found = open_rows(company=asked.company, as_of=asked.as_of, chosen=chosen, is_by_account=True)
    so_far: dict[str, int] = {}
    account = ""
    for number, name, kind, word, document, made, posted, due, currency, _amount, left, local in found:
        if known is not None and number not in known:
            continue
        if number != account:
            account, so_far = number, {}
        counted = left if how.currency else local
        so_far[counted.currency] = so_far.get(counted.currency, 0) + counted.minor
        day = {"due": due, "posting": posted, "document": made}[how.by]
        late = (asked.as_of - due).days
        yield (
            number, name, kind, word, document, made, posted, due, late if late > 0 else None, currency,
            *(counted if bucket.holds(day) else None for bucket in asked.buckets), counted,
            *([local] * asked.is_each), Money(so_far[counted.currency], counted.currency),
        )  # fmt: skip
