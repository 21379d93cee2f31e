"""reminders on the command line."""

from __future__ import annotations

import pytest

from reskontra.collections.cli_reminders import app
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.collections.reminding import debtor, terms
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db
DAY = ("--document-date", "2026-03-31")


@pytest.fixture(autouse=True)
def _overdue(company: CompanyFacts) -> None:
    terms(company, "F", graces=("5D",))
    build.invoice(company, debtor(company, terms="SE-KONSUMENT"))
    build.invoice(company, debtor(company, "C2", terms=""), number="INV-2", amount="1234.50")


def test_many_customers_without_terms_are_told_together(company: CompanyFacts) -> None:
    for number in range(10, 20):
        build.invoice(company, debtor(company, f"C{number}", terms=""), number=f"F-{number}")
    told = done(app, "make", *DAY, "--preview").out
    assert "11 customers have no reminder terms: C10, C11" in told
    assert "C2 Kund C2" not in told


def test_reminders_are_made_and_looked_at() -> None:
    told = done(app, "make", *DAY, "--preview").out
    assert "A reminder fee of 60.00\xa0SEK was not agreed with C1" in told
    assert "C2 Kund C2 (1,234.50 SEK overdue) has no reminder terms." in told
    assert told.endswith("A preview: nothing was stored.\n")
    found = done(app, "make", *DAY, "--format", "json").json
    assert (found["made"][0]["draft"], found["made"][0]["total"], found["not_made"][0]["why"]) == (
        "BPU000001", "1000.00", "no_terms",
    )  # fmt: skip
    assert "BPU000001" in done(app, "list").out
    assert done(app, "list", "--customer", "C2", "--format", "json").json == []
    shown = done(app, "show", "BPU000001").out
    assert shown.startswith("BPU000001, draft: C1 Kund C1, 2026-03-31, due 2026-04-10, level 1.")
    assert shown.endswith("To pay: 1,000.00 SEK.\n")
    lines = done(app, "show", "BPU000001", "--format", "json").json["lines"]
    assert [line["part"] for line in lines] == ["beginning", "overdue", "ending"]
    assert "There is no reminder" in refused(app, "show", "BP1")
