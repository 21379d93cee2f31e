"""Anna, a customer who is a person: an invoice paid over the bank, a note with a file, a contact, an address."""

from __future__ import annotations

import io
from datetime import date

from reskontra.collections.contacts import ContactOrder, log_contacts
from reskontra.companies.notes import Subject, add_note, remove_note
from reskontra.parties.edit import change_party
from reskontra.parties.queries import find_party
from tests import build
from tests.story import Story

SECRETS = ("anna@example.org", "0701234567", "7001011234", "Har fått skilsmässa", "Ringde om sin sjukdom", "gammal@")
OTHER = "bo@example.org"


def tell_of_anna(story: Story, *, pays: str = "1000.00") -> None:
    """K1 is Anna, who pays what she owes or less; K2 is Bo, of whom nothing of it is true."""
    story.tells(
        f"""
        bank      B1 1000.00
        customer  K1 "Anna Andersson" email=gammal@example.org phone=0701234567 iban=SE3550000000054910000003
        customer  K2 "Bo Berg" email=bo@example.org
        invoice   K1 INV-1 1000.00 ocr=10017
        invoice   K2 INV-2 500.00
        statement B1 2026-03-02
        line      {pays} name="Anna Andersson" iban=SE3550000000054910000003 ocr=10017
        import
        match
        accept    1
        post
        """
    )
    wanted = {"email": "anna@example.org", "organisation_number": "7001011234", "address": "Storgatan 1"}
    change_party(company=story.company, actor=build.BOB, ledger="CUSTOMER", number="K1", wanted=wanted)
    anna = find_party(company=story.company, ledger="CUSTOMER", number="K1")
    subject = Subject("PARTY", anna.id, "K1")
    stream = io.BytesIO(b"%PDF of hers")
    add_note(
        company=story.company, actor=build.BOB, subject=subject, text="Har fått skilsmässa", file_name="dom.pdf",
        stream=stream,
    )  # fmt: skip
    number = add_note(company=story.company, actor=build.BOB, subject=subject, text="Ringde om sin sjukdom, igen")
    remove_note(company=story.company, actor=build.BOB, number=number, may_any=True)
    order = ContactOrder(("K1",), "CALL", "Ringde om sin sjukdom", date(2026, 3, 1))
    log_contacts(company=story.company, actor=build.BOB, order=order, today=date(2026, 3, 2))
