"""Nothing of a folder is there where its writing ended early."""

from __future__ import annotations

from pathlib import Path

from reskontra.operation.new_folders import new_file, new_folder


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    for is_whole in (False, True):
        try:
            with new_folder(tmp_path / "out") as part:
                with new_file(part / "a.txt") as file:
                    file.write(b"a")
                assert is_whole
        except AssertionError:
            assert [*tmp_path.iterdir()] == []
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"a"
