"""Where the pages of the second step lead on to: back, and to no other site."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.people import add_user
from tests.build import ALICE
from tests.interface.test_sign_in import PASSWORD, turned_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("asked", "leads"), [("", []), ("/1/", ["/1/"]), ("https://elsewhere.example/", [])])
def test_the_recovery_codes_lead_on_to_pages_of_ours_alone(company: CompanyFacts, asked: str, leads: list[str]) -> None:
    add_user(username=ALICE, password=PASSWORD, language="en")
    client = Client()
    turned_on(client)
    shown = client.get("/account/2fa/recovery-codes/", {"next": asked})
    assert html.fromstring(shown.content.decode()).xpath("//main//a[text()='Go on']/@href") == leads
