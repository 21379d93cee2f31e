"""Customers, vendors and open documents as other systems export them, made into the tables that are loaded.

The file is read twice: once to see how it writes amounts and days, which is the same on all rows, and once to write
our table. A row of it is the same row of the table, so that what is refused there is found in the file.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from reskontra.core.errors import Malformed
from reskontra.core.identifiers.currency import compact
from reskontra.formats.country_names import code_of
from reskontra.formats.definition_rows import Cells, fold_title, separated, text_lines
from reskontra.formats.definition_sheet import sheet_rows
from reskontra.formats.definition_values import Plain
from reskontra.formats.other_books_titles import SYSTEMS, Books, Titles
from reskontra.formats.other_books_values import DAY_FORMATS, AmountsContradict, Writing, amount_of, day_of

KINDS = ("customers", "vendors", "entries")
_ABOVE = 20  # rows in which the header is looked for
_SEPARATORS = (";", ",", "\t", "|")
_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
_MEMORY_BYTES = 8 * 1024 * 1024
_ENTRY = (
    "ledger", "account", "document_type", "document_number", "external_document_number", "payment_reference",
    "posting_date", "due_date", "currency", "amount", "remaining_amount", "discount_date", "discount_amount",
    "description", "on_hold",
)  # fmt: skip
_AMOUNTS, _DAYS = ("amount", "remaining_amount", "discount_amount"), (
    "posting_date", "document_date", "due_date", "discount_date"
)  # fmt: skip


class TitlesMissing(Malformed):
    code = "other_books_titles_missing"
    template = (
        "No column for {missing} is among {found}. Add it to the export of {system}, or name it: --column "
        "{example}=TITLE."
    )


class ColumnOfNoTitle(Malformed):
    code = "other_books_column_untitled"
    template = 'The file has no column "{title}". Name one of {found}.'


class ColumnOfNoField(Malformed):
    code = "other_books_column_unknown"
    template = '"{column}" is no column of ours. Write one of {known}, then = and the title in the file.'


class BothLedgers(Malformed):
    code = "other_books_both_ledgers"
    template = "The columns {found} name a customer and a vendor. Say which it is with --ledger customer or vendor."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person adds: titles of columns (ours → the file's), the ledger, how amounts and days are written."""

    columns: Mapping[str, str] = field(default_factory=dict)
    ledger: str = ""
    decimal: str = ""
    days: str = ""


