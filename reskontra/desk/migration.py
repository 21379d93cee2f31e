"""What a company brings from the system it had: looked at as if it were loaded, then loaded, and proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.wording import worded
from reskontra.formats.other_books import Asked, Converted, convert
from reskontra.formats.ubl import is_xml
from reskontra.interface.templatetags.display import day
from reskontra.ledger.load_vouchers import load_vouchers
from reskontra.ledger.opening import OpeningOrder, load_opening
from reskontra.ledger.queries import group_codes
from reskontra.parties.load import load_parties
from reskontra.receivables.load import load_entries
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
    """

    kind: str
    system: str = ""
    columns: str = ""
    ledger: str = ""
    decimal: str = ""
    days: str = ""


@dataclass(slots=True)
class Taken:
    """What came of a file, or would come of it. told: in words; news: how much of it was not known before.

    read, left_out   of another system's file, as Converted has them
    """

    told: str
    news: int
    read: list[tuple[str, str]] = field(default_factory=list)
    left_out: Mapping[str, int] = field(default_factory=dict)
    proof: Proof | None = None


def take_in(
    *, company: CompanyFacts, actor: str, name: str, stream: BinaryIO, wanted: Wanted, is_preview: bool = False
) -> Taken:
    """Load the file, or find out what would come of it and store nothing.

    refuses   ColumnNotNamed, what convert and the loads refuse
    """
    with transaction.atomic(), ExitStack() as stack:
        made = None
        if wanted.system and wanted.kind in CONVERTED:
            made = _converted(company, stream, wanted)
            stack.callback(made.stream.close)
        found = _LOADS[wanted.kind](company, actor, (name, stream, made))
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


_File = tuple[str, BinaryIO, Converted | None]
_Load = Callable[[CompanyFacts, str, _File], Taken]


def _parties(ledger: str) -> _Load:
    def load(company: CompanyFacts, actor: str, file: _File) -> Taken:
        name, stream, made = file
        groups = group_codes(company=company, ledger=ledger)
        table = made.stream if made else stream
        done = load_parties(company=company, actor=actor, ledger=ledger, name=name, stream=table, groups=groups)
        told = _("{file}: {new} new, {changed} changed, {unchanged} unchanged.")
        words = told.format(file=name, new=done.new, changed=done.changed, unchanged=done.unchanged)
        return Taken(words, done.new + done.changed)

    return load


def _entries(company: CompanyFacts, actor: str, file: _File) -> Taken:
    name, stream, made = file
    proof = None
    if made:
        proof = load_converted(company=company, actor=actor, name=name, converted=made)
        done = proof.loaded
    elif is_xml(stream):
        done = load_ubl(company=company, actor=actor, name=name, stream=stream)
    else:
        done = load_entries(company=company, actor=actor, name=name, stream=stream)
    told = _("{file}: {new} new, {unchanged} loaded before.")
    return Taken(told.format(file=name, new=done.new, unchanged=done.unchanged), done.new, proof=proof)


def _opening(company: CompanyFacts, actor: str, file: _File) -> Taken:
    name, stream, _made = file
    order = OpeningOrder(adds_accounts=True)
    done = load_opening(company=company, actor=actor, name=name, stream=stream, order=order)
    if not done.voucher:
        return Taken(_("{file}: all balances were loaded before.").format(file=name), 0)
    told = _("{file}: {count:account|accounts} opened on {date} by voucher {voucher}.")
    return Taken(worded(told, file=name, count=done.accounts, date=day(done.day), voucher=done.voucher), done.accounts)


def _vouchers(company: CompanyFacts, actor: str, file: _File) -> Taken:
    name, stream, _made = file
    done = load_vouchers(company=company, actor=actor, name=name, stream=stream)
    if done.loaded_at:
        return Taken(_("{file}: all vouchers were loaded before.").format(file=name), 0)
    told = _("{file}: {count:voucher|vouchers}, {first} to {last}.")
    words = worded(told, file=name, count=done.vouchers, first=done.first, last=done.last)
    return Taken(words, done.vouchers)


_LOADS: Mapping[str, _Load] = {
    "customers": _parties("CUSTOMER"),
    "vendors": _parties("VENDOR"),
    "entries": _entries,
    "opening": _opening,
    "vouchers": _vouchers,
}
