"""The server that letters are sent by: its address read, and a connection to it through Django's back ends."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from reskontra.core.errors import Refused

SECONDS = 30
PASSWORD_NAMES = "RESKONTRA_MAIL_"  # variables of the server program that may hold a mail password begin so
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
PAGE_PORTS = (25, 465, 587, 2525)  # a page that could name others would tell what else answers in the network
_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_FILES = "django.core.mail.backends.filebased.EmailBackend"


class MailServerUnreadable(Refused):
    code = "mail_server_unreadable"
    template = '"{server}" is no mail server. Write smtp://user@host:587, smtps://user@host:465 or file:///folder.'


class MailServerHoldsPassword(Refused):
    code = "mail_server_holds_password"
    template = (
        "The address of {host} holds a password, which would be kept where others read it. "
        "Take it out, and name the environment variable that holds it."
    )


class MailPasswordMissing(Refused):
    code = "mail_password_missing"
    template = "The environment variable {variable} is to hold the password of {host}, and is empty. Set it."


class MailPasswordNameForeign(Refused):
    code = "mail_password_name_foreign"
    template = (
        "{variable} is no variable for the password of a mail server. "
        "Keep the password in one whose name begins with {prefix}, and name that."
    )


class MailServerOfThisMachine(Refused):
    code = "mail_server_of_this_machine"
    template = (
        '"{server}" writes to this machine or sends unencrypted, which no page may set up. '
        "Use smtp or smtps, or set it up with reskontra mail setup."
    )


class MailPasswordOfMachine(Refused):
    code = "mail_password_of_machine"
    template = (
        "{host} would be shown the password in {variable}, which another company on this machine may have. "
        "Let whoever runs the machine say so: reskontra mail setup --password-env {variable}."
    )


class MailServerPortForeign(Refused):
    code = "mail_server_port_foreign"
    template = (
        "{host} is asked at port {port}, where mail is not given in. "
        "Use one of {known}, or let whoever runs the machine set it up with reskontra mail setup."
    )


@dataclass(frozen=True, slots=True)
class MailServer:
    """scheme: smtp (STARTTLS), smtps (TLS from the start), smtp+plain (neither), file (messages become files)."""

    scheme: str
    host: str
    port: int
    user: str
    folder: str


def read_server(text: str) -> MailServer:
    """refuses   MailServerUnreadable, MailServerHoldsPassword"""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise MailServerUnreadable(server=text[:80]) from None
    if parts.scheme == "file" and len(parts.path) > 1 and not parts.netloc:
        return MailServer("file", "", 0, "", unquote(parts.path))
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise MailServerUnreadable(server=text[:80] if not parts.password else parts.hostname or "")
    if parts.password is not None:
        raise MailServerHoldsPassword(host=parts.hostname)
    return MailServer(parts.scheme, parts.hostname, port or PORTS[parts.scheme], unquote(parts.username or ""), "")


def check_password_name(name: str) -> None:
    """A name that anyone may type opens no other secret of the server program.

    refuses   MailPasswordNameForeign
    """
    if name and not name.startswith(PASSWORD_NAMES):
        raise MailPasswordNameForeign(variable=name[:100], prefix=PASSWORD_NAMES)


def password_in(variable: str, server: MailServer) -> str:
    """The password of the server that a company names, "" where it needs none.

    refuses   MailPasswordMissing, MailPasswordNameForeign
    """
    if not variable or server.scheme == "file":
        return ""
    check_password_name(variable)
    if password := os.environ.get(variable, ""):
        return password
    raise MailPasswordMissing(variable=variable, host=server.host)


def connection_to(server: MailServer, *, password: str) -> BaseEmailBackend:
    """Not open yet."""
    if server.scheme == "file":
        return get_connection(_FILES, file_path=server.folder)
    options: dict[str, Any] = {
        "host": server.host,
        "port": server.port,
        "username": server.user,
        "password": password,
        "use_tls": server.scheme == "smtp",
        "use_ssl": server.scheme == "smtps",
        "timeout": SECONDS,
    }
    return get_connection(_SMTP, **options)
