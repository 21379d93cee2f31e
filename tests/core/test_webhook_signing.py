"""Signatures of webhooks: the standard's own example, and that nothing may be changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.webhook_signing import SECONDS_OLD, is_genuine, new_secret, signed_headers

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
AT = 1614265330


def test_the_example_of_the_standard() -> None:
    headers = signed_headers(secret=SECRET, id="msg_p5jXN8AQM9LWM0D4loKWxJek", seconds=AT, body=BODY)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert is_genuine(secret=SECRET, headers=headers, body=BODY, now=AT + SECONDS_OLD)
    several = headers | {"webhook-signature": f"v1,other {headers['webhook-signature']}"}
    assert is_genuine(secret=SECRET, headers=several, body=BODY, now=AT)


def test_what_is_changed_old_or_early_is_not_genuine() -> None:
    headers = signed_headers(secret=SECRET, id="1", seconds=AT, body=BODY)
    refused = [
        ({**headers, "webhook-id": "2"}, BODY, AT),
        ({**headers, "webhook-timestamp": str(AT + 1)}, BODY, AT),
        ({**headers, "webhook-timestamp": "١٦١٤"}, BODY, AT),
        ({**headers, "webhook-timestamp": ""}, BODY, AT),
        ({**headers, "webhook-signature": "v1,å"}, BODY, AT),
        ({**headers, "webhook-id": ""}, BODY, AT),
        (headers, BODY + b" ", AT),
        (headers, BODY, AT + SECONDS_OLD + 1),
        (headers, BODY, AT - SECONDS_OLD - 1),
        ({}, BODY, AT),
    ]
    for given_headers, body, now in refused:
        assert not is_genuine(secret=SECRET, headers=given_headers, body=body, now=now), given_headers
    assert not is_genuine(secret=new_secret(), headers=headers, body=BODY, now=AT)


@given(st.binary(), st.integers(0, 10**11))
def test_what_is_signed_is_genuine(body: bytes, at: int) -> None:
    secret = new_secret()
    assert is_genuine(
        secret=secret, headers=signed_headers(secret=secret, id="7", seconds=at, body=body), body=body, now=at
    )
