"""Every command leaves one event, and each event covers the one before."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import transaction

from reskontra.audit.models import Event, Payload
from reskontra.audit.trail import digest_of, record, sha256
from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import OutsideTransaction
from tests import build

pytestmark = pytest.mark.django_db


def last_event(company: CompanyFacts) -> Event:
    event = Event.objects.filter(company=company.id).order_by("-number").first()
    assert event
    return event


def recorded(company: CompanyFacts, *, subject: str = "K-1", actor: str = build.ALICE) -> Event:
    record(company=company.id, actor=actor, action="thing.done", subject=subject, content={"å": date(2026, 1, 2)})
    return last_event(company)


def test_an_event_says_who_what_and_to_what(company: CompanyFacts) -> None:
    event = recorded(company)
    assert (event.actor, event.action, event.subject) == (build.ALICE, "thing.done", "K-1")
    assert event.occurred_at.utcoffset() is not None


def test_events_are_numbered_and_chained(company: CompanyFacts) -> None:
    first, second = recorded(company), recorded(company)
    assert second.number == first.number + 1
    assert second.previous_digest == first.digest == digest_of(first)


def test_a_company_has_a_chain_of_its_own(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    first = Event.objects.get(company=other.id, number=1)
    assert first.previous_digest == ""
    assert recorded(company).number == recorded(other).number


def test_the_content_is_kept_beside_the_event_that_bears_its_digest(company: CompanyFacts) -> None:
    event = recorded(company)
    content = Payload.objects.get(company=company.id, event=event).content
    assert json.loads(content) == {"å": "2026-01-02"}
    assert sha256(content) == event.payload_digest


def test_a_long_subject_is_cut(company: CompanyFacts) -> None:
    assert len(recorded(company, subject="x" * 300).subject) == 200


def test_words_moved_from_one_field_to_the_next_give_another_digest(company: CompanyFacts) -> None:
    event = recorded(company, actor="a", subject="b\nc")
    event.actor, event.action, event.subject = "a\nthing.done", "b", "c"
    assert digest_of(event) != event.digest


@pytest.mark.django_db(transaction=True)
def test_an_event_belongs_to_its_command() -> None:
    company = build.new_company()
    before = last_event(company).number
    with pytest.raises(OutsideTransaction):
        recorded(company)
    with transaction.atomic():
        recorded(company)
        transaction.set_rollback(True)
    assert last_event(company).number == before
