"""Who has not just signed in shows again who she is before tokens, roles, accounts, keys, approvals and erasures."""

from __future__ import annotations

import time
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from lxml import html

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.interface.models import CacheRow, Token, User
from reskontra.interface.people import add_user, give_role
from reskontra.interface.sessions import BEGAN
from tests.build import ALICE, BOB
from tests.interface.test_sign_in import PASSWORD, code_now, signs_in, text_of, turned_on

pytestmark = pytest.mark.django_db

ASKED = "Nothing is done before that."
TOKEN = {
    "form": "new",
    "name": "webshop",
    "role": "CLERK",
    "scopes": "read",
    "expires": (today() + timedelta(days=30)).isoformat(),
}


@pytest.fixture(autouse=True)
def _as_in_use(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def client(company: CompanyFacts) -> Client:
    """Alice, an administrator, who signed in an hour ago."""
    add_user(username=ALICE, password=PASSWORD, language="en")
    give_role(company=company.id, actor=BOB, username=ALICE, role="ADMINISTRATOR")
    found = Client()
    signs_in(found)
    an_hour_later(found)
    return found


def an_hour_later(client: Client) -> None:
    session = client.session
    session[BEGAN] = time.time() - 3600
    for record in session.get("account_authentication_methods", []):
        record["at"] -= 3600
    session.save()


def test_it_is_asked_and_then_done_with_what_was_sent(company: CompanyFacts, client: Client) -> None:
    page = f"/{company.id}/setup/tokens/"
    answer = client.post(page, TOKEN)
    assert (answer.status_code, ASKED in text_of(answer)) == (422, True)
    assert not Token.objects.exists()
    sent = html.fromstring(answer.content.decode()).xpath("//main//input[@type='hidden']")
    sent = {one.get("name"): one.get("value") for one in sent}
    assert {name: sent[name] for name in TOKEN} == TOKEN
    assert not {"webshop"} & {str(value) for value in client.session.values()}

    answer = client.post(page, sent | {"sure_password": "wrong"})
    assert (answer.status_code, "That is not your password." in text_of(answer)) == (422, True)
    assert not Token.objects.exists()
    answer = client.post(page, sent | {"sure_password": PASSWORD})
    assert (answer.status_code, Token.objects.get().name) == (200, "webshop")
    assert client.post(page, {"revoke": "webshop"}).status_code == 303  # for five minutes she is sure
    an_hour_later(client)
    assert ASKED in text_of(client.post(page, TOKEN | {"name": "another"}))


def test_with_a_second_step_its_code_is_asked_for(company: CompanyFacts, client: Client) -> None:
    secret = turned_on(client)
    CacheRow.objects.all().delete()
    an_hour_later(client)
    page = f"/{company.id}/setup/tokens/"
    assert "Code from the app" in text_of(client.post(page, TOKEN))
    assert "Code from the app" in text_of(client.post(page, TOKEN | {"sure_password": PASSWORD}))
    assert "That is not the code." in text_of(client.post(page, TOKEN | {"sure_code": "000000"}))
    assert client.post(page, TOKEN | {"sure_code": code_now(secret)}).status_code == 200
    assert Token.objects.count() == 1


def test_guessing_is_slowed(company: CompanyFacts, client: Client) -> None:
    told = [
        text_of(client.post(f"/{company.id}/setup/tokens/", TOKEN | {"sure_password": "wrong"})) for _one in range(11)
    ]
    assert "tried too often" in told[-1]
    answer = client.post(f"/{company.id}/setup/tokens/", TOKEN | {"sure_password": PASSWORD})
    assert (answer.status_code, Token.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("setup/tokens/", {"revoke": "webshop"}),
        ("setup/people/", {"form": "new", "username": "carla", "password": PASSWORD, "role": "CLERK"}),
        ("setup/bank-accounts/", {"form": "new", "number": "BANK2", "currency": "SEK"}),
        ("setup/webhooks/", {"form": "new", "url": "https://example.org/"}),
        ("setup/settings/", {"four_eyes_above": "1000000"}),
        ("payment-proposals/1/approve/", {}),
        ("collecting/repayments/", {"approve": "1"}),
        ("customers/K1/privacy/", {"number": "K1", "reason": "asked for"}),
    ],
)
def test_what_does_most_harm_asks(company: CompanyFacts, client: Client, path: str, typed: dict[str, str]) -> None:
    assert ASKED in text_of(client.post(f"/{company.id}/{path}", typed))


def test_looking_and_other_settings_do_not_ask(company: CompanyFacts, client: Client) -> None:
    assert "Users and roles" in text_of(client.get(f"/{company.id}/setup/people/"))
    page = html.fromstring(client.get(f"/{company.id}/setup/settings/").content.decode())
    shown = {one.get("name"): one.get("value") or "" for one in page.xpath("//main//input[@name]")}
    shown |= {one.get("name"): one.value for one in page.xpath("//main//select")}
    assert "saved" in text_of(client.post(f"/{company.id}/setup/settings/", shown, follow=True))


def test_who_has_just_signed_in_and_who_has_nothing_to_show_is_not_asked(company: CompanyFacts, client: Client) -> None:
    fresh = Client()
    signs_in(fresh)
    assert fresh.post(f"/{company.id}/setup/tokens/", TOKEN).status_code == 200
    user = User.objects.get(username=ALICE)
    user.set_unusable_password()
    user.save()
    linked = Client()
    linked.force_login(user)
    an_hour_later(linked)
    assert linked.post(f"/{company.id}/setup/tokens/", TOKEN | {"name": "another"}).status_code == 200
