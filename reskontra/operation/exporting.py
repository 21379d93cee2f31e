"""Everything of a company in files that need no program of ours: a CSV for each table, each stored file, a manifest.

Read as of one moment while others work, row by row. The folder has its name when it is whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from reskontra import __version__
from reskontra.companies.files import read_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core import plain_csv
from reskontra.core.money import minor_digits
from reskontra.database.copying import company_tables
from reskontra.database.one_moment import one_moment
from reskontra.operation.amounts import HOW, currency_of
from reskontra.operation.new_folders import new_file, new_folder

FORMAT = 2
MANIFEST, FILES = "manifest.json", "files"
AT_A_TIME = 2000
# What opens a door, and bytes that stand as files of their own: table → columns that are left out.
LEFT_OUT = {
    "interface_token": ("digest",),
    "companies_webhook": ("secret",),
    "companies_storedfile": ("content",),
    "bank_upload": ("content",),
}
# Of people that have a role in the company: who they are, and nothing by which they sign in.
PEOPLE = ("id", "username", "first_name", "last_name", "email", "language", "is_active")
TYPES = {
    models.BooleanField: "truth", models.DateTimeField: "moment", models.DateField: "day", models.BinaryField: "bytes",
    models.IntegerField: "number", models.AutoField: "number", models.ForeignKey: "number",
    models.DecimalField: "number", models.FloatField: "number",
}  # fmt: skip
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Column:
    """currency: of amounts, as amounts.HOW says; refers_to: the table whose id it is. Both "" where they are not."""

    name: str
    type: str
    currency: str = ""
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class TableFile:
    table: str
    file: str
    columns: tuple[Column, ...]
    left_out: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredCopy:
    file: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What the manifest says. amounts, quoting: how columns are to be read; minor_digits: of each currency there is."""

    company: str
    company_currency: str
    minor_digits: dict[str, int]
    exported_at: str
    version: str
    tables: tuple[TableFile, ...]
    files: tuple[StoredCopy, ...]
    format: int = FORMAT
    quoting: str = plain_csv.QUOTING
    amounts: str = HOW

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables)


def export_all(*, company: CompanyFacts, folder: Path, at: datetime, told: Progress) -> Exported:
    """Write all tables and files of the company to the folder, which must be new or empty.

    refuses   FolderNotEmpty, FolderNotWritten
    """
    with new_folder(folder) as part:
        return export_into(part, company=company, at=at, told=told)


def export_into(part: Path, *, company: CompanyFacts, at: datetime, told: Progress) -> Exported:
    """The same into an empty folder that the caller keeps only if all of it is well."""
    (part / FILES).mkdir(mode=0o700)
    with one_moment():
        exported = _written(company, part, at, told)
    text = json.dumps(asdict(exported), indent=1, ensure_ascii=False) + "\n"
    with new_file(part / MANIFEST) as file:
        file.write(text.encode())
    return exported


def _written(company: CompanyFacts, part: Path, at: datetime, told: Progress) -> Exported:
    sources = sorted(_sources(company), key=lambda source: source[0]._meta.db_table)
    codes = {company.currency}
    tables = []
    for done, (table, rows, columns) in enumerate(sources):
        told(done, len(sources))
        tables.append(_table(part, table, rows, columns))
        codes |= _codes(table, rows)
    return Exported(
        company=company.name,
        company_currency=company.currency,
        minor_digits={code: minor_digits(code) for code in sorted(codes)},
        exported_at=at.isoformat(timespec="seconds"),
        version=__version__,
        tables=tuple(tables),
        files=tuple(_files(company, part, told)),
    )


Source = tuple[type[models.Model], "models.QuerySet[Any]", tuple[str, ...]]


def _sources(company: CompanyFacts) -> Iterator[Source]:
    """Each table with the rows that are the company's, and the columns left out of it."""
    for table in company_tables():
        yield table, table._default_manager.filter(company_id=company.id), LEFT_OUT.get(table._meta.db_table, ())
    own = apps.get_model("companies", "Company")
    yield own, own._default_manager.filter(id=company.id), ()
    person, role = apps.get_model("interface", "User"), apps.get_model("interface", "Membership")
    members = role._default_manager.filter(company_id=company.id).values("user_id")
    left_out = tuple(str(one.column) for one in person._meta.concrete_fields if one.name not in PEOPLE)
    yield person, person._default_manager.filter(id__in=members), left_out


def _table(part: Path, table: type[models.Model], rows: models.QuerySet[Any], left_out: Sequence[str]) -> TableFile:
    fields = [one for one in table._meta.concrete_fields if one.column not in left_out]
    name = f"{table._meta.db_table}.csv"
    values = rows.order_by("pk").values_list(*(one.attname for one in fields)).iterator(AT_A_TIME)
    columns = tuple(_column(table, one) for one in fields)
    count, digest = _write_rows(part / name, [one.name for one in columns], values)
    return TableFile(table._meta.db_table, name, columns, tuple(left_out), count, digest)


def _write_rows(path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    with new_file(path) as file:
        for text in _lines(names, rows):
            piece = text.encode()
            digest.update(piece)
            file.write(piece)
            count += 1
    return count - 1, digest.hexdigest()


def _lines(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield plain_csv.header(names)
    yield from map(plain_csv.line, rows)


def _column(table: type[models.Model], one: models.Field[Any, Any]) -> Column:
    name = str(one.column)
    other = one.related_model._meta.db_table if isinstance(one.related_model, type) else ""
    return Column(name, _type(one), currency_of(table._meta.db_table, name), other)


def _codes(table: type[models.Model], rows: models.QuerySet[Any]) -> set[str]:
    """The currencies that the rows name."""
    names = [one.attname for one in table._meta.concrete_fields if one.attname.endswith("currency")]
    if table._meta.db_table == "companies_currency":
        names.append("code")
    found = {code for name in names for code in rows.values_list(name, flat=True).distinct()}
    return {code for code in found if code}


def _type(one: models.Field[Any, Any]) -> str:
    return next((word for kind, word in TYPES.items() if isinstance(one, kind)), "text")


def _files(company: CompanyFacts, part: Path, told: Progress) -> Iterator[StoredCopy]:
    """Every stored file by its digest; what it was called is told beside it. Of those erased the table tells."""
    rows = apps.get_model("companies", "StoredFile")._default_manager.filter(company_id=company.id)
    stored = rows.filter(erased_at__isnull=True).order_by("id")
    count = stored.count()
    for done, (id, name, sha256) in enumerate(stored.values_list("id", "name", "sha256")):
        told(done, count)
        content = read_file(company=company, file_id=id)
        with new_file(part / FILES / sha256) as file:
            file.write(content)
        yield StoredCopy(f"{FILES}/{sha256}", name, len(content), sha256)
