"""What drafts of reminders and of memos have in common on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from reskontra.collections import cli_finance_charges_edit, cli_reminders_edit  # noqa: F401 - add their commands
from reskontra.collections.cli_reminders import app
from reskontra.collections.models import CollectionDocument
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party
from tests import build
from tests.collections.reminding import debtor, make, terms
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_texts_and_a_letter_to_look_at(company: CompanyFacts, tmp_path: Path) -> None:
    terms(company)
    build.invoice(company, debtor(company))
    make(company)
    done(app, "add-text", "BPU000001", "Ring oss.")
    done(app, "line-text", "BPU000001", 2, "Ring oss i dag.")
    shown = done(app, "show", "BPU000001", "--format", "json").json
    assert [line["text"] for line in shown["lines"]] == ["", "Ring oss i dag."]
    file = tmp_path / "letter.pdf"
    assert str(file) in done(app, "preview-letter", "BPU000001", str(file)).out
    assert "cannot be written" in refused(app, "preview-letter", "BPU000001", str(tmp_path))
    told = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert ("UTKAST" in told, "BPU000001" in told, "Ring oss i dag." in told, "Bankgiro" in told) == (
        True, True, True, False,
    )  # fmt: skip
    assert not CollectionDocument.objects.exclude(pdf_sha256="").exists()
    Party.objects.filter(number="C1").update(is_privacy_blocked=True)
    assert "no preview of BPU000001" in refused(app, "preview-letter", "BPU000001", str(file))
