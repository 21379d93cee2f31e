"""A file that a user names is opened, or she is told why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reskontra.interface.files import FileUnreadable, opened


def test_the_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfa")
    with opened(path) as stream:
        assert stream.read() == b"\xef\xbb\xbfa"
    assert stream.closed


def test_an_empty_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    with opened(tmp_path / "a.csv") as stream:
        assert stream.read() == b""


@pytest.mark.parametrize(
    ("case", "name", "reason"), [("none", "b.csv", "there is no such file"), ("a folder", ".", "it is a folder")]
)
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path, case: str, name: str, reason: str) -> None:
    path = tmp_path / name
    with pytest.raises(FileUnreadable, match=reason) as told, opened(path):
        pass
    assert str(told.value).startswith(f"{path} cannot be read: ")


def test_what_comes_through_a_pipe_can_be_read_twice(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, b"abc")
    os.close(write)
    with opened(Path(f"/dev/fd/{read}")) as stream:
        assert stream.read() == b"abc"
        stream.seek(0)
        assert stream.read() == b"abc"
    os.close(read)
