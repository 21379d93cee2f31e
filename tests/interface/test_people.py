"""Users and their roles: added, changed, shut out, and what the trail keeps of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.test import Client

from reskontra.audit.models import Event, Payload
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import ROLES, Membership, User
from reskontra.interface.passwords import PasswordWeak
from reskontra.interface.people import (
    DEMO_USER,
    EmailTaken,
    EmailUnreadable,
    RoleUnknown,
    UserExists,
    UserNameUnreadable,
    UserUnknown,
    add_demo_user,
    add_user,
    change_email,
    change_password,
    choose_language_of,
    demo_user,
    find_user,
    give_role,
    is_anyone_there,
    let_in,
    people,
    reset_two_steps,
)
from reskontra.interface.single_sign_on import user_with_email
from tests.build import ALICE, BOB

pytestmark = pytest.mark.django_db

PASSWORD = "kastanj i maj 1914"


def noted(company: CompanyFacts) -> tuple[str, str, str, Any]:
    """The newest event: actor, action, subject, content."""
    event = Event.objects.filter(company=company.id).latest("number")
    return event.actor, event.action, event.subject, json.loads(Payload.objects.get(event=event).content)


@pytest.fixture
def alice_user(company: CompanyFacts) -> User:
    user = add_user(username=ALICE, password=PASSWORD, name="Alice Ek")
    give_role(company=company.id, actor=BOB, username=ALICE, role="CLERK")
    return user


def test_a_user_signs_in_with_her_password() -> None:
    user = add_user(username=ALICE, password=PASSWORD, name="Alice Ek", language="sv")
    assert user.password.startswith("argon2")
    assert authenticate(username=ALICE, password=PASSWORD) == user
    assert authenticate(username=ALICE, password="another one") is None
    assert [(one.username, one.name, one.language, one.roles) for one in people()] == [(ALICE, "Alice Ek", "sv", {})]


@pytest.mark.parametrize("weak", ["short", "123456789123456", "alice.ek.alice"])
def test_a_weak_password_is_refused(weak: str) -> None:
    with pytest.raises(PasswordWeak) as refusal:
        add_user(username="alice.ek.alic", password=weak)
    assert refusal.value.values["least"] == 12
    assert not User.objects.exists()


def test_a_name_is_taken_whatever_its_case() -> None:
    add_user(username=ALICE, password=PASSWORD)
    with pytest.raises(UserExists):
        add_user(username=ALICE.upper(), password=PASSWORD)
    assert find_user(username=ALICE.upper()).username == ALICE


@pytest.mark.parametrize("unreadable", ["", "alice ek", "alice\n", "a" * 151, "alice<b>"])
def test_a_name_that_nobody_could_write_is_refused(unreadable: str) -> None:
    with pytest.raises(UserNameUnreadable):
        add_user(username=unreadable, password=PASSWORD)
    assert not User.objects.exists()


def test_a_role_is_given_changed_and_taken_away(company: CompanyFacts, alice_user: User) -> None:
    assert noted(company)[2:] == (ALICE, {"before": {"role": ""}, "after": {"role": "CLERK"}})
    give_role(company=company.id, actor=BOB, username=ALICE.lower(), role="ACCOUNTANT")
    held = {"before": {"role": "CLERK"}, "after": {"role": "ACCOUNTANT"}}
    assert noted(company) == (BOB, "interface.role.given", ALICE, held)
    assert [dict(one.roles) for one in people()] == [{company.id: "ACCOUNTANT"}]
    give_role(company=company.id, actor=BOB, username=ALICE, role="")
    assert not Membership.objects.exists()
    assert noted(company)[3]["after"] == {"role": ""}


def test_the_same_role_again_is_no_event(company: CompanyFacts, alice_user: User) -> None:
    before = Event.objects.count()
    give_role(company=company.id, actor=BOB, username=ALICE, role="CLERK")
    assert Event.objects.count() == before


def test_what_is_no_role_and_who_is_no_user_is_refused(company: CompanyFacts, alice_user: User) -> None:
    with pytest.raises(RoleUnknown) as refusal:
        give_role(company=company.id, actor=BOB, username=ALICE, role="BOSS")
    assert refusal.value.values == {"role": "boss", "roles": tuple(role.lower() for role in ROLES)}
    with pytest.raises(UserUnknown):
        give_role(company=company.id, actor=BOB, username="nobody", role="CLERK")
    assert [dict(one.roles) for one in people()] == [{company.id: "CLERK"}]


def test_another_password_ends_every_session(company: CompanyFacts, alice_user: User) -> None:
    client = Client()
    client.force_login(alice_user)
    assert client.get(f"/{company.id}/").status_code == 200
    change_password(actor=BOB, username=ALICE, password="snöbär i november")
    assert client.get(f"/{company.id}/").status_code == 302
    assert authenticate(username=ALICE, password="snöbär i november")
    assert noted(company)[:3] == (BOB, "interface.user.password_changed", ALICE)
    with pytest.raises(PasswordWeak):
        change_password(actor=BOB, username=ALICE, password="short")
    assert authenticate(username=ALICE, password="snöbär i november")


def test_a_user_shut_out_is_out_at_once_and_may_come_back(company: CompanyFacts, alice_user: User) -> None:
    client = Client()
    client.force_login(alice_user)
    let_in(actor=BOB, username=ALICE, is_active=False)
    assert client.get(f"/{company.id}/").status_code == 302
    assert authenticate(username=ALICE, password=PASSWORD) is None
    states = {"before": {"is_active": True}, "after": {"is_active": False}}
    assert noted(company) == (BOB, "interface.user.disabled", ALICE, states)
    let_in(actor=BOB, username=ALICE, is_active=True)
    assert authenticate(username=ALICE, password=PASSWORD) == alice_user
    events = Event.objects.count()
    let_in(actor=BOB, username=ALICE, is_active=True)
    assert Event.objects.count() == events


def test_a_lost_device_is_let_go(company: CompanyFacts, alice_user: User) -> None:
    assert not reset_two_steps(actor=BOB, username=ALICE)
    Authenticator.objects.create(user=alice_user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    assert [one.has_two_steps for one in people()] == [True]
    assert reset_two_steps(actor=BOB, username=ALICE)
    assert [one.has_two_steps for one in people()] == [False]
    assert noted(company)[:3] == (BOB, "interface.user.two_steps_reset", ALICE)


def test_the_demos_user_has_no_password() -> None:
    assert demo_user() is None
    made = add_demo_user(name="Alma Sand")
    assert (made.username, made.has_usable_password()) == (DEMO_USER, False)
    assert add_demo_user(name="Alma Sand") == made == demo_user()
    assert not is_anyone_there()
    add_user(username=ALICE, password=PASSWORD)
    assert is_anyone_there()
    let_in(actor=BOB, username=ALICE, is_active=False)
    assert not is_anyone_there()


def test_a_user_keeps_her_language(alice_user: User) -> None:
    choose_language_of(user_id=alice_user.id, language="sv")
    assert [one.language for one in people()] == ["sv"]


def test_people_take_the_same_queries_however_many(company: CompanyFacts, django_assert_num_queries: Any) -> None:
    for number in range(20):
        User.objects.create(username=f"user{number}")
        give_role(company=company.id, actor=BOB, username=f"user{number}", role="READER")
    with django_assert_num_queries(3):
        assert len(people()) == 20


def test_an_address_is_one_user_s_alone_whatever_its_case(company: CompanyFacts, alice_user: User) -> None:
    other = User.objects.create(username="doris")
    change_email(actor=BOB, username=ALICE, email="Alice@nordan.example")
    assert user_with_email(email="alice@NORDAN.example") == alice_user
    assert user_with_email(email="") is None
    with pytest.raises(EmailTaken, match=rf"The user {ALICE} has the e-mail address alice@nordan\.example\."):
        change_email(actor=BOB, username="doris", email="alice@nordan.example")
    with pytest.raises(EmailUnreadable, match='"alice at nordan" is no e-mail address'):
        change_email(actor=BOB, username=ALICE, email="alice at nordan")
    User.objects.filter(id=other.id).update(email="alice@nordan.example")
    assert user_with_email(email="alice@nordan.example") is None  # two have it: nobody is guessed
    change_email(actor=BOB, username="doris", email="")
    assert user_with_email(email="alice@nordan.example") == alice_user
