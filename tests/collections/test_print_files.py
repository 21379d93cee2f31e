"""What is printed goes to files of so many letters each, and a list tells what is in which."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.print_files import PrintFiles
from reskontra.interface.tables import FileUnwritable


def test_one_file_has_the_name_that_was_given_and_the_next_ones_are_numbered(tmp_path: Path) -> None:
    files = PrintFiles(tmp_path / "letters.pdf")
    files(b"one", ["BP1", "BP2"])
    assert [one.name for one in tmp_path.iterdir()] == ["letters.pdf"]
    assert files.names() == str(tmp_path / "letters.pdf")
    files(b"two", ["BP3"])
    files(b"three", ["=1+1"])
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "letters-2.pdf", "letters-3.pdf", "letters-list.csv", "letters.pdf",
    ]  # fmt: skip
    assert (tmp_path / "letters-2.pdf").read_bytes() == b"two"
    assert (tmp_path / "letters-list.csv").read_text().splitlines() == [
        "file,place,document", "letters.pdf,1,BP1", "letters.pdf,2,BP2", "letters-2.pdf,1,BP3", "letters-3.pdf,1,'=1+1",
    ]  # fmt: skip
    assert files.names().endswith("letters-list.csv")


def test_that_it_can_be_written_is_known_before(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        PrintFiles(tmp_path / "none" / "letters.pdf")


def test_no_letters_are_left_that_no_list_tells_of(tmp_path: Path) -> None:
    files = PrintFiles(tmp_path / "letters.pdf")
    files(b"one", ["BP1"])
    (tmp_path / "letters-list.csv").mkdir()
    with pytest.raises(FileUnwritable):
        files(b"two", ["BP2"])
    assert sorted(one.name for one in tmp_path.iterdir()) == ["letters-list.csv", "letters.pdf"]
