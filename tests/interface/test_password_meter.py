"""The meter of a new password says what the form says that it belongs to; it refuses whatever that refuses."""

from __future__ import annotations

import pytest
from django.test import Client

from reskontra.companies.queries import CompanyFacts, companies
from reskontra.founding.first_run import open_first_run
from reskontra.interface.models import User
from reskontra.interface.password_meter import REFUSED, STRONG, TAKEN, judged
from reskontra.interface.people import people
from tests.interface.test_sign_in import PASSWORD, alice_user, signs_in
from tests.web import Browser

pytestmark = pytest.mark.django_db
__all__ = ["alice_user"]
TOLD = {REFUSED: "Would not be taken", TAKEN: "Strong enough", STRONG: "Very strong"}
JUDGED = [
    ("kort", REFUSED), ("Lösenord2026!", REFUSED), ("carlacarla12", REFUSED), ("Nordan2026!!", REFUSED),
    ("å9k2r7s4" * 17, REFUSED), ("snöbär i maj", TAKEN), (" två blanka ", TAKEN),
    ("abcabcabcabd abc", TAKEN), ("snöbär i november", STRONG), ("å9k2r7s4" * 16, STRONG),
]  # fmt: skip


@pytest.mark.parametrize(("password", "level"), JUDGED)
def test_a_user_is_added_by_what_the_meter_takes(company: CompanyFacts, password: str, level: int) -> None:
    admin = Browser(company, role="ADMINISTRATOR", name="bob")
    typed = {"form": "new", "username": "carla", "password": password, "role": "CLERK"}
    assert admin.post("setup/people/password/", typed).texts("//p[contains(@class, 'state')]") == [TOLD[level]]
    assert admin.post("setup/people/", typed).status == (422 if level == REFUSED else 200)
    added = User.objects.filter(username="carla").first()
    assert (added.check_password(password) if added else level == REFUSED) is True


def test_ones_own_is_changed_to_what_the_meter_takes(alice_user: User) -> None:
    client = Client()
    typed = {"oldpassword": PASSWORD, "password1": "Nordan2026!!", "password2": "Nordan2026!!"}
    assert client.post("/account/password/meter/", typed).status_code == 302
    signs_in(client)
    for password, told in (("Nordan2026!!", "Would not be taken"), ("snöbär i november", "Very strong")):
        typed |= {"password1": password, "password2": password}
        part = client.post("/account/password/meter/", typed)
        taken = client.post("/account/password/change/", typed).status_code == 302
        assert (told in part.content.decode(), taken) == (True, told != "Would not be taken")
    typed["oldpassword"] = typed["password1"]
    assert "the password you have now" in client.post("/account/password/meter/", typed).content.decode()
    assert client.post("/account/password/meter/", {"password1": " "}).content.strip() == b""
    assert client.get("/account/password/meter/").status_code == 405


def test_the_first_persons_is_held_against_what_she_typed() -> None:
    url = f"/first/{open_first_run()}/"
    typed = {"username": "anna", "password": "Sydvästan2026", "again": "Sydvästan2026", "company": "Sydvästan AB"}
    client = Client(headers={"accept-language": "en"})
    told = client.post(f"{url}password/", typed, headers={"hx-request": "true"}).content.decode()
    assert ("Would not be taken" in told, "a name of yours" in told) == (True, True)
    assert client.post(url, typed).status_code == 422
    assert (people(), companies()) == ([], [])
    assert client.post("/first/x/password/", typed).status_code == 404


def test_nothing_of_the_password_is_said(alice_user: User) -> None:
    found = judged("hemligt-hemligt", user=alice_user)
    assert "hemligt" not in " ".join([found.word, *found.said])
