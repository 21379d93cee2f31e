"""The database itself keeps posted documents and their lines as they are."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import DocumentLine
from tests import build, guards
from tests.documents import draft, post

pytestmark = pytest.mark.django_db
TABLE, LINES = "receivables_document", "receivables_documentline"


@pytest.fixture
def posted(company: CompanyFacts) -> CompanyFacts:
    build.customer(company)
    draft(company, "3001;1000.00;25")
    post(company)
    return company


@pytest.mark.parametrize("column", guards.frozen_columns(TABLE, set()))
def test_a_posted_document_is_frozen(posted: CompanyFacts, column: str) -> None:
    guards.assert_frozen(TABLE, column)


@pytest.mark.parametrize("column", guards.frozen_columns(LINES, set()))
def test_its_lines_are_frozen(posted: CompanyFacts, column: str) -> None:
    guards.assert_frozen(LINES, column)


def test_no_line_goes_and_none_comes(posted: CompanyFacts) -> None:
    guards.assert_refused(f"DELETE FROM {LINES}", because="never changes")
    row = DocumentLine.objects.get()
    columns = ", ".join(column for column in guards.frozen_columns(LINES, {"id"}) if column != "line_number")
    add = f"INSERT INTO {LINES} (line_number, {columns}) SELECT 2, {columns} FROM {LINES} WHERE id = {row.id}"
    guards.assert_refused(add, because="never changes")


def test_a_document_is_kept_and_a_draft_may_change(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1000.00;25")
    guards.assert_editable(TABLE, "description")
    guards.assert_editable(LINES, "description")
    guards.assert_refused(f"DELETE FROM {TABLE}", because=f"{TABLE} is never deleted")
