"""Where a person is signed in: told, and ended by herself, by a rest, by a day's work and by another password."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import BrowserSession, User
from reskontra.interface.people import add_user, change_password, give_role, let_in
from reskontra.interface.sessions import (
    BEGAN,
    SessionUnknown,
    end_session,
    end_sessions,
    number_of,
    sessions_of,
)
from tests.build import ALICE, BOB

pytestmark = pytest.mark.django_db

PASSWORD = "kastanj i maj 1914"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def alice_user(company: CompanyFacts, settings: Any) -> User:
    """Who signs in as in use, where tests are otherwise signed in for good."""
    settings.IDLE_MINUTES, settings.SESSION_HOURS = 30, 12
    user = add_user(username=ALICE, password=PASSWORD, language="en")
    give_role(company=company.id, actor=BOB, username=ALICE, role="CLERK")
    return user


def signed_in(user_agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": user_agent})
    client.post("/account/login/", {"login": ALICE, "password": PASSWORD})
    return client


def rest(client: Client, **rested: int) -> None:
    """It was last used so long ago."""
    used = datetime.now(UTC) - timedelta(**rested)
    BrowserSession.objects.filter(session_key=client.session.session_key).update(used_at=used)


def test_a_session_is_told_with_its_device(alice_user: User) -> None:
    client = signed_in()
    signed_in("curl/7.88.1")
    found = sessions_of(user_id=alice_user.pk)
    assert sorted(one.device for one in found) == ["Firefox, Linux", "curl/7.88.1"]
    assert number_of(client.session.session_key) in {one.number for one in found}
    assert {one.began_at.date() for one in found} == {datetime.now(UTC).date()}


def test_signing_in_makes_another_session_than_the_visitors(alice_user: User) -> None:
    """Whoever planted a session before she signed in does not have hers."""
    client = Client()
    client.get("/account/login/")
    client.session.save()
    planted = client.session.session_key
    client.cookies["sessionid"] = str(planted)
    client.post("/account/login/", {"login": ALICE, "password": PASSWORD})
    assert client.session.session_key != planted
    assert not BrowserSession.objects.filter(session_key=planted, user=alice_user).exists()


def test_one_is_ended_and_the_others_stay(company: CompanyFacts, alice_user: User) -> None:
    here, there, elsewhere = signed_in(), signed_in(), signed_in()
    end_session(user_id=alice_user.pk, user=ALICE, number=number_of(there.session.session_key))
    assert there.get(f"/{company.id}/").status_code == 302
    assert here.get(f"/{company.id}/").status_code == elsewhere.get(f"/{company.id}/").status_code == 200
    assert end_sessions(user_id=alice_user.pk, but=here.session.session_key) == 1
    assert elsewhere.get(f"/{company.id}/").status_code == 302
    assert here.get(f"/{company.id}/").status_code == 200


def test_anothers_session_is_nobodys_to_end(alice_user: User) -> None:
    other = add_user(username=BOB, password=PASSWORD)
    client = Client()
    client.force_login(other)
    with pytest.raises(SessionUnknown):
        end_session(user_id=alice_user.pk, user=ALICE, number=number_of(client.session.session_key))
    assert len(sessions_of(user_id=other.pk)) == 1


def test_what_rested_or_is_old_is_none_any_more(alice_user: User) -> None:
    rest(signed_in(), minutes=31)
    old = signed_in()
    BrowserSession.objects.filter(session_key=old.session.session_key).update(
        began_at=datetime.now(UTC) - timedelta(hours=13)
    )
    assert sessions_of(user_id=alice_user.pk) == []


def test_another_password_and_a_closed_user_end_them(alice_user: User) -> None:
    signed_in()
    change_password(actor=BOB, username=ALICE, password="snöbär i november")
    assert not BrowserSession.objects.filter(user=alice_user).exists()
    Client().force_login(alice_user)
    let_in(actor=BOB, username=ALICE, is_active=False)
    assert not BrowserSession.objects.filter(user=alice_user).exists()


def test_use_is_noted_and_nothing_else_is_written(company: CompanyFacts, alice_user: User) -> None:
    client = signed_in()
    client.get(f"/{company.id}/")
    before = BrowserSession.objects.get(session_key=client.session.session_key)
    client.get(f"/{company.id}/")
    assert BrowserSession.objects.get(session_key=before.session_key).used_at == before.used_at
    rest(client, minutes=10)
    client.get(f"/{company.id}/")
    after = BrowserSession.objects.get(session_key=before.session_key)
    assert after.used_at >= before.used_at
    assert after.session_data == before.session_data
    assert client.session[BEGAN] == before.began_at.timestamp()
