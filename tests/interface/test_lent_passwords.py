"""Who was given a password chooses her own before anything else; whoever chose the first one is never taken for her."""

from __future__ import annotations

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import User
from reskontra.interface.people import add_user, change_password, give_role
from reskontra.interface.second_pair import SecondPairLent, has_shown
from tests.build import ALICE, BOB
from tests.interface.test_sign_in import ANOTHER, PASSWORD, signs_in, text_of
from tests.web import Browser

pytestmark = pytest.mark.django_db
CHANGE = "/account/password/change/"
TYPED = {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}


def test_she_chooses_her_own_and_goes_on(company: CompanyFacts) -> None:
    typed = {"form": "new", "username": "Carla", "password": PASSWORD, "role": "ACCOUNTANT", "language": "en"}
    assert Browser(company, role="ADMINISTRATOR", name="bob").post("setup/people/", typed).status == 200
    client, page = Client(), f"/{company.id}/journals/?a=1"
    signs_in(client, user="Carla")
    shown = client.get(page, follow=True)
    assert shown.redirect_chain == [(f"{CHANGE}?next=%2F{company.id}%2Fjournals%2F%3Fa%3D1", 303)]
    assert "Somebody else chose your password" in text_of(shown)
    assert "Sign out" in text_of(shown), "the way to the start page leads back here"
    part = client.get(page, headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"].startswith(CHANGE)
    sent = client.post(f"/{company.id}/customers/new/", {"number": "C9", "name": "Alfa"})
    assert (sent.status_code, sent.headers["Location"]) == (303, CHANGE)
    answer = client.post(CHANGE, TYPED | {"next": page})
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert client.get(page).status_code == 200
    assert "Somebody else" not in text_of(client.get(CHANGE))


def test_of_who_comes_otherwise_nothing_is_asked(company: CompanyFacts) -> None:
    """By single sign-on, or with a password of her own."""
    add_user(username=ALICE, password=PASSWORD, is_lent=True)
    give_role(company=company.id, actor=BOB, username=ALICE, role="CLERK")
    client, page = Client(), f"/{company.id}/journals/"
    signs_in(client)
    assert client.get(page).status_code == 303
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "socialaccount", "provider": "sso"}]
    session.save()
    assert client.get(page).status_code == 200
    change_password(actor=BOB, username=ALICE, password=ANOTHER)
    signs_in(client, ANOTHER)
    assert client.get(page).status_code == 200


def test_a_command_with_a_lent_password_is_no_second_pair(
    company: CompanyFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(username=ALICE, password=PASSWORD, is_lent=True)
    give_role(company=company.id, actor=BOB, username=ALICE, role="ACCOUNTANT")
    monkeypatch.setenv("RESKONTRA_ACTOR_PASSWORD", PASSWORD)
    with pytest.raises(SecondPairLent):
        has_shown(company=company.id, actor=ALICE, role="ACCOUNTANT")
    User.objects.update(password_is_lent=False)
    assert has_shown(company=company.id, actor=ALICE, role="ACCOUNTANT")
