"""Messages of webhooks, proved to come from the books: Standard Webhooks 1.0, HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import hmac
import json
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import cast

from reskontra_client.shapes import EventData

SECONDS_OLD = 300  # what was signed longer ago, or later, may be an old message sent again


class NotGenuine(Exception):
    """The message does not come from who has the key, or not lately. Answer 400, and keep nothing of it."""


def event_of(*, key: str, headers: Mapping[str, str], body: bytes, now: float | None = None) -> EventData:
    """The event in a message, once its signature is proved.

    key      as `webhook add` printed it: whsec_…
    headers  of the request, their names in any letters
    body     its bytes as they came, before anything reads them as JSON
    raises   NotGenuine
    """
    said = {name.lower(): value for name, value in headers.items()}
    id, moment = said.get("webhook-id", ""), said.get("webhook-timestamp", "")
    if not (id and moment.isascii() and moment.isdigit()):
        raise NotGenuine("The message has no webhook-id, or no webhook-timestamp.")
    if abs((time.time() if now is None else now) - int(moment)) > SECONDS_OLD:
        raise NotGenuine(f"The message was signed at {moment}, more than {SECONDS_OLD} seconds away.")
    digest = hmac.digest(b64decode(key.removeprefix("whsec_")), f"{id}.{moment}.".encode() + body, "sha256")
    wanted = f"v1,{b64encode(digest).decode()}".encode()
    if not any(hmac.compare_digest(wanted, one.encode()) for one in said.get("webhook-signature", "").split()):
        raise NotGenuine(f"The signature of message {id} is not by this key.")
    return cast("EventData", json.loads(body))
