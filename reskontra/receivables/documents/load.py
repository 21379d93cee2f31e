"""Read drafts from a file: CSV with a row for each line, or JSON with a list of documents.

In CSV the rows of one document bear the same `document`, any word of the writer's; what is said of the document itself
is taken from its first row, and may be left out on the others. In JSON a document has the same names and a list of
`lines`. A value that cannot be read is named by its row (in JSON by document and line), column and value.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction

from reskontra.companies.files import store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import DocumentLineText
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import Row, Table
from reskontra.formats.json_text import loads
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.documents.queries import DocumentFacts, drafted_from
from reskontra.receivables.documents.written import NewDocument

REQUIRED = ("document", "party", "account")
OF_DOCUMENT = (
    "party", "type", "applies_to", "date", "posting_date", "due_date", "terms", "currency", "external_number",
    "reference", "text",
)  # fmt: skip
OF_LINE = ("account", "amount", "quantity", "price", "vat_code", "line_text", "cost_center", "project")
_LINE_NAMES = {**{name: name for name in OF_LINE}, "text": "line_text"}
_TYPES = {"invoice": "INVOICE", "credit_memo": "CREDIT_MEMO"}
_ROW = re.compile(r"row ([0-9]+)")


class DraftsNotJson(Malformed):
    code = "drafts_not_json"
    template = "The file is not JSON at line {line}: {reason}. Write a list of documents, each with its lines."


class DraftsNotAList(Malformed):
    code = "drafts_not_a_list"
    template = '{found} stands where a list of documents with lines is wanted. Write [{{…, "lines": […]}}, …].'


class NameUnknown(Malformed):
    code = "draft_name_unknown"
    template = '"{name}" is not known here. Use {known}.'


class DocumentSplit(Malformed):
    code = "draft_split"
    template = "The rows of document {document} are not together. Put them one below the other."


class DocumentSaysTwo(Malformed):
    code = "draft_says_two"
    template = 'Document {document} has "{found}" here and "{known}" on its first row. Write it once.'


@dataclass(frozen=True, slots=True)
class LoadedDrafts:
    """documents: drafted now, or before where the same file was drafted already."""

    documents: tuple[DocumentFacts, ...]
    is_new: bool


def load_drafts(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO, today: date) -> LoadedDrafts:
    """Draft every document of the file, or none; the same file again changes nothing, unless its drafts were deleted.

    name      ends in .json for JSON; today: the date of a document that has none
    refuses   DraftsNotJson, DraftsNotAList, what a table refuses; Findings with everything else that is wrong with the
              file
    """
    is_json = name.lower().endswith(".json")
    places: dict[int, tuple[str, str]] = {}
    table = _json_table(stream, places) if is_json else _table(stream)
    new = _documents(table, places, today)
    if table.findings:
        raise Findings([_placed(finding, places) for finding in table.findings])
    with transaction.atomic():
        lock_company(company.id)
        file = store_file(company=company, name=name, stream=stream)
        before = drafted_from(company=company, file_id=file)
        if before:
            return LoadedDrafts(tuple(before), is_new=False)
        made = add_drafts(company=company, actor=actor, new=new, file_id=file)
        if not made:
            transaction.set_rollback(True)  # an empty file leaves no trace
    return LoadedDrafts(made, is_new=True)


def _table(stream: BinaryIO) -> Table:
    columns = (*OF_DOCUMENT, *OF_LINE)
    return Table(stream, required=REQUIRED, optional=tuple(name for name in columns if name not in REQUIRED))


def _documents(table: Table, places: dict[int, tuple[str, str]], today: date) -> list[NewDocument]:
    found: list[NewDocument] = []
    seen: set[str] = set()
    for rows in _groups(table.rows()):
        named = rows[0].text("document", most=50, is_required=True)
        if named in seen:
            rows[0].refuse(DocumentSplit(document=named), "document")
        seen.add(named)
        _refuse_others(rows, named)
        of_document, _ = places.get(rows[0].number, (f"row {rows[0].number}", ""))
        lines = tuple(_line(row, places) for row in rows if not _is_without_line(row, places))
        found.append(_document(rows[0], lines, of_document, today))
    return found


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows of one document, as long as they stand together."""
    group: list[Row] = []
    for row in rows:
        if group and row.text("document", most=50) != group[0].text("document", most=50):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _refuse_others(rows: Sequence[Row], named: str) -> None:
    """What is said of the document on a later row is what its first row says."""
    for column in OF_DOCUMENT:
        known = rows[0].text(column, most=2000)
        for row in rows[1:]:
            value = row.text(column, most=2000)
            if value and value != known:
                row.refuse(DocumentSaysTwo(document=named, found=value[:40], known=known[:40]), column)


