"""Everything of one company, and nothing of another: rows and files as the manifest says, and no key to a door."""

from __future__ import annotations

import csv
import hashlib
import json
import stat
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from reskontra.companies.files import store_files
from reskontra.database.copying import company_tables
from reskontra.interface.tokens import create_token
from reskontra.operation.exporting import LEFT_OUT, export_all
from reskontra.operation.new_folders import FolderNotEmpty, FolderNotWritten
from tests import build
from tests.story import Story

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_every_table_and_file_is_there_as_the_manifest_says(story: Story, tmp_path: Path) -> None:
    story.tells("customer A Alfa\ninvoice A INV-1 1000.00\npayment A PAY-1 -400.00")
    store_files(company=story.company, files=[("=letter.pdf", b"%PDF")])
    create_token(company=story.company.id, actor=build.ALICE, name="shop", role="READER", scopes=["read"])
    build.new_company(name="Sydan AB")
    folder = tmp_path / "out"
    export_all(company=story.company, folder=folder, at=AT, told=lambda done, count: None)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    tables = {one["table"]: one for one in manifest["tables"]}
    assert tables.keys() == {t._meta.db_table for t in company_tables()} | {"companies_company", "interface_user"}
    for one in tables.values():
        content = (folder / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        rows = list(csv.DictReader(content.decode().splitlines(keepends=True)))
        assert len(rows) == one["rows"], one["table"]
        names = [column["name"] for column in one["columns"]]
        assert not rows or list(rows[0]) == names
        assert not set(names) & {"password", *LEFT_OUT.get(one["table"], ())}
        assert {row["company_id"] for row in rows if "company_id" in row} <= {str(story.company.id)}
    assert tables["receivables_entry"]["rows"] == 2
    assert tables["companies_company"]["rows"] == 1
    assert [(one["name"], one["size"]) for one in manifest["files"]] == [("=letter.pdf", 4)]
    for one in manifest["files"]:
        assert hashlib.sha256((folder / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    assert {column["type"] for one in tables.values() for column in one["columns"]} >= {
        "text",
        "number",
        "day",
        "truth",
    }


class Stranger:
    """A program that knows an export by its manifest alone."""

    def __init__(self, folder: Path) -> None:
        self.said = json.loads((folder / "manifest.json").read_text("utf-8"))
        self.columns = {one["table"]: {c["name"]: c for c in one["columns"]} for one in self.said["tables"]}
        self.rows: dict[str, list[dict[str, str]]] = {}
        for one in self.said["tables"]:
            text = (folder / one["file"]).read_text("utf-8")
            self.rows[one["table"]] = list(csv.DictReader(text.splitlines(keepends=True)))

    def amount(self, table: str, row: dict[str, str], column: str) -> tuple[str, Decimal]:
        code = self._code(table, row, self.columns[table][column]["currency"])
        return code, Decimal(row[column]).scaleb(-self.said["minor_digits"][code])

    def column(self, table: str, column: str) -> list[tuple[str, Decimal]]:
        return [self.amount(table, row, column) for row in self.rows[table]]

    def _code(self, table: str, row: dict[str, str], path: str) -> str:
        first, _point, rest = path.partition(".")
        if rest:
            other = self.columns[table][first]["refers_to"]
            return self._code(other, next(one for one in self.rows[other] if one["id"] == row[first]), rest)
        return (path != "company" and row[first]) or str(self.said["company_currency"])


def test_another_program_adds_it_up_by_the_manifest_alone(story: Story, tmp_path: Path) -> None:
    story.tells("rate JPY 2026-01-01 0.07\ncustomer A Alfa\ncustomer B Beta")
    story.tells("invoice A INV-1 1000.00\npayment A PAY-1 -400.00\ninvoice B INV-2 50000 currency=JPY")
    export_all(company=story.company, folder=tmp_path / "out", at=AT, told=lambda done, count: None)
    stranger = Stranger(tmp_path / "out")
    remaining = {
        row["document_number"]: stranger.amount("receivables_entry", row, "remaining_minor")
        for row in stranger.rows["receivables_entry"]
    }
    assert remaining == {
        "INV-1": ("SEK", Decimal(1000)), "PAY-1": ("SEK", Decimal(-400)), "INV-2": ("JPY", Decimal(50000)),
    }  # fmt: skip
    assert sorted(stranger.column("receivables_entrydetail", "amount_minor")) == sorted(remaining.values())
    local = stranger.column("receivables_entrydetail", "local_minor")
    assert sum(money for _code, money in local) == Decimal("4100.00")
    assert sum(money for _code, money in stranger.column("ledger_voucherline", "amount_minor")) == 0


def test_a_folder_with_something_in_it_stays_as_it_is(story: Story, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    for folder, kind in ((tmp_path, FolderNotEmpty), (tmp_path / "notes.txt" / "in", FolderNotWritten)):
        with pytest.raises(kind):
            export_all(company=story.company, folder=folder, at=AT, told=lambda done, count: None)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_nobody_else_reads_it_and_what_stands_beside_stays(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_files(company=story.company, files=[("letter.pdf", b"%PDF")])
    mine, real = tmp_path / ".out.part" / "thesis.txt", tmp_path / "real"
    for folder in (mine.parent, real):
        folder.mkdir()
    mine.touch()
    (tmp_path / "out").symlink_to(real)
    for folder in (tmp_path / "out", tmp_path / "caf\udce9"):
        export_all(company=story.company, folder=folder, at=AT, told=lambda done, count: None)
        modes = {stat.S_IMODE(one.stat().st_mode) for one in folder.rglob("*") if one.is_file()}
        assert (modes, stat.S_IMODE(folder.stat().st_mode)) == ({0o600}, 0o700)
        assert stat.S_IMODE((folder / "files").stat().st_mode) == 0o700
    assert mine.exists()
    assert (tmp_path / "out").is_symlink()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(FolderNotWritten, match="you stand in it"):
        export_all(company=story.company, folder=Path(), at=AT, told=lambda done, count: None)
    assert not list(tmp_path.glob(".reskontra*"))
