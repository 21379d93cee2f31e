"""What cannot be a place, said before anything is made; places as they are added are tried in tests/faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.places import PlaceUnknown
from reskontra.founding import placing
from reskontra.founding.placing import NewPlace, add_place, remove_place
from tests.placed import a_place, moved

pytestmark = pytest.mark.django_db
OTHER = "sqlite:///none/books.sqlite3" if connection.vendor == "postgresql" else "postgresql://anna@localhost:1/books"


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewPlace("Där borta", "sqlite:///x"), placing.PlaceUnnameable),
        (NewPlace("home", "sqlite:///x"), placing.PlaceUnnameable),
        (NewPlace("there", "postgresql://anna:secret@localhost/books"), placing.PlaceAddressHoldsPassword),
        (NewPlace("there", "mysql://localhost/books"), placing.PlaceAddressUnread),
        (NewPlace("there", "postgresql://localhost/books?x=1"), placing.PlaceAddressUnread),
        (NewPlace("there", "", schema="a; b"), placing.PlaceSchemaUnread),
        (NewPlace("there", "", schema="pg_catalog"), placing.PlaceSchemaUnread),
        (NewPlace("there"), placing.PlaceIsHome),
        (NewPlace("there", OTHER), placing.PlaceOfOtherKind),
    ],
)
def test_what_is_no_place_is_refused(new: NewPlace, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        add_place(new, prepare=lambda: None)
    assert places.places() == []


def test_a_place_with_books_is_neither_added_again_nor_removed(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path) as url:
        with pytest.raises(placing.PlaceExists):
            add_place(NewPlace("there", url), prepare=lambda: None)
        moved(company)
        with pytest.raises(placing.PlaceInUse, match=company.name):
            remove_place("there")
        with pytest.raises(placing.PlaceHoldsBooks, match=company.name):
            add_place(NewPlace("again", url), prepare=lambda: None)
        with pytest.raises(PlaceUnknown):
            remove_place("nowhere")
