"""Definitions that come with the program: exports of Swedish banks, settlements of payment services.

Each is a TOML file in `data`, as a user would write it. They are read when the first file needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import islice
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.formats.definition import Definition
from reskontra.formats.definition_data import read_definition
from reskontra.formats.definition_rows import AUTO, SEPARATORS, Cells, fold_title, header_places, separated, text_lines
from reskontra.formats.definition_sheet import sheet_rows

_FOLDER = "data"
TITLES_SHOWN = 12


class NoDefinitionFits(Malformed):
    code = "no_definition_fits"
    template = (
        "No definition knows a file with the columns {titles}. Begin one with reskontra import-definition guess FILE, "
        "save it, and import the file with --format csv:NAME."
    )


@cache
def built_in() -> dict[str, Definition]:
    """Those that come with the program, by name; of files that come as text and as spreadsheets there are two."""
    folder = resources.files("reskontra.formats") / _FOLDER
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    found = [read_definition(one.read_bytes()) for one in files]
    found += [replace(one, name=f"{one.name}-xlsx", file="spreadsheet") for one in found if one.separator == AUTO]
    return {definition.name: definition for definition in found}


def recognise(stream: BinaryIO, definitions: Iterable[Definition], *, file: str) -> Definition:
    """The definition whose column titles a file has, the one that knows most of them; of equals the first.

    stream    seekable; left at its start
    file      delimited or spreadsheet: only definitions of that kind have titles to go by
    refuses   NoDefinitionFits; what opening a spreadsheet is refused for
    """
    best: tuple[int, Definition] | None = None
    shown: Sequence[str] = ()
    tables: dict[tuple[str, str, str, str], list[Cells]] = {}
    for definition in definitions:
        if definition.file != file or not definition.is_titled:
            continue
        for separator in SEPARATORS if definition.separator == AUTO and file == "delimited" else [definition.separator]:
            key = (separator, definition.quote, definition.encoding, definition.sheet)
            if key not in tables:
                tables[key] = _first_rows(stream, replace(definition, separator=separator))
            for cells in tables[key][: definition.header_within]:
                count = _known_titles(cells, definition)
                if count and (best is None or count > best[0]):
                    best = count, definition
            shown = max([shown, *tables[key]], key=_titles_in)
    if best is None:
        raise NoDefinitionFits(titles=tuple(cell.strip()[:40] for cell in shown if cell.strip())[:TITLES_SHOWN])
    return best[1]


def _known_titles(cells: Sequence[str], definition: Definition) -> int:
    """How many columns of the definition a row names; 0 where it is no header of it."""
    return sum(place >= 0 for place in header_places(cells, definition.columns) or ())


def _titles_in(cells: Sequence[str]) -> int:
    """How many cells look like a title: words, and no figures."""
    return sum(bool(fold_title(cell)) and not any(letter.isdigit() for letter in cell) for cell in cells)


def _first_rows(stream: BinaryIO, definition: Definition) -> list[Cells]:
    """The first rows of a file as a definition cuts them; none where it cannot."""
    try:
        rows: Iterator[tuple[int, Cells]]
        if definition.file == "spreadsheet":
            rows = sheet_rows(stream, definition.sheet)
        else:
            rows = separated(text_lines(stream, definition.encoding), definition.separator, definition.quote)
        return [cells for _, cells in islice(rows, definition.header_within)]
    except Malformed:
        if definition.file == "spreadsheet" and not definition.sheet:
            raise
        return []
    finally:
        stream.seek(0)
