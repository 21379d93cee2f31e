"""What is known of a person, by the API: an archive for administrators, kept in the trail."""

from __future__ import annotations

import io
import zipfile

import pytest

from reskontra.audit.trail import newest
from tests.privacy.a_person import tell_of_anna
from tests.program import Program
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_an_administrators_program_takes_what_is_known(story: Story) -> None:
    tell_of_anna(story)
    program = Program(story.company, role="ADMINISTRATOR")
    answer = program.post("customers/K1/personal-data")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="personal-data-K1.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["files/1-dom.pdf", "data.json", "data.html"]
        assert "bo@example.org" not in archive.read("data.json").decode()
    action, content = newest(company=story.company.id)
    assert (action, content["kind"], content["files"]) == ("privacy.exported", "customer", 1)
    refused = [program.post(f"{one}/personal-data") for one in ("customers/K9", "vendors/K1")]
    assert [(one.status, one.data["code"]) for one in refused] == [(404, "party_unknown")] * 2
    assert newest(company=story.company.id) == (action, content)
