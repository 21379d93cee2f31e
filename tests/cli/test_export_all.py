"""export all as a user types it: told, and kept in the audit trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.audit.trail import newest
from reskontra.companies.queries import CompanyFacts
from tests.cli.running import done, refused

pytestmark = pytest.mark.django_db


def test_a_company_is_exported(company: CompanyFacts, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    told = done("export", "all", folder)
    action, content = newest(company=company.id)
    assert action == "company.exported"
    assert told == f"{folder}: {content['rows']} rows of {content['tables']} tables, 0 files.\n"
    assert "something is in it. Name a folder that is empty, or a new one." in refused("export", "all", folder)


def test_an_archived_company_is_exported_too(company: CompanyFacts, tmp_path: Path) -> None:
    done("company", "archive", company.name, "--to", tmp_path / "archive")
    assert "rows" in done("export", "all", tmp_path / "all")
    assert newest(company=company.id)[0] == "company.exported"
