"""reminders issue, test, cancel and delete on the command line."""

from __future__ import annotations

import pytest

from reskontra.collections import cli_reminders_issue  # noqa: F401 - adds its commands
from reskontra.collections.cli_reminders import app
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.models import Entry
from tests import build
from tests.collections.reminding import debtor, make, terms
from tests.command_line import done, refused, run

pytestmark = pytest.mark.django_db


def test_from_draft_to_letter_and_back(company: CompanyFacts) -> None:
    terms(company, cost="DEMAND", fee_minor=180_00)
    for number in ("C1", "C2"):
        build.invoice(company, debtor(company, number), number=f"F-{number}")
    make(company)
    assert done(app, "test", "--all").out.endswith("2 drafts can be issued.\n")
    Entry.objects.filter(document_number="F-C2").update(on_hold="X")
    answer = run(app, "issue", "--all")
    assert answer.code == 1
    assert "BP000001" in answer.out
    assert answer.out.endswith("1 reminder issued.\n")
    assert answer.err == (
        "BPU000002: BPU000002 asks for 1,000.00\xa0SEK of F-C2, of which 0.00\xa0SEK may be asked for by now. "
        "Make its lines anew: reskontra reminders suggest BPU000002.\n"
    )
    assert done(app, "delete", "BPU000002").out == "1 draft deleted.\n"
    assert "BPU000002" in refused(app, "delete", "BPU000002")
    found = done(app, "cancel", "BP000001", "--own-number", "--format", "json").json["done"]
    assert (found[0]["number"], found[0]["total"], found[0]["posted"]) == ("BP000001", "1180.00", "0.00")
    assert run(app, "issue").code == 2
    assert run(app, "issue", "BPU1", "--all").code == 2
