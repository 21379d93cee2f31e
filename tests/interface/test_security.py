"""What browsers are told they may do, on pages of every kind; what cookies carry."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.people import add_user
from reskontra.interface.security import POLICY
from tests.web import Browser

pytestmark = pytest.mark.django_db

NAMES_OVER_HTTPS = ["__Host-sessionid", "__Host-csrftoken"]
PASSWORD = "kastanj i maj 1914"


@pytest.mark.parametrize("path", ["", "journals/", "import/", "search/?q=1", "nothing/", "journals/X/"])
def test_every_answer_says_what_a_browser_may_do(company: CompanyFacts, path: str) -> None:
    answer = Browser(company).get(path)
    said = {name: answer.headers.get(name) for name in answer.headers}
    assert said["Content-Security-Policy"] == POLICY
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["X-Frame-Options"] == "DENY"
    assert said["Referrer-Policy"] == "same-origin"
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in said["Cache-Control"]
    assert "camera=()" in said["Permissions-Policy"]


def test_the_page_of_signing_in_says_it_too() -> None:
    answer = Client().get("/account/login/")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_policy_lets_nothing_in_that_is_not_ours() -> None:
    allowed = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert allowed["default-src"] == allowed["frame-ancestors"] == allowed["base-uri"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


@pytest.mark.parametrize("path", ["", "journals/", "import/", "search/", "nothing/"])
def test_no_page_carries_a_script_or_a_style_in_itself(company: CompanyFacts, path: str) -> None:
    root = Browser(company).get(path).root
    assert not root.xpath("//script[not(@src)] | //style | //*[@style] | //*[@onclick or @onload or @onsubmit]")
    assert not [src for src in root.xpath("//@src | //link/@href") if not src.startswith(("/static/", "data:"))]


def test_cookies_are_for_the_server_alone() -> None:
    add_user(username="alice", password=PASSWORD)
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": "alice", "password": PASSWORD})
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"], session["secure"]) == (True, "Lax", "")
    assert client.cookies["csrftoken"]["samesite"] == "Lax"
    assert 0 < client.session.get_expiry_age() <= 12 * 3600


def test_over_https_cookies_go_by_it_alone() -> None:
    asked = (
        "from reskontra.config import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.ALLAUTH_TRUSTED_PROXY_COUNT,"
        "getattr(s, 'SESSION_COOKIE_NAME', '-'), getattr(s, 'CSRF_COOKIE_NAME', '-'))"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "RESKONTRA_HTTPS": said},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for said in ("1", "0")
    ]
    assert answers == [["True", "True", "True", "1", *NAMES_OVER_HTTPS], ["False", "False", "False", "0", "-", "-"]]
