"""Places that feeds fetch from: a folder, and a real SFTP server on a free port of this machine."""

from __future__ import annotations

import base64
import hashlib
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import paramiko

from tests.bank.files import Pay, Stmt, camt

USER, PASSWORD = "bank", "hemligt-lösen"


def put(folder: Path, name: str, content: bytes, *, day: str = "2026-03-03", hour: int = 0) -> Path:
    """A file that has lain in the folder since then."""
    path = folder / name
    path.write_bytes(content)
    at = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC).timestamp()
    os.utime(path, (at, at))
    return path


def statement(number: int, *payments: Pay, opening: str = "1000.00", **columns: Any) -> bytes:
    """A statement of one day in March."""
    return camt(Stmt(payments, id=f"S-{number}", day=f"2026-03-{number:02}", opening=opening, **columns))


@dataclass(frozen=True)
class Server:
    """Where it listens, and the key that it shows."""

    port: int
    host_key: str
    root: Path
    signed_in: list[str]

    def options(self, **others: str) -> dict[str, str]:
        own = {"host": "127.0.0.1", "port": str(self.port), "user": USER, "host-key": self.host_key, "path": "/"}
        return own | others


@contextmanager
def sftp_server(root: Path, *, client_key: paramiko.PKey | None = None) -> Iterator[Server]:
    """Serves the folder until the block ends."""
    key = paramiko.ECDSAKey.generate()
    listener = socket.create_server(("127.0.0.1", 0))
    shown = "SHA256:" + base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")
    server = Server(listener.getsockname()[1], shown, root, [])
    transports: list[paramiko.Transport] = []

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transports.append(transport)
            transport.add_server_key(key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Files, root)
            try:
                transport.start_server(server=_Door(server.signed_in, client_key))
            except (paramiko.SSHException, EOFError):
                transport.close()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for transport in transports:
            transport.close()
        thread.join(5)


class _Door(paramiko.ServerInterface):
    def __init__(self, signed_in: list[str], client_key: paramiko.PKey | None) -> None:
        self._signed_in, self._client_key = signed_in, client_key

    def check_auth_password(self, username: str, password: str) -> int:
        return self._answer(username, (username, password) == (USER, PASSWORD))

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        return self._answer(username, username == USER and key == self._client_key)

    def get_allowed_auths(self, username: str) -> str:
        return "password,publickey"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.common.OPEN_SUCCEEDED

    def _answer(self, username: str, is_right: bool) -> int:
        if is_right:
            self._signed_in.append(username)
        return paramiko.common.AUTH_SUCCESSFUL if is_right else paramiko.common.AUTH_FAILED


class _Open(paramiko.SFTPHandle):
    def stat(self) -> Any:
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))  # type: ignore[attr-defined]


class _Files(paramiko.SFTPServerInterface):
    def __init__(self, server: paramiko.ServerInterface, root: Path) -> None:
        super().__init__(server)
        self._root = root

    def _path(self, path: str) -> Path:
        return self._root / self.canonicalize(path).lstrip("/")

    def list_folder(self, path: str) -> Any:
        try:
            return [
                paramiko.SFTPAttributes.from_stat(one.stat(), one.name) for one in sorted(self._path(path).iterdir())
            ]
        except OSError as reason:
            return paramiko.SFTPServer.convert_errno(reason.errno or 0)

    def stat(self, path: str) -> Any:
        try:
            return paramiko.SFTPAttributes.from_stat(self._path(path).stat())
        except OSError as reason:
            return paramiko.SFTPServer.convert_errno(reason.errno or 0)

    lstat = stat

    def open(self, path: str, flags: int, attr: Any) -> Any:
        try:
            handle = _Open(flags)
            handle.readfile = self._path(path).open("rb")  # type: ignore[attr-defined]
        except OSError as reason:
            return paramiko.SFTPServer.convert_errno(reason.errno or 0)
        return handle

    def rename(self, oldpath: str, newpath: str) -> int:
        self._path(oldpath).rename(self._path(newpath))
        return paramiko.sftp.SFTP_OK