@dataclass(slots=True)
class Converted:
    """stream: our table as CSV. read: (title in the file, our column). totals: (ledger, account, currency) → remaining,
    in units, signed as ours; left_out: rows that are no open documents, by what they say, "" where nothing remains."""

    stream: BinaryIO
    read: list[tuple[str, str]]
    totals: dict[tuple[str, str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    rows: int = 0
    left_out: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def convert(stream: BinaryIO, *, system: str, kind: str, currency: str, asked: Asked | None = None) -> Converted:
    """Our table of what the system exported.

    system     one of SYSTEMS
    kind       one of KINDS
    currency   of the books, where a row names none
    refuses    TitlesMissing, ColumnOfNoTitle, ColumnOfNoField, BothLedgers, what the readers of text
              and spreadsheets refuse, AmountsUnlike and the like where amounts or days can be read in two ways,
              AmountsContradict
    """
    file = _File(stream, SYSTEMS[system], kind, asked or Asked())
    out = SpooledTemporaryFile(max_size=_MEMORY_BYTES)  # noqa: SIM115 - the caller reads it
    made = Converted(cast("BinaryIO", out), file.read)
    text = io.TextIOWrapper(cast("BinaryIO", out), encoding="utf-8", newline="", write_through=True)
    _write(csv.writer(text, lineterminator="\r\n").writerow, file, made, currency)
    text.detach()
    out.seek(0)
    return made


def _cell(cells: Sequence[str], at: int) -> str:
    """Without blanks around it; a number of a spreadsheet stays one."""
    if at >= len(cells):
        return ""
    return cells[at] if isinstance(cells[at], Plain) else cells[at].strip()


def _write(write: Callable[[Sequence[str]], object], file: _File, made: Converted, currency: str) -> None:
    names = _ENTRY if file.kind == "entries" else tuple(name for name in file.places if name in file.titles)
    write(names)
    for _ in range(file.header - 1):
        write(())
    row_of = _entry_of(file, made, currency) if file.kind == "entries" else None
    for number, cells in enumerate(file.rows(), file.header + 1):
        values = {name: _cell(cells, at) for name, at in file.places.items()}
        if why := file.why_left_out(cells):
            made.left_out[why] += 1
            write(())
            continue
        if row_of:
            row = row_of(number, values)
            write([row[name] for name in names] if row else ())
        else:
            if "country" in values:
                values["country"] = code_of(values["country"])
            made.rows += any(values.values())
            write([values[name] for name in names] if any(values.values()) else ())


class _File:
    """An export: where its columns are, and how it writes."""

    def __init__(self, stream: BinaryIO, books: Books, kind: str, asked: Asked) -> None:
        self.stream, self.books, self.kind = stream, books, kind
        self.titles: Titles = books.entries if kind == "entries" else books.parties
        self._asked(asked)
        self._is_sheet = stream.read(4).startswith((_ZIP, _OLD_EXCEL))
        self._separator = ""
        self.header, found = self._find_header(asked)
        self.places, self.read = self._places(found, asked)
        self._left_out = [
            (at, title, values)
            for title, values in books.left_out.items()
            for at, known in enumerate(found)
            if fold_title(known) == fold_title(title) and kind == "entries"
        ]
        self.ledger = self._ledger(asked)
        self._refuse_missing(found)
        self.writing = Writing(decimal=asked.decimal, days=(asked.days,) if asked.days else DAY_FORMATS)
        if kind == "entries":
            self._look_at_writing()

    def _asked(self, asked: Asked) -> None:
        for column in asked.columns:
            if column not in self.titles:
                raise ColumnOfNoField(column=column[:40], known=tuple(self.titles))

    def rows(self) -> Iterator[Cells]:
        """Those below the header."""
        yield from islice(self._all(self._separator), self.header, None)

    def _all(self, separator: str) -> Iterator[Cells]:
        self.stream.seek(0)
        if self._is_sheet:
            return (cells for _, cells in sheet_rows(self.stream))
        return (cells for _, cells in separated(text_lines(self.stream, "auto"), separator, '"'))

    def _find_header(self, asked: Asked) -> tuple[int, Cells]:
        """The row, from 1, with most titles that are known."""
        known = {fold_title(title) for titles in self.titles.values() for title in titles}
        known |= {fold_title(title) for title in asked.columns.values()}
        best: tuple[int, int, Cells] = (0, 1, [])
        unread: list[Malformed] = []
        for separator in ("",) if self._is_sheet else _SEPARATORS:
            try:
                for number, cells in enumerate(islice(self._all(separator), _ABOVE), 1):
                    count = len({fold_title(cell) for cell in cells} & known)
                    if count > best[0] or not best[2]:
                        best, self._separator = (count, number, cells), separator
            except Malformed as finding:  # values in quotes do not end where another separator stands
                unread.append(finding)
        if unread and not best[0]:
            raise unread[0]
        return best[1], [cell.strip() for cell in best[2]]

    def _places(self, found: Cells, asked: Asked) -> tuple[dict[str, int], list[tuple[str, str]]]:
        at = {fold_title(title): index for index, title in reversed(list(enumerate(found)))}
        places: dict[str, int] = {}
        for name, titles in self.titles.items():
            if name in asked.columns:
                if fold_title(asked.columns[name]) not in at:
                    raise ColumnOfNoTitle(title=asked.columns[name][:40], found=tuple(filter(None, found)))
                titles = (asked.columns[name],)
            place = next((at[fold_title(title)] for title in titles if fold_title(title) in at), None)
            if place is not None:
                places[name] = place
        return places, [(found[place], name) for name, place in places.items()]

    def _ledger(self, asked: Asked) -> str:
        if self.kind != "entries":
            return ""
        named = [name for name in ("customer", "vendor") if name in self.places]
        if not asked.ledger and len(named) == 2:
            raise BothLedgers(found=tuple(title for title, name in self.read if name in named))
        ledger = asked.ledger or (named[0] if named else "customer")
        self.places["account"] = self.places.get(ledger, self.places.get(named[0] if named else "", -1))
        for name in ("customer", "vendor"):
            self.places.pop(name, None)
        return ledger

    def _refuse_missing(self, found: Cells) -> None:
        wanted: tuple[str, ...] = ("number", "name")
        if self.kind == "entries":
            wanted = ("account", "document_number", "remaining_amount", *self.books.needs)
        missing = [name for name in wanted if self.places.get(name, -1) < 0]
        if self.kind == "entries" and not {"posting_date", "document_date"} & set(self.places):
            missing.append("posting_date")
        missing = [self.ledger if name == "account" else name for name in missing]
        if missing:
            told = tuple(filter(None, found))[:30]
            raise TitlesMissing(missing=tuple(missing), found=told, system=self.books.title, example=missing[0])

    def _look_at_writing(self) -> None:
        for number, cells in enumerate(self.rows(), self.header + 1):
            for name in _AMOUNTS:
                if (at := self.places.get(name, len(cells))) < len(cells):
                    self.writing.see_amount(cells[at], f"row {number}, {name}")
            for name in _DAYS:
                if (at := self.places.get(name, len(cells))) < len(cells):
                    self.writing.see_day(cells[at], f"row {number}, {name}")
        self.writing.decide()

    def why_left_out(self, cells: Sequence[str]) -> str:
        for at, title, values in self._left_out:
            if at < len(cells) and cells[at].strip().lower() in values:
                return f"{title}: {cells[at].strip()}"
        return ""


def _entry_of(file: _File, made: Converted, currency: str) -> Callable[[int, dict[str, str]], dict[str, str] | None]:
    books, writing = file.books, file.writing

    def row(number: int, values: dict[str, str]) -> dict[str, str] | None:
        if not any(values.values()):
            return None
        amounts = {name: amount_of(values.get(name, ""), writing) for name in _AMOUNTS}
        remaining = amounts["remaining_amount"]
        if not remaining:
            made.left_out[""] += 1
            return None
        amount = amounts["amount"] or remaining
        kind = books.types.get(values.get("type", "").lower(), values.get("type", ""))
        is_signed = not books.is_by_type or (kind, file.ledger) == ("invoice", "customer")
        if (is_signed and (amount > 0) != (remaining > 0)) or (values.get("amount") and not amounts["amount"]):
            told, left = values["amount"][:40], values["remaining_amount"][:40]
            raise AmountsContradict(place=f"row {number}, remaining_amount", amount=told, remaining=left)
        turn = -1 if books.is_vendor_positive and file.ledger == "vendor" else 1
        remaining, amount = remaining * turn, amount * turn
        kind = kind or ("invoice" if (remaining > 0) == (file.ledger == "customer") else books.negative)
        if books.is_by_type and kind in ("invoice", "credit_memo"):
            sign = 1 if (kind == "invoice") == (file.ledger == "customer") else -1
            remaining, amount = abs(remaining) * sign, abs(amount) * sign
        discount = abs(amounts["discount_amount"]) * (1 if remaining > 0 else -1)
        days = {name: day_of(values.get(name, ""), writing) for name in _DAYS}
        posting = days["posting_date"] or days["document_date"]
        made.rows += 1
        of = compact(values.get("currency", "")) or currency
        made.totals[file.ledger, values["account"], of] += remaining
        return values | {
            "ledger": file.ledger,
            "document_type": kind,
            "posting_date": posting,
            "due_date": days["due_date"] or posting,
            "currency": of,
            "amount": f"{amount:f}",
            "remaining_amount": f"{remaining:f}",
            "discount_date": days["discount_date"] if discount else "",
            "discount_amount": f"{discount:f}" if discount else "",
            **{name: values.get(name, "") for name in _ENTRY if name not in values and name in _TEXTS},
        }

    return row


_TEXTS = ("external_document_number", "payment_reference", "description", "on_hold")
