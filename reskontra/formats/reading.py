"""From the bytes of a bank file to its statements: recognise, then stream through the format's reader."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from reskontra.core.errors import Malformed, Refused
from reskontra.formats.archive import read_archive
from reskontra.formats.autogiro import read_autogiro
from reskontra.formats.bai2 import read_bai2
from reskontra.formats.bank_definitions import built_in, recognise
from reskontra.formats.bank_statement import Event
from reskontra.formats.bgmax import read_bgmax
from reskontra.formats.camt import read_camt
from reskontra.formats.coda import read_coda
from reskontra.formats.definition import Definition
from reskontra.formats.definition_reader import read_by_definition
from reskontra.formats.detect import HEAD_BYTES, UTF8_MARK, UnknownFormat, detect
from reskontra.formats.detect_xml import xml_kind
from reskontra.formats.format import NAMES, NO_STATEMENTS, Format
from reskontra.formats.ktl import read_ktl
from reskontra.formats.lb import read_lb
from reskontra.formats.mt940 import read_mt940
from reskontra.formats.n43 import read_n43
from reskontra.formats.ocr_giro import read_ocr_giro
from reskontra.formats.ofx import read_ofx
from reskontra.formats.pain002 import answered_format
from reskontra.formats.tito import read_tito

_CAMT = (Format.CAMT_053, Format.CAMT_054, Format.CAMT_052)
_TEXT = {
    Format.MT940: read_mt940,
    Format.MT942: read_mt940,
    Format.OFX: read_ofx,
    Format.BGMAX: read_bgmax,
    Format.AUTOGIRO: read_autogiro,
    Format.LB: read_lb,
    Format.OCR_GIRO: read_ocr_giro,
    Format.KTL: read_ktl,
    Format.TITO: read_tito,
    Format.N43: read_n43,
    Format.BAI2: read_bai2,
    Format.CODA: read_coda,
}
_TABLES = {
    Format.BANK_CSV: "delimited",
    Format.SEPARATED_TEXT: "delimited",
    Format.BANK_XLSX: "spreadsheet",
}
READ = (*_CAMT, *_TEXT, Format.BANK_CSV, Format.BANK_XLSX)  # and archives of these
_ANSWERED = {Format.PAIN_001: "payment-proposal status FILE", Format.PAIN_008: "direct-debit status FILE"}
_DEFINED = ("csv", "definition", "fixed", "xml", "json", "xlsx")
_ALIASES = {"csv": Format.BANK_CSV, "xlsx": Format.BANK_XLSX}
_MEMORY_BYTES = 8 * 1024 * 1024
if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLANKS = b" \t\r\n"


class NotAStatement(Malformed):
    code = "not_a_statement"
    template = "This is {format}, which is no account statement. Import a statement or advice from the bank: {read}."


class StatusReportGiven(Malformed):
    code = "status_report_given"
    template = "This is {format}, which moves no money. Take it in with: reskontra {command}."


class ArchiveInside(Malformed):
    code = "archive_inside"
    template = "The file in the archive is {archive} itself. Unpack the archive, and import the files in it."


class FormatDiffers(Malformed):
    code = "format_differs"
    template = "This is {format}, and {asked} was asked for. Leave --format out, or name another file."


class FormatUnknown(Refused):
    code = "format_unknown"
    template = 'There is no format "{wanted}". Use auto or one of {known}.'


def definition_named(wanted: str) -> str:
    """The import definition in a format such as csv:NAME or definition:NAME; "" where it names none."""
    kind, colon, name = wanted.partition(":")
    return name if colon and kind.lower() in _DEFINED else ""


def require_format(stream: BinaryIO, wanted: str) -> None:
    """Make sure that a file is of the format a user named; camt053 and camt.053 are the same.

    stream    seekable; left at its start
    refuses   FormatUnknown, FormatDiffers, and what detect() refuses
    """
    known = {code.value.replace(".", ""): code for code in Format} | _ALIASES
    code = known.get(wanted.lower().replace(".", ""))
    if code is None:
        raise FormatUnknown(wanted=wanted, known=(*known, "csv:NAME"))
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    found = detect(head)
    if found is not code:
        raise FormatDiffers(format=NAMES[found], asked=NAMES[code])


class _Joined(io.RawIOBase):
    """The head that was read to recognise a file, and the rest of it, as one stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        place = memoryview(buffer)
        piece: memoryview | bytes = self._head[: len(place)] or self._rest.read(len(place))
        self._head = self._head[len(piece) :]
        place[: len(piece)] = piece
        return len(piece)


