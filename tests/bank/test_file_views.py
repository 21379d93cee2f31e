"""The bank's file is handed over as it came, to those of its company alone."""

from __future__ import annotations

import pytest

from tests import build
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_reader_keeps_the_file_of_an_import_and_no_others(story: Story) -> None:
    story.tells("bank B1 1000.00\nstatement B1 2026-03-02\nline 25.00 text=kassa\nimport")
    reader = Browser(story.company, role="READER")
    kept = reader.client.get(f"/{story.company.id}/bank-files/1/")
    assert (kept.status_code, kept.headers["Content-Type"]) == (200, "application/octet-stream")
    assert kept.headers["Content-Disposition"] == 'attachment; filename="bank.xml"'
    assert "sandbox" in kept.headers["Content-Security-Policy"]
    assert b"kassa" in kept.content
    assert reader.get("bank-files/2/").status == 404
    assert Browser(build.new_company(name="Sydan AB"), name="carla").get("bank-files/1/").status == 404
