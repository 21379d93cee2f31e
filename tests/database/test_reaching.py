"""Places are asked on connections of their own, and one that does not answer is told as that."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper

from reskontra.companies.placing import drop_place, keep_place
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.database.reaching import ask_each
from tests.placed import a_place, nowhere


def _count(own: BaseDatabaseWrapper) -> int:
    with own.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM companies_company")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_each_place_says_what_it_has_or_why_it_does_not(tmp_path: Path) -> None:
    assert ask_each(_count) == {}
    with a_place(tmp_path):
        keep_place(nowhere("gone"))
        keep_place(places.Place("locked", nowhere("").url, secret="RESKONTRA_NO_SUCH_VARIABLE"))
        found = ask_each(_count)
        assert found["there"] == 0
        assert isinstance(found["gone"], Error)
        assert isinstance(found["locked"], Refused)
        for name in ("gone", "locked"):
            drop_place(name)
            places.forget(name)
