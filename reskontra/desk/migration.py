"""What a company brings from the system it had: looked at as if it were loaded, then loaded, and proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.wording import worded
from reskontra.formats.other_books import Asked, Converted, convert
from reskontra.formats.ubl import is_xml
from reskontra.interface.templatetags.display import day
from reskontra.ledger.load_vouchers import LoadOrder, load_vouchers
from reskontra.ledger.opening import OpeningOrder, load_opening
from reskontra.ledger.queries import group_codes
from reskontra.parties.load import load_parties
from reskontra.receivables.load import Show, load_entries
from reskontra.receivables.load_ubl import load_ubl
from reskontra.receivables.other_books import Proof, load_converted

CONVERTED = ("customers", "vendors", "entries")  # what other systems' files are made into
KINDS = (*CONVERTED, "opening", "vouchers")


class ColumnNotNamed(Refused):
    code = "migration_column_not_named"
    template = '"{text}" names no column. Write the column of ours, then = and the title in the file.'


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of a file. system: of other_books_titles, "" where the columns are ours.

    columns   rows of OURS=TITLE
    ledger, decimal, days   as formats.other_books.Asked has them
    account         whose a UBL document is, where its numbers do not tell
    date            of opening balances, ISO 8601; a SIE file tells its own
    result_account  takes the result of a year that was not carried over
    adds_accounts   accounts that the chart lacks are added; without a word they are for opening balances alone
    takes_over, corrects   as LoadOrder and OpeningOrder have them
    """

    kind: str
    system: str = ""
    columns: str = ""
    ledger: str = ""
    decimal: str = ""
    days: str = ""
    account: str = ""
    date: str = ""
    result_account: str = ""
    adds_accounts: bool | None = None
    takes_over: bool = False
    corrects: bool = False


@dataclass(slots=True)
class Taken:
    """What came of a file, or would come of it.

    counts           how much was new, changed and known, by what the kind is of; days as ISO 8601
    read, left_out   of another system's file, as Converted has them
    """

    name: str
    kind: str
    counts: Mapping[str, Any]
    read: list[tuple[str, str]] = field(default_factory=list)
    left_out: Mapping[str, int] = field(default_factory=dict)
    proof: Proof | None = None

    @property
    def news(self) -> int:
        """How much of it was not known before."""
        return sum(self.counts.get(name, 0) for name in ("new", "changed", "accounts", "vouchers"))

    @property
    def told(self) -> str:
        """In words."""
        if self.kind in ("opening", "vouchers") and not self.news:
            before = {
                "opening": _("{file}: all balances were loaded before."),
                "vouchers": _("{file}: all vouchers were loaded before."),
            }
            return before[self.kind].format(file=self.name)
        told = {
            "customers": _("{file}: {new} new, {changed} changed, {unchanged} unchanged."),
            "vendors": _("{file}: {new} new, {changed} changed, {unchanged} unchanged."),
            "entries": _("{file}: {new} new, {unchanged} loaded before."),
            "opening": _("{file}: {count:account|accounts} opened on {date} by voucher {voucher}."),
            "vouchers": _("{file}: {count:voucher|vouchers}, {first} to {last}."),
        }
        said = dict(self.counts)
        if "date" in said:
            said["date"] = day(date.fromisoformat(said["date"]))
        return worded(told[self.kind], file=self.name, count=self.news, **said)


def take_in(
    *,
    company: CompanyFacts,
    actor: str,
    name: str,
    stream: BinaryIO,
    wanted: Wanted,
    is_preview: bool = False,
    show: Show | None = None,
) -> Taken:
    """Load the file, or find out what would come of it and store nothing.

    show     hears how many rows of open documents are read
    refuses   ColumnNotNamed, what convert and the loads refuse
    """
    with transaction.atomic(), ExitStack() as stack:
        made = None
        if wanted.system and wanted.kind in CONVERTED:
            made = _converted(company, stream, wanted)
            stack.callback(made.stream.close)
        found = _LOADS[wanted.kind](company, actor, _File(name, stream, made, wanted, show))
        if is_preview:
            transaction.set_rollback(True)
    if made:
        found.read, found.left_out = made.read, made.left_out
    return found


def _converted(company: CompanyFacts, stream: BinaryIO, wanted: Wanted) -> Converted:
    columns = {}
    for text in filter(None, map(str.strip, wanted.columns.splitlines())):
        ours, sign, title = text.partition("=")
        if not (ours.strip() and sign and title.strip()):
            raise ColumnNotNamed(text=text[:60])
        columns[ours.strip()] = title.strip()
    asked = Asked(columns, wanted.ledger, wanted.decimal, wanted.days)
    try:
        return convert(stream, system=wanted.system, kind=wanted.kind, currency=company.currency, asked=asked)
    except Malformed as finding:
        raise Findings([finding]) from finding


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    stream: BinaryIO
    made: Converted | None
    wanted: Wanted
    show: Show | None


_Load = Callable[[CompanyFacts, str, _File], Taken]


def _parties(kind: str, ledger: str) -> _Load:
    def load(company: CompanyFacts, actor: str, file: _File) -> Taken:
        name, groups = file.name, group_codes(company=company, ledger=ledger)
        table = file.made.stream if file.made else file.stream
        done = load_parties(company=company, actor=actor, ledger=ledger, name=name, stream=table, groups=groups)
        return Taken(name, kind, {"new": done.new, "changed": done.changed, "unchanged": done.unchanged})

    return load


def _entries(company: CompanyFacts, actor: str, file: _File) -> Taken:
    name, stream, proof = file.name, file.stream, None
    if file.made:
        proof = load_converted(company=company, actor=actor, name=name, converted=file.made, show=file.show)
        done = proof.loaded
    elif is_xml(stream):
        done = load_ubl(company=company, actor=actor, name=name, stream=stream, account=file.wanted.account)
    else:
        done = load_entries(company=company, actor=actor, name=name, stream=stream, show=file.show)
    return Taken(name, "entries", {"new": done.new, "unchanged": done.unchanged}, proof=proof)


def _opening(company: CompanyFacts, actor: str, file: _File) -> Taken:
    name, wanted = file.name, file.wanted
    order = OpeningOrder(
        day=date.fromisoformat(wanted.date) if wanted.date else None,
        result_account=wanted.result_account,
        adds_accounts=wanted.adds_accounts is not False,
        corrects=wanted.corrects,
    )
    done = load_opening(company=company, actor=actor, name=name, stream=file.stream, order=order)
    if not done.voucher:
        return Taken(name, "opening", {"accounts": 0})
    counts = {"accounts": done.accounts, "date": done.day.isoformat(), "voucher": done.voucher}
    return Taken(name, "opening", counts)


def _vouchers(company: CompanyFacts, actor: str, file: _File) -> Taken:
    name, wanted = file.name, file.wanted
    order = LoadOrder(takes_over=wanted.takes_over, adds_accounts=bool(wanted.adds_accounts))
    done = load_vouchers(company=company, actor=actor, name=name, stream=file.stream, order=order)
    if done.loaded_at:
        return Taken(name, "vouchers", {"vouchers": 0})
    counts = {"vouchers": done.vouchers, "first": str(done.first), "last": str(done.last)}
    return Taken(name, "vouchers", counts)


_LOADS: Mapping[str, _Load] = {
    "customers": _parties("customers", "CUSTOMER"),
    "vendors": _parties("vendors", "VENDOR"),
    "entries": _entries,
    "opening": _opening,
    "vouchers": _vouchers,
}
