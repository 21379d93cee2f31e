"""Journals and lines as programs are promised them."""

from __future__ import annotations

import pytest

from reskontra.journals.queries import journals
from reskontra.matching.queries import journal_headers, journals_as_data, shown_lines
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

PROMISED = {
    "journal", "line", "bank_reference", "date", "amount", "currency", "text", "payer_name", "payer_account",
    "reference", "account_type", "account", "applied_amount", "difference", "confidence", "state", "ready", "reviewed",
    "applications", "explanation",
}  # fmt: skip
APPLICATION = {
    "ledger", "document_type", "document_number", "amount", "discount", "tolerance", "charge", "rounding",
    "exchange_difference",
}  # fmt: skip


@pytest.fixture
def matched(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      980.00 name="ALFA AB" ocr=10017 iban=SE8060000000000333444555 reference=R1
        line      400.00 name="Beta AB" ocr=10033
        line      777.00
        line      -300.00 name="Vide AB" text="Faktura 88012"
        import
        match
        """
    )
    return story


def test_a_line_has_every_key_promised(matched: Story) -> None:
    line = matched.shown(1)
    assert line.keys() >= PROMISED
    (application,) = line["applications"]
    assert application.keys() >= APPLICATION


def test_a_line_that_is_matched(matched: Story) -> None:
    line = matched.shown(1)
    given = {name: line[name] for name in PROMISED - {"applications", "explanation"}}
    assert given == {
        "journal": "PRJ000001", "line": 1, "bank_reference": "R1", "date": "2026-03-02", "amount": "980.00",
        "currency": "SEK", "text": "", "payer_name": "ALFA AB", "payer_account": "SE8060000000000333444555",
        "reference": "10017", "account_type": "customer", "account": "C1", "applied_amount": "980.00",
        "difference": "0.00", "confidence": "high", "state": "ready", "ready": True, "reviewed": False,
    }  # fmt: skip
    (application,) = line["applications"]
    assert {name: application[name] for name in APPLICATION} == {
        "ledger": "customer", "document_type": "invoice", "document_number": "INV-1", "amount": "980.00",
        "discount": "20.00", "tolerance": "0.00", "charge": "0.00", "rounding": "0.00", "exchange_difference": "0.00",
    }  # fmt: skip
    assert {"rule": "payment_reference", "evidence": "10017"}.items() <= line["explanation"][0].items()


def test_a_line_nobody_knows(matched: Story) -> None:
    line = matched.shown(3)
    assert (line["state"], line["ready"], line["confidence"]) == ("unmatched", False, "none")
    assert (line["applied_amount"], line["difference"]) == ("0.00", "777.00")
    empty = ("payer_name", "payer_account", "reference", "account_type", "account")
    assert [line[name] for name in empty] == [None] * len(empty)
    assert (line["applications"], line["explanation"], line["text"]) == ([], [], "")


def test_money_out_is_negative(matched: Story) -> None:
    line = matched.shown(4)
    assert (line["amount"], line["applied_amount"], line["account_type"]) == ("-300.00", "-300.00", "vendor")
    assert line["applications"][0]["amount"] == "-300.00"


def test_accepting_keeps_the_confidence(matched: Story) -> None:
    before = matched.shown(2)
    matched.tell("accept 2")
    after = matched.shown(2)
    assert (after["reviewed"], after["ready"]) == (True, True)
    assert after["confidence"] == before["confidence"]


def test_a_posted_line_says_so_and_keeps_what_it_was(matched: Story) -> None:
    before = matched.shown(1)
    matched.tell("post")
    assert matched.shown(1) == before | {"state": "posted", "ready": False}


def test_headers_tell_the_statement(matched: Story) -> None:
    (header,) = journal_headers(company=matched.company, journals=[matched.facts])
    assert header == {
        "journal": "PRJ000001", "bank_account": "B1", "status": "open", "posting_date": None,
        "statement": {
            "number": "S-1", "date": "2026-03-02", "opening_balance": "10000.00", "ending_balance": "11857.00",
        },
    }  # fmt: skip


def test_an_unmatched_journal_shows_its_lines(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00 text=x\nline 2.00\nimport")
    shown = shown_lines(company=story.company, journals=[story.facts])
    assert [(line.state, line.is_ready, line.applied_minor) for line in shown] == [("unmatched", False, 0)] * 2


def test_companies_do_not_see_each_other(matched: Story) -> None:
    other = build.new_company(name="Sydan AB")
    assert journals(company=other) == []
    assert journals_as_data(company=other, journals=[])["lines"] == []


def test_each_application_has_its_evidence_with_its_place(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      1300.00 name="Alfa AB" text="Avser 10033 och 10025"
        import
        match
        """
    )
    line = story.shown(1)
    told = {
        one["document_number"]: {
            line["text"][reason["start"] : reason["end"]] for reason in one["evidence"] if "start" in reason
        }
        for one in line["applications"]
    }
    assert told == {"INV-2": {"10025"}, "INV-3": {"10033"}}
    rules = {one["document_number"]: {reason["rule"] for reason in one["evidence"]} for one in line["applications"]}
    assert "sum_of_documents" in {reason["rule"] for reason in line["explanation"]}
    assert "sum_of_documents" not in rules["INV-2"] | rules["INV-3"]


def test_a_single_application_has_all_the_evidence(matched: Story) -> None:
    line = matched.shown(1)
    assert line["applications"][0]["evidence"] == line["explanation"]


def test_alternatives_say_why_they_lost(story: Story) -> None:
    story.tells(
        """
        invoice   C2 INV-4 500.00
        statement B1 2026-03-02
        line      500.00 text="TACK"
        import
        match
        """
    )
    alternatives = story.shown(1)["alternatives"]
    assert {one["document_number"]: (one["account"], one["lost"]["rule"]) for one in alternatives} == {
        "INV-2": ("C1", "only_amount"),
        "INV-4": ("C2", "only_amount"),
    }


def test_another_line_is_told_by_its_journal_and_number(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      800.00 ocr=10033 name="Beta AB"
        line      800.00 ocr=10033 name="Beta AB"
        import
        match
        """
    )
    (reason,) = story.shown(2)["explanation"]
    assert (reason["rule"], reason["by_journal"], reason["by_line"]) == ("already_paid", "PRJ000001", 1)
    lost = story.shown(2)["alternatives"][0]["lost"]
    assert lost == {"rule": "taken", "by_journal": "PRJ000001", "by_line": 1}


def test_one_line_alone(matched: Story) -> None:
    (line,) = shown_lines(company=matched.company, journals=[matched.facts], line_number=3)
    assert line.line.line_number == 3
    data = journals_as_data(company=matched.company, journals=[matched.facts], shown=[line])
    assert [one["line"] for one in data["lines"]] == [3]
