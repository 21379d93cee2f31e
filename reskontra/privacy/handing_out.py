"""What is known of a person as files to hand out: JSON for programs, a page to read, and the files that are hers."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language

from reskontra import __version__
from reskontra.audit.trail import record
from reskontra.companies.archiving import refuse_being_deleted
from reskontra.companies.files import read_file
from reskontra.companies.notes import plain_name
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import keeping
from reskontra.database.bulk import moment
from reskontra.database.one_moment import one_moment
from reskontra.interface.action_words import action_word
from reskontra.interface.column_words import column_word
from reskontra.operation.new_folders import new_file, new_folder
from reskontra.privacy.persons import Person
from reskontra.privacy.records import Kept, KeptTable, Known, known_of
from reskontra.privacy.words import law_words

AMOUNTS = "Columns that end in _minor are whole minor units of the currency in the same row, else of the company."
DATA, PAGE, FILES = "data.json", "data.html", "files"


def hand_out(*, company: CompanyFacts, person: Person, folder: Path, at: datetime) -> Known:
    """Write all that is known of her to a folder, which must be new or empty.

    refuses   CompanyBeingDeleted, FolderNotEmpty, FolderNotWritten
    """
    refuse_being_deleted(company)
    with new_folder(folder) as part:
        (part / FILES).mkdir(mode=0o700)
        with one_moment():
            known = known_of(company=company, person=person)
            for name, content in _files(company, known, at):
                with new_file(part / name) as file:
                    file.write(content)
    return known


def packed(*, company: CompanyFacts, person: Person, at: datetime) -> tuple[Known, bytes]:
    """The same as one archive."""
    whole = io.BytesIO()
    with one_moment(), zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        known = known_of(company=company, person=person)
        for name, content in _files(company, known, at):
            archive.writestr(name, content)
    return known, whole.getvalue()


def taken(*, company: CompanyFacts, person: Person, actor: str) -> bytes:
    """The archive, handed to somebody; the audit trail keeps who took it.

    refuses   CompanyBeingDeleted, CompanyMoving
    """
    refuse_being_deleted(company)
    known, content = packed(company=company, person=person, at=moment())
    note_taken(company=company, actor=actor, known=known)
    return content


def note_taken(*, company: CompanyFacts, actor: str, known: Known) -> None:
    """Who took it; of an archived company too: that its books are only read ends nobody's right to know.

    refuses   CompanyMoving
    """
    person = known.person
    with transaction.atomic():
        record(
            company=company.id, actor=actor, action="privacy.exported", subject=person.number,
            content={"ledger": person.ledger, "kind": person.kind, **known.counts}, even_archived=True,
        )  # fmt: skip


def _files(company: CompanyFacts, known: Known, at: datetime) -> Iterator[tuple[str, bytes]]:
    kept = []
    for number, (id, name) in enumerate(_stored(company, known), start=1):
        path = f"{FILES}/{number}-{plain_name(name)}"
        kept.append(path)
        yield path, read_file(company=company, file_id=id)
    text = json.dumps(as_data(company, known, at, kept), indent=1, ensure_ascii=False, default=_plain) + "\n"
    yield DATA, text.encode()
    yield PAGE, as_page(company, known, at, kept).encode()


def _stored(company: CompanyFacts, known: Known) -> list[tuple[int, str]]:
    rows = apps.get_model("companies", "StoredFile")._default_manager.filter(company_id=company.id)
    there = rows.filter(id__in=known.file_ids, erased_at__isnull=True)
    return list(there.order_by("id").values_list("id", "name"))


def as_data(company: CompanyFacts, known: Known, at: datetime, files: list[str]) -> dict[str, Any]:
    """What stands in data.json."""
    person, kept = known.person, keeping(company=company)
    return {
        "format": 1,
        "company": company.name,
        "made_at": at.isoformat(timespec="seconds"),
        "version": __version__,
        "person": {"kind": person.kind, "number": person.number, "name": person.name},
        "law": {"books": kept.law, "years": kept.years},
        "amounts": AMOUNTS,
        "tables": [_table_data(one) for one in known.tables],
        "done_by": [{"table": table, "column": column, "rows": rows} for table, column, rows in known.done],
        "audit": [
            {
                "number": one.number, "at": one.occurred_at, "actor": one.actor, "action": one.action,
                "subject": one.subject, "content": one.content,
            }
            for one in known.events
        ],
        "files": files,
    }  # fmt: skip


def _table_data(one: KeptTable) -> dict[str, Any]:
    rows = [{**row.values, "kept_until": row.until} for row in one.rows]
    return {
        "table": one.table,
        "title": one.title,
        "from": one.source,
        "kept_because": dict(one.reasons),
        "kept_until": one.until,
        "rows": rows,
    }


def as_page(company: CompanyFacts, known: Known, at: datetime, files: list[str]) -> str:
    """What stands in data.html: no scripts, nothing from elsewhere."""
    tables = [
        {
            "one": table,
            "reasons": sorted(set(table.reasons.values())),
            "heads": [column_word(name) for name in _shown(table)],
            "rows": [[*_cells(table, row), row.until] for row in table.rows],
        }
        for table in known.tables
    ]
    events = [
        (one.number, one.occurred_at, one.actor, action_word(one.action), _told(one.content)) for one in known.events
    ]
    kept = keeping(company=company)
    context = {
        "company": company, "known": known, "at": at, "tables": tables, "events": events, "files": files,
        "language": get_language() or "en", "years": kept.years, "law": law_words(kept),
    }  # fmt: skip
    return render_to_string("privacy/data.html", context)


def _shown(table: KeptTable) -> list[str]:
    """Columns with something in them in some row, without keys of the database."""
    names = table.rows[0].values if table.rows else {}
    return [
        name
        for name in names
        if name != "id" and not name.endswith("_id") and any(row.values[name] not in ("", None) for row in table.rows)
    ]


def _cells(table: KeptTable, row: Kept) -> list[Any]:
    return ["" if row.values[name] is None else row.values[name] for name in _shown(table)]


def _told(content: Mapping[str, Any] | None) -> str:
    return json.dumps(content, ensure_ascii=False, default=_plain) if content is not None else ""


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)
