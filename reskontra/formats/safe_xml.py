"""XML from strangers: streamed, without entities, DTDs or network, and with a bound on what is held in memory.

The parser never expands an entity and never loads anything. A document type declaration is refused at the first
element: bank files have none. Depth (256) and text length (10 million) are bounded by the parser itself. What it
does not bound is how much may lie between two elements we look at, so the bytes read since the last one are
counted: an element of 2 MiB is refused, which keeps the tree under some 100 MiB whatever is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from lxml import etree

from reskontra.core.errors import Malformed

ELEMENT_BYTES_MAX = 2 * 1024 * 1024
_SLICE = 4096

# libxml2's numbers for what went wrong (xmlerror.h), as far as a user can act on the difference.
_ENCODING_CODES = frozenset({31, 32, 81, 1544, 1545, 6003})
_LIMIT_CODES = frozenset({106, 114})


class DoctypeRefused(Malformed):
    code = "doctype_refused"
    template = (
        'The file holds a document type declaration ("<!DOCTYPE"), which no bank writes and which can hide an attack. '
        "Fetch the file from its sender again, and do not pass it through other programs."
    )


class NotWellFormed(Malformed):
    code = "not_well_formed"
    template = "The XML breaks off its own grammar at column {column}. Fetch the file from its sender again, unedited."


class FileCutOff(Malformed):
    code = "file_cut_off"
    template = (
        "The file is cut off at column {column}: its last element is never closed. Fetch the whole file from "
        "its sender again."
    )


class EncodingDiffers(Malformed):
    code = "encoding_differs"
    template = (
        "The text at column {column} does not match the encoding that the file declares. Fetch the file from "
        "its sender again, and do not save it in an editor in between."
    )


class TooDeepOrLong(Malformed):
    code = "too_deep_or_long"
    template = (
        "The XML at column {column} is nested deeper than 256 levels, or holds a text of over 10 million letters. "
        "Such files never do: fetch the file from its sender again."
    )


class ElementTooLarge(Malformed):
    code = "element_too_large"
    template = (
        "A single element of the file is larger than {limit} bytes. Ask its sender to write fewer details into one."
    )


class _Counted:
    """A stream that knows how much was read since the last mark, and whether its end was seen."""

    def __init__(self, stream: BinaryIO, most_bytes: int) -> None:
        self._stream = stream
        self._most_bytes = most_bytes
        self.unmarked = 0  # set to 0 by whoever has seen an element
        self.ended = False

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.ended = not data
        self.unmarked += len(data)
        if self.unmarked > self._most_bytes:
            raise ElementTooLarge(limit=self._most_bytes)
        return data


def iterate_elements(
    stream: BinaryIO, tags: Sequence[str], *, most_bytes: int = ELEMENT_BYTES_MAX
) -> Iterator[etree._Element]:
    """Yield the elements of these tags as each is complete, inner ones before those around them.

    tags      as lxml writes them: "{namespace}Name", or "Name" without namespace; the outermost element's among
              them, or a document type declaration is noticed late
    most_bytes   that may lie between two elements of these tags; who allows more bounds the tree in another way
    The caller removes what it has read from the tree; elements before the current one may be removed, the current
    one may not.
    refuses   DoctypeRefused, ElementTooLarge, EncodingDiffers, TooDeepOrLong, FileCutOff, NotWellFormed
    """
    counted = _Counted(stream, most_bytes)
    events = etree.iterparse(
        counted,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        for event, element in events:
            if not checked:
                refuse_doctype(element)
                checked = True
            counted.unmarked = 0
            if event == "end":
                yield element
    except etree.XMLSyntaxError as trouble:
        raise told(trouble, ended=counted.ended) from None
    # After a hundred faults of one kind the parser stops as if the file had ended: what came is not the whole.
    for fault in events.error_log.filter_from_fatals():
        raise _named(fault.line, fault.column, fault.type, ended=True)


def opening_elements(head: bytes) -> Iterator[etree._Element]:
    """Yield the elements that open in the first bytes of a file, outermost first, until the caller has seen enough.

    refuses   as iterate_elements, but a head that simply ends is no fault
    """
    parser = etree.XMLPullParser(
        events=("start",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    for start in range(0, len(head), _SLICE):
        trouble: etree.XMLSyntaxError | None = None
        try:
            parser.feed(head[start : start + _SLICE])
        except etree.XMLSyntaxError as caught:
            trouble = caught
        for _, element in parser.read_events():
            assert isinstance(element, etree._Element)  # start events have no other
            if not checked:
                refuse_doctype(element)
                checked = True
            yield element
        if trouble is not None:
            raise told(trouble, ended=False) from None


def refuse_doctype(element: etree._Element) -> None:
    """Refuse (DoctypeRefused) a document with a document type declaration, internal or external."""
    information: Any = element.getroottree().docinfo  # the type stubs lack doctype
    if information.doctype or information.internalDTD is not None:
        raise DoctypeRefused()


def told(trouble: etree.XMLSyntaxError, *, ended: bool) -> Malformed:
    """The refusal that fits the parser's complaint; its own words may quote the file and are left out.

    ended   whether the complaint came when the stream had no more to give
    """
    line, column = trouble.position
    return _named(line, column, getattr(trouble, "code", 0), ended=ended)


def _named(line: int, column: int, code: int, *, ended: bool) -> Malformed:
    place = f"line {line}"
    if code in _ENCODING_CODES:
        return EncodingDiffers(place=place, column=column)
    if code in _LIMIT_CODES:
        return TooDeepOrLong(place=place, column=column)
    if ended:
        return FileCutOff(place=place, column=column)
    return NotWellFormed(place=place, column=column)
