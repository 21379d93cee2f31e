"""The second pair of eyes: by page and token who signed in; by command who shows her password, and code."""

from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.interface.people import find_user, let_in
from reskontra.interface.second_pair import (
    CODE,
    PASSWORD,
    SecondPairUnfit,
    SecondPairUnproven,
    actor_is_told,
    is_another,
)
from reskontra.interface.tokens import create_token
from tests import build

pytestmark = pytest.mark.django_db


def another(company: CompanyFacts, actor: str = build.BOB, role: str = "ACCOUNTANT") -> bool:
    return is_another(company=company.id, actor=actor, prepared_by=[build.ALICE], role=role)


@pytest.fixture
def books(company: CompanyFacts) -> CompanyFacts:
    build.person(company, build.BOB)
    return company


def test_who_signed_in_is_believed(company: CompanyFacts) -> None:
    assert another(company)
    assert not another(company, actor="ALICE")


def test_a_program_has_the_eyes_of_who_made_it(company: CompanyFacts) -> None:
    create_token(company=company.id, actor=build.ALICE, name="robot", role="ACCOUNTANT", scopes=["write"])
    assert not another(company, actor="token:robot")


def test_a_name_alone_is_no_second_pair(books: CompanyFacts) -> None:
    with actor_is_told():
        with pytest.raises(SecondPairUnproven):
            another(books)
        assert not another(books, actor=build.ALICE), "that is told as before"
    assert another(books)


@pytest.mark.parametrize(
    ("actor", "password", "role"),
    [
        (build.BOB, "wrong", "ACCOUNTANT"),
        (build.BOB, build.PASSWORD, "ADMINISTRATOR"),
        ("nobody", build.PASSWORD, "ACCOUNTANT"),
        ("carla", build.PASSWORD, "ACCOUNTANT"),
    ],
)
def test_what_does_not_fit_is_none_either(
    books: CompanyFacts, monkeypatch: pytest.MonkeyPatch, actor: str, password: str, role: str
) -> None:
    build.person(books, "carla")
    let_in(actor=build.BOB, username="carla", is_active=False)
    monkeypatch.setenv(PASSWORD, password)
    with actor_is_told(), pytest.raises(SecondPairUnfit):
        another(books, actor, role)


def test_with_her_password_and_her_code_she_is(books: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, build.PASSWORD)
    with actor_is_told():
        assert another(books, "bob")
        user = find_user(username=build.BOB)
        TOTP.activate(user, generate_totp_secret())
        code = RecoveryCodes.activate(user).get_unused_codes()[0]
        for wrong in ("", "000000"):
            monkeypatch.setenv(CODE, wrong)
            with pytest.raises(Refused):
                another(books)
        monkeypatch.setenv(CODE, code)
        assert another(books)
