"""What the row of a company says of where its books are, at home and in its copy elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.companies.placing import companies_at, copy_from_home, said_here, say_at_home, say_here
from reskontra.companies.queries import CompanyFacts
from reskontra.database import places
from tests.placed import a_place

pytestmark = pytest.mark.django_db


def test_the_row_at_home_and_its_copy_say_each_their_own(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path):
        assert (companies_at(""), companies_at("there")) == ([company.name], [])
        with places.at("there"):
            assert said_here(company.id) is None
            copy_from_home(company.id)
            assert said_here(company.id) == ("there", "")
            say_at_home(company.id, place="", moving_to="there")
            say_here(company.id, place="elsewhere")
            assert said_here(company.id) == ("elsewhere", "")
        assert said_here(company.id) == ("", "there")
        assert companies_at("there") == [company.name]
        say_at_home(company.id, place="")
