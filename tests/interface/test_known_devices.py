"""A browser is known to a person from her first sign-in there; a cookie that is not ours knows nobody."""

from __future__ import annotations

import pytest
from django.core import signing
from django.test import Client
from django_tasks_db.models import DBTaskResult

from reskontra.interface.known_devices import COOKIE
from reskontra.interface.models import User
from tests.interface.test_sign_in import alice_user, signs_in

pytestmark = pytest.mark.django_db
__all__ = ["alice_user"]


def test_each_browser_is_told_once(alice_user: User) -> None:
    User.objects.update(email="alice@nordan.example")
    here, there = Client(), Client()
    for client, told in ((here, 1), (here, 1), (there, 2)):
        signs_in(client)
        assert DBTaskResult.objects.count() == told
        client.post("/account/logout/")
    cookie = here.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")
    for forged in ("x", signing.dumps([alice_user.pk]), cookie.value + "x"):
        stranger = Client()
        stranger.cookies[COOKIE] = forged
        before = DBTaskResult.objects.count()
        signs_in(stranger)
        assert DBTaskResult.objects.count() == before + 1