def _is_without_line(row: Row, places: dict[int, tuple[str, str]]) -> bool:
    """A document of a JSON file that has no lines: its row is its head alone."""
    return row.number in places and not places[row.number][1]


def _document(row: Row, lines: tuple[DocumentLineText, ...], place: str, today: date) -> NewDocument:
    return NewDocument(
        party=row.text("party", most=40, is_required=True),
        lines=lines,
        document_date=row.day("date") or today,
        is_credit_memo=row.choice("type", _TYPES, default="INVOICE") == "CREDIT_MEMO",
        applies_to=row.text("applies_to", most=50),
        posting_date=row.day("posting_date"),
        due_date=row.day("due_date"),
        terms=row.text("terms", most=20),
        currency=row.text("currency", most=10).upper(),
        external_number=row.text("external_number", most=100),
        reference=row.text("reference", most=50),
        text=row.text("text", most=250),
        place=place,
    )


def _line(row: Row, places: dict[int, tuple[str, str]]) -> DocumentLineText:
    return DocumentLineText(
        account=row.text("account", most=20, is_required=True),
        amount=row.text("amount", most=40),
        quantity=row.text("quantity", most=40),
        price=row.text("price", most=40),
        vat_code=row.text("vat_code", most=20),
        text=row.text("line_text", most=250),
        cost_center=row.text("cost_center", most=20),
        project=row.text("project", most=20),
        place=places[row.number][1] if row.number in places else f"row {row.number}",
    )


def _json_table(stream: BinaryIO, places: dict[int, tuple[str, str]]) -> Table:
    """The documents as a table with a row for each line; places: row → (where its document is, where its line is).

    refuses   DraftsNotJson, DraftsNotAList, Findings of NameUnknown
    """
    text = io.StringIO()
    names = ("document", *OF_DOCUMENT, *OF_LINE)
    writer = csv.DictWriter(text, fieldnames=names)
    writer.writeheader()
    row = 2
    for at, one in enumerate(_parsed(stream), 1):
        head = {key: _text(one[key]) for key in one if key != "lines"}
        lines = one["lines"] or [None]
        for line_at, line in enumerate(lines, 1):
            values = {_LINE_NAMES[key]: _text(value) for key, value in line.items()} if line else {}
            writer.writerow({"document": str(at), **(head if line_at == 1 else {}), **values})
            places[row] = (f"document {at}", f"document {at}, line {line_at}" if line else "")
            row += 1
    return _table(io.BytesIO(text.getvalue().encode()))


def _parsed(stream: BinaryIO) -> list[dict[str, Any]]:
    try:
        found = loads(stream.read().decode("utf-8-sig"), number=str)
    except UnicodeDecodeError as reason:
        raise DraftsNotJson(line=1, reason=f"byte {reason.start} is not UTF-8") from reason
    except json.JSONDecodeError as reason:
        raise DraftsNotJson(line=reason.lineno, reason=reason.msg) from reason
    except RecursionError as reason:
        raise DraftsNotJson(line=1, reason="it is nested too deeply") from reason
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise DraftsNotAList(found=type(found).__name__)
    findings: list[Refused | Malformed] = []
    for at, one in enumerate(found, 1):
        one.setdefault("lines", [])
        if not isinstance(one["lines"], list) or not all(isinstance(line, dict) for line in one["lines"]):
            raise DraftsNotAList(place=f"document {at}", found=type(one["lines"]).__name__)
        findings += _unknown(one, (*OF_DOCUMENT, "lines"), f"document {at}")
        for line_at, line in enumerate(one["lines"], 1):
            findings += _unknown(line, tuple(_LINE_NAMES), f"document {at}, line {line_at}")
    if findings:
        raise Findings(findings)
    return found


def _unknown(one: dict[str, Any], known: Sequence[str], place: str) -> Iterator[Malformed]:
    """Names that are not known, and values that are not texts or numbers."""
    for name, value in one.items():
        if name not in known:
            yield NameUnknown(place=place, name=name[:40], known=", ".join(known))
        elif name != "lines" and (isinstance(value, (list, dict, bool))):
            yield NameUnknown(place=f"{place}, {name}", name=type(value).__name__, known="a text or a number")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _placed(finding: Refused | Malformed, places: dict[int, tuple[str, str]]) -> Refused | Malformed:
    """Of a JSON file: by document and line instead of the row that it was read as."""
    found = _ROW.match(finding.place)
    if found and int(found[1]) in places:
        of_document, of_line = places[int(found[1])]
        finding.place = (of_line or of_document) + finding.place[found.end() :]
    return finding
