"""All that is known of a person, with why and until when, and nothing of another."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reskontra.privacy.handing_out import hand_out, packed
from reskontra.privacy.persons import person_of
from tests.privacy.a_person import OTHER, SECRETS, tell_of_anna
from tests.story import Story

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_all_that_is_known_is_handed_out_and_nothing_of_another(story: Story, tmp_path: Path) -> None:
    tell_of_anna(story)
    anna = person_of(company=story.company, customer="K1")
    folder = tmp_path / "out"
    hand_out(company=story.company, person=anna, folder=folder, at=AT)
    text = (folder / "data.json").read_text("utf-8")
    found = json.loads(text)
    tables = {one["table"]: one for one in found["tables"]}
    for secret in (*SECRETS, "Anna Andersson", "SE3550000000054910000003", "10017"):
        assert secret in text, secret
    for other in (OTHER, "Bo Berg", "INV-2"):
        assert other not in text
    (card,) = tables["parties_party"]["rows"]
    assert card["kept_until"] == "2033-12-31"
    assert "BFL 5 kap. 7 §" in tables["parties_party"]["kept_because"]["name"]
    assert tables["bank_transactionparty"]["rows"][0]["kept_until"] == "2033-12-31"
    assert tables["bank_transactionparty"]["from"] == "told by the bank"
    assert tables["collections_contact"]["kept_until"] is None
    assert [path.read_bytes() for path in (folder / "files").iterdir()] == [b"%PDF of hers"]
    page = (folder / "data.html").read_text("utf-8")
    assert "Har fått skilsmässa" in page
    assert "2033-12-31" in page
    assert "<script" not in page


def test_an_archive_of_one_who_pays_from_an_account(story: Story) -> None:
    tell_of_anna(story)
    payer = person_of(company=story.company, account="SE35 5000 0000 0549 1000 0003")
    known, archive = packed(company=story.company, person=payer, at=AT)
    assert {one.table for one in known.tables} >= {"parties_partyaccount", "bank_transactionparty"}
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.namelist() == ["data.json", "data.html"]
