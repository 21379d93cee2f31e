"""Where the pages of the second step lead on to: back, and to no other site."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django_tasks_db.models import DBTaskResult
from lxml import html

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import User
from reskontra.interface.people import add_user
from tests.build import ALICE
from tests.interface.test_asking_again import an_hour_later
from tests.interface.test_sign_in import PASSWORD, code_now, signs_in, text_of, turned_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("asked", "leads"), [("", []), ("/1/", ["/1/"]), ("https://elsewhere.example/", [])])
def test_the_recovery_codes_lead_on_to_pages_of_ours_alone(company: CompanyFacts, asked: str, leads: list[str]) -> None:
    add_user(username=ALICE, password=PASSWORD, language="en")
    client = Client()
    turned_on(client)
    shown = client.get("/account/2fa/recovery-codes/", {"next": asked})
    assert html.fromstring(shown.content.decode()).xpath("//main//a[text()='Go on']/@href") == leads


MOVE = "/account/2fa/totp/move/"


@pytest.fixture(name="alice")
def _alice(company: CompanyFacts, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Of whom a second step is demanded; a code that is shown is not another when it arrives."""
    settings.SECOND_STEP = "everybody"
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))
    add_user(username=ALICE, password=PASSWORD, language="en")
    User.objects.filter(username=ALICE).update(email="alice@example.com")
    return Client()


def key_of(kind: str) -> str:
    return str(Authenticator.objects.get(type=kind).data)


def moves(client: Client, code: str = "") -> Any:
    """What is shown once she wrote a code of the new app, or another."""
    client.get(MOVE)
    return client.post(MOVE, {"code": code or code_now(client.session["mfa.totp.secret"])}, follow=True)


def test_whoever_must_have_a_second_step_moves_it_to_another_app_herself(alice: Client) -> None:
    old, codes = turned_on(alice), key_of("recovery_codes")
    assert MOVE in alice.get("/account/2fa/totp/deactivate/").content.decode()
    before = key_of("totp")
    wrong = moves(alice, "000000" if code_now(old) != "000000" else "111111")
    assert ("That is not the code." in text_of(wrong), key_of("totp")) == (True, before)
    key = html.fromstring(wrong.content.decode()).xpath("//p[@class='hint']/code/text()")[0]
    answer = alice.post(MOVE, {"code": code_now(key)}, follow=True)
    assert "Two-step sign-in is moved" in text_of(answer)
    assert (key_of("totp") != before, key_of("recovery_codes")) == (True, codes)
    mailed = DBTaskResult.objects.order_by("-enqueued_at")[0].args_kwargs["kwargs"]
    assert (mailed["news"], mailed["address"]) == ("second_step_moved", "alice@example.com")
    for secret, is_let_in in ((old, False), (key, True)):
        elsewhere = Client()
        signs_in(elsewhere)
        elsewhere.post("/account/2fa/authenticate/", {"code": code_now(secret)})
        assert ("_auth_user_id" in elsewhere.session) is is_let_in


def test_a_password_alone_moves_nothing_and_a_recovery_code_does(alice: Client) -> None:
    turned_on(alice)
    before = key_of("totp")
    an_hour_later(alice)
    alice.post("/account/reauthenticate/", {"password": PASSWORD})
    asked = alice.get(MOVE)
    assert asked.headers["Location"] == f"/account/2fa/reauthenticate/?{urlencode({'next': MOVE})}"
    assert (alice.post(MOVE, {"code": "1"}).status_code, key_of("totp")) == (302, before)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    shown = alice.post("/account/2fa/reauthenticate/", {"code": code, "next": MOVE}, follow=True)
    assert "For a new telephone or another app." in text_of(shown)
    assert "Two-step sign-in is moved" in text_of(moves(alice))
    assert key_of("totp") != before


def test_who_has_no_second_step_sets_one_up(alice: Client) -> None:
    signs_in(alice)
    assert alice.get(MOVE).headers["Location"].partition("?")[0] == "/account/2fa/totp/activate/"
    assert Client().get(MOVE).headers["Location"].startswith("/account/login/")
