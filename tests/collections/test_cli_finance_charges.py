"""finance-charges on the command line."""

from __future__ import annotations

import json

import pytest

from reskontra.collections.cli_finance_charges import app
from reskontra.companies.queries import CompanyFacts
from tests.collections.charging import TOLD
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ON = ("--document-date", "2026-03-02")


def test_a_memo_from_draft_to_cancelled(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    story.tell("interest-terms M fee=60.00")
    assert "A preview: nothing was stored." in done(app, "make", *ON, "--preview", "--lang", "en").out
    told = done(app, "make", *ON, "--lang", "en").out
    assert "RFU000001" in told
    assert "was not agreed with C1" in told
    assert "1 memo drafted." in told
    again = done(app, "make", *ON, "--lang", "en").out
    assert "C1 Alfa AB (SEK) has draft RFU000001 already." in again
    shown = done(app, "show", "RFU000001", "--lang", "sv").out
    assert "2026-02-01 – 2026-03-02" in shown
    assert "Att betala: 187,50 SEK." in shown
    assert done(app, "test", "--lang", "en").out == "1 draft can be issued.\n"
    assert "no fiscal year" in refused_partly("issue", "--posting-date", "2031-01-01")
    partly = run(app, "issue", "RFU000001", "RFU9", "--format", "json")
    told = json.loads(partly.out)
    assert (partly.code, told["refused"]) == (1, [{"number": "RFU9", "code": "collection_document_unknown"}])
    (row,) = told["done"]
    assert (row["number"], row["total"], row["posted"], row["due_date"]) == (
        "RF000001", "187.50", "187.50", "2026-03-22",
    )  # fmt: skip
    shown = done(app, "show", "RF000001", "--format", "json").json
    assert [(line["part"], line["amount"], line["percent"]) for line in shown["lines"]] == [
        ("overdue", "187.50", "1.5"), ("rate", "187.50", "1.5"),
    ]  # fmt: skip
    assert "1 memo cancelled." in done(app, "cancel", "RF000001", "--own-number", "--lang", "en").out
    assert "RF000001" not in done(app, "list").out
    (row,) = done(app, "list", "--all", "--customer", "C1", "--format", "json").json
    assert (row["state"], row["interest"]) == ("cancelled", "187.50")
    made = done(app, "make", *ON, "--customer", "C1", "--format", "json").json
    assert [(one["draft"], one["documents"]) for one in made["made"]] == [("RFU000002", ["INV-1"])]
    assert done(app, "delete", "RFU000002", "--lang", "en").out == "1 draft deleted.\n"
    assert refused(app, "show", "RFU000002", "--lang", "en").startswith("There is no reminder or finance charge memo")


def refused_partly(*words: str) -> str:
    answer = run(app, *words, "--lang", "en")
    assert answer.code == 1
    return answer.err
