"""What came back is read from messages of mail servers, alone or in a mailbox."""

from __future__ import annotations

import pytest

from reskontra.formats.delivery_status import Bounce, read_bounces

ENCLOSED = {
    "whole": "Content-Type: message/rfc822\n\nMessage-ID: <1.2@example.com>\nSubject: Reminder\n\nText\n",
    "headers": "Content-Type: text/rfc822-headers\n\nMessage-ID: <1.2@example.com>\nSubject: Reminder\n",
}


def notification(action: str = "failed", enclosed: str = "whole", address: str = "rfc822;nobody@example.com") -> str:
    return (
        "From: postmaster@example.com\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nSorry.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.com\n\n"
        f"Final-Recipient: {address}\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 nobody\n of that name\n\n"
        f"--b\n{ENCLOSED[enclosed]}\n--b--\n"
    )


BOUNCE = Bounce("nobody@example.com", "5.1.1", "550 5.1.1 nobody  of that name", "<1.2@example.com>")


@pytest.mark.parametrize(
    ("case", "text", "wanted"),
    [
        ("whole letter enclosed", notification(), [BOUNCE]),
        ("headers enclosed", notification(enclosed="headers"), [BOUNCE]),
        ("only late", notification("delayed"), []),
        ("delivered", notification("delivered"), []),
        ("no address", notification(address="rfc822;nobody"), []),
        ("something else", "Subject: Hello\n\nFrom here\n", []),
        ("nothing", "", []),
        (
            "a mailbox",
            f"From a\n{notification()}\nFrom b\nSubject: Hello\n\nHi\n\nFrom c\n{notification()}",
            [BOUNCE] * 2,
        ),
    ],
)
def test_permanent_failures_are_read(case: str, text: str, wanted: list[Bounce]) -> None:
    found = read_bounces(text.encode())
    assert [(one.address, one.status, " ".join(one.reason.split()), one.message_id) for one in found] == [
        (one.address, one.status, " ".join(one.reason.split()), one.message_id) for one in wanted
    ]
