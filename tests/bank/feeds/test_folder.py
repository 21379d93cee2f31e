"""A folder gives its finished files, oldest first; they stay, or are moved where that is asked for."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reskontra.bank.feeds.folder import FolderTrouble, provider
from reskontra.bank.feeds.provider import FeedWindow
from tests.bank.feeds.places import put

WINDOW = FeedWindow(None, date(2026, 3, 31))


def test_finished_files_come_oldest_first(tmp_path: Path) -> None:
    put(tmp_path, "b.xml", b"b", day="2026-03-02")
    put(tmp_path, "a.xml", b"a", day="2026-03-03")
    put(tmp_path, "c.xml.tmp", b"c")
    (tmp_path / "just-now.xml").write_bytes(b"d")
    (tmp_path / "folder").mkdir()
    with provider.connect({"path": str(tmp_path)}) as opened:
        files = opened.files(WINDOW)
        assert [file.name for file in files] == ["b.xml", "a.xml"]
        assert files[0].modified_at == datetime(2026, 3, 2, tzinfo=UTC)
        into = io.BytesIO()
        assert opened.fetch(files[0], into)
        assert into.getvalue() == b"b"
        opened.taken(files[0])
        assert (tmp_path / "b.xml").exists()


def test_a_file_that_changed_meanwhile_is_not_whole(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xml", b"a")
    with provider.connect({"path": str(tmp_path)}) as opened:
        (file,) = opened.files(WINDOW)
        path.write_bytes(b"ab")
        assert not opened.fetch(file, io.BytesIO())


def test_what_is_moved_keeps_what_has_its_name(tmp_path: Path) -> None:
    done = tmp_path / "done"
    done.mkdir()
    for name in ("a.xml", "a-2.xml"):
        put(done, name, b"older")
    put(tmp_path, "a.xml", b"a")
    with provider.connect({"path": str(tmp_path), "move-to": str(done)}) as opened:
        opened.taken(opened.files(WINDOW)[0])
    assert (done / "a-3.xml").read_bytes() == b"a"
    assert not (tmp_path / "a.xml").exists()


def test_what_is_not_there_is_trouble_in_our_words(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xml", b"a")
    for place, trouble in ((tmp_path / "nowhere", "there is no such folder"), (path, "it is no folder")):
        with provider.connect({"path": str(place)}) as opened, pytest.raises(FolderTrouble, match=trouble):
            opened.files(WINDOW)
    with provider.connect({"path": str(tmp_path), "move-to": str(tmp_path / "nowhere")}) as opened:
        (file,) = opened.files(WINDOW)
        with pytest.raises(FolderTrouble, match="there is no such folder"):
            opened.taken(file)
        path.unlink()
        with pytest.raises(FolderTrouble, match="there is no such file"):
            opened.fetch(file, io.BytesIO())
