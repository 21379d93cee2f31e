"""A new password is no common one, and none that the company's name gives away; told where it is typed."""

from __future__ import annotations

import pytest
from django.test import Client

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.passwords import PasswordWeak
from reskontra.interface.people import add_user, change_password, give_role
from tests.build import ALICE, BOB, PASSWORD
from tests.interface.test_sign_in import signs_in, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("password", ["sunshine2026", "Lösenord2026!", "Nordan2026!!", "alicealice12"])
def test_what_is_guessed_early_is_refused(company: CompanyFacts, password: str) -> None:
    with pytest.raises(PasswordWeak):
        add_user(username=ALICE, password=password, joins=company.name)
    add_user(username=ALICE, password=PASSWORD)
    give_role(company=company.id, actor=BOB, username=ALICE, role="CLERK")
    with pytest.raises(PasswordWeak):
        change_password(actor=BOB, username=ALICE, password=password)
    client = Client(headers={"accept-language": "en"})
    signs_in(client, PASSWORD)
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert "Write several words" in text_of(client.post("/account/password/change/", typed))
    assert signs_in(Client(), PASSWORD).status_code == 302
