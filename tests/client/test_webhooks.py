"""Messages of webhooks: what the books signed is genuine, and nothing else."""

from __future__ import annotations

import pytest

from reskontra.core.webhook_signing import signed_headers
from reskontra_client import NotGenuine, event_of

KEY, OTHER = "whsec_2VMdq5qsu8jEgXmMigyb6ye5F/T96vEa9YTVTZcSDY8=", "whsec_uBYEFz3/gFQP3Uwe/zhZBIKOavltcTEL8bfPDN3WU28="
BODY, NOW = b'{"id": "17", "type": "entry.closed"}', 1_774_602_842
SIGNED = signed_headers(secret=KEY, id="1.17", seconds=NOW, body=BODY)


def test_what_the_books_signed_is_an_event() -> None:
    titled = {name.title(): value for name, value in SIGNED.items()}
    assert event_of(key=KEY, headers=titled, body=BODY, now=NOW + 299)["type"] == "entry.closed"


@pytest.mark.parametrize(
    ("key", "headers", "body", "now"),
    [
        (OTHER, SIGNED, BODY, NOW),
        (KEY, SIGNED, BODY + b" ", NOW),
        (KEY, SIGNED | {"webhook-id": "1.18"}, BODY, NOW),
        (KEY, SIGNED | {"webhook-timestamp": str(NOW + 1)}, BODY, NOW),
        (KEY, SIGNED | {"webhook-timestamp": "now"}, BODY, NOW),
        (KEY, SIGNED, BODY, NOW + 301),
        (KEY, SIGNED | {"webhook-signature": "v1,å"}, BODY, NOW),
        (KEY, {}, BODY, NOW),
    ],
)
def test_what_another_sent_is_not(key: str, headers: dict[str, str], body: bytes, now: float) -> None:
    with pytest.raises(NotGenuine):
        event_of(key=key, headers=headers, body=body, now=now)
