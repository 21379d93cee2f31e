"""One report in four forms."""

from __future__ import annotations

import io
import json
import os
import pty
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import typer
from django.utils import translation

from reskontra.core.money import Money
from reskontra.interface import tables
from reskontra.interface.console import Session
from reskontra.interface.tables import (
    Cell,
    Column,
    FileUnwritable,
    Report,
    SheetFull,
    SheetToTerminal,
    guarded,
    known_report_format,
    print_report,
    write_file,
    writer_to,
)

COLUMNS = (
    Column("number", "Number"),
    Column("day", "Day"),
    Column("amount", "Amount", is_number=True),
    Column("share", "Share", is_number=True),
    Column("at", "At", is_shown=False),
    Column("open", "Open"),
)
AT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
ROWS: list[tuple[Cell, ...]] = [
    ("=1+1", date(2026, 3, 2), Money(-123450, "SEK"), Decimal("12.5"), AT, True),
    ("Alfa, AB", None, Money(7, "JPY"), 3, None, False),
]


def _report(rows: list[tuple[Cell, ...]] = ROWS, **more: object) -> Report:
    facts = {"as_of": date(2026, 3, 31), "total": Money(5, "SEK")}
    return Report(name="test", facts=facts, columns=COLUMNS, rows=iter(rows), **more)  # type: ignore[arg-type]


def _printed(tmp_path: Path, ending: str, report: Report, format: str = "") -> Path:
    file = tmp_path / f"report.{ending}"
    with translation.override("en"):
        print_report(Session(""), report, format=format, output=file)
    return file


def test_json(tmp_path: Path) -> None:
    file = _printed(
        tmp_path, "json", _report(rows_key="lines", after={"difference": Money(0, "SEK"), "list": [1, ROWS[0][1]]})
    )
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "as_of": "2026-03-31",
        "total": "0.05",
        "lines": [
            {
                "number": "=1+1",
                "day": "2026-03-02",
                "amount": "-1234.50",
                "share": "12.5",
                "at": AT.isoformat(),
                "open": True,
            },
            {"number": "Alfa, AB", "day": None, "amount": "7", "share": 3, "at": None, "open": False},
        ],
        "difference": "0.00",
        "list": [1, "2026-03-02"],
    }
    assert json.loads(_printed(tmp_path, "json", _report([])).read_text())["rows"] == []


def test_csv_has_the_rows_alone_and_no_formula(tmp_path: Path) -> None:
    file = _printed(tmp_path, "csv", _report(total=("Sum", None, None, None, None, None)))
    assert file.read_bytes().decode().split("\r\n") == [
        "number,day,amount,share,at,open",
        f"'=1+1,2026-03-02,-1234.50,12.5,{AT.isoformat()},true",
        '"Alfa, AB",,7,3,,false',
        "",
    ]


@pytest.mark.parametrize("text", ["=1", "+46", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1"])
def test_text_is_no_formula(text: str) -> None:
    assert guarded(text) == "'" + text
    assert guarded(f"A{text}") == f"A{text}"


def sheet_cells(file: Path) -> list[list[tuple[str, str | None]]]:
    """(type, text) of each cell of the first sheet."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(file) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row.iter(f"{space}c") if "".join(cell.itertext())]
        for row in sheet.iter(f"{space}row")
    ]


def test_a_worksheet_has_numbers_days_and_text_that_is_text(tmp_path: Path) -> None:
    rows = sheet_cells(_printed(tmp_path, "xlsx", _report(total=("Sum", None, Money(1, "SEK"), None, None, None))))
    assert [text for _, text in rows[0]] == [column.heading for column in COLUMNS]
    assert rows[1][:4] == [("inlineStr", "=1+1"), ("n", "46083"), ("n", "-1234.5"), ("n", "12.5")]
    assert rows[2][0] == ("inlineStr", "Alfa, AB")
    assert rows[3] == [("inlineStr", "Sum"), ("n", "0.01")]


def test_an_amount_that_no_worksheet_holds_is_text(tmp_path: Path) -> None:
    huge: tuple[Cell, ...] = ("A", None, Money(1234567890123456789, "SEK"), None, None, None)
    assert sheet_cells(_printed(tmp_path, "xlsx", _report([huge])))[1][1] == ("inlineStr", "12345678901234567.89")


def test_a_worksheet_can_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_A_SHEET", 2)
    with pytest.raises(SheetFull, match="A worksheet holds 2 rows"):
        _printed(tmp_path, "xlsx", _report())
    assert not list(tmp_path.iterdir())


def test_a_table_for_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_ROWS_A_TABLE", 2)
    report = _report(total=("Sum", None, Money(10, "SEK"), None, None, None), notes=["Below."])
    lines = [line.split() for line in _printed(tmp_path, "txt", report).read_text(encoding="utf-8").splitlines()]
    headings = ["Number", "Day", "Amount", "Share", "Open"]
    assert lines == [
        headings,
        ["=1+1", "2026-03-02", "-1,234.50", "12.5", "yes"],
        ["Alfa,", "AB", "7", "3", "no"],
        headings,
        ["Sum", "0.10"],
        ["Below."],
    ]


def test_a_format_named_wins_over_the_files_name(tmp_path: Path) -> None:
    assert _printed(tmp_path, "csv", _report(), format="json").read_text().startswith("{")


def test_another_format_is_wrong_usage() -> None:
    assert known_report_format("") == ""
    with pytest.raises(typer.BadParameter):
        known_report_format("odt")


def test_a_report_that_ends_early_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[Cell, ...]]:
        yield ROWS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        _printed(tmp_path, "csv", Report("test", {}, COLUMNS, broken()))
    assert not list(tmp_path.iterdir())


def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable, match="cannot be written: it is a folder"):
        print_report(Session(""), _report(), format="csv", output=tmp_path)
    for place, trouble in ((tmp_path, "it is a folder"), (tmp_path / "none" / "x.pdf", "there is no such folder")):
        with pytest.raises(FileUnwritable, match=trouble):
            write_file(place, b"new")
        with pytest.raises(FileUnwritable, match=trouble):
            writer_to(place)


def test_the_proof_that_a_file_may_be_written_leaves_nothing(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"kept")
    writes = [writer_to(place) for place in (old, new)]
    assert (old.read_bytes(), new.exists()) == (b"kept", False)
    for write in writes:
        write(b"new")
    assert (old.read_bytes(), new.read_bytes()) == (b"new", b"new")


def test_who_reads_a_pipe_gets_all_of_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    write = writer_to(pipe)  # it is opened once, for all of it
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(b"all")
    assert (os.read(reader, 9), pipe.is_fifo()) == (b"all", True)
    os.close(reader)


def test_a_worksheet_through_a_pipe(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_report(Session(""), _report(), format="xlsx")
    assert zipfile.is_zipfile(io.BytesIO(capfdbinary.readouterr().out))


@pytest.mark.parametrize("format", ["xlsx", "pdf"])
def test_what_is_no_text_is_not_written_to_a_terminal(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    controller, terminal = pty.openpty()
    with os.fdopen(terminal, "w") as out, os.fdopen(controller, "rb") as seen:
        monkeypatch.setattr("sys.stdout", out)
        with pytest.raises(SheetToTerminal, match=rf"Add --output test\.{format}\."):
            print_report(Session(""), _report(), format=format)
        out.write("nothing before\n")
        out.flush()
        assert seen.readline().strip() == b"nothing before"
