"""Users from the command line: added, given roles and passwords, shut out; in English and Swedish."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from typer.testing import CliRunner

from reskontra.audit.models import Event
from reskontra.cli.program import program
from reskontra.cli.user import PasswordMissing, asked_password
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import Membership, User
from reskontra.interface.people import PasswordsDiffer
from tests import books, build
from tests.cli.running import done, refused

pytestmark = pytest.mark.django_db

PASSWORD = "kastanj i maj 1914"


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_PASSWORD", PASSWORD)


def test_a_user_is_added_with_a_role(company: CompanyFacts) -> None:
    said = done("user", "add", "carla", "--name", "Carla Ek", "--language", "sv", "--role", "clerk")
    assert said == "carla is clerk in Nordan AB.\n"
    user = authenticate(username="carla", password=PASSWORD)
    assert isinstance(user, User)
    assert (user.get_full_name(), user.language) == ("Carla Ek", "sv")
    event = Event.objects.filter(company=company.id).latest("number")
    assert (event.actor, event.action, event.subject) == (build.ALICE, "interface.role.given", "carla")


def test_without_a_role_one_is_told_how_to_give_it(company: CompanyFacts) -> None:
    assert "user role" in done("user", "add", "carla")
    assert not Membership.objects.exists()


def test_a_role_that_is_none_adds_nobody(company: CompanyFacts) -> None:
    assert refused("user", "add", "carla", "--role", "boss").startswith('"boss" is no role.')
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "carla"), 'There is a user "carla" already.'),
        (("add", "carla ek"), '"carla ek" is no name to sign in with.'),
        (("role", "nobody", "clerk"), 'There is no user "nobody".'),
        (("role", "carla", "boss"), '"boss" is no role. Use one of reader, auditor, clerk, accountant, administrator.'),
        (("role", "carla"), "No role was given for carla. Write one, or --none to take the role away."),
        (("role", "carla", "clerk", "--company", "Sydan AB"), "Sydan AB"),
        (("password", "nobody"), 'There is no user "nobody".'),
        (("disable", "nobody"), 'There is no user "nobody".'),
        (("enable", "nobody"), 'There is no user "nobody".'),
        (("reset-2fa", "nobody"), 'There is no user "nobody".'),
    ],
)
def test_what_makes_no_sense_is_refused(company: CompanyFacts, words: tuple[str, ...], told: str) -> None:
    done("user", "add", "carla")
    assert told in refused("user", *words)


def test_refusals_speak_swedish(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "”boss” är ingen roll." in refused("user", "add", "carla", "--role", "boss", "--lang", "sv")
    monkeypatch.setenv("RESKONTRA_PASSWORD", "hej")
    assert "för lätt att gissa. Välj minst 12 tecken" in refused("user", "add", "carla", "--lang", "sv")
    assert "Det finns ingen användare ”nobody”" in refused("user", "role", "nobody", "clerk", "--lang", "sv")


def test_a_role_is_changed_and_taken_away(company: CompanyFacts) -> None:
    done("user", "add", "carla")
    assert done("user", "role", "Carla", "Accountant") == "carla is accountant in Nordan AB.\n"
    assert done("user", "role", "carla", "--none") == "carla has no role in Nordan AB.\n"
    assert not Membership.objects.exists()


def test_users_are_listed_with_their_roles(company: CompanyFacts) -> None:
    build.new_company(name="Sydan AB")
    done("user", "add", "carla", "--name", "Carla Ek", "--role", "clerk", "--company", "Nordan AB")
    done("user", "role", "carla", "reader", "--company", "Sydan AB")
    done("user", "add", "doris")
    lines = done("user", "list").splitlines()
    assert lines[0].split() == ["User", "Name", "Roles", "Two", "steps", "Open"]
    assert "Nordan AB: clerk, Sydan AB: reader" in lines[1]
    assert len(lines) == 3
    assert "doris" not in done("user", "list", "--company", "Sydan AB")
    assert "läsare" in done("user", "list", "--company", "Sydan AB", "--lang", "sv")
    assert json.loads(done("user", "list", "--format", "json"))[0] == {
        "user": "carla",
        "name": "Carla Ek",
        "email": "",
        "language": "",
        "roles": {"Nordan AB": "clerk", "Sydan AB": "reader"},
        "two_steps": False,
        "is_active": True,
    }


def test_a_user_is_shut_out_and_let_in(company: CompanyFacts) -> None:
    done("user", "add", "carla", "--role", "clerk")
    assert done("user", "disable", "carla") == "carla may not sign in.\n"
    assert authenticate(username="carla", password=PASSWORD) is None
    assert done("user", "enable", "carla") == "carla may sign in.\n"
    assert authenticate(username="carla", password=PASSWORD)


def test_the_last_administrator_and_oneself_stay(company: CompanyFacts) -> None:
    done("user", "add", "carla", "--role", "administrator")
    for words in (("disable", "carla"), ("role", "carla", "clerk"), ("role", "carla", "--none")):
        assert "carla is the only administrator who may sign in." in refused("user", *words)
    done("user", "add", build.ALICE, "--role", "administrator")
    assert f"{build.ALICE} was to be shut out by {build.ALICE}." in refused("user", "disable", build.ALICE)
    done("user", "disable", "carla")
    assert "only administrator" in refused("user", "role", build.ALICE, "reader")
    done("user", "role", "carla", "reader")


def test_another_password(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    done("user", "add", "carla")
    monkeypatch.setenv("RESKONTRA_PASSWORD", "snöbär i november")
    assert done("user", "password", "carla") == "carla has another password, and is signed out everywhere.\n"
    assert authenticate(username="carla", password="snöbär i november")


def test_a_lost_device(company: CompanyFacts, settings: Any) -> None:
    done("user", "add", "carla")
    assert done("user", "reset-2fa", "carla") == "carla has no second step.\n"
    user = User.objects.get(username="carla")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    assert done("user", "reset-2fa", "carla") == "carla signs in with the password alone.\n"
    assert not Authenticator.objects.exists()
    settings.SECOND_STEP = "everybody"
    assert done("user", "reset-2fa", "carla") == "carla sets up a new second step when she signs in next.\n"


def piped(text: str) -> tuple[int, str]:
    result = CliRunner().invoke(program, ["user", "add", "carla"], input=text, catch_exceptions=False)
    return result.exit_code, result.stderr


def test_a_script_hands_the_password_through_a_pipe(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RESKONTRA_PASSWORD")
    before = books.contents()
    assert piped("") == (1, "No password was given for carla. Write one when asked, or set RESKONTRA_PASSWORD.\n")
    assert books.contents() == before
    assert piped(f"{PASSWORD}\r\n") == (0, "")
    assert authenticate(username="carla", password=PASSWORD)


def test_at_a_terminal_it_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RESKONTRA_PASSWORD")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    asked: list[str] = []

    def types(*answers: str) -> None:
        left = list(answers)
        monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or left.pop(0))

    types(PASSWORD, PASSWORD)
    assert asked_password("carla") == PASSWORD
    assert asked == ["Password for carla: ", "Once more: "]
    types(PASSWORD, "another")
    with pytest.raises(PasswordsDiffer):
        asked_password("carla")
    types("")
    with pytest.raises(PasswordMissing):
        asked_password("carla")


def test_the_address_for_single_sign_on(company: CompanyFacts) -> None:
    done("user", "add", "doris", "--role", "clerk")
    assert done("user", "email", "doris", "doris@nordan.example") == "doris is known by doris@nordan.example.\n"
    assert User.objects.get(username="doris").email == "doris@nordan.example"
    assert "is no e-mail address" in refused("user", "email", "doris", "doris")
    assert "There is no user" in refused("user", "email", "nobody", "x@nordan.example")
