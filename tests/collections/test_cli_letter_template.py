"""A company's own template makes its letters, until it is taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.cli.program import program
from reskontra.collections.letter_template import own_template, remove_own_template
from reskontra.collections.letterhead import letterhead
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.command_line import done, refused

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
OWN = "#let letter = json(bytes(sys.inputs.content))\n#set document(title: letter.title)\nEgen: #letter.title\n"


def test_a_template_is_set_shown_and_removed(company: CompanyFacts, tmp_path: Path) -> None:
    file = tmp_path / "own.typ"
    file.write_text(OWN, encoding="utf-8")
    assert done(program, "letter-template", "set", str(file), "--lang", "en").out == "Letters are made by own.typ.\n"
    assert letterhead(company=company).template == OWN == own_template(company=company)
    assert done(program, "letter-template", "show").out == OWN
    assert "paper-left" in done(program, "letter-template", "show", "--ours").out
    file.write_text(OWN + "#letter.nothing", encoding="utf-8")
    told = refused(program, "letter-template", "set", str(file), "--lang", "en")
    assert told.startswith("Line 4, column 8 of the template:")
    file.write_bytes(b"\xff\xfe")
    assert "cannot be read" in refused(program, "letter-template", "set", str(file), "--lang", "en")
    assert own_template(company=company) == OWN
    assert done(program, "letter-template", "remove", "--lang", "en").out == "Letters are made by ours again.\n"
    assert not remove_own_template(company=company, actor=build.ALICE)
    assert "paper-left" in done(program, "letter-template", "show").out
