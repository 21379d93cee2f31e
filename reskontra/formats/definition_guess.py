"""A definition guessed from a sample file: a start to be mended, with what was seen and what is to be decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, BinaryIO, ClassVar

from reskontra.core.errors import Malformed
from reskontra.formats.definition import AMOUNTS, DAYS, PLAIN_DAYS, SEVERAL, Column, Definition, FieldMissing, Skip
from reskontra.formats.definition_guess_fixed import CREDIT, DEBIT, FixedTable, fixed_table
from reskontra.formats.definition_guess_trees import TreeTable, json_table, xml_table
from reskontra.formats.definition_rows import Cells, separated, text_lines
from reskontra.formats.definition_sheet import sheet_rows
from reskontra.formats.definition_values import Plain, day_pattern, day_reader, decimal_of
from reskontra.formats.definition_words import field_of
from reskontra.formats.detect import HEAD_BYTES, UnknownFormat, detect
from reskontra.formats.format import NAMES, Format

ROWS_MAX = 1_000
_SEPARATORS = (";", ",", "\t", "|")
_DAYS = (*PLAIN_DAYS, "DD.MM.YYYY", "DD-MM-YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "D.M.YYYY", "D/M/YYYY", "M/D/YYYY",
         "DD.MM.YY", "YYMMDD")  # fmt: skip
_NOT_BOOKED = ("Prel ", "Preliminär", "Reserverat ", "Reserverad", "Pending")
_WITH_TIME = re.compile(r"\S+ [0-9]{1,2}[:.][0-9]{2}", re.ASCII)
_FIGURES = frozenset("0123456789.,-+ \u00a0\u2009\u202f\u2212()'")


class NothingToGuess(Malformed):
    code = "guess_nothing"
    template = (
        "No row of the first {count} has both a day and an amount. Write the definition by hand: "
        "docs/import-definitions.md shows how."
    )


class KnownAlready(Malformed):
    code = "guess_known"
    template = "The file is {format}, which is read as it is. Import it with: reskontra statement import FILE."


@dataclass(frozen=True, slots=True)
class GuessNote:
    """Something seen in the sample, or to be decided by a person: a code and values, worded in English here."""

    code: str
    values: Mapping[str, object]

    TEMPLATES: ClassVar[Mapping[str, str]] = {
        "columns": 'Columns are separated by "{separator}"; {rows} rows were looked at.',
        "sheet": "The first sheet was taken; {rows} rows were looked at.",
        "fixed": "Fields stand in fixed places; {rows} lines were looked at.",
        "prefix": 'Payments stand in lines that begin with "{prefix}".',
        "hundredths": "{title} has no decimals and is read as hundredths. Decide whether it is so, and mend factor.",
        "direction": "{title} tells money in (C, K, +) from money out (D, -).",
        "records": 'Records were found at "{record}"; {rows} were looked at.',
        "header": "The column titles stand in row {row}.",
        "no_header": "There are no column titles: columns are taken by position.",
        "taken": '"{title}" becomes {field}, such as {example}.',
        "taken_empty": '"{title}" becomes {field}; it is empty in the sample.',
        "not_booked": 'Rows whose text begins with "{word}" are not booked yet, and are left out.',
        "left": '"{title}" was not taken, such as {example}.',
        "days": "Days are written {format}.",
        "days_open": "Days can be {first} or {second}. Decide which, and write it as date.",
        "decimal": 'Amounts have "{decimal}" before the decimals.',
        "decimal_open": "No amount tells which sign is before the decimals. Write decimal.",
        "currency": "The currency is not in the file: {currency} was taken.",
        "no_balance": "There is no running balance, so nothing proves that the file is complete.",
        "account": "The file names no account: name it when you import, or write account.",
    }

    def __str__(self) -> str:
        return self.TEMPLATES[self.code].format(**self.values)


@dataclass(frozen=True, slots=True)
class Guess:
    """A definition to begin with, and what to know of it. is_open: something is to be decided before it is right."""

    definition: Definition
    notes: tuple[GuessNote, ...]
    is_open: bool


def guess_definition(stream: BinaryIO, *, name: str, currency: str) -> Guess:
    """A definition that reads a sample of separated text, a spreadsheet, fixed width, XML or JSON.

    stream    seekable
    name      of the definition; currency is taken where the file has none
    refuses   what detect refuses of no statement at all, KnownAlready, NothingToGuess, FieldMissing
    """
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if (tree := _tree(stream, head)) is not None:
        return _of_tree(name, tree, currency)
    try:
        found = detect(head)
    except UnknownFormat:
        found = Format.SEPARATED_TEXT
    if found not in (Format.SEPARATED_TEXT, Format.BANK_CSV, Format.BANK_XLSX):
        raise KnownAlready(format=NAMES[found])
    if found is Format.BANK_XLSX:
        rows = [cells for _, cells in islice(sheet_rows(stream), ROWS_MAX)]
        begun = Definition(name, file="spreadsheet")
        note = GuessNote("sheet", {"rows": len(rows)})
    else:
        separator, rows = _cut(stream)
        if not any(map(_is_data, rows)) and (table := fixed_table(stream)) is not None:
            return _of_fixed(name, table, currency)
        begun = Definition(name, separator=separator)
        shown = {"\t": "TAB"}.get(separator, separator)
        note = GuessNote("columns", {"separator": shown, "rows": len(rows)})
    return _of_table(begun, rows, [note], currency)


def _tree(stream: BinaryIO, head: bytes) -> TreeTable | None:
    """The records of a file of XML or JSON that has no reader of its own."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    found: TreeTable | None = None
    if start in (b"{", b"["):
        found = json_table(stream)
    elif start == b"<":
        try:
            detect(head)
        except UnknownFormat:
            found = xml_table(stream, is_day=is_day, is_amount=is_amount)
    stream.seek(0)
    return found


