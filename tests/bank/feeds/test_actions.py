"""Feeds are added, changed and removed; what does not fit is refused."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.bank.definitions import DefinitionUnknown
from reskontra.bank.feeds.actions import FeedExists, FeedNameUnfit, FeedSettings, add_feed, change_feed, remove_feed
from reskontra.bank.feeds.queries import FeedFacts, FeedUnknown, feeds, find_feed
from reskontra.bank.feeds.registry import FeedKindUnknown, FeedOptionMissing, FeedOptionUnknown
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.queries import BankAccountUnknown
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

IN = {"path": "/srv/in"}


def added(company: CompanyFacts, code: str = "SEB", kind: str = "folder", **said: object) -> FeedFacts:
    settings = FeedSettings(**({"options": IN} | said))  # type: ignore[arg-type]
    return add_feed(company=company, actor=build.BOB, code=code, kind=kind, settings=settings)


def test_a_feed_begins_with_what_is_usual(company: CompanyFacts) -> None:
    feed = added(company)
    assert (feed.code, feed.kind, feed.options, feed.bank_account) == ("SEB", "folder", IN, "")
    assert (feed.interval_minutes, feed.days, feed.silent_hours, feed.posts, feed.is_enabled) == (
        121,
        0,
        0,
        False,
        True,
    )
    assert feed.due_at == feed.created_at


def test_only_what_is_named_is_changed(company: CompanyFacts) -> None:
    build.bank_account(company)
    added(company, posts=True, days=10)
    settings = FeedSettings(options={"pattern": "*.xml"}, bank_account="B1", silent_hours=30, is_enabled=False)
    feed = change_feed(company=company, actor=build.BOB, code="SEB", settings=settings)
    assert (feed.options, feed.bank_account) == ({"path": "/srv/in", "pattern": "*.xml"}, "B1")
    assert (feed.days, feed.silent_hours, feed.posts, feed.is_enabled) == (10, 30, True, False)
    settings = FeedSettings(options={"pattern": ""}, bank_account="")
    feed = change_feed(company=company, actor=build.BOB, code="SEB", settings=settings)
    assert (feed.options, feed.bank_account) == (IN, "")
    actions = list(Event.objects.filter(company=company.id, subject="SEB").values_list("action", flat=True))
    assert actions == ["feed.added", "feed.changed", "feed.changed"]


def test_a_removed_feed_is_gone_and_its_name_is_free(company: CompanyFacts) -> None:
    first = added(company)
    remove_feed(company=company, actor=build.BOB, code="SEB")
    assert feeds(company=company) == []
    with pytest.raises(FeedUnknown):
        find_feed(company=company, code="SEB")
    assert added(company).id != first.id


@pytest.mark.parametrize(
    ("case", "code", "kind", "said", "refusal"),
    [
        ("no name", "", "folder", {}, FeedNameUnfit),
        ("blanks", "S E B", "folder", {}, FeedNameUnfit),
        ("long", "S" * 21, "folder", {}, FeedNameUnfit),
        ("kind", "X", "carrier-pigeon", {}, FeedKindUnknown),
        ("option", "X", "folder", {"options": {**IN, "password": "x"}}, FeedOptionUnknown),
        ("no path", "X", "folder", {"options": {}}, FeedOptionMissing),
        ("account", "X", "folder", {"bank_account": "B9"}, BankAccountUnknown),
        ("definition", "X", "folder", {"definition": "none"}, DefinitionUnknown),
        ("there", "SEB", "folder", {}, FeedExists),
    ],
)
def test_what_does_not_fit_is_refused(
    company: CompanyFacts, case: str, code: str, kind: str, said: dict[str, object], refusal: type[Refused]
) -> None:
    added(company)
    before = books.contents()
    with pytest.raises(refusal):
        added(company, code, kind, **said)
    assert books.contents() == before


def test_what_a_change_would_spoil_is_refused(company: CompanyFacts) -> None:
    added(company)
    for code, options, refusal in (("SEB", {"path": ""}, FeedOptionMissing), ("X", {}, FeedUnknown)):
        with pytest.raises(refusal):
            change_feed(company=company, actor=build.BOB, code=code, settings=FeedSettings(options=options))
    with pytest.raises(FeedUnknown):
        remove_feed(company=company, actor=build.BOB, code="X")
