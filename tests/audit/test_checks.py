"""Tampering with the trail is found; what the law wants erased can be erased."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from reskontra.audit.checks import check
from reskontra.audit.models import Event, Payload
from reskontra.companies.queries import CompanyFacts
from tests import books

pytestmark = pytest.mark.django_db
Plant = Callable[[int], object]


def found(company: CompanyFacts) -> list[str]:
    return [str(violation) for violation in check(company=company.id)]


def event(company: int, number: int = 2) -> int:
    return Event.objects.get(company=company, number=number).id


@pytest.mark.damages_books
@pytest.mark.parametrize(
    ("case", "plant", "violations"),
    [
        (
            "an event is changed",
            lambda c: Event.objects.filter(id=event(c)).update(actor="Mallory"),
            ["Audit event 2 does not follow from the one before it."],
        ),
        (
            "an event is changed with its digest",
            lambda c: Event.objects.filter(id=event(c)).update(actor="Mallory", digest="0" * 64),
            [
                "Audit event 2 does not follow from the one before it.",
                "Audit event 3 does not follow from the one before it.",
            ],
        ),
        (
            "an event is removed",
            lambda c: (Payload.objects.filter(event=event(c)).delete(), Event.objects.filter(id=event(c)).delete()),
            ["Audit event 2 is missing.", "Audit event 3 does not follow from the one before it."],
        ),
        (
            "a content is changed",
            lambda c: Payload.objects.filter(event=event(c)).update(content="{}"),
            ["The content of audit event 2 is not what was recorded."],
        ),
    ],
)
def test_damage_is_named(company: CompanyFacts, case: str, plant: Plant, violations: list[str]) -> None:
    with books.unguarded():
        plant(company.id)
    assert found(company) == violations


@pytest.mark.damages_books
def test_a_content_that_nobody_said_to_erase_is_missed(company: CompanyFacts) -> None:
    Payload.objects.filter(company=company.id, event=event(company.id)).update(content="")
    assert found(company) == ["The content of audit event 2 is gone, and no event names it as erased."]


@pytest.mark.parametrize(
    ("case", "attempt"),
    [
        ("an event is changed", lambda c: Event.objects.filter(company=c).update(actor="Mallory")),
        ("an event is deleted", lambda c: Event.objects.filter(id=event(c))._raw_delete("default")),
        ("a content is deleted", lambda c: Payload.objects.filter(event=event(c)).delete()),
        (
            "a content is given to another event",
            lambda c: Payload.objects.filter(event=event(c)).update(event=event(c, 3)),
        ),
    ],
)
def test_the_database_refuses(company: CompanyFacts, case: str, attempt: Plant) -> None:
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        attempt(company.id)
