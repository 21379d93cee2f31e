"""What is kept of a company that is no more stands beside the companies, and of one that goes what is left to do."""

from __future__ import annotations

import pytest

from reskontra.companies.archiving import (
    CompanyBeingDeleted,
    archive_of,
    begin_deletion,
    being_deleted,
    deleted_companies,
    deletion_of,
    end_deletion,
    note_rows,
    refuse_being_deleted,
    say_archived,
)
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.database.bulk import moment
from tests import build

pytestmark = pytest.mark.django_db


def test_a_company_is_archived_and_then_no_more(company: CompanyFacts) -> None:
    assert (archive_of(company.id), company_by_id(id=company.id).is_written) == ((None, ""), True)
    at = moment()
    say_archived(company.id, at=at, sha256="a" * 64)
    found = company_by_id(id=company.id)
    assert (found.archived_at, found.is_archived, found.is_written) == (at, True, False)
    refuse_being_deleted(company)
    assert deletion_of(company=company.id) is None
    begin_deletion(company=company, actor=build.BOB, reason="too old", trail_digest="b" * 64)
    note_rows(company=company.id, rows=3)
    note_rows(company=company.id, rows=4)
    assert being_deleted() == {company.id}
    with pytest.raises(CompanyBeingDeleted, match="Repeat reskontra company delete NAME"):
        refuse_being_deleted(company)
    end_deletion(company=company.id, actor=build.ALICE)
    (kept,) = deleted_companies()
    assert (kept.name, kept.rows, kept.archived_at, kept.archive_sha256) == ("Nordan AB", 7, at, "a" * 64)
    assert (kept.begun_by, kept.deleted_by, being_deleted()) == (build.BOB, build.ALICE, set())
