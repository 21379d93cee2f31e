"""All that a bank's file says of one transaction, in the file's own words: elements of XML, or lines of text.

A record of a text file begins with a line that its format knows, and goes on to the next such line or to what ends
them. Which of a file's records a transaction is, is told by reading the file again; where records and transactions
are not as many, nothing is shown rather than the wrong line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from lxml import etree

from reskontra.core.errors import Refused
from reskontra.formats.autogiro import payment_lines
from reskontra.formats.bank_statement import StatementHeader, TransactionRecord
from reskontra.formats.detect import HEAD_BYTES, detect
from reskontra.formats.format import NAMES, Format
from reskontra.formats.reading import read_statements
from reskontra.formats.text_file import lines_of

Field = tuple[str, str]
_STATEMENTS = ("Stmt", "Ntfctn", "Rpt")
_CAMT = (Format.CAMT_053, Format.CAMT_054, Format.CAMT_052)
# format: what a record begins with, and what ends the last one.
_RECORDS = {
    Format.MT940: (r":61:", r":6[0245][A-Z]?:|:20:|:90[CD]:|-\}?$|\{"),
    Format.MT942: (r":61:", r":6[0245][A-Z]?:|:20:|:90[CD]:|-\}?$|\{"),
    Format.BGMAX: (r"2[01]", r"05|15|70|01"),
    Format.OCR_GIRO: (r"NY....30", r"NY....(88|89|20|10)"),
    Format.N43: (r"22", r"11|33|88"),
    Format.LB: (r"1[4-7]", r"11|2[679]"),
    Format.BAI2: (r"16,", r"0[123],|49,|98,|99,"),
    Format.CODA: (r"21", r"[0489]"),
    Format.KTL: (r"[35]", r"[0679]"),
    Format.TITO: (r"T10", r"T(00|40|50|60|70)"),
}


class RawUnknown(Refused):
    code = "raw_unknown"
    template = (
        "Where {format} tells of this transaction is not known. Take the whole file out with reskontra statement file."
    )


class Wanted(NamedTuple):
    """The transaction that is meant, as it was imported."""

    statement_id: str
    sequence: str
    entry_number: int
    part_number: int
    amount_minor: int
    booking_date: date | None


def raw_fields(stream: BinaryIO, wanted: Wanted) -> list[Field]:
    """(path, line number or column, text) of all that the file says of the transaction, in its order.

    stream    the file as it was imported, seekable
    refuses   RawUnknown, and what detect() refuses
    """
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    format = detect(head)
    found: list[Field] = []
    if format in _CAMT:
        found = _of_element(stream, wanted.statement_id, wanted.entry_number, wanted.part_number)
    elif records := _RECORD_FINDERS.get(format):
        found = _of_record(stream, wanted, records)
    if not found:
        raise RawUnknown(format=NAMES[format])
    return found


def _of_element(stream: BinaryIO, statement_id: str, entry_number: int, part_number: int) -> list[Field]:
    """The entry's element, and of its parts the one that is meant."""
    at = 0
    is_meant = False
    parsed = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    for event, element in parsed:
        name = etree.QName(element).localname
        if event == "start":
            if name in _STATEMENTS:
                at, is_meant = 0, False
            continue
        parent = element.getparent()
        within = etree.QName(parent).localname if parent is not None else ""
        if name == "Id" and within in _STATEMENTS:
            is_meant = (element.text or "").strip()[:100] == statement_id
        elif name == "Ntry" and within in _STATEMENTS:
            at += 1
            if is_meant and at == entry_number:
                return list(_leaves(element, part_number))
            element.clear()
    return []


def _leaves(entry: etree._Element, part_number: int) -> Iterator[Field]:
    parts = [one for one in entry.iter() if isinstance(one.tag, str) and etree.QName(one).localname == "TxDtls"]
    others = {id(one) for number, one in enumerate(parts, 1) if part_number and number != part_number}

    def walk(element: etree._Element, path: str) -> Iterator[Field]:
        for name, value in element.attrib.items():
            yield f"{path}@{etree.QName(name).localname}", str(value)
        text = (element.text or "").strip()
        inner = [one for one in element if isinstance(one.tag, str) and id(one) not in others]
        if text or not inner:
            yield path, text
        for one in inner:
            yield from walk(one, f"{path}/{etree.QName(one).localname}")

    yield from walk(entry, "Ntry")


