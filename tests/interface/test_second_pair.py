"""The second pair of eyes: by page and token who signed in; by command who shows her password, and code."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.interface.people import find_user, let_in
from reskontra.interface.second_pair import (
    CODE,
    PASSWORD,
    SecondPairOfCommand,
    SecondPairUnfit,
    SecondPairUnproven,
    actor_is_told,
    actor_signed_in,
    is_another,
)
from reskontra.interface.tokens import create_token
from tests import build
from tests.placed import a_place, moved

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
        with actor_signed_in():
            assert another(books), "as the worker does what was asked for by a page"
    assert another(books)


def test_a_token_that_a_command_was_told_of_approves_nothing_however_often_handed_on(company: CompanyFacts) -> None:
    told = {"company": company.id, "role": "ACCOUNTANT", "scopes": ["write"]}
    create_token(actor=build.BOB, name="robot", is_told=True, **told)  # type: ignore[arg-type]
    create_token(actor="token:robot", name="arm", **told)  # type: ignore[arg-type]
    create_token(actor=build.BOB, name="page", **told)  # type: ignore[arg-type]
    for actor in ("token:robot", "token:arm"):
        with pytest.raises(SecondPairOfCommand):
            another(company, actor=actor)
    assert another(company, actor="token:page")


def test_a_letter_that_a_database_takes_for_another_makes_nobody_else(
    books: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.person(books, "alicia")
    monkeypatch.setenv(PASSWORD, build.PASSWORD)
    with actor_is_told(), pytest.raises(SecondPairUnfit):
        is_another(company=books.id, actor="al\u0131cia", prepared_by=["alicia"], role="ACCOUNTANT")


@pytest.mark.django_db(transaction=True)
def test_a_recovery_code_is_used_up_at_home(
    books: CompanyFacts, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    user = find_user(username=build.BOB)
    TOTP.activate(user, generate_totp_secret())
    monkeypatch.setenv(PASSWORD, build.PASSWORD)
    monkeypatch.setenv(CODE, RecoveryCodes.activate(user).get_unused_codes()[0])
    with a_place(tmp_path):
        moved(books)
        with places.at("there"), actor_is_told():
            assert another(books)
            with pytest.raises(SecondPairUnfit):
                another(books)


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