def read_statements(
    stream: BinaryIO,
    *,
    definition: Definition | None = None,
    definitions: Iterable[Definition] = (),
    currency: str = "",
) -> Iterator[Event]:
    """Recognise a bank file and yield its statements: header, transactions and end of each, in file order.

    stream        bytes from the file's start, seekable, not closed; read once, in pieces, but for separated text,
                  spreadsheets and archives
    definition    what to read the file by, whatever it looks like
    definitions   those that separated text and spreadsheets are recognised by, before those that come with the program
    currency      of a file read by a definition, where neither tells
    refuses       at once what detect refuses, StatusReportGiven, NotAStatement and NoDefinitionFits; while it is
                  read, what the format's reader refuses. Nothing of a file should be kept before the last event.
    """
    if definition is not None:
        _refuse_other_kind(stream, definition)
        return read_by_definition(stream, definition, currency=currency)
    head = stream.read(HEAD_BYTES)
    found = detect(head)
    if found is Format.ZIP:
        return read_archive(stream, partial(_read_member, definitions=tuple(definitions), currency=currency))
    if found in _TABLES:
        return _read_table(stream, found, definitions, currency)
    return _read_one(head, found, stream)


def _read_member(stream: BinaryIO, *, definitions: Iterable[Definition], currency: str) -> Iterator[Event]:
    """A file in an archive, which is no archive itself."""
    head = stream.read(HEAD_BYTES)
    found = detect(head)
    if found is Format.ZIP:
        raise ArchiveInside(archive=NAMES[found])
    if found not in _TABLES:
        yield from _read_one(head, found, stream)
        return
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as whole:
        whole.write(head)
        shutil.copyfileobj(stream, whole)
        yield from _read_table(whole, found, definitions, currency)  # type: ignore[arg-type]


def _read_table(stream: BinaryIO, found: Format, definitions: Iterable[Definition], currency: str) -> Iterator[Event]:
    stream.seek(0)
    fitting = recognise(stream, (*definitions, *built_in().values()), file=_TABLES[found])
    return read_by_definition(stream, fitting, currency=currency)


def _read_one(head: bytes, found: Format, stream: BinaryIO) -> Iterator[Event]:
    if found is Format.PAIN_002:
        answered = answered_format(head)
        assert answered is not None
        raise StatusReportGiven(format=NAMES[found], command=_ANSWERED[answered])
    if found in NO_STATEMENTS:
        raise NotAStatement(format=NAMES[found], read=READ)
    if found not in _CAMT:
        return _TEXT[found](io.BufferedReader(_Joined(head, stream)))
    body = head.removeprefix(UTF8_MARK).lstrip(_BLANKS)  # an XML declaration stands at the very start
    kind = xml_kind(body)
    assert kind is not None
    return read_camt(_Joined(body, stream), namespace=kind.namespace, version=kind.version)  # type: ignore[arg-type]


def _refuse_other_kind(stream: BinaryIO, definition: Definition) -> None:
    """A file that is empty, a picture of paper or a container is none for a definition of text, and the other way.

    refuses   what detect refuses of any file, FormatDiffers
    """
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    try:
        found = detect(head)
    except UnknownFormat:
        found = Format.SEPARATED_TEXT
    if found is Format.ZIP or (found is Format.BANK_XLSX) is not (definition.file == "spreadsheet"):
        raise FormatDiffers(format=NAMES[found], asked=definition.name)
