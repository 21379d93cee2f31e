"""Calls and notes are kept, of one customer or of several at once."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections import contacts
from reskontra.collections.claims import NoteTooLong
from reskontra.collections.contacts import ContactLine, ContactOrder, contacts_of, log_contacts
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.queries import PartyUnknown
from tests import books, build
from tests.collections.claim_cases import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def log(company: CompanyFacts, *customers: str, kind: str = "call", text: str = "Ring", **days: date) -> int:
    order = ContactOrder(customers, kind, text, days.pop("day", TODAY), **days)  # type: ignore[arg-type]
    return log_contacts(company=company, actor=build.ALICE, order=order, today=TODAY)


def test_one_contact_with_several(company: CompanyFacts) -> None:
    alfa, _beta = build.customer(company), build.customer(company, number="C2", name="Beta AB")
    assert log(company, "C1", "C2", "C1", next_date=date(2026, 3, 9)) == 2
    assert log(company, "C1", kind="note", text=" Says  yes ") == 1
    assert list(contacts_of(company=company, party_id=alfa.id, most=9)) == [
        ContactLine("NOTE", TODAY, "Says yes", None, build.ALICE),
        ContactLine("CALL", TODAY, "Ring", date(2026, 3, 9), build.ALICE),
    ]


@pytest.mark.parametrize(
    ("case", "wanted", "refusal"),
    [
        ("no kind", {"kind": "fax"}, contacts.ContactKindUnknown),
        ("says nothing", {"text": "  "}, contacts.ContactEmpty),
        ("says too much", {"text": "x" * 501}, NoteTooLong),
        ("tomorrow", {"day": date(2026, 3, 3)}, contacts.ContactInFuture),
        ("next was yesterday", {"next_date": date(2026, 3, 1)}, contacts.NextBeforeToday),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, wanted: dict[str, object], refusal: type[Exception]) -> None:
    build.customer(company)
    before = books.contents()
    with pytest.raises(refusal):
        log(company, "C1", **wanted)  # type: ignore[arg-type]
    with pytest.raises(PartyUnknown):
        log(company, "C1", "C9")
    assert books.contents() == before
