"""A file is of every day of what points at it, and of what that became."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.apps import apps

from reskontra.companies.models import Note, StoredFile
from reskontra.companies.notes import Subject, add_note
from reskontra.privacy.file_spans import Span, spans_of
from reskontra.receivables.models import Entry
from tests import build
from tests.privacy.test_erasing_years import came, stored
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
OLD, TODAY = date(2010, 5, 1), date(2060, 1, 1)


def spans(story: Story) -> dict[str, Span]:
    """By the names of the files, all of which came long ago."""
    for id in StoredFile.objects.values_list("id", flat=True):
        came(id, OLD)
    names = dict(StoredFile.objects.values_list("id", "name"))
    return {names[id]: one for id, one in spans_of(company=story.company, ids=names, today=TODAY).items()}


def test_a_banks_file_is_of_its_payments_and_is_needed_until_they_are_posted(story: Story) -> None:
    story.tells(
        """
        bank      B1 1000.00
        customer  K1 "Anna Andersson" iban=SE3550000000054910000003
        invoice   K1 INV-1 1000.00 ocr=10017
        statement B1 2026-03-02
        line      1000.00 name="Anna Andersson" iban=SE3550000000054910000003 ocr=10017
        import
        match
        """
    )
    (waiting,) = spans(story).values()
    assert waiting.is_in_use
    story.tell("post all")
    (posted,) = spans(story).values()
    assert not posted.is_in_use
    assert posted.first == OLD
    assert posted.last >= date(2026, 3, 2)


@pytest.mark.parametrize("subject", ["ENTRY", "PARTY", "VOUCHER"])
def test_what_is_noted_beside_something_is_of_its_days(story: Story, subject: str) -> None:
    story.tells('customer  K1 "Anna Andersson"\ninvoice   K1 INV-1 1000.00')
    entry = Entry.objects.get(company=story.company.id)
    id = {"ENTRY": entry.id, "PARTY": entry.party_id, "VOUCHER": entry.voucher_id}[subject]
    add_note(
        company=story.company, actor=build.BOB, subject=Subject(subject, id, "INV-1"), text="", file_name="a.pdf",
        stream=io.BytesIO(b"%PDF"),
    )  # fmt: skip
    Note.objects.update(created_at="2011-01-01T12:00:00Z")
    found = spans(story)["a.pdf"]
    assert (found.first, found.last) == (OLD, entry.posting_date)


def test_what_nothing_tells_of_stays_while_the_bank_has_told_of_a_mandate(story: Story) -> None:
    stored(story.company, OLD, b"of nothing", name="mandates.txt")
    assert not spans(story)["mandates.txt"].is_in_use
    table = apps.get_model("receivables", "Mandate")
    table._default_manager.create(
        company_id=story.company.id, payee="5805-6201", payer_number="1", state="ACTIVE", changed_date=OLD
    )
    assert spans(story)["mandates.txt"].is_in_use
