"""Single sign-on with a server that signs: known people come in, everybody else is told why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.test import Client
from lxml import html

from reskontra.audit.queries import Wanted, events
from reskontra.companies.queries import CompanyFacts
from reskontra.config.env import SingleSignOn
from reskontra.interface.models import User
from reskontra.interface.people import add_user, change_email, give_role, let_in
from tests.build import ALICE, BOB
from tests.oidc_server import CLIENT, SECRET, Server, served

pytestmark = pytest.mark.django_db
PASSWORD = "kastanj i maj 1914"
EMAIL = "alice@nordan.example"


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with served() as server:
        yield server


@pytest.fixture
def server(running: Server, settings: Any) -> Server:
    """It vouches for Alice, until a test makes it say something else."""
    running.claims = {"sub": "number 7", "email": EMAIL, "email_verified": True, "name": "Alice Ek"}
    running.userinfo, running.audience, running.seconds, running.signs_with_another_key = {}, CLIENT, 300, False
    cache.clear()
    settings.OIDC = SingleSignOn(running.address, CLIENT, SECRET, "Nordans inloggning")
    app = {
        "provider_id": "sso", "name": settings.OIDC.name, "client_id": CLIENT, "secret": SECRET,
        "settings": {"server_url": running.address, "oauth_pkce_enabled": True},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return running


@pytest.fixture
def alice_user(company: CompanyFacts) -> User:
    user = add_user(username=ALICE, password=PASSWORD, name="Alice Ek", language="en")
    give_role(company=company.id, actor=BOB, username=ALICE, role="CLERK")
    change_email(actor=BOB, username=ALICE, email=EMAIL)
    return user


def comes(client: Client, server: Server) -> Any:
    """Her browser: the link on the page, what the server says to it, and back."""
    begun = client.get("/account/sso/")
    assert begun.status_code == 302
    back = urlsplit(server.authorize(begun.headers["Location"]))
    return client.get(f"{back.path}?{back.query}")


def told(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def test_it_is_off_unless_a_server_is_named(db: None) -> None:
    assert "/account/sso/" not in Client().get("/account/login/").content.decode()
    assert Client().get("/account/sso/").status_code == 404
    assert Client().get("/account/sso/callback/").status_code == 404


def test_the_sign_in_page_has_the_link(server: Server) -> None:
    page = Client().get("/account/login/").content.decode()
    assert "Sign in with Nordans inloggning" in page
    assert 'href="/account/sso/"' in page


def test_who_has_the_verified_address_comes_in_and_is_linked(
    server: Server, alice_user: User, company: CompanyFacts
) -> None:
    client = Client()
    answer = comes(client, server)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get(f"/{company.id}/").status_code == 200
    account = SocialAccount.objects.get()
    assert (account.user_id, account.uid) == (alice_user.id, "number 7")
    assert not SocialToken.objects.exists()
    [linked] = events(company=company.id, wanted=Wanted(action="interface.user.linked"), most=9)
    assert (linked.actor, linked.subject) == (ALICE, ALICE)


def test_from_then_on_the_server_s_number_counts_and_not_the_address(server: Server, alice_user: User) -> None:
    comes(Client(), server)
    server.claims |= {"email": "gift@nordan.example", "email_verified": False}
    client = Client()
    assert comes(client, server).status_code == 302
    assert client.session["_auth_user_id"] == str(alice_user.id)
    assert SocialAccount.objects.count() == 1


def test_case_does_not_tell_addresses_apart(server: Server, alice_user: User) -> None:
    server.claims["email"] = EMAIL.upper()
    assert comes(Client(), server).status_code == 302


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email_verified": False}, "does not say that your e-mail address is verified"),
        ({"email_verified": "nej"}, "does not say that your e-mail address is verified"),
        ({"email": ""}, "does not say that your e-mail address is verified"),
        ({"email": "mallory@nordan.example"}, "No user here has the e-mail address mallory@nordan.example."),
    ],
)
def test_who_is_not_known_is_told_why(server: Server, alice_user: User, claims: dict[str, Any], said: str) -> None:
    server.claims |= claims
    client = Client()
    answer = comes(client, server)
    assert answer.status_code == 422
    assert said in told(answer)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_who_may_not_sign_in_any_more_does_not_come_in_by_it(server: Server, alice_user: User) -> None:
    comes(Client(), server)
    let_in(actor=BOB, username=ALICE, is_active=False)
    client = Client()
    answer = comes(client, server)
    assert answer.status_code == 422
    assert f"The user {ALICE} may not sign in any more." in told(answer)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "misbehaves",
    [
        {"signs_with_another_key": True},
        {"audience": "somebody else"},
        {"seconds": -3600},
        {"userinfo": {"sub": "number 8"}},
        {"claims": {"sub": "number 7", "email": EMAIL, "email_verified": True, "iss": "https://elsewhere.example"}},
    ],
)
def test_what_the_server_did_not_sign_for_us_counts_for_nothing(
    server: Server, alice_user: User, misbehaves: dict[str, Any]
) -> None:
    for name, value in misbehaves.items():
        setattr(server, name, value)
    client = Client()
    answer = comes(client, server)
    assert answer.status_code == 422
    assert "Nordans inloggning did not answer as it should" in told(answer)
    assert "_auth_user_id" not in client.session


def test_an_answer_that_nobody_asked_for_is_refused(server: Server, alice_user: User) -> None:
    for query in ("code=x&state=y", "error=access_denied", ""):
        client = Client()
        answer = client.get(f"/account/sso/callback/?{query}")
        assert answer.status_code == 422
        assert "or the sign-in was broken off" in told(answer)
        assert "_auth_user_id" not in client.session


def test_a_server_that_does_not_answer_is_told_of(server: Server, settings: Any) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:1"
    answer = Client().get("/account/sso/")
    assert answer.status_code == 422
    assert "Nordans inloggning did not answer as it should" in told(answer)