def _of_tree(name: str, tree: TreeTable, currency: str) -> Guess:
    data = [cells for cells in tree.rows if _is_data(cells)]
    if not data:
        raise NothingToGuess(count=len(tree.rows))
    notes = [GuessNote("records", {"record": tree.record, "rows": len(tree.rows)})]
    found = _columns(tree.paths, data, notes)
    columns = []
    for at, column in found:
        optional = any(not cells[at] for cells in tree.rows)
        columns.append((at, replace(column, title=(), path=column.title[0], optional=optional)))
    return _finished(Definition(name, file=tree.file, record=tree.record), columns, data, notes, currency)


def _of_fixed(name: str, table: FixedTable, currency: str) -> Guess:
    """A guess by places: of a direction beside the amount, and of amounts without decimals, a person is told."""
    notes = [GuessNote("fixed", {"rows": len(table.rows)})]
    if table.prefix:
        notes.append(GuessNote("prefix", {"prefix": table.prefix}))
    if any(table.titles):
        notes.append(GuessNote("header", {"row": table.skip_lines or 1}))
    shown = [place.shown for place in table.places]
    columns = []
    for at, column in _columns(table.titles, table.rows, notes, shown):
        start, end = table.places[at]
        factor = "0.01" if at in table.hundredths else ""
        optional = start >= table.shortest or not all(row[at] for row in table.rows)
        placed = replace(column, title=(), position=start + 1, length=end - start, factor=factor, optional=optional)
        columns.append((at, placed))
        if factor:
            notes.append(GuessNote("hundredths", {"title": shown[at]}))
    for at in sorted(table.directions)[:1]:
        start, end = table.places[at]
        notes = [note for note in notes if note.code != "left" or note.values["title"] != shown[at]]
        way = Column("indicator", position=start + 1, length=end - start, debit=DEBIT, credit=CREDIT)
        columns = [*((place, one) for place, one in columns if place != at), (at, way)]
        notes.append(GuessNote("direction", {"title": shown[at]}))
    begun = Definition(name, file="fixed", prefix=table.prefix, skip_lines=table.skip_lines)
    found = _finished(begun, columns, table.rows, notes, currency)
    return replace(found, is_open=found.is_open or bool(table.hundredths))


def _cut(stream: BinaryIO) -> tuple[str, list[Cells]]:
    """The separator with which the most rows have day and amount, and the rows cut by it."""
    best: tuple[int, str, list[Cells]] = (-1, ";", [])
    for separator in _SEPARATORS:
        try:
            rows = [cells for _, cells in islice(separated(text_lines(stream, "auto"), separator, '"'), ROWS_MAX)]
        except Malformed:
            rows = []
        stream.seek(0)
        sound = sum(_is_data(cells) for cells in rows)
        if sound > best[0]:
            best = sound, separator, rows
    return best[1], best[2]


