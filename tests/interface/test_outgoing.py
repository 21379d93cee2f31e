"""Sending outward: a name that leads within is not followed, nor is a redirection; silence is told."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from reskontra.interface.outgoing import Unreachable, post
from tests.webhook_catcher import events_caught


def test_a_name_that_leads_within_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def looked_up(host: str, port: int, **_more: Any) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("93.184.216.34", "10.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(Unreachable, match="within your own network"):
        post("https://example.com/", body=b"{}", headers={})


def test_what_is_answered_is_the_status_and_no_redirection_is_followed(settings: Any) -> None:
    settings.PRIVATE_WEBHOOKS = True
    with events_caught() as told:
        told.answers = {"1": [302, 204]}
        assert post(told.url, body=b'{"id": "1"}', headers={}) == 302
        assert post(told.url, body=b'{"id": "1"}', headers={}) == 204
        assert len(told.events) == 2
    with pytest.raises(Unreachable):
        post(told.url, body=b'{"id": "1"}', headers={})


def test_an_answer_that_is_none_is_told(settings: Any) -> None:
    settings.PRIVATE_WEBHOOKS = True
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.listen()
        client_side = _answering(server, b"no http\r\n\r\n")
        with pytest.raises(Unreachable):
            post(url, body=b"{}", headers={})
        client_side.join()


def _answering(server: socket.socket, text: bytes) -> Any:
    import threading

    def answer() -> None:
        connection, _address = server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(text)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    return thread