_Found = Callable[[BinaryIO, Sequence[int]], "list[list[Field]]"]


def _of_record(stream: BinaryIO, wanted: Wanted, records: _Found) -> list[Field]:
    """The record that gives the transaction; nothing where that is not sure."""
    places: list[int] = []
    amounts: list[int] = []
    statement = ("", "")
    for event in read_statements(stream):
        if isinstance(event, StatementHeader):
            statement = event.statement_id[:100], event.sequence[:40]
        elif isinstance(event, TransactionRecord):
            own = event.entry_number, event.part_number, event.amount_minor, event.booking_date
            if (*statement, *own) == wanted:
                places.append(len(amounts))
            amounts.append(event.amount_minor)
    stream.seek(0)
    found = records(stream, amounts)
    return found[places[0]] if len(places) == 1 and len(found) == len(amounts) else []


def _by_lines(begins: str, ends: str) -> _Found:
    """Records of the lines from one that begins so to the next, or to one that ends them."""
    begin, end = re.compile(begins), re.compile(ends)

    def records(stream: BinaryIO, amounts: Sequence[int]) -> list[list[Field]]:
        found: list[list[Field]] = []
        is_open = False
        for number, text in lines_of(stream):
            if begin.match(text):
                found.append([])
                is_open = True
            elif end.match(text):
                is_open = False
            if is_open and text.strip():
                found[-1].append((str(number), text.rstrip()))
        return found

    return records


def _coda(stream: BinaryIO, amounts: Sequence[int]) -> list[list[Field]]:
    """A sum that details follow is told with its details alone, as it is read."""
    found = _by_lines(*_RECORDS[Format.CODA])(stream, amounts)
    numbers = [(record[0][1][2:6], record[0][1][6:10]) for record in found]
    followed = {
        at
        for at, ((number, detail), after) in enumerate(pairwise(numbers))
        if detail == "0000" and after[0] == number and after[1] != "0000"
    }
    return [record for at, record in enumerate(found) if at not in followed]


def _autogiro(stream: BinaryIO, amounts: Sequence[int]) -> list[list[Field]]:
    """Payments are told sum by sum, those that wait last, whatever their order in the file."""
    return [[(str(number), text)] for number, text in payment_lines(stream)]


def _ofx(stream: BinaryIO, amounts: Sequence[int]) -> list[list[Field]]:
    """The tags of each STMTTRN, as SGML or XML."""
    text = "\n".join(text for _, text in lines_of(stream))
    blocks = re.split(r"<STMTTRN>", text, flags=re.IGNORECASE)[1:]
    inside = [re.split(r"</STMTTRN>|</BANKTRANLIST>", block, flags=re.IGNORECASE)[0] for block in blocks]
    return [[(tag, value.strip()) for tag, value in re.findall(r"<([A-Z0-9.]+)>([^<]*)", one)] for one in inside]


def _table(stream: BinaryIO, amounts: Sequence[int]) -> list[list[Field]]:
    """The cells of each row by the names in the row above the first, if every row has its payment's amount."""
    lines = [text for _, text in lines_of(stream) if text.strip()]
    if len(lines) <= len(amounts) or not amounts:
        return []
    above = lines[-len(amounts) - 1]
    separator = max(";\t,|", key=above.count)
    names = next(csv.reader([above], delimiter=separator))
    rows = list(csv.reader(lines[-len(amounts) :], delimiter=separator))
    for ordered in (rows, rows[::-1]):
        if len(ordered) == len(amounts) and all(map(_has_amount, ordered, amounts)):
            return [list(zip(names, row, strict=False)) for row in ordered]
    return []


def _has_amount(row: Sequence[str], minor: int) -> bool:
    digits = [re.sub(r"[^0-9,.]", "", cell) for cell in row]
    whole, rest = divmod(abs(minor), 100)
    written = {f"{whole}{rest:02}"} | ({f"{whole}{rest // 10}"} if rest % 10 == 0 else set())
    written |= {str(whole)} if rest == 0 else set()
    return any(re.sub(r"[,.]", "", cell).rstrip() in written for cell in digits)


_RECORD_FINDERS: dict[Format, _Found] = {
    **{format: _by_lines(begins, ends) for format, (begins, ends) in _RECORDS.items()},
    Format.CODA: _coda,
    Format.AUTOGIRO: _autogiro,
    Format.OFX: _ofx,
    Format.BANK_CSV: _table,
}