def is_day(text: str) -> bool:
    """Whether a cell is a day in any way of writing that is known, perhaps with a time of day behind it."""
    found = text.strip()
    if " " in found and not _WITH_TIME.match(found):
        return False
    return any(pattern.fullmatch(found) for pattern in map(day_pattern, _DAYS) if pattern)


def is_amount(text: str) -> bool:
    """Whether a cell is a figure: digits, signs and blanks alone."""
    found = text.strip()
    return bool(found) and set(found) <= _FIGURES and any(letter.isdigit() for letter in found)


def _is_data(cells: Cells) -> bool:
    days = [at for at, cell in enumerate(cells) if is_day(cell)]
    return bool(days) and any(is_amount(cell) for at, cell in enumerate(cells) if at not in days)


def _of_table(begun: Definition, rows: Sequence[Cells], notes: list[GuessNote], currency: str) -> Guess:
    data = [at for at, cells in enumerate(rows) if _is_data(cells)]
    if not data:
        raise NothingToGuess(count=len(rows))
    width = Counter(len(rows[at]) for at in data).most_common(1)[0][0]
    values = [rows[at] for at in data if len(rows[at]) == width]
    header = _header(rows, data[0])
    if header is None:
        notes.append(GuessNote("no_header", {}))
        titles = [""] * width
        begun = replace(begun, skip_lines=data[0])
    else:
        notes.append(GuessNote("header", {"row": header + 1}))
        titles = [cell.strip() for cell in rows[header]] + [""] * width
        begun = replace(begun, header_within=max(20, header + 5))
    columns = _columns(titles[:width], values, notes)
    return _finished(begun, columns, values, notes, currency)


def _header(rows: Sequence[Cells], first: int) -> int | None:
    """The nearest row above the first payment that has words in two cells at least and no figures."""
    for at in range(first - 1, max(first - 4, -1), -1):
        words = [cell for cell in rows[at] if cell.strip()]
        if len(words) >= 2 and not any(is_amount(cell) or is_day(cell) for cell in words):
            return at
    return None


def _columns(
    titles: Sequence[str], values: Sequence[Cells], notes: list[GuessNote], places: Sequence[str] = ()
) -> list[tuple[int, Column]]:
    """The columns that mean something, with their places: by their titles, or by what is in them.

    places   what a column without title is called, where its number does not tell it
    """
    wanted: dict[str, tuple[int, int]] = {}
    several: list[tuple[int, str]] = []
    for at, title in enumerate(titles):
        cells = [row[at].strip() for row in values if row[at].strip()]
        field, weight = _fitting(title, cells)
        if field in SEVERAL:
            several.append((at, field))
        elif field and weight > wanted.get(field, (0, 0))[0]:
            wanted[field] = (weight, at)
    if not any(titles):
        wanted, several = _by_content(values)
    else:
        _fill_gaps(wanted, {at for at, _ in several}, values)
    chosen = sorted([(at, field) for field, (_, at) in wanted.items()] + several)
    found = []
    for at, field in chosen:
        shown = titles[at] or (places[at] if places else str(at + 1))
        column = Column(field, title=(titles[at],)) if titles[at] else Column(field, position=at + 1)
        found.append((at, column))
        told = {"title": shown, "field": field, "example": _example(values, at)}
        notes.append(GuessNote("taken_empty" if told["example"] == "-" else "taken", told))
    taken = {at for at, _ in chosen}
    for at, title in enumerate(titles):
        if at not in taken and _example(values, at) != "-":
            notes.append(
                GuessNote(
                    "left", {"title": title or (places[at] if places else str(at + 1)), "example": _example(values, at)}
                )
            )
    return found


def _fill_gaps(wanted: dict[str, tuple[int, int]], taken: set[int], values: Sequence[Cells]) -> None:
    """The day and the amount by what is in the columns, where no title tells them."""
    content, _ = _by_content(values)
    taken = taken | {at for _, at in wanted.values()}
    for needed in (("booking_date", "value_date"), ("amount", "debit", "credit", "gross")):
        field = needed[0]
        if not wanted.keys() & set(needed) and field in content and content[field][1] not in taken:
            wanted[field] = content[field]


def _fitting(title: str, cells: Sequence[str]) -> tuple[str, int]:
    """The field of a title, if what is in the column fits it."""
    field, weight = field_of(title.rpartition("/")[2].lstrip("@").replace("_", " "))
    if field == "currency" and cells and all(map(is_day, cells)):
        field = "value_date"
    if field in DAYS and not (cells and all(map(is_day, cells))):
        return "", 0
    if field in AMOUNTS and not (cells and all(map(is_amount, cells))):
        return "", 0
    return field, weight


