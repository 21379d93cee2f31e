"""A browser is known to a person from her first sign-in there; a cookie that is not ours knows nobody.

Who signed in before devices were kept is not told of the first one; nobody else is spared.
"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import signing
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from reskontra.database import bulk
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


def test_the_first_device_of_who_signed_in_before_is_quiet_once(alice_user: User) -> None:
    """A new person, one who was away for long, and a second browser are told; so is the first after a month."""
    User.objects.update(email="alice@nordan.example")
    now = bulk.moment()
    waited = import_module("reskontra.interface.migrations.0011_let_known_people_in_quietly")
    for last_login, told in ((None, 1), (now - timedelta(days=31), 2), (now - timedelta(days=3), 2)):
        User.objects.update(last_login=last_login, quiet_until=None)
        waited._wait(apps, SimpleNamespace(connection=connection))
        signs_in(Client())
        assert DBTaskResult.objects.count() == told
    signs_in(Client())
    assert DBTaskResult.objects.count() == 3
    User.objects.update(quiet_until=now)
    signs_in(Client())
    assert DBTaskResult.objects.count() == 4
