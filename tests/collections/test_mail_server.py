"""Mail servers are read from an address, which holds no password."""

from __future__ import annotations

import pytest

from reskontra.collections import mail_server
from reskontra.collections.mail_server import MailServer, connection_to, password_in, read_server


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("smtp://anna@mail.example.com", MailServer("smtp", "mail.example.com", 587, "anna", "")),
        (
            "smtps://anna%40example.com@mail.example.com",
            MailServer("smtps", "mail.example.com", 465, "anna@example.com", ""),
        ),
        ("smtp+plain://localhost:2525", MailServer("smtp+plain", "localhost", 2525, "", "")),
        ("file:///var/mail%20out", MailServer("file", "", 0, "", "/var/mail out")),
    ],
)
def test_addresses(text: str, wanted: MailServer) -> None:
    assert read_server(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "mail.example.com", "http://x", "smtp://", "smtp://h:port", "file://", "smtp://h/path"]
)
def test_what_is_no_server(text: str) -> None:
    with pytest.raises(mail_server.MailServerUnreadable):
        read_server(text)


def test_passwords_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(mail_server.MailServerHoldsPassword) as refused:
        read_server("smtp://anna:hemligt@mail.example.com")
    assert "hemligt" not in str(refused.value)
    server = read_server("smtp://anna@mail.example.com")
    with pytest.raises(mail_server.MailPasswordMissing):
        password_in("RESKONTRA_MAIL_TEST", server)
    monkeypatch.setenv("RESKONTRA_MAIL_TEST", "hemligt")
    connection = connection_to(server, password=password_in("RESKONTRA_MAIL_TEST", server))
    assert (connection.password, connection.use_tls, connection.use_ssl) == ("hemligt", True, False)  # type: ignore[attr-defined]
    for name in ("RESKONTRA_SECRET_KEY", "RESKONTRA_USER_MAIL_PASSWORD"):
        monkeypatch.setenv(name, "secret")
        with pytest.raises(mail_server.MailPasswordNameForeign):
            password_in(name, server)
