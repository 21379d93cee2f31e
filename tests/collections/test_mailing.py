"""Messages as they go out. That each goes out once is proved with the letters themselves, in test_sending."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from datetime import datetime

from reskontra.collections.mail_setup import MailFacts
from reskontra.collections.mailing import Parcel, mail_all, message_with
from reskontra.database import bulk
from tests.mail_catcher import mail_caught


def test_a_message_has_its_letter() -> None:
    mail = MailFacts("krav@nordan.example", "Nordan AB", reply_to="anna@nordan.example")
    words, letters = ("Subject", "Body"), [("R-1.pdf", b"%PDF-"), ("INV-1.pdf", b"%PDF-")]
    message = message_with(mail, to="alfa@example.com", words=words, letters=letters, message_id="<1@x>")
    assert (message.from_email, message.to) == ("Nordan AB <krav@nordan.example>", ["alfa@example.com"])
    assert (message.reply_to, message.extra_headers["Message-ID"]) == (["anna@nordan.example"], "<1@x>")
    assert [one.filename for one in message.attachments] == ["R-1.pdf", "INV-1.pdf"]


@dataclass
class Row:
    """Of a letter that is being sent."""

    made_at: datetime
    message_id: str


def test_what_was_mailed_is_told_also_where_the_server_is_gone_then() -> None:
    with ExitStack() as server:
        caught = server.enter_context(mail_caught(refuses="beta@example.com"))
        mail = MailFacts("krav@nordan.example", server=caught.url)

        def parcel(name: str, address: str) -> Parcel[Row]:
            def end(_row: Row, state: str, _why: str) -> None:
                ended.append((name, state))
                if state == "FAILED":
                    server.close()

            return Parcel(
                name, address, at_it=lambda: nullcontext(bulk.moment()), end=end,
                begin=lambda since: Row(since, f"<{name}@x>"),
                message=lambda row: message_with(
                    mail, to=address, words=("Subject", "Body"), letters=[], message_id=row.message_id
                ),
            )  # fmt: skip

        ended: list[tuple[str, str]] = []
        parcels = [parcel("R-1", "alfa@example.com"), parcel("R-2", "beta@example.com"), parcel("R-3", "c@example.com")]
        mailed, refused = mail_all(mail, parcels)
    assert (mailed, ended) == ([("R-1", "alfa@example.com")], [("R-1", "SENT"), ("R-2", "FAILED")])
    assert [one.code for one in refused] == ["letter_not_taken", "mail_server_unreachable"]
