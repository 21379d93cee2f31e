"""What a person is told by mail of how she signs in, with the mail server of her company; no secret goes along."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django_tasks_db.models import DBTaskResult

from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.interface.account_news import NEWS, tell_named, words_of
from reskontra.interface.models import User
from reskontra.interface.people import (
    add_user,
    change_email,
    change_password,
    choose_language_of,
    give_role,
    reset_two_steps,
)
from reskontra.interface.tokens import create_token
from reskontra.interface.worker import forget_tasks, run_waiting, tell_interrupted
from tests.build import ALICE, BOB
from tests.interface.test_sign_in import ANOTHER, PASSWORD, signs_in, turned_on
from tests.mail_catcher import Caught, mail_caught

pytestmark = pytest.mark.django_db
ADDRESS = "alice@nordan.example"


@pytest.fixture(name="alice")
def _alice(company: CompanyFacts) -> User:
    user = add_user(username=ALICE, password=PASSWORD, language="en")
    give_role(company=company.id, actor=BOB, username=ALICE, role="ADMINISTRATOR")
    change_email(actor=BOB, username=ALICE, email=ADDRESS)
    return User.objects.get(id=user.id)


@pytest.fixture
def caught(company: CompanyFacts) -> Iterator[Caught]:
    with mail_caught() as caught:
        set_up_mail(company=company, actor=BOB, mail=MailFacts("konto@nordan.example", server=caught.url))
        yield caught


def told(caught: Caught) -> list[str]:
    """The subjects of what was mailed since, each to her."""
    run_waiting()
    found = [str(one["Subject"]).removeprefix("Reskontra: ") for one in caught.messages if one["To"] == ADDRESS]
    caught.messages.clear()
    return found


def test_what_she_changes_by_page_is_told(
    alice: User,
    caught: Caught,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"})
    signs_in(client)
    run_waiting()
    text = caught.messages[0].get_content()
    assert "Alice signed in from a device that was not seen before." in text
    assert "Device: Firefox, Linux" in text
    assert told(caught) == ["You signed in from a new device"]
    with django_capture_on_commit_callbacks(execute=True):
        secret = turned_on(client)
        client.post("/account/2fa/recovery-codes/generate/")
    codes = get_adapter().decrypt(Authenticator.objects.get(user=alice, type="recovery_codes").data["seed"])
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/2fa/totp/deactivate/")
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER})
    run_waiting()
    whole = "".join(str(message) for message in caught.messages)
    assert not [one for one in (secret, codes, PASSWORD, ANOTHER) if one in whole]
    assert told(caught) == [
        "Two-step sign-in was turned on",
        "New recovery codes were made",
        "Two-step sign-in was turned off",
        "Your password was changed",
    ]
    assert DBTaskResult.objects.count() == 0


def test_what_others_change_and_what_programs_are_let_in_is_told(
    company: CompanyFacts, alice: User, caught: Caught
) -> None:
    choose_language_of(user_id=alice.pk, language="sv")
    change_password(actor=BOB, username=ALICE, password=ANOTHER)
    assert reset_two_steps(actor=BOB, username=ALICE) is False
    secret = create_token(company=company.id, actor=ALICE, name="webshop", role="ADMINISTRATOR", scopes=["write"])
    create_token(company=company.id, actor="token:webshop", name="depot", role="READER", scopes=["read"])
    change_email(actor=BOB, username=ALICE, email="mallory@elsewhere.example")
    run_waiting()
    password, _first, second, _email = [message.get_content() for message in caught.messages]
    assert "Av: Bob" in password
    assert f"depot ({company.name})" in second
    assert "Av: token:webshop" in second
    assert secret not in "".join(str(message) for message in caught.messages)
    assert told(caught) == [
        "Ditt lösenord ändrades", "En nyckel skapades", "En nyckel skapades", "Din e-postadress ändrades",
    ]  # fmt: skip


def test_what_is_done_stands_where_no_mail_goes(
    company: CompanyFacts, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    """No server is set up; none answers; nobody knows her by that name; the worker dies meanwhile."""
    change_password(actor=BOB, username=ALICE, password=ANOTHER)
    forget_tasks(company=alice.pk)  # of a company, whatever the number of a person
    assert (run_waiting(), "account.news_unsent" in caplog.text) == (1, True)
    set_up_mail(
        company=company, actor=BOB, mail=MailFacts("konto@nordan.example", server="smtp+plain://127.0.0.1:9")
    )  # fmt: skip
    change_password(actor=BOB, username=ALICE, password=PASSWORD)
    assert (run_waiting(), "account.mail_not_taken" in caplog.text) == (1, True)
    assert signs_in(Client()).status_code == 302
    tell_named("nobody", "password")
    assert DBTaskResult.objects.update(status="RUNNING", started_at="2020-01-01T00:00Z") == 1
    tell_interrupted()
    assert ("account.news_interrupted" in caplog.text, DBTaskResult.objects.count()) == (True, 0)


def test_without_an_address_the_pages_say_so(alice: User) -> None:
    client = Client()
    signs_in(client)
    for page in ("sessions", "password/change", "2fa"):
        assert ADDRESS in client.get(f"/account/{page}/").content.decode()
    User.objects.update(email="")
    for page in ("sessions", "password/change", "2fa"):
        assert "You have no e-mail address here" in client.get(f"/account/{page}/").content.decode()
    with pytest.raises(Refused):
        change_password(actor=BOB, username=ALICE, password="x")
    change_password(actor=BOB, username=ALICE, password=ANOTHER)
    assert DBTaskResult.objects.filter(args_kwargs__kwargs__news="password").count() == 0


@pytest.mark.parametrize("news", NEWS)
def test_each_has_a_subject_of_one_line(news: str) -> None:
    facts = {"at": "2026-03-02T08:00:00+00:00", "by": "bob", "device": "", "about": "webshop"}
    subject, text = words_of(ALICE, news, facts)
    assert len(subject.splitlines()) == 1
    assert [part.count("{") for part in (subject, text)] == [0, 0]
    assert "Device" not in text
