"""Of whom a second step is demanded, how she is led to it, and that it stays; others are asked for nothing."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from lxml import html

from reskontra.companies.queries import CompanyFacts
from reskontra.config.env import SingleSignOn
from reskontra.interface.demanded_step import is_demanded_of, who_lack_it
from reskontra.interface.models import User
from reskontra.interface.people import add_demo_user, add_user, demo_user, give_role, let_in, reset_two_steps
from reskontra.interface.tokens import create_token
from tests.build import ALICE, BOB
from tests.interface.test_asking_again import an_hour_later
from tests.interface.test_sign_in import PASSWORD, code_now, signs_in, text_of

pytestmark = pytest.mark.django_db
SET_UP, TAKE_AWAY = "/account/2fa/totp/activate/", "/account/2fa/totp/deactivate/"
WHY = "a second step is demanded of you"


@pytest.fixture(autouse=True)
def _demanded(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of administrators; and a code that is shown is not another when it arrives."""
    settings.SECOND_STEP = "administrators"
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))


@pytest.fixture(name="page")
def _page(company: CompanyFacts) -> str:
    """A page that Alice, an administrator, asks for."""
    add_user(username=ALICE, password=PASSWORD, language="en")
    give_role(company=company.id, actor=BOB, username=ALICE, role="ADMINISTRATOR")
    return f"/{company.id}/journals/?a=1"


def set_up(client: Client, page: str) -> Any:
    """What is shown once she wrote the code of the page that she was led to."""
    shown = client.get(page, follow=True)
    sent = html.fromstring(shown.content.decode()).xpath("//main//form//input[@type='hidden']")
    typed = {one.get("name"): one.get("value") for one in sent if one.get("name") == "next"}
    return client.post(SET_UP, typed | {"code": code_now(client.session["mfa.totp.secret"])}, follow=True)


def test_she_sets_it_up_at_once_and_goes_on_and_keeps_it(page: str) -> None:
    client = Client()
    signs_in(client)
    shown = client.get(page, follow=True)
    assert [to.partition("?")[0] for to, _status in shown.redirect_chain] == [SET_UP]
    assert WHY in text_of(shown)
    assert client.post(page).headers["Location"] == SET_UP
    codes = set_up(client, page)
    assert "Each lets you in once" in text_of(codes)
    assert html.fromstring(codes.content.decode()).xpath("//a[text()='Go on']/@href") == [page]
    assert client.get(page).status_code == 200

    kept = client.get(TAKE_AWAY)
    assert "Two-step sign-in is demanded of you here." in text_of(kept)
    assert "Turn off" not in "".join(html.fromstring(kept.content.decode()).xpath("//main//button/text()"))
    client.post(TAKE_AWAY)
    assert Authenticator.objects.filter(type="totp").exists()
    reset_two_steps(actor=BOB, username=ALICE)  # her device is lost
    assert client.get(page).status_code == 303
    assert WHY in text_of(signs_in_anew(page))


def signs_in_anew(page: str) -> Any:
    client = Client()
    signs_in(client)
    return client.get(page, follow=True)


def test_long_after_she_signed_in_she_shows_first_who_she_is(page: str) -> None:
    """As when it is demanded from now on."""
    client = Client()
    signs_in(client)
    an_hour_later(client)
    asked = client.get(page, follow=True)
    assert ("Is it you?" in text_of(asked), WHY in text_of(asked)) == (True, True)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert "Each lets you in once" in text_of(set_up(client, page))


def test_of_others_nothing_is_asked(company: CompanyFacts, page: str, settings: Any) -> None:
    add_user(username="Carla", password=PASSWORD, language="en")
    give_role(company=company.id, actor=BOB, username="Carla", role="ACCOUNTANT")
    client = Client()
    signs_in(client, user="Carla")
    assert client.get(page).status_code == 200
    settings.SECOND_STEP = "everybody"
    assert client.get(page).status_code == 303
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "socialaccount", "provider": "sso"}]
    session.save()
    assert client.get(page).status_code == 200

    secret = create_token(company=company.id, actor=ALICE, name="webshop", role="READER", scopes=["read"])
    programs = Client(headers={"authorization": f"Bearer {secret}"})
    assert programs.get("/api/v1/company").status_code == 200
    settings.IS_DEMO = True
    add_demo_user(name="Ada")
    give_role(company=company.id, actor=BOB, username="demo", role="ADMINISTRATOR")
    visitor = Client()
    visitor.post("/account/demo/")
    assert visitor.get(page).status_code == 200


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [("nobody", []), ("administrators", [ALICE]), ("everybody", [ALICE, "Carla"])],
)
def test_who_lacks_it(company: CompanyFacts, page: str, settings: Any, asked: str, lacking: list[str]) -> None:
    """Not the demo's user, nor who may not sign in, nor whom the server of single sign-on knows."""
    add_demo_user(name="Ada")
    for name in ("Carla", "Gone"):
        add_user(username=name, password=PASSWORD)
    let_in(actor=BOB, username="Gone", is_active=False)
    settings.SECOND_STEP = asked
    assert who_lack_it() == lacking
    demo = demo_user()
    assert demo
    assert not is_demanded_of(user_id=demo.pk)
    alice = User.objects.get(username=ALICE)
    SocialAccount.objects.create(user=alice, provider="sso", uid="1")
    assert who_lack_it() == lacking  # as long as nobody else vouches for anyone
    settings.OIDC = SingleSignOn(server="https://id.example.se")
    assert who_lack_it() == [name for name in lacking if name != ALICE]
    assert is_demanded_of(user_id=alice.pk) is (asked != "nobody")
