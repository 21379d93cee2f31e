"""Texts of drafts are those that were written when they were made, until something of them is another."""

from __future__ import annotations

import pytest

from reskontra.collections.draft_texts import reminder_texts, texts_of_memo
from reskontra.collections.memo_texts import set_memo_text
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_terms import find_reminder_terms
from reskontra.collections.reminder_terms_editing import TextPlace, set_letter_text
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party
from tests import build
from tests.collections import charging, reminding
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("percent", ["1.5", "10"])
def test_the_texts_are_written_again_alike(company: CompanyFacts, percent: str) -> None:
    Story(company).tells(charging.TOLD.replace("percent=1.5", f"percent={percent}"))
    reminding.terms(company, calculates_interest=True)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    text = "{total} {interest_rate} {due_date} {remaining}"
    set_letter_text(company=company, actor=build.BOB, code="T", place=TextPlace("ENDING", "sv"), text=text)
    set_memo_text(company=company, actor=build.BOB, code="M", place=TextPlace("BEGINNING", "sv"), text=text)
    reminding.make(company, charging.DAY)
    charging.make(company)
    terms = find_reminder_terms(company=company, code="T")
    for row in CollectionDocument.objects.filter(company=company.id):
        begins, ends = (
            texts_of_memo(company=company, row=row)
            if row.kind == "FINANCE_CHARGE"
            else reminder_texts(company=company, row=row, terms=terms, level=row.level, due=row.due_date)
        )
        kept = CollectionLine.objects.filter(company=company.id, document=row, role__in=("BEGINNING", "ENDING"))
        assert [line.text for line in (*begins, *ends)] == list(
            kept.order_by("position").values_list("text", flat=True)
        )
        assert [f" {percent.replace('.', ',')} " in line.text for line in kept] == [True]