def _by_content(values: Sequence[Cells]) -> tuple[dict[str, tuple[int, int]], list[tuple[int, str]]]:
    """Without titles: the first column of days, the first and last of amounts with decimals, the longest text."""
    columns = [[row[at].strip() for row in values if row[at].strip()] for at in range(len(values[0]))]
    days = [at for at, cells in enumerate(columns) if cells and all(map(is_day, cells))]
    figures = [
        at
        for at, cells in enumerate(columns)
        if at not in days and cells and all(map(is_amount, cells)) and any(set(cell) & set(",.-") for cell in cells)
    ]
    texts = [at for at, cells in enumerate(columns) if at not in days and cells and not all(map(is_amount, cells))]
    found: dict[str, tuple[int, int]] = {}
    for fields, places in ((("booking_date", "value_date"), days), (("amount", "balance"), figures)):
        for field, at in zip(fields, places, strict=False):
            found[field] = (1, at)
    longest = max(texts, key=lambda at: sum(map(len, columns[at])), default=None)
    return found, [] if longest is None else [(longest, "text")]


def _example(values: Sequence[Cells], at: int) -> str:
    return next((row[at].strip()[:40] for row in values if row[at].strip()), "-")


def _finished(
    begun: Definition, columns: Sequence[tuple[int, Column]], values: Sequence[Cells], notes: list[GuessNote],
    currency: str,
) -> Guess:  # fmt: skip
    fields = {column.field for _, column in columns}
    for wanted in (("booking_date", "value_date"), ("amount", "debit", "credit")):
        if not fields & set(wanted):
            raise FieldMissing(fields=tuple(sorted(fields)) or ("-",), missing=wanted)
    settled = begun
    if {"fee", "amount"} <= fields or "gross" in fields:
        settled = replace(settled, purpose="settlement")
    days = _column_values(columns, values, DAYS)
    formats = [one for one in _DAYS if _reads(one, days)]
    is_open = False
    if formats and formats[0] not in PLAIN_DAYS:
        settled = replace(settled, date=(formats[0],))
        other = formats[0].translate(str.maketrans("DM", "MD"))
        is_open = other in formats and other != formats[0]
        notes.append(
            GuessNote("days_open", {"first": formats[0], "second": other})
            if is_open
            else GuessNote("days", {"format": formats[0]})
        )
    settled, decimal_open = _decimal(settled, list(_column_values(columns, values, AMOUNTS)), notes)
    if "currency" not in fields:
        settled = replace(settled, currency=currency)
        notes.append(GuessNote("currency", {"currency": currency}))
    if "balance" not in fields and not settled.is_settlement:
        notes.append(GuessNote("no_balance", {}))
    texts = [text.casefold() for text in _column_values(columns, values, ("text",))]
    for word in _NOT_BOOKED:
        if any(text.startswith(word.casefold()) for text in texts):
            settled = replace(settled, skip=(*settled.skip, Skip("text", begins=(word,))))
            notes.append(GuessNote("not_booked", {"word": word}))
    if "account" not in fields:
        notes.append(GuessNote("account", {}))
    finished = replace(settled, columns=tuple(column for _, column in columns))
    return Guess(finished, tuple(notes), is_open or decimal_open)


def _decimal(definition: Definition, amounts: list[str], notes: list[GuessNote]) -> tuple[Definition, bool]:
    """The sign before the decimals, if the amounts tell; and whether a person must say it."""
    found = decimal_of(amounts)
    if found:
        notes.append(GuessNote("decimal", {"decimal": found}))
        other = "." if found == "," else ","
        has_other = any(other in text for text in amounts if type(text) is not Plain)
        return replace(definition, decimal=found, thousands=other if has_other else " "), False
    if any(set(text) & set(",.") for text in amounts if type(text) is not Plain):
        notes.append(GuessNote("decimal_open", {}))
        return definition, True
    return definition, False


def _column_values(columns: Iterable[tuple[int, Column]], values: Sequence[Cells], fields: Any) -> list[str]:
    places = [at for at, column in columns if column.field in fields]
    return [row[at].strip() if type(row[at]) is str else row[at] for row in values for at in places if row[at].strip()]


def _reads(format: str, days: Iterable[str]) -> bool:
    read = day_reader([format])
    try:
        for day in days:
            read(day)
    except Malformed:
        return False
    return True
