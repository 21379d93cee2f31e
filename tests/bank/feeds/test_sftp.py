"""An SFTP server is known by its key, signed in to by what the feed names, and read like a folder."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import paramiko
import pytest

from reskontra.bank.feeds.provider import FeedTrouble, FeedWindow, SecretMissing
from reskontra.bank.feeds.sftp import HostKeyDiffers, KeyUnreadable, SignInMissing, provider
from reskontra.core.errors import Refused
from tests.bank.feeds.places import PASSWORD, put, sftp_server

WINDOW = FeedWindow(None, date(2026, 3, 31))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text(PASSWORD + "\n")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    (folder / "done").mkdir(parents=True)
    put(folder, "b.xml", b"bb" * 300_000, day="2026-03-02")
    put(folder, "a.xml", b"a", day="2026-03-03")
    put(folder, "c.xml.part", b"c")
    return folder


def test_finished_files_are_listed_by_age_and_fetched(root: Path, secret: Path) -> None:
    with (
        sftp_server(root) as server,
        provider.connect(server.options(**{"password-file": str(secret), "pattern": "*.xml"})) as opened,
    ):
        files = opened.files(WINDOW)
        assert [file.name for file in files] == ["b.xml", "a.xml"]
        into = io.BytesIO()
        assert opened.fetch(files[0], into)
        assert into.getvalue() == b"bb" * 300_000
        put(root, "a.xml", b"longer", day="2026-03-04")
        assert not opened.fetch(files[1], io.BytesIO())  # it changed since it was listed


def test_files_are_moved_where_that_is_asked_for(root: Path, secret: Path) -> None:
    (root / "done" / "a.xml").write_bytes(b"older")
    options = {"password-file": str(secret), "move-to": "/done", "pattern": "[ab].xml"}
    with sftp_server(root) as server, provider.connect(server.options(**options)) as opened:
        for file in opened.files(WINDOW):
            opened.taken(file)
    moved = sorted(path.name for path in (root / "done").iterdir())
    assert len(moved) == 3
    assert {"a.xml", "b.xml"} < set(moved)
    assert (root / "done" / "a.xml").read_bytes() == b"older"


def test_a_password_may_stand_in_the_environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_PASSWORD", PASSWORD)
    with sftp_server(root) as server:
        with provider.connect(server.options(**{"password-env": "BANK_PASSWORD"})) as opened:
            assert opened.files(WINDOW)
        assert server.signed_in == ["bank"]


def test_a_private_key_signs_in(root: Path, tmp_path: Path) -> None:
    key = paramiko.ECDSAKey.generate()
    path = tmp_path / "id"
    key.write_private_key_file(str(path))
    with (
        sftp_server(root, client_key=key) as server,
        provider.connect(server.options(**{"key-file": str(path)})) as opened,
    ):
        assert opened.files(WINDOW)


def refusal(root: Path, **options: str) -> tuple[Refused, list[str]]:
    with (
        sftp_server(root) as server,
        pytest.raises(Refused) as caught,
        provider.connect(server.options(**options)) as opened,
    ):
        opened.files(WINDOW)
    return caught.value, server.signed_in


def test_another_host_key_ends_the_run_before_anything_is_said(root: Path, secret: Path) -> None:
    told, signed_in = refusal(root, **{"password-file": str(secret), "host-key": "SHA256:other"})
    assert isinstance(told, HostKeyDiffers)
    assert (told.values["known"], signed_in) == ("SHA256:other", [])


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"password-env": "NOTHING_THERE"}, SecretMissing),
        ({"password-file": "/nowhere"}, SecretMissing),
        ({"key-file": "/nowhere"}, SecretMissing),
        ({}, SignInMissing),
    ],
)
def test_a_secret_that_is_missing_is_named(root: Path, options: dict[str, str], kind: type[Refused]) -> None:
    told, signed_in = refusal(root, **options)
    assert (type(told), signed_in) == (kind, [])


def test_a_key_that_is_none_is_told(root: Path, secret: Path) -> None:
    told, _ = refusal(root, **{"key-file": str(secret)})
    assert isinstance(told, KeyUnreadable)


def test_a_wrong_password_is_trouble_that_does_not_name_it(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong"
    path.write_text("fel-lösen")
    told, _ = refusal(root, **{"password-file": str(path)})
    assert isinstance(told, FeedTrouble)
    assert "fel-l" not in str(told)


def test_a_folder_and_a_server_that_are_not_there_are_trouble(root: Path, secret: Path) -> None:
    told, _ = refusal(root, **{"password-file": str(secret), "path": "/nowhere"})
    assert isinstance(told, FeedTrouble)
    with sftp_server(root) as server:
        options = server.options(**{"password-file": str(secret)})
    with pytest.raises(FeedTrouble, match=r"127\.0\.0\.1 gave no statements"), provider.connect(options):
        pass
