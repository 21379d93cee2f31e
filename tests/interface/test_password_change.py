"""Who changes her password chooses another: the one that somebody lent her is not made hers by typing it again."""

from __future__ import annotations

import pytest
from django.test import Client

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.models import User
from reskontra.interface.people import add_user
from tests.build import ALICE
from tests.interface.test_sign_in import ANOTHER, PASSWORD, signs_in, text_of

pytestmark = pytest.mark.django_db
CHANGE = "/account/password/change/"


def test_the_same_one_is_not_taken(company: CompanyFacts) -> None:
    add_user(username=ALICE, password=PASSWORD, language="en", is_lent=True)
    client, lent = Client(), User.objects.filter(password_is_lent=True)
    signs_in(client)
    told = "That is the password you have now. Choose another."
    kept = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert told in text_of(client.post(CHANGE, kept))
    assert told not in text_of(client.post(CHANGE, kept | {"oldpassword": ANOTHER})), "nothing is told by guessing"
    assert lent.exists()
    assert client.get("/").headers["Location"].startswith(CHANGE)
    assert client.post(CHANGE, kept | {"password1": ANOTHER, "password2": ANOTHER}).status_code == 302
    assert not lent.exists()
