"""company archive, reopen, delete as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.cli.running import done, refused

pytestmark = pytest.mark.django_db


def test_a_company_is_archived_listed_apart_opened_and_deleted(company: CompanyFacts, tmp_path: Path) -> None:
    build.new_company(name="Sunnan AB")
    told = done("company", "archive", "sunnan ab", "--to", tmp_path / "sunnan")
    assert "Its books are only read now." in told
    digest = told.split()[-1]
    assert "Archived" in done("company", "list").partition("Nordan AB")[2]
    said = refused("--company", "Sunnan AB", "setting", "set", "tolerances", "post")
    assert said == "Sunnan AB is archived, and is only read. Open it again first: reskontra company reopen NAME.\n"
    assert done("tick") == ""
    assert "The books of Nordan AB, Sunnan AB are whole." in done("check", "--seal")
    assert done("company", "reopen", "Sunnan AB") == "Sunnan AB is written again.\n"
    said = refused("company", "delete", "Sunnan AB", "--reason", "made by mistake", "--again", "Sunnan")
    assert said == (
        'Sunnan AB was to be deleted, and its name was typed again as "Sunnan". Say --again with Sunnan AB.\n'
    )
    told = done("company", "delete", "Sunnan AB", "--reason", "made by mistake", "--again", "Sunnan AB")
    assert told.startswith("Sunnan AB is deleted with ")
    (kept,) = json.loads(done("company", "list", "--deleted", "--format", "json"))
    assert (kept["name"], kept["reason"], kept["archive_sha256"]) == ("Sunnan AB", "made by mistake", "")
    assert digest not in done("company", "list", "--deleted")
    assert [one["name"] for one in json.loads(done("company", "list", "--format", "json"))] == ["Nordan AB"]
