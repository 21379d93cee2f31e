"""Who owes two things is led to one after the other, and never in a circle."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.people import add_user, give_role
from tests.build import ALICE, BOB
from tests.interface.test_lent_passwords import CHANGE, TYPED
from tests.interface.test_sign_in import PASSWORD, signs_in, text_of

pytestmark = pytest.mark.django_db
SET_UP = "/account/2fa/totp/activate/"


def test_first_her_own_password_then_the_second_step(company: CompanyFacts, settings: Any) -> None:
    settings.SECOND_STEP = "everybody"
    add_user(username=ALICE, password=PASSWORD, language="en", is_lent=True)
    give_role(company=company.id, actor=BOB, username=ALICE, role="READER")
    client, page = Client(), f"/{company.id}/journals/"
    signs_in(client)
    shown = client.get(page, follow=True)
    assert [to.partition("?")[0] for to, _status in shown.redirect_chain] == [CHANGE]
    assert client.get(SET_UP).headers["Location"].startswith(CHANGE)
    shown = client.post(CHANGE, TYPED | {"next": page}, follow=True)
    assert [to.partition("?")[0] for to, _status in shown.redirect_chain] == [page, SET_UP]
    assert ("Sign out" in text_of(shown), "To the start page" in text_of(shown)) == (True, False)
    part = client.get(page, headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"].startswith(SET_UP)
    assert client.get("/account/logout/").status_code == 200
    assert client.post("/account/language/", {"language": "sv"}).headers["Location"] == "/"
