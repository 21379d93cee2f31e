"""Sign what is sent to a webhook, as Standard Webhooks 1.0 describes: HMAC-SHA256 over id, time and body.

    webhook-id, webhook-timestamp, webhook-signature: v1,BASE64

Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping

PREFIX = "whsec_"
BYTES = 32
SECONDS_OLD = 300  # a receiver refuses what was signed longer ago, or later, than this


def new_secret() -> str:
    """A key as receivers are given it."""
    return PREFIX + b64encode(secrets.token_bytes(BYTES)).decode()


def signed_headers(*, secret: str, id: str, seconds: int, body: bytes) -> dict[str, str]:
    """The headers that go with a body.

    secret    as new_secret() made it
    seconds   when it is sent, since 1970 in UTC
    """
    return {
        "webhook-id": id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": "v1," + _signature(secret, id, str(seconds), body),
    }


def is_genuine(*, secret: str, headers: Mapping[str, str], body: bytes, now: int) -> bool:
    """Whether a body came from who knows the key, and lately; several signatures may stand with blanks between.

    headers   with their names in small letters
    """
    id, said = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (id and said.isascii() and said.isdigit() and len(said) <= 12) or abs(now - int(said)) > SECONDS_OLD:
        return False
    wanted = f"v1,{_signature(secret, id, said, body)}".encode()
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(wanted, one.encode()) for one in given)


def _signature(secret: str, id: str, seconds: str, body: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return b64encode(hmac.digest(key, f"{id}.{seconds}.".encode() + body, "sha256")).decode()
