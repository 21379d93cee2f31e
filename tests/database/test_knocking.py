"""A place that is down is asked once in a while, by one; all others are told at once, and home goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import OperationalError

from reskontra.companies.queries import CompanyFacts, each_in_its_place
from reskontra.database import knocking, places
from reskontra.interface.database import PlaceSilent, database_refusal
from tests.placed import reached

pytestmark = pytest.mark.django_db


def test_it_is_left_alone_and_found_again(
    company: CompanyFacts, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "down"
    places.introduce(places.Place("gone", f"sqlite:///{folder}/books"))
    try:
        with reached():
            with pytest.raises(OperationalError, match="unable to open"):
                places.enter("gone")
            refusal = database_refusal(OperationalError("connection failed"))
            assert (places.here(), type(refusal)) == ("gone", PlaceSilent)
            places.leave()
            folder.mkdir()  # it is there again, and nobody asks yet
            with pytest.raises(OperationalError, match="connection failed 0 seconds ago"), places.at("gone"):
                raise AssertionError
            assert places.here() == places.HOME
            lost = list[int]()
            moved = [replace(company, place="gone"), company]
            found = [one.place for one in each_in_its_place(moved, lost=lambda one, trouble: lost.append(one.id))]
            assert (found, lost) == ([""], [company.id])
            knocking._silent_at["gone"] -= knocking.SECONDS_ALONE
            with places.at("gone"):
                assert places.here() == "gone"
            assert [one for one in ("place.silent", "place.answers") if one in caplog.text] == [
                "place.silent", "place.answers",
            ]  # fmt: skip
    finally:
        places.leave()
        places.forget("gone")
