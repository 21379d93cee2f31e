"""A file opened by an import definition: row after row as it is read, and what a statement of it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from reskontra.core.errors import Findings, Malformed
from reskontra.formats.bank_statement import Doubt, StatementEnd, StatementHeader
from reskontra.formats.definition import Definition, Skip
from reskontra.formats.definition_record import Read, Reader
from reskontra.formats.definition_rows import Cells, Row, Sheet, delimited, fixed, fold_title
from reskontra.formats.definition_sheet import spreadsheet
from reskontra.formats.definition_trees import json_records, xml

FIRST_ROWS = 1_000  # that tell how amounts are written
_SOURCES = {"delimited": delimited, "fixed": fixed, "xml": xml, "json": json_records, "spreadsheet": spreadsheet}


class NoRows(Malformed):
    code = "definition_no_rows"
    template = 'The file has no payment for the definition "{name}" to read. Fetch it again, for days that have some.'


class RowRead(NamedTuple):
    """What a row became: a payment, a row left out (skip), or a finding.

    more   the rows that go on with it
    """

    place: str
    cells: Cells
    read: Read | None = None
    skip: Skip | None = None
    finding: Malformed | None = None
    more: tuple[Cells, ...] = ()


class File:
    """A file opened by a definition: its rows, and what stands above them."""

    def __init__(self, stream: BinaryIO, definition: Definition, *, currency: str) -> None:
        sheet: Sheet = _SOURCES[definition.file](stream, definition)
        self.definition = definition
        self.word = sheet.word
        first = list(islice(sheet.rows, FIRST_ROWS))
        self._rows = chain(first, sheet.rows)
        self.above = _metadata(definition, sheet.above)
        known = self.above.get("currency") or definition.currency or currency
        self.reader = Reader(definition, [row.cells for row in first], known)

    def rows(self) -> Iterator[RowRead]:
        """Every row, in the order of the file; those that go on with another are part of it."""
        joins = self.definition.joins
        if not joins:
            for row in self._rows:
                yield self._read(row)
            return
        held: Row | None = None
        more: list[Cells] = []
        for row in self._rows:
            if held is not None and not self.reader.text(joins, row.cells):
                more.append(row.cells)
                continue
            if held is not None:
                yield self._read(held, tuple(more))
            held, more = row, []
        if held is not None:
            yield self._read(held, tuple(more))

    def _read(self, row: Row, more: tuple[Cells, ...] = ()) -> RowRead:
        number, cells, finding = row
        place = f"{self.word} {number}"
        footer = self.definition.footer
        if footer and next(filter(None, map(str.strip, cells)), "").startswith(footer):
            return RowRead(place, cells, skip=_FOOTER)
        if finding is None:
            try:
                skip = self.reader.skipped(cells) if self.definition.skip else None
                if skip is not None and skip.kind == "ignore":
                    return RowRead(place, cells, skip=skip)
                return RowRead(place, cells, self.reader.read(cells), skip, None, more)
            except Malformed as refusal:
                finding = refusal
        finding.place = finding.place or place
        return RowRead(place, cells, finding=finding)


_FOOTER = Skip("text", kind="ignore")


def _metadata(definition: Definition, above: list[Cells]) -> dict[str, str]:
    """What the lines above the header say: behind the words for it, or below them where they are a table's titles."""
    found = {}
    for name, words in definition.metadata:
        for at, cells in enumerate(above):
            filled = [cell.strip() for cell in cells if cell.strip()]
            line = " ".join(filled)
            titles = [fold_title(cell) for cell in cells]
            is_table = len(filled) > 2 and not any(map(str.isdigit, line)) and at + 1 < len(above)
            if is_table and fold_title(words) in titles:
                place = titles.index(fold_title(words))
                found[name] = next(iter(above[at + 1][place : place + 1]), "").strip()
            elif line.casefold().startswith(words.casefold()):
                found[name] = line[len(words) :].strip(" :\t")
    return found


def refuse_findings(findings: Sequence[Malformed]) -> None:
    """refuses   the one finding, or Findings"""
    if len(findings) == 1:
        raise findings[0]
    if findings:
        raise Findings(findings)


def header_of(definition: Definition, account: str, currency: str, format: str, day: date) -> StatementHeader:
    """The header of a statement whose days are known at its end only."""
    plain = "".join(account.split())
    is_iban = plain[:2].isalpha() and plain[:2].isupper() and plain[2:4].isdigit() and len(plain) >= 15
    return StatementHeader(
        format=format,
        version="",
        statement_id=day.isoformat(),
        sequence="",
        iban=plain if is_iban else "",
        other_account="" if is_iban else account,
        other_scheme="",
        currency=currency,
        definition=definition.name,
        definition_version=definition.version,
    )


def with_days(
    end: StatementEnd, first: date | None, last: date | None, *, left_out: int, doubts: tuple[Doubt, ...] = ()
) -> StatementEnd:
    """The end with the days it speaks of, which also name the statement."""

    name = f"{first.isoformat()}/{last.isoformat()}" if first and last else ""
    return replace(
        end, statement_id=name, from_date=first, to_date=last, left_out=left_out, doubts=(*end.doubts, *doubts)
    )
