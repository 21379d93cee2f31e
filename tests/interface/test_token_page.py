"""The page of tokens: one is made and told on the answer itself, and revoked; what ends soon stands above."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.interface.models import Token, User
from reskontra.interface.tokens import access_by
from tests.web import Browser

pytestmark = pytest.mark.django_db
NEW = {"form": "new", "name": "webshop", "role": "CLERK", "scopes": "entries:read", "expires": "2099-12-31"}


def test_a_token_is_told_once_and_revoked(company: CompanyFacts) -> None:
    browser = Browser(company, role="ADMINISTRATOR")
    assert "No program is let in yet." in browser.get("setup/tokens/").text
    made = browser.post("setup/tokens/", NEW)
    (secret,) = re.findall(r"rk_\w+_[\w-]{43}", made.source)
    access = access_by(secret)
    assert access is not None
    assert (access.role, access.scopes) == ("CLERK", {"entries:read"})
    assert secret not in str(browser.client.cookies)
    shown = browser.get("setup/tokens/")
    assert ("webshop" in shown.text, secret in shown.source) == (True, False)
    again = browser.post("setup/tokens/", NEW)
    assert (again.status, "Choose another name" in again.text) == (422, True)
    unknown = browser.post("setup/tokens/", NEW | {"name": "b", "scopes": "all"})
    assert (unknown.status, "is no scope" in unknown.text) == (422, True)
    assert "webshop is shut out." in browser.post("setup/tokens/", {"revoke": "webshop"}).text
    assert access_by(secret) is None


def test_what_ends_soon_and_who_cannot_be_mailed_is_told(company: CompanyFacts) -> None:
    browser = Browser(company, role="ADMINISTRATOR")
    browser.post("setup/tokens/", NEW)
    shown = browser.get("setup/tokens/")
    assert "You have no e-mail address here" in shown.text
    assert f'href="/{company.id}/setup/people/?edit=alice"' in shown.source
    assert "webshop lets its program in until" not in shown.text
    User.objects.update(email="alice@nordan.example")
    Token.objects.update(expires_on=today() + timedelta(days=14), created_at="2026-01-01T08:00Z")
    shown = browser.get("setup/tokens/")
    assert ("no e-mail address" in shown.text, "webshop lets its program in until" in shown.text) == (False, True)
    assert "Ends soon" in shown.text
    auditor = Browser(company, name="Eva", role="AUDITOR").get("setup/tokens/")
    assert ("Ask an administrator" in auditor.text, "?edit=" in auditor.source) == (True, False)
