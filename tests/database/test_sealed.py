"""A digest of a row: of its values, and of no others."""

from __future__ import annotations

import pytest

from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.database.sealed import MARK, Sealed, marks

pytestmark = [pytest.mark.django_db, pytest.mark.damages_books]
FILES = Sealed("companies_storedfile", frozenset({"name", "erased_at", "erased_event"}), {"size__gt": 0})


def marked(company: CompanyFacts) -> dict[int, bytes]:
    return dict(marks(company=company.id, sealed=FILES, columns=FILES.columns))


def test_a_row_has_the_digest_of_its_columns_but_those_that_are_free(company: CompanyFacts) -> None:
    values = {"company_id": company.id, "sha256": "a", "name": "x", "size": 2, "stored_at": bulk.moment()}
    row = StoredFile.objects.create(content=b"\x00\x1f", **values)
    StoredFile.objects.create(content=b"", **values | {"sha256": "b", "size": 0})
    assert FILES.columns == "content sha256 size stored_at"
    before = marked(company)
    assert [len(mark) for mark in before.values()] == [MARK]
    StoredFile.objects.filter(id=row.id).update(name="y")
    assert marked(company) == before
    StoredFile.objects.filter(id=row.id).update(content=b"\x00\x1e")
    assert marked(company)[row.id] != before[row.id]
