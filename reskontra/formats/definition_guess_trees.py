"""What repeats in a sample of XML or JSON, as a table: a column for each path below it, a row for each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

from reskontra.formats.definition_rows import Cells
from reskontra.formats.definition_trees import JSON_BYTES_MAX, local_name
from reskontra.formats.definition_values import Plain
from reskontra.formats.json_text import loads
from reskontra.formats.safe_xml import iterate_elements

ELEMENTS_MAX, ROWS_MAX = 50_000, 1_000
Test = Callable[[str], bool]
Leaves = dict[str, str]


class TreeTable(NamedTuple):
    """Records of a tree. paths name the columns; a row is silent ("") where its record lacks one."""

    file: str
    record: str
    paths: Sequence[str]
    rows: list[Cells]


def json_table(stream: BinaryIO) -> TreeTable | None:
    """The first list of objects in a JSON file; None where there is none, or the file is no JSON."""
    try:
        whole = loads(stream.read(JSON_BYTES_MAX), number=Plain)
    except (ValueError, RecursionError):
        return None
    for path, records in islice(_lists(whole, ()), 1):
        return _table("json", "/".join(path) or ".", [dict(_leaves_of(one, "")) for one in records[:ROWS_MAX]])
    return None


def _lists(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Every list of objects, outer ones first."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield path, value
    if isinstance(value, dict) and len(path) < 10:
        for key, inner in value.items():
            yield from _lists(inner, (*path, key))


def _leaves_of(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves_of(inner, f"{path}/{key}" if path else key)
    elif isinstance(value, str):
        yield path, value


def xml_table(stream: BinaryIO, *, is_day: Test, is_amount: Test) -> TreeTable | None:
    """The innermost elements that hold both a day and an amount; None where none do.

    refuses   what iterate_elements refuses
    """
    found: Counter[tuple[str, ...]] = Counter()
    records: dict[tuple[str, ...], list[Leaves]] = {}
    for element in islice(iterate_elements(stream, ["{*}*"]), ELEMENTS_MAX):
        if not len(element):
            continue
        leaves = _leaves_in(element)
        if any(map(is_day, leaves.values())) and any(map(_amount_only(is_day, is_amount), leaves.values())):
            path = tuple(local_name(one) for one in (*reversed(list(element.iterancestors())), element))
            found[path] += 1
            if len(records.setdefault(path, [])) < ROWS_MAX:
                records[path].append(leaves)
    if not found:
        return None
    best = max(found, key=lambda path: (len(path), found[path]))
    return _table("xml", "/".join(best), records[best])


def _amount_only(is_day: Test, is_amount: Test) -> Test:
    return lambda text: is_amount(text) and not is_day(text)


def _leaves_in(element: etree._Element) -> Leaves:
    """Texts and attributes below an element by their paths; those of one path are joined by a blank."""
    leaves: Leaves = {}

    def note(path: str, text: str) -> None:
        if text:
            leaves[path] = f"{leaves[path]} {text}" if path in leaves else text

    def walk(around: etree._Element, path: str) -> None:
        for key, value in around.attrib.items():
            note(f"{path}@{str(key).rpartition('}')[2]}", str(value))
        for child in around:
            if not len(child):
                note(path + local_name(child), " ".join((child.text or "").split()))
            walk(child, f"{path}{local_name(child)}/")

    walk(element, "")
    return leaves


def _table(file: str, record: str, records: Sequence[Leaves]) -> TreeTable:
    paths = list(dict.fromkeys(path for one in records for path in one))
    return TreeTable(file, record, paths, [[one.get(path, "") for path in paths] for one in records])
