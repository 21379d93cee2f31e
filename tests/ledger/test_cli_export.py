"""reskontra export sie4|vouchers|list."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.ledger.cli_export import export
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_a_file_is_written_and_counted(story: Story, tmp_path: Path) -> None:
    story.tells('bank B1 1000.00\ncustomer C1 "Alfa AB"\ninvoice C1 INV-1 1000.00')
    path = tmp_path / "year.se"
    told = done(export, "sie4", path, "--fiscal-year", "2026").out
    assert told == "year.se: 2 vouchers with 4 rows, 2026-01-01 to 2026-12-31.\n"
    assert path.read_bytes().startswith(b"#FLAGGA 0\r\n#KSUMMA\r\n")
    told = done(export, "sie4", path, "--type", "4i", "--from", "2026-01-02", "--to", "2026-01-31").out
    assert told == "year.se: 1 voucher with 2 rows, 2026-01-02 to 2026-01-31.\n"


def test_a_refused_export_leaves_no_file(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "year.se"
    told = refused(export, "sie4", path, "--from", "2026-01-01")
    assert told == (
        "A file of type 4 holds a whole fiscal year, and the day 2026-01-01 was given. Add --type 4i, or leave the "
        "days out.\n"
    )
    assert not path.exists()
    assert "cannot be written" in refused(export, "sie4", tmp_path)


def test_vouchers_are_written_since_the_last_time_and_again(story: Story, tmp_path: Path) -> None:
    story.tells('bank B1 1000.00\ncustomer C1 "Alfa AB"\ninvoice C1 INV-1 1000.00')
    path, again = tmp_path / "new.csv", tmp_path / "again.csv"
    assert "cannot be written" in refused(export, "vouchers", tmp_path)
    assert run(export, "vouchers", path, "--again", 1, "--since-last").code == 2
    assert done(export, "list", "--format", "json").json == []
    assert done(export, "vouchers", path, "--since-last").out == "new.csv: export 1, 2 vouchers with 4 rows.\n"
    assert done(export, "vouchers", again, "--since-last").out == (
        "Nothing was posted since the last export; no file was written.\n"
    )
    assert not again.exists()
    assert done(export, "vouchers", again, "--again", 1).out == "again.csv: export 1 again, 2 vouchers with 4 rows.\n"
    assert again.read_bytes() == path.read_bytes()
    assert done(export, "list").out.splitlines()[1].split()[:5] == ["1", "csv", "1–2", "2", "4"]
    (one,) = done(export, "list", "--format", "json").json
    assert (one["number"], one["form"], one["vouchers"], one["after_run"]) == (1, "csv", 2, 0)
    assert "no export of vouchers 9" in refused(export, "vouchers", again, "--again", 9)
