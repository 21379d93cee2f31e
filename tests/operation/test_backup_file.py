"""A back-up's file: there when whole, never written over, and every byte of it under its seal."""

from __future__ import annotations

import json
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from reskontra.operation import backup_file
from reskontra.operation.backup_file import BackupDamaged, BackupNotWritten, BackupThere, Manifest, NoBackup
from reskontra.operation.contents import Contents
from tests.each import holds_for_each


def manifest(dump: Path) -> Manifest:
    return Manifest(
        version="1.0", made_at="2026-03-02T10:00:00+00:00", engine="sqlite", engine_version="3.40", dump=dump.name,
        size=dump.stat().st_size, sha256=backup_file.digest_of(dump), key="abc", companies=("Nordan & Söner AB",),
        migrations=(("ledger", "0001_create_room"),), tables={"t": Contents(2, "ff")},
    )  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Path:
    dump, path = tmp_path / "database.sqlite3", tmp_path / "folder" / "one.zip"
    dump.write_bytes(b"books " * 5)
    with backup_file.new_file(path) as new:
        backup_file.write(new.part, manifest=manifest(dump), database=dump)
    return path


def test_what_was_written_is_read(made: Path, tmp_path: Path) -> None:
    assert len(backup_file.require_whole(made)) == 64
    found = backup_file.read_manifest(made)
    assert found == manifest(tmp_path / "database.sqlite3")
    backup_file.extract(made, manifest=found, into=tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"books " * 5
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with zipfile.ZipFile(made) as plain:
        assert plain.testzip() is None


def test_a_flipped_byte_is_found_wherever_it_is(made: Path, tmp_path: Path) -> None:
    whole, path = made.read_bytes(), tmp_path / "damaged.zip"

    def is_found(at: int) -> None:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        with pytest.raises((BackupDamaged, NoBackup)):
            backup_file.require_whole(path)

    holds_for_each(range(len(whole)), is_found)


def test_other_files_are_no_back_ups(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    for content in (b"", b"notes", b"x" * 1000):
        path.write_bytes(content)
        with pytest.raises(NoBackup):
            backup_file.require_whole(path)
    for missing in (tmp_path / "none", tmp_path):
        with pytest.raises(NoBackup):
            backup_file.require_whole(missing)
    with pytest.raises(NoBackup):
        backup_file.read_manifest(path)


def test_a_dump_that_is_not_the_one_of_the_manifest_is_found(made: Path, tmp_path: Path) -> None:
    found = backup_file.read_manifest(made)
    object.__setattr__(found, "sha256", "0" * 64)
    with pytest.raises(BackupDamaged, match="another digest than its manifest says"):
        backup_file.extract(made, manifest=found, into=tmp_path / "out")
    object.__setattr__(found, "dump", "gone")
    with pytest.raises(BackupDamaged, match="cannot be unpacked"):
        backup_file.extract(made, manifest=found, into=tmp_path / "out")


def test_hand_made_manifests_are_none(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "forged.zip"
    good = manifest(tmp_path / "database.sqlite3").as_data()
    changed = [{**good, **one} for one in (
        {"tables": []}, {"companies": [1, 2]}, {"migrations": [["a", ["b"]]]}, {"size": "1"}, {"dump": None},
        {"tables": {"t": {"rows": 1, "sha256": "x"}}}, {"format": 2}, {"more": 1})]  # fmt: skip
    texts = ['"x"', "null", "[" * 100_000, *map(json.dumps, changed)]

    def is_refused(text: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("manifest.json", text)
        with pytest.raises(NoBackup):
            backup_file.read_manifest(path)

    holds_for_each(texts, is_refused)
    for at, byte in ((8, 1), (10, 99)):  # enciphered; packed in an unknown way
        whole = bytearray(made.read_bytes())
        whole[whole.index(b"PK\x01\x02") + at] = byte
        path.write_bytes(whole)
        with pytest.raises(NoBackup):
            backup_file.read_manifest(path)


def test_a_file_that_is_there_stays_and_one_cut_short_is_not_there(made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(BackupThere), backup_file.new_file(made):
        pass
    assert made.read_bytes() == before
    with suppress(KeyError), backup_file.new_file(tmp_path / "two.zip") as new:
        new.part.write_bytes(b"half")
        raise KeyError
    with pytest.raises(BackupNotWritten, match="cannot be written"), backup_file.new_file(made / "three.zip"):
        pass
    assert not list(tmp_path.glob("*two*"))
    late = tmp_path / "late.zip"
    for others, written in (((), None), ([tmp_path / "late-2.zip"], tmp_path / "late-2.zip")):
        with suppress(BackupThere), backup_file.new_file(late, others=others) as new:
            new.part.write_bytes(b"ours")
            late.write_bytes(b"of another")  # which was quicker
        assert late.read_bytes() == b"of another"
        assert (new.path.read_bytes() == b"ours") == bool(written), others
    assert not list(tmp_path.glob(".*"))
