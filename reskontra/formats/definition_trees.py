"""Records of XML and JSON files, as a definition names them: paths to what repeats, and from there to each value.

A path is names with slashes between: "Entry/Amount". In XML a name fits in every namespace, "@Ccy" is an attribute, and
"../" goes up to what is around the record. In JSON a name is a key, a number the place in a list (from 1), and "/" at
the start begins at the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from reskontra.core.errors import Malformed
from reskontra.formats.definition import Definition
from reskontra.formats.definition_rows import Cells, Row, Sheet
from reskontra.formats.definition_values import Plain
from reskontra.formats.json_text import loads
from reskontra.formats.safe_xml import iterate_elements

JSON_BYTES_MAX = 32 * 1024 * 1024


class NoJson(Malformed):
    code = "definition_no_json"
    template = "The file is no JSON from line {line} on. Fetch it from its sender again, unedited."


class JsonTooLarge(Malformed):
    code = "definition_json_large"
    template = "The file is larger than {most} bytes. Fetch it in several parts, for fewer days each."


class RecordsNotFound(Malformed):
    code = "definition_records_not_found"
    template = 'The file has nothing at "{path}", where the definition "{name}" looks for records. Use another one.'


def xml(stream: BinaryIO, definition: Definition) -> Sheet:
    """The elements that repeat, streamed.

    refuses   while they are read, what iterate_elements refuses, and RecordsNotFound
    """
    return Sheet("record", [], _elements(stream, definition))


def _elements(stream: BinaryIO, definition: Definition) -> Iterator[Row]:
    steps = definition.record.strip("/").split("/")
    paths = [column.path.split("/") for column in definition.columns]
    number = 0
    root: etree._Element | None = None
    for element in iterate_elements(stream, [f"{{*}}{steps[-1]}"]):
        root = element.getroottree().getroot()
        if not _lies_at(element, steps):
            continue
        number += 1
        yield Row(number, [_text(element, path) for path in paths])
        _forget_before(element)
    if root is None or not number:
        raise RecordsNotFound(path=definition.record[:100], name=definition.name)


def _forget_before(element: etree._Element) -> None:
    """Take the records before this one out of the tree."""
    around = element.getparent()
    while around is not None and (earlier := element.getprevious()) is not None and earlier.tag == element.tag:
        around.remove(earlier)


def _lies_at(element: etree._Element, steps: list[str]) -> bool:
    """Whether the elements around it are those of the path, as far as it goes."""
    around: etree._Element | None = element
    for step in reversed(steps):
        if around is None or local_name(around) != step:
            return False
        around = around.getparent()
    return True


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: etree._Element, path: list[str]) -> str:
    """The text at a path from an element; several elements of one name are joined by a blank."""
    found = [element]
    for step in path:
        if step.startswith("@"):
            values = [one.get(key) for one in found for key in one.attrib if str(key).rpartition("}")[2] == step[1:]]
            return " ".join(str(value) for value in values)
        if step == "..":
            found = [parent for one in found if (parent := one.getparent()) is not None]
        elif step not in ("", "."):
            found = [child for one in found for child in one if local_name(child) == step]
    return " ".join(" ".join((one.text or "").split()) for one in found).strip()


def json_records(stream: BinaryIO, definition: Definition) -> Sheet:
    """The objects of the list that repeats.

    refuses   JsonTooLarge, NoJson, RecordsNotFound
    """
    data = stream.read(JSON_BYTES_MAX + 1)
    if len(data) > JSON_BYTES_MAX:
        raise JsonTooLarge(most=JSON_BYTES_MAX)
    try:
        whole = loads(data, number=Plain)
    except (ValueError, RecursionError) as fault:
        raise NoJson(line=getattr(fault, "lineno", 1)) from None
    records = _at(whole, definition.record.strip("/").split("/"))
    if not isinstance(records, list) or not records:
        raise RecordsNotFound(path=definition.record[:100], name=definition.name)
    paths = [column.path for column in definition.columns]
    return Sheet("record", [], (Row(at, _cells(whole, one, paths)) for at, one in enumerate(records, 1)))


def _cells(whole: object, record: object, paths: list[str]) -> Cells:
    found = []
    for path in paths:
        start = whole if path.startswith("/") else record
        value = _at(start, path.strip("/").split("/"))
        if isinstance(value, list):
            value = " ".join(str(one) for one in value if isinstance(one, str))
        found.append(value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else "")
    return found


def _at(value: Any, steps: list[str]) -> Any:
    """What stands at a path; None where nothing does."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and 0 < int(step) <= len(value):
            value = value[int(step) - 1]
        elif step not in ("", "."):
            return None
    return value
