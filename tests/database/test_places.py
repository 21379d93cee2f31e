"""Where a thread is: what belongs to home stays there, the rest is at the place, and nobody is anywhere by mistake."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections

from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts
from reskontra.database import places
from reskontra.database.places import PlaceSecretMissing, PlaceUnknown, PlaceUnsaid
from reskontra.interface.models import Membership, User
from reskontra.parties.models import Party
from tests.placed import a_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("table", "is_at_home"), [(User, True), (Session, True), (Membership, True), (Company, True), (Party, False)]
)
def test_home_keeps_what_is_asked_for_before_a_company_is_known(table: type, is_at_home: bool) -> None:
    assert places.is_at_home(table) == is_at_home


def test_a_thread_is_at_a_place_for_as_long(company: CompanyFacts, tmp_path: Path) -> None:
    home = connections["default"]
    assert places.alias_for(Party) == places.alias_for(User) == "default"
    with a_place(tmp_path):
        with places.at("there"):
            assert connections["default"] is not home is places.home_connection()
            assert (places.here(), Party.objects.db, Company.objects.db) == ("there", "default", "home")
            assert Company.objects.filter(id=company.id).exists()
            with places.at(places.HOME):
                assert connections["default"] is home
            assert connection.settings_dict["NAME"] != home.settings_dict["NAME"]
            with places.at("there", is_whole=True):
                assert not Company.objects.exists()
        assert connections["default"] is home
        with pytest.raises(PlaceUnsaid, match="Party"):
            Party.objects.count()
        assert list(places.every_place()) == ["", "there"]
    assert places.here() == places.HOME


def test_both_are_stored_or_neither(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path), places.at("there"):
        with suppress(ZeroDivisionError), places.atomic_with_home():
            Company.objects.filter(id=company.id).update(city="Malmö")
            assert connection.in_atomic_block
            raise ZeroDivisionError
        assert Company.objects.get(id=company.id).city == ""


def test_a_place_is_known_and_its_password_is_there() -> None:
    with pytest.raises(PlaceUnknown, match="nowhere"):
        places.enter("nowhere")
    with pytest.raises(PlaceSecretMissing, match="RESKONTRA_NO_SUCH"):
        places.introduce(places.Place("there", "postgresql://anna@localhost/books", secret="RESKONTRA_NO_SUCH"))
    assert len(connections.settings) == 1
