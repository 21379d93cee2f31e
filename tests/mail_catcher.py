"""A mail server on this machine that keeps what it is given: for tests of sending."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Caught:
    """messages in the order they came. refuses: an address it does not take; vanishes: it goes away after a letter."""

    messages: list[EmailMessage] = field(default_factory=list)
    refuses: str = ""
    vanishes: bool = False
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp+plain://127.0.0.1:{self.port}"


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        caught: Caught = self.server.caught  # type: ignore[attr-defined]
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                caught.messages.append(self._letter())
                if caught.vanishes:
                    return
            elif word == b"RCPT" and caught.refuses and caught.refuses.encode() in line:
                self._say("550 5.1.1 nobody of that name")
                continue
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _letter(self) -> EmailMessage:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)  # type: ignore[return-value]


@contextmanager
def mail_caught(*, refuses: str = "", vanishes: bool = False) -> Iterator[Caught]:
    """The server, as long as the block runs."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.daemon_threads = True
        caught = Caught(refuses=refuses, vanishes=vanishes, port=server.server_address[1])
        server.caught = caught  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield caught
        finally:
            server.shutdown()
            thread.join()
