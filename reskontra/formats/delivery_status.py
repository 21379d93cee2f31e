"""Messages that say that mail could not be delivered: delivery status notifications (RFC 3464), alone or in a mailbox.

A mailbox is read as mbox: messages begin with a line "From ". What is no notification is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser

MOST_BYTES = 50 * 1024 * 1024
_LONGEST = 200
_ADDRESS = re.compile(r"[^\s<>;,\"]{1,64}@[A-Za-z0-9.-]{1,190}")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_BEGINS = re.compile(rb"^From [^\n]*\r?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back for good. message_id: of the letter, "" where the notification does not have it.

    status   such as 5.1.1; reason: what the other server said
    """

    address: str
    status: str
    reason: str
    message_id: str


def read_bounces(content: bytes) -> list[Bounce]:
    """Every permanent failure in the file, in its order; delays and deliveries are none."""
    found: list[Bounce] = []
    for one in _messages(content[:MOST_BYTES]):
        message = BytesParser(policy=policy.compat32).parsebytes(one)
        found += _bounces(message)
    return found


def _messages(content: bytes) -> Iterator[bytes]:
    starts = [found.start() for found in _BEGINS.finditer(content)]
    if not starts or starts[0] != 0:
        yield content
        return
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        yield content[start:end].partition(b"\n")[2]


def _bounces(message: Message) -> Iterator[Bounce]:
    parts = list(message.walk())
    statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    sent = _message_id(parts)
    for part in statuses:
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Message) and (bounce := _bounce(block, sent)):
                yield bounce


def _bounce(block: Message, message_id: str) -> Bounce | None:
    """One recipient's fields; None where it is delivered or only late."""
    address = _ADDRESS.search(_field(block, "Final-Recipient")) or _ADDRESS.search(_field(block, "Original-Recipient"))
    if address is None or _field(block, "Action").lower() != "failed":
        return None
    status = _STATUS.search(_field(block, "Status"))
    reason = _field(block, "Diagnostic-Code").partition(";")[2].strip() or _field(block, "Diagnostic-Code")
    return Bounce(address[0][:_LONGEST], status[0] if status else "", reason[:_LONGEST], message_id)


def _message_id(parts: list[Message]) -> str:
    """Of the letter that is enclosed, whole or by its headers alone."""
    for part in parts:
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
            inner = payload[0]
            return _field(inner, "Message-ID") if isinstance(inner, Message) else ""
        if part.get_content_type() == "text/rfc822-headers" and isinstance(payload, str):
            return _field(
                BytesParser(policy=policy.compat32).parsebytes(payload.encode("utf-8", "replace")), "Message-ID"
            )
    return ""


def _field(message: Message, name: str) -> str:
    return _UNSEEN.sub(" ", str(message.get(name, ""))).strip()[:500]
