"""A refusal whose remedy is a command tells a program the address that does the same."""

from __future__ import annotations

import pytest

from reskontra.config.api import api
from reskontra.core.errors import Refused
from reskontra.interface.api.commands import addresses_for
from reskontra.interface.api.problems import finding_data


def _refusal(text: str) -> Refused:
    kind = type("Told", (Refused,), {"code": "told", "template": text})
    return kind()


@pytest.mark.parametrize(
    ("remedy", "addresses"),
    [
        ("Turn them on with reskontra events on.", ("PUT /api/v1/events/gathering",)),
        ("Choose one: payment-proposal edit --account.",
         ("PATCH /api/v1/payment-proposals/{number}/payments/{payment}",)),
        ("See them with reskontra collections policy list.", ("GET /api/v1/policies",)),
        ("Take it back with reskontra bad-debt reopen or reskontra bad-debt release.",
         ("POST /api/v1/bad-debts/reopen", "POST /api/v1/bad-debts/release")),
        ("Look for it with reskontra find.", ("GET /api/v1/find",)),
        ("Find out why by reskontra check, and find what to check.", ()),
        ("Send it again.", ()),
    ],
)  # fmt: skip
def test_the_address_beside_the_command(remedy: str, addresses: tuple[str, ...]) -> None:
    assert api.title  # it is made
    refusal = _refusal(f"events on is said first. {remedy}")
    assert addresses_for(refusal) == addresses
    by_the_api = f" By the API: {', '.join(addresses)}." if addresses else ""
    told = finding_data(refusal)
    assert told["remedy"] == remedy + by_the_api
    assert told["detail"] == f"events on is said first. {remedy}{by_the_api}"
