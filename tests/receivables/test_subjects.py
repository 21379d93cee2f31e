"""What notes are written beside is found by what people call it."""

from __future__ import annotations

import pytest

from reskontra.companies.notes import add_note, find_note
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.subjects import note_data, subject_named
from tests import build

pytestmark = pytest.mark.django_db


def test_each_kind_of_subject_is_named(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company))
    build.vendor(company)
    kinds = [
        subject_named(company=company, text=text).kind for text in ("vendor:V1", "entry:customer:INV-1", "customer:C1")
    ]
    assert kinds == ["PARTY", "ENTRY", "PARTY"]


def test_a_note_is_told(company: CompanyFacts) -> None:
    build.vendor(company)
    subject = subject_named(company=company, text="vendor:V1")
    number = add_note(company=company, actor=build.BOB, subject=subject, text="Rings late")
    told = note_data(find_note(company=company, number=number))
    assert (told["text"], told["file"], told["created_by"]) == ("Rings late", "", build.BOB)
