"""Hand letters over to the mail server, one by one, so that none goes out twice by itself.

Of each a row is written before, and settled after. What was cut short between the two may have gone out.
"""

from __future__ import annotations

import secrets
import smtplib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from reskontra.collections.mail_setup import MailFacts, opened, trouble_of
from reskontra.collections.models import LetterSending
from reskontra.core.errors import Refused
from reskontra.database import bulk


class SendingUnclear(Refused):
    code = "sending_unclear"
    template = (
        "{document} may have gone out to {address} on {moment}: that was cut short. "
        "Look in the mail server's log; then send it with --again, or say --was-sent."
    )


class LetterNotTaken(Refused):
    code = "letter_not_taken"
    template = "{document} to {address} was not taken: {trouble}. Correct the address, and send again."


class CopyNotTaken(Refused):
    code = "letter_copy_not_taken"
    template = "{document} is sent, and its copy to {address} was not taken: {trouble}. Correct the sender."


class Begun(Protocol):
    """The row of a letter that is being sent."""

    made_at: datetime
    message_id: str


B = TypeVar("B", bound=Begun)


@dataclass(frozen=True, slots=True)
class Parcel(Generic[B]):
    """A letter to be mailed. name: of the document, as refusals tell it.

    at_it     gives the moment since when it is being sent, which others are told until it ends
    begin     writes its row, of that moment, in a transaction of its own; may refuse
    message   made once it has begun
    end       settles the row: SENT or FAILED, and why
    """

    name: str
    address: str
    at_it: Callable[[], AbstractContextManager[datetime]]
    begin: Callable[[datetime], B]
    message: Callable[[B], EmailMessage]
    end: Callable[[B, str, str], None]


def mail_all(
    mail: MailFacts, parcels: Iterable[Parcel[B]], *, on_progress: Callable[[int], None] = lambda done: None
) -> tuple[list[tuple[str, str]], list[Refused]]:
    """Names and addresses of what was mailed, and what was refused; a refused letter stops no other.

    Where the server cannot be reached again after one, that is told beside what was mailed, and the rest waits.

    refuses   what opened() refuses: before anything is sent
    """
    mailed, refused = list[tuple[str, str]](), list[Refused]()
    connection = opened(mail)
    try:
        for done, parcel in enumerate(parcels):
            try:
                _mail(connection, mail, parcel, mailed)
            except Refused as refusal:
                refused.append(refusal.at(parcel.name))
                connection.close()
                try:
                    connection = opened(mail)
                except Refused as unreachable:
                    refused.append(unreachable)
                    break
            on_progress(done + 1)
    finally:
        connection.close()
    return mailed, refused


def _mail(connection: BaseEmailBackend, mail: MailFacts, parcel: Parcel[B], mailed: list[tuple[str, str]]) -> None:
    with parcel.at_it() as since:
        begun = parcel.begin(since)
        message = parcel.message(begun)
        _settle(parcel, begun, _handed_over(connection, message))
    mailed.append((parcel.name, parcel.address))
    if mail.copies_self:
        _copy(connection, mail, parcel, message)


def _settle(parcel: Parcel[B], begun: B, trouble: Exception | None) -> None:
    """refuses   SendingUnclear where the server went away: before it had the letter, or after; LetterNotTaken"""
    if trouble is None:
        parcel.end(begun, "SENT", "")
        return
    if isinstance(trouble, smtplib.SMTPServerDisconnected | TimeoutError):
        raise SendingUnclear(document=parcel.name, address=parcel.address, moment=begun.made_at)
    parcel.end(begun, "FAILED", trouble_of(trouble))
    raise LetterNotTaken(document=parcel.name, address=parcel.address, trouble=trouble_of(trouble))


def _copy(connection: BaseEmailBackend, mail: MailFacts, parcel: Parcel[B], message: EmailMessage) -> None:
    """To the sender, in a message of its own: what is said of it says nothing of the letter.

    refuses   CopyNotTaken
    """
    message.extra_headers = {"To": parcel.address, "Auto-Submitted": "auto-generated"}
    message.to = [mail.sender]
    if trouble := _handed_over(connection, message):
        raise CopyNotTaken(document=parcel.name, address=mail.sender, trouble=trouble_of(trouble))


def _handed_over(connection: BaseEmailBackend, message: EmailMessage) -> Exception | None:
    """What the server said against it, if anything."""
    try:
        connection.send_messages([message])
    except (OSError, smtplib.SMTPException) as trouble:
        return trouble
    return None


def new_message_id(about: str, address: str) -> str:
    """By which an answer or a bounce is known again. about: which letter, to a person who reads it."""
    return f"<{secrets.token_hex(16)}.{about}@{address.rpartition('@')[2] or 'localhost'}>"


def keep_outcome(sending: LetterSending, state: str, failure: str = "") -> None:
    """Keep what became of a letter that was begun: SENT or FAILED, and why."""
    sending.state, sending.failure = state, failure[:500]
    sending.sent_at = bulk.moment() if state == "SENT" else None
    sending.save(update_fields=["state", "failure", "sent_at"])


def message_with(
    mail: MailFacts, *, to: str, words: tuple[str, str], letters: Sequence[tuple[str, bytes]], message_id: str
) -> EmailMessage:
    """words: subject and body; letters: name and content of each PDF, the letter itself first."""
    message = EmailMessage(
        words[0],
        words[1],
        mail.sent_from,
        [to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    for name, content in letters:
        message.attach(name, content, "application/pdf")
    return message
