"""Set up the mail of a company: who sends, by which server; and a message that tries it."""

from __future__ import annotations

import smtplib
import socket
from dataclasses import asdict, dataclass
from email.utils import formataddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.collections.mail_server import (
    PAGE_PORTS,
    MailPasswordOfMachine,
    MailServer,
    MailServerOfThisMachine,
    MailServerPortForeign,
    check_password_name,
    connection_to,
    password_in,
    read_server,
)
from reskontra.collections.models import MailSetup
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault
from reskontra.interface.people import check_email

_LONGEST = {"sender_name": 100, "password_env": 100, "server": 300}


_TROUBLES: dict[type[Exception], str] = {
    ConnectionRefusedError: noop("nothing answers at that port"),
    TimeoutError: noop("it did not answer in time"),
    socket.gaierror: noop("no server has that name"),
    smtplib.SMTPAuthenticationError: noop("the user or the password was not accepted"),
}


class MailNotSetUp(Refused):
    code = "mail_not_set_up"
    template = "{company} has no mail server yet. Name sender and server under Mail server, or by reskontra mail setup."


class MailServerUnreachable(Refused):
    code = "mail_server_unreachable"
    template = "{server} did not take the mail: {trouble}. Correct the server, the user or the password."


@dataclass(frozen=True, slots=True)
class MailFacts:
    """See MailSetup."""

    sender: str
    sender_name: str = ""
    reply_to: str = ""
    server: str = ""
    password_env: str = ""
    copies_self: bool = False

    @property
    def sent_from(self) -> str:
        return formataddr((self.sender_name, self.sender)) if self.sender_name else self.sender


def find_mail(*, company: CompanyFacts) -> MailFacts | None:
    """None where mail is not set up."""
    row = MailSetup.objects.filter(company=company.id).first()
    if row is None:
        return None
    return MailFacts(row.sender, row.sender_name, row.reply_to, row.server, row.password_env, row.copies_self)


def mail_of(*, company: CompanyFacts) -> MailFacts:
    """refuses   MailNotSetUp"""
    found = find_mail(company=company)
    if found is None:
        raise MailNotSetUp(company=company.name)
    return found


def set_up_mail(*, company: CompanyFacts, actor: str, mail: MailFacts, is_by_page: bool = False) -> None:
    """Keep who sends and by which server.

    is_by_page   whoever sets it up is not at the machine: neither folders nor unencrypted servers nor other ports, and
                 passwords of a machine that serves other companies too go where they went before

    refuses   EmailUnreadable, MailServerUnreadable, MailServerHoldsPassword, MailServerOfThisMachine,
              MailServerPortForeign, MailPasswordNameForeign, ValueTooLong, ValueHoldsNul, MailPasswordOfMachine
    """
    check_email(mail.sender)
    if mail.reply_to:
        check_email(mail.reply_to)
    server = read_server(mail.server)
    if is_by_page:
        _refuse_reaching(mail.server, server)
    check_password_name(mail.password_env)
    for name, most in _LONGEST.items():
        if fault := text_fault(name, str(getattr(mail, name)), most=most):
            fault.place = name
            raise fault
    with transaction.atomic():
        lock_company(company.id)
        if is_by_page and mail.password_env and _serves_others(company):
            _refuse_showing(find_mail(company=company), mail, server)
        MailSetup.objects.update_or_create(company_id=company.id, defaults=asdict(mail))
        record(company=company.id, actor=actor, action="mail.set_up", subject=mail.sender, content=asdict(mail))


def _refuse_reaching(text: str, server: MailServer) -> None:
    """refuses   MailServerOfThisMachine, MailServerPortForeign"""
    if server.scheme not in ("smtp", "smtps"):
        raise MailServerOfThisMachine(server=text[:80])
    if server.port not in PAGE_PORTS:
        raise MailServerPortForeign(host=server.host[:100], port=server.port, known=PAGE_PORTS)


def _serves_others(company: CompanyFacts) -> bool:
    return any(one.id != company.id and not one.is_sandbox for one in companies())


def _refuse_showing(before: MailFacts | None, mail: MailFacts, server: MailServer) -> None:
    """A variable may hold what another company's mail is sent by: who names a server of her own would be told it.

    refuses   MailPasswordOfMachine
    """
    known = read_server(before.server) if before and before.password_env == mail.password_env else None
    if known is None or (known.host, known.port) != (server.host, server.port):
        raise MailPasswordOfMachine(host=server.host[:100], variable=mail.password_env)


def opened(mail: MailFacts, *, password: str = "") -> BaseEmailBackend:
    """A connection that is open: what fails here has sent nothing.

    password   of the installation's own server; that of a company's is in the variable that it names

    refuses   MailServerUnreadable, MailPasswordMissing, MailServerUnreachable
    """
    server = read_server(mail.server)
    connection = connection_to(server, password=password or password_in(mail.password_env, server))
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as trouble:
        raise MailServerUnreachable(server=mail.server, trouble=trouble_of(trouble)) from trouble
    return connection


def trouble_of(trouble: Exception) -> str:
    """What went wrong, in our words where it is one of the common troubles, else in the other side's, in one line."""
    for kind, said in _TROUBLES.items():
        if isinstance(trouble, kind):
            return _(said)
    words: bytes | str = str(trouble)
    if isinstance(trouble, smtplib.SMTPResponseException):
        words = trouble.smtp_error
    elif isinstance(trouble, OSError) and trouble.strerror:
        words = trouble.strerror
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.split())[:300].rstrip(".") or type(trouble).__name__


def send_test(*, company: CompanyFacts, actor: str, address: str) -> None:
    """A message that says that mail works.

    refuses   EmailUnreadable, MailNotSetUp, and what opened() refuses
    """
    check_email(address)
    mail = mail_of(company=company)
    text = _("Mail from {company} works: this message was sent to try it.").format(company=company.name)
    message = EmailMessage(
        _("Test message from {company}").format(company=company.name), text, mail.sent_from, [address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
    )  # fmt: skip
    hand_over(mail, message)
    with transaction.atomic():
        record(company=company.id, actor=actor, action="mail.tried", subject=mail.sender, content={})


def hand_over(mail: MailFacts, message: EmailMessage, *, password: str = "") -> None:
    """One message to the server; password as in opened().

    refuses   MailServerUnreachable, and what opened() refuses
    """
    connection = opened(mail, password=password)
    try:
        connection.send_messages([message])
    except (OSError, smtplib.SMTPException) as trouble:
        raise MailServerUnreachable(server=mail.server, trouble=trouble_of(trouble)) from trouble
    finally:
        connection.close()
