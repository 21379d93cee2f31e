"""Messages as they go out. That each goes out once is proved with the letters themselves, in test_sending."""

from __future__ import annotations

from reskontra.collections.mail_setup import MailFacts
from reskontra.collections.mailing import message_with


def test_a_message_has_its_letter() -> None:
    mail = MailFacts("krav@nordan.example", "Nordan AB", reply_to="anna@nordan.example")
    words, letters = ("Subject", "Body"), [("R-1.pdf", b"%PDF-"), ("INV-1.pdf", b"%PDF-")]
    message = message_with(mail, to="alfa@example.com", words=words, letters=letters, message_id="<1@x>")
    assert (message.from_email, message.to) == ("Nordan AB <krav@nordan.example>", ["alfa@example.com"])
    assert (message.reply_to, message.extra_headers["Message-ID"]) == (["anna@nordan.example"], "<1@x>")
    assert [one.filename for one in message.attachments] == ["R-1.pdf", "INV-1.pdf"]
