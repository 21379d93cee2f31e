"""The audit trail read back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reskontra.audit.models import Payload
from reskontra.audit.queries import EventFacts, Wanted, actors_of, events, first_action
from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def trail(company: CompanyFacts) -> CompanyFacts:
    for number in range(3):
        content = {"before": {"name": "A"}, "after": {"name": f"B{number}"}}
        record(company=company.id, actor="alice", action="thing.changed", subject=f"T{number}", content=content)
    return company


def found(company: CompanyFacts, most: int = 10, before: int | None = None, **wanted: object) -> list[EventFacts]:
    return events(company=company.id, wanted=Wanted(**wanted), before=before, most=most)  # type: ignore[arg-type]


def test_newest_first_with_what_changed(trail: CompanyFacts) -> None:
    first = found(trail)[0]
    assert (first.actor, first.action, first.subject) == ("alice", "thing.changed", "T2")
    assert first.content == {"before": {"name": "A"}, "after": {"name": "B2"}}


def test_a_page_goes_on_where_one_ended(trail: CompanyFacts) -> None:
    page = found(trail, most=2)
    assert [event.subject for event in page] == ["T2", "T1"]
    assert found(trail, before=page[-1].number)[0].subject == "T0"


@pytest.mark.parametrize(
    ("wanted", "subjects"),
    [
        ({"actor": "ALI", "action": "thing"}, ["T2", "T1", "T0"]),
        ({"subject": "t1"}, ["T1"]),
        ({"actor": "bob", "action": "thing"}, []),
    ],
)
def test_by_who_what_and_to_what(trail: CompanyFacts, wanted: dict[str, str], subjects: list[str]) -> None:
    assert [event.subject for event in found(trail, **wanted)] == subjects


def test_by_days(trail: CompanyFacts) -> None:
    today = datetime.now(UTC).astimezone().date()
    assert len(found(trail, action="thing", since=today, until=today)) == 3
    assert found(trail, since=today + timedelta(days=1)) == []
    assert found(trail, until=today - timedelta(days=1)) == []


@pytest.mark.damages_books
def test_an_erased_payload_is_told(trail: CompanyFacts) -> None:
    Payload.objects.filter(company=trail.id).update(content="")
    assert found(trail)[0].content is None


def test_who_did_it_to_what(trail: CompanyFacts) -> None:
    event = found(trail)[0]
    said = {"actions": [event.action], "subjects": {event.subject, "none"}}
    assert actors_of(company=trail.id, **said) == {event.subject: {event.actor}}
    assert actors_of(company=0, **said) == {}


def test_what_a_trail_begins_with(trail: CompanyFacts) -> None:
    assert first_action(company=trail.id) == "company.created"
    assert first_action(company=0) == ""
