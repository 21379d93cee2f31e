"""Signing in, in one step and in two: through the pages, with wrong words, too often, and in Swedish."""

from __future__ import annotations

import logging
import time
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django_tasks_db.models import DBTaskResult
from lxml import html

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import CacheRow, User
from reskontra.interface.people import add_user, give_role, let_in
from reskontra.interface.sign_in import SecondStep
from tests.build import ALICE, BOB

pytestmark = pytest.mark.django_db

PASSWORD = "kastanj i maj 1914"
ANOTHER = "snöbär i november"
NOT_OURS = (
    "signup/", "email/", "confirm-email/", "confirm-email/x/", "password/reset/", "password/set/",
    "password/reset/done/", "password/reset/key/1-x/", "login/code/", "login/code/confirm/", "reauthenticate/code/",
    "2fa/webauthn/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_one_half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code that is shown is not another when it arrives."""
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def alice_user(company: CompanyFacts) -> User:
    user = add_user(username=ALICE, password=PASSWORD, name="Alice Ek", language="en")
    give_role(company=company.id, actor=BOB, username=ALICE, role="CLERK")
    return user


def signs_in(client: Client, password: str = PASSWORD, *, user: str = ALICE, to: str = "") -> Any:
    return client.post("/account/login/", {"login": user, "password": password, "next": to})


def text_of(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def code_now(secret: str) -> str:
    """What an app shows now for the key."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_a_user_comes_to_the_page_she_asked_for(company: CompanyFacts, alice_user: User) -> None:
    client = Client()
    page = f"/{company.id}/journals/"
    answer = client.get(page, follow=True)
    assert answer.redirect_chain == [(f"/account/login/?next={page}", 302)]
    assert html.fromstring(answer.content).xpath("//input[@name='next']/@value") == [page]
    answer = signs_in(client, to=page)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert client.get(page).status_code == 200
    assert "Alice Ek" in client.get(page).content.decode()


def test_no_one_is_led_to_another_site(alice_user: User) -> None:
    assert signs_in(Client(), to="https://elsewhere.example/").headers["Location"] == "/"


@pytest.mark.parametrize(("user", "password"), [(ALICE, "wrong"), ("nobody", PASSWORD), (ALICE, PASSWORD.upper())])
def test_what_does_not_fit_is_told_the_same_for_users_and_others(alice_user: User, user: str, password: str) -> None:
    client = Client()
    answer = signs_in(client, password, user=user)
    assert "User and password do not fit each other. Write both again." in text_of(answer)
    assert "_auth_user_id" not in client.session


def test_the_log_tells_who_came_in_and_who_did_not(alice_user: User, caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    with caplog.at_level(logging.INFO, "reskontra.interface.account"):
        for user in (ALICE, "kastanj"):
            signs_in(client, "wrong", user=user)
        signs_in(client)
        client.post("/account/logout/")
    told = [one.getMessage() for one in caplog.records if one.name == "reskontra.interface.account"]
    assert told == [
        f"account.not_let_in user={alice_user.pk}",
        "account.not_let_in user=unknown",
        f"account.signed_in user={alice_user.pk}",
        f"account.signed_out user={alice_user.pk}",
    ]


def test_after_five_wrong_passwords_the_right_one_waits_too(alice_user: User) -> None:
    for _ in range(5):
        assert "do not fit" in text_of(signs_in(Client(), "wrong"))
    client = Client()
    assert "That was tried too often. Wait 5 minutes, then try again." in text_of(signs_in(client))
    assert "_auth_user_id" not in client.session
    CacheRow.objects.all().delete()  # what the attempts left is in the database, which all processes share
    assert signs_in(client).status_code == 302


def test_attempts_end_with_their_time(alice_user: User) -> None:
    for _ in range(5):
        signs_in(Client(), "wrong")
    seconds = max(row.expires.timestamp() for row in CacheRow.objects.all()) - time.time()
    assert 0 < seconds <= 300


def test_a_closed_user_is_told_so(alice_user: User) -> None:
    let_in(actor=BOB, username=ALICE, is_active=False)
    client = Client(headers={"accept-language": "en"})
    assert "do not fit" in text_of(signs_in(client, "wrong"))
    answer = client.get(signs_in(client).headers["Location"])
    assert "Your user is closed. An administrator can open it again." in text_of(answer)
    assert "_auth_user_id" not in client.session


def test_signing_out_ends_the_session(company: CompanyFacts, alice_user: User) -> None:
    client = Client()
    signs_in(client)
    assert "Sign out" in text_of(client.get("/account/logout/"))
    assert client.get(f"/{company.id}/").status_code == 200
    client.post("/account/logout/")
    assert client.get(f"/{company.id}/").status_code == 302


def test_another_password_ends_the_other_sessions_alone(company: CompanyFacts, alice_user: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        signs_in(client)
    typed = {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    answer = here.post("/account/password/change/", typed, follow=True)
    assert "The password is changed. Everywhere else you are signed out." in text_of(answer)
    assert here.get(f"/{company.id}/").status_code == 200
    assert elsewhere.get(f"/{company.id}/").status_code == 302
    assert signs_in(elsewhere, ANOTHER).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        (("wrong", ANOTHER, ANOTHER), "oldpassword", "That is not your password."),
        ((PASSWORD, ANOTHER, "another"), "password2", "same password"),
        ((PASSWORD, "short", "short"), "password1", "at least 12 characters"),
    ],
)
def test_a_refused_password_is_told_at_its_field(
    alice_user: User, typed: tuple[str, str, str], field: str, told: str
) -> None:
    client = Client()
    signs_in(client)
    answer = client.post(
        "/account/password/change/", dict(zip(("oldpassword", "password1", "password2"), typed, strict=True))
    )
    page = html.fromstring(answer.content.decode())
    (input_,) = page.xpath(f"//input[@name='{field}'][@aria-invalid='true']")
    assert told in page.get_element_by_id(input_.get("aria-describedby").split()[0]).text_content()
    assert not page.xpath("//input[@value][@type='password']")
    assert signs_in(Client()).status_code == 302


def turned_on(client: Client) -> str:
    """Two-step sign-in, turned on through its pages; gives the key."""
    signs_in(client)
    client.get("/account/2fa/totp/activate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get("/account/2fa/totp/activate/")
    secret = str(client.session["mfa.totp.secret"])
    answer = client.post("/account/2fa/totp/activate/", {"code": code_now(secret)}, follow=True)
    assert "Each lets you in once" in text_of(answer)
    return secret


def test_the_second_step_asks_for_the_apps_code(company: CompanyFacts, alice_user: User) -> None:
    secret = turned_on(Client())
    CacheRow.objects.all().delete()  # a code is taken once; the minute is the same in this test
    client = Client()
    answer = signs_in(client, to=f"/{company.id}/")
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert client.get(f"/{company.id}/").status_code == 302
    assert "That is not the code." in text_of(client.post("/account/2fa/authenticate/", {"code": "000000"}))
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret)}).status_code == 302
    assert client.get(f"/{company.id}/").status_code == 200


def test_a_code_that_was_used_is_refused_and_told(alice_user: User, caplog: pytest.LogCaptureFixture) -> None:
    """A wrong one is told to the log alone."""
    secret = turned_on(Client())
    User.objects.update(email="alice@nordan.example")
    first, client = Client(), Client()
    signs_in(first)
    assert first.post("/account/2fa/authenticate/", {"code": code_now(secret)}).status_code == 302
    signs_in(client)
    for code, mails in (("000000", 0), (code_now(secret), 1)):
        assert "That is not the code." in text_of(client.post("/account/2fa/authenticate/", {"code": code}))
        news = DBTaskResult.objects.filter(args_kwargs__kwargs__news="code_again")
        assert (news.count(), f"account.code_refused user={alice_user.pk}" in caplog.text) == (mails, True)
        assert code not in caplog.text


def test_its_keys_are_not_readable_in_the_database(company: CompanyFacts, alice_user: User, settings: Any) -> None:
    secret = turned_on(Client())
    kept = [str(data) for data in Authenticator.objects.filter(user=alice_user).values_list("data", flat=True)]
    assert len(kept) == 2
    assert not [data for data in kept if secret in data or "fernet:" not in data]
    CacheRow.objects.all().delete()
    settings.SECRET_KEY = "another"
    client = Client()
    signs_in(client)
    assert "That is not the code." in text_of(client.post("/account/2fa/authenticate/", {"code": code_now(secret)}))


def test_a_key_from_before_they_were_enciphered_serves(company: CompanyFacts, alice_user: User) -> None:
    secret = turned_on(Client())
    Authenticator.objects.filter(user=alice_user, type="totp").update(data={"secret": secret})
    CacheRow.objects.all().delete()
    client = Client()
    signs_in(client)
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret)}).status_code == 302


def test_codes_are_not_guessed(alice_user: User) -> None:
    turned_on(Client())
    client = Client()
    signs_in(client)
    told = [text_of(client.post("/account/2fa/authenticate/", {"code": "000000"})) for _ in range(6)]
    assert "That is not the code." in told[4]
    assert "Wait 5 minutes" in told[5]


def test_a_recovery_code_lets_in_once(company: CompanyFacts, alice_user: User) -> None:
    client = Client()
    turned_on(client)
    codes = html.fromstring(client.get("/account/2fa/recovery-codes/").content.decode()).xpath("//code/text()")
    assert len(codes) == 10
    assert client.get("/account/2fa/recovery-codes/download/").content.decode().split() == codes
    first, second = Client(), Client()
    signs_in(first)
    assert first.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    signs_in(second)
    assert "That is not the code." in text_of(second.post("/account/2fa/authenticate/", {"code": codes[0]}))
    assert "Recovery codes left: 9." in text_of(first.get("/account/2fa/"))
    answer = client.post("/account/2fa/recovery-codes/generate/", follow=True)
    new = html.fromstring(answer.content.decode()).xpath("//code/text()")
    assert (len(new), set(new) & set(codes)) == (10, set())


def test_the_second_step_is_turned_off(alice_user: User) -> None:
    client = Client()
    turned_on(client)
    assert "Leave it on" in text_of(client.get("/account/2fa/totp/deactivate/"))
    answer = client.post("/account/2fa/totp/deactivate/", follow=True)
    assert "Two-step sign-in is off." in text_of(answer)
    assert signs_in(Client()).headers["Location"] == "/"


def test_what_touches_the_second_step_asks_again_who_it_is(alice_user: User) -> None:
    client = Client()
    signs_in(client)
    page = "/account/2fa/totp/activate/"
    answer = client.get(page, follow=True)
    assert "Is it you?" in text_of(answer)
    assert "That is not your password." in text_of(client.post("/account/reauthenticate/", {"password": "wrong"}))
    answer = client.post(f"/account/reauthenticate/?next={page}", {"password": PASSWORD}, follow=True)
    assert "Code from the app" in text_of(answer)


def test_with_a_second_step_either_shows_who_it_is(alice_user: User) -> None:
    turned_on(Client())
    CacheRow.objects.all().delete()
    client = Client()
    signs_in(client)
    secret = SecondStep().decrypt(Authenticator.objects.get(user=alice_user, type="totp").data["secret"])
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    answer = client.get("/account/2fa/totp/deactivate/", follow=True)
    assert "Use a code from the app instead" in text_of(answer)
    answer = client.get("/account/2fa/reauthenticate/", follow=True)
    assert "Use your password instead" in text_of(answer)
    assert "Code from the app, or a recovery code" in text_of(answer)


@pytest.mark.parametrize("path", NOT_OURS)
def test_pages_that_are_not_ours_are_not_there(alice_user: User, path: str) -> None:
    client = Client()
    assert client.get(f"/account/{path}").status_code == 404
    signs_in(client)
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["login/", "password/change/", "2fa/", "reauthenticate/", "2fa/totp/activate/", "logout/", "inactive/"]
)
def test_the_pages_speak_swedish(alice_user: User, path: str) -> None:
    client = Client(headers={"accept-language": "sv"})
    if path != "login/":
        User.objects.update(language="sv")
        signs_in(client)
        client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = html.fromstring(client.get(f"/account/{path}").content.decode())
    assert page.xpath("/html/@lang") == ["sv"]
    told = " ".join(page.xpath("//main")[0].text_content().split())
    for english in ("Password", "Sign", "Turn", "Code", "You ", "Reskontra in"):
        assert english not in told


def test_too_many_of_a_page_is_told_with_how_long(alice_user: User) -> None:
    client = Client()
    signs_in(client)
    typed = {"oldpassword": "wrong", "password1": ANOTHER, "password2": ANOTHER}
    answers = [client.post("/account/password/change/", typed) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Wait a minute" in text_of(answers[-1])


def test_the_second_steps_words_are_ours() -> None:
    assert isinstance(get_adapter(), SecondStep)
