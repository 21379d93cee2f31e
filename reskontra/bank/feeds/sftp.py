"""A folder of an SFTP server, as a kind of feed.

The server is known by its host key alone, which is given with the feed: another key ends the run before anything is
said to it. Password and private key are named, never given: an environment variable, or a file that only the program
may read.
"""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
import socket
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext_noop as noop

from reskontra.bank.feeds.naming import OPTIONS, Taking, new_file, taking, whole_number
from reskontra.bank.feeds.provider import (
    FeedOption,
    FeedTrouble,
    FeedWindow,
    NewFile,
    SecretMissing,
    Whole,
)
from reskontra.core.errors import Refused
from reskontra.database import bulk

SECONDS = 30
_PIECE = 256 * 1024


class HostKeyDiffers(Refused):
    code = "feed_host_key_differs"
    template = (
        "{host} shows the host key {shown}, and the feed knows {known}. Ask the bank; only if it has a new key, change "
        "the feed's host-key."
    )


class KeyUnreadable(Refused):
    code = "feed_key_unreadable"
    template = "The private key in {file} cannot be used: {reason}. Name a key in OpenSSH or PEM form."


class SignInMissing(Refused):
    code = "feed_sign_in_missing"
    template = "The feed signs in to {host} with nothing. Give one of {known}."


class Sftp:
    """The kind `sftp`."""

    @property
    def options(self) -> Sequence[FeedOption]:
        return (
            FeedOption("host", noop("the server"), is_required=True),
            FeedOption("port", noop("22 if left out")),
            FeedOption("user", noop("who signs in"), is_required=True),
            FeedOption("host-key", noop("SHA256:… as ssh-keyscan HOST | ssh-keygen -lf - tells it"), is_required=True),
            FeedOption("password-env", noop("the environment variable that holds the password")),
            FeedOption("password-file", noop("the file that holds the password")),
            FeedOption("key-file", noop("the file with the private key")),
            FeedOption("passphrase-env", noop("the environment variable that holds the private key's passphrase")),
            *OPTIONS,
        )

    @contextmanager
    def connect(self, options: Mapping[str, str]) -> Iterator[OpenServer]:
        """refuses   FeedTrouble, HostKeyDiffers, SecretMissing, KeyUnreadable, SignInMissing, FeedNumberUnfit"""
        import paramiko  # only a run of such a feed waits for it

        host, port = options["host"], whole_number(options, "port", 22)
        signs_in = _sign_in(options)
        try:
            transport = paramiko.Transport(socket.create_connection((host, port), timeout=SECONDS))
        except (OSError, paramiko.SSHException) as reason:
            raise _trouble(host, reason) from reason
        try:
            transport.banner_timeout = transport.auth_timeout = SECONDS
            transport.start_client(timeout=SECONDS)
            _refuse_other_key(transport.get_remote_server_key(), host, options["host-key"])
            signs_in(transport)
            client = transport.open_sftp_client()
            assert client is not None
            client.get_channel().settimeout(SECONDS)
            yield OpenServer(client, host, options["path"], taking(options), options.get("move-to", ""))
        except (OSError, paramiko.SSHException, EOFError) as reason:
            raise _trouble(host, reason) from reason
        finally:
            transport.close()


class OpenServer:
    def __init__(self, client: Any, host: str, path: str, taking: Taking, move_to: str) -> None:
        self._client, self._host, self._path = client, host, path
        self._taking, self._move_to = taking, move_to

    def files(self, window: FeedWindow) -> list[NewFile]:
        """The finished files, oldest first."""
        now = bulk.moment()
        found = [
            new_file(one.filename, one.st_size or 0, one.st_mtime or 0)
            for one in self._client.listdir_attr(self._path)
            if stat.S_ISREG(one.st_mode or stat.S_IFREG) and "/" not in one.filename
        ]
        wanted = [
            one for one in found if one.modified_at and self._taking.takes(one.name, one.modified_at, window, now)
        ]
        return sorted(wanted, key=lambda one: (one.modified_at, one.name))

    def fetch(self, file: NewFile, into: BinaryIO) -> bool:
        """False if the file changed while it was read."""
        path = posixpath.join(self._path, file.name)
        whole = Whole(into, f"{self._host}:{path}")
        with self._client.open(path, "rb") as stream:
            stream.prefetch()
            while piece := stream.read(_PIECE):
                whole.write(piece)
        after = self._client.stat(path)
        return new_file(file.name, after.st_size or 0, after.st_mtime or 0).key == file.key

    def taken(self, file: NewFile) -> None:
        """Move it, where that is asked for."""
        if self._move_to:
            target = posixpath.join(self._move_to, file.name)
            with suppress(OSError):
                self._client.stat(target)
                target = posixpath.join(self._move_to, f"{bulk.moment():%Y%m%dT%H%M%S}-{file.name}")
            self._client.rename(posixpath.join(self._path, file.name), target)


def _refuse_other_key(key: Any, host: str, known: str) -> None:
    shown = "SHA256:" + base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")
    said = known.split()[-1] if known.split() else known
    if shown != said.rstrip("=") and key.get_base64() not in known.split():
        raise HostKeyDiffers(host=host, shown=shown, known=known)


def _sign_in(options: Mapping[str, str]) -> Any:
    """How to sign in, read before anything is said to the server."""
    user = options["user"]
    if "key-file" in options:
        key = _private_key(options)
        return lambda transport: transport.auth_publickey(user, key)
    if "password-env" in options or "password-file" in options:
        password = _password(options)
        return lambda transport: transport.auth_password(user, password)
    raise SignInMissing(host=options["host"], known=("key-file", "password-env", "password-file"))


def _password(options: Mapping[str, str]) -> str:
    if name := options.get("password-env"):
        if password := os.environ.get(name):
            return password
        raise SecretMissing(option="password-env", where=name)
    return _read("password-file", options["password-file"]).rstrip("\r\n")


def _private_key(options: Mapping[str, str]) -> Any:
    import paramiko

    _read("key-file", options["key-file"])
    name = options.get("passphrase-env", "")
    passphrase = os.environ.get(name) if name else None
    if name and not passphrase:
        raise SecretMissing(option="passphrase-env", where=name)
    try:
        return paramiko.PKey.from_path(options["key-file"], passphrase.encode() if passphrase else None)
    except (paramiko.SSHException, ValueError, TypeError) as reason:
        raise KeyUnreadable(file=options["key-file"], reason=type(reason).__name__) from None


def _read(option: str, path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        raise SecretMissing(option=option, where=path) from None


def _trouble(host: str, reason: BaseException) -> FeedTrouble:
    return FeedTrouble(place=host, reason=getattr(reason, "strerror", None) or str(reason) or type(reason).__name__)


provider = Sftp()
