"""How customers are reminded, by the API."""

from __future__ import annotations

import pytest

from reskontra.collections.reminder_terms_editing import PARTS
from tests.api_book import api_book
from tests.program import DOCUMENT, Program

pytestmark = pytest.mark.django_db


def test_terms_are_made_step_by_step_renamed_and_deleted() -> None:
    program = Program(api_book().company)
    made = program.post("reminder-terms", {"code": "SLOW", "name": "Slow", "minimum": "50"}, key="k")
    assert (made.status, made.data["minimum"], made.data["levels"]) == (201, "50.00", [])
    first = {"grace": "5D", "due": "10D", "fee": "60", "cost": "reminder",
             "currency_fees": [{"currency": "EUR", "fee": "5"}]}  # fmt: skip
    (level,) = program.ask("PUT", "reminder-terms/SLOW/levels/1", first).data["levels"]
    assert (level["fee"], level["cost"], level["currency_fees"]) == ("60.00", "reminder", {"EUR": ["5.00", "0.00"]})
    above_law = program.ask("PUT", "reminder-terms/SLOW/levels/1", {"fee": "600"})
    assert (above_law.status, above_law.data["code"]) == (422, "fee_above_law")
    assert program.ask("PUT", "reminder-terms/SLOW/levels/9", {}).data["code"] == "reminder_level_unknown"
    text = {"part": "beginning", "text": "Pay by {due_date}", "language": "en", "level": 1}
    assert program.ask("PUT", "reminder-terms/SLOW/text", text).data["texts"] == [text]
    renamed = program.ask("PATCH", "reminder-terms/SLOW", {"code": "CALM", "post_fee": True}).data
    assert (renamed["reminder_terms"], renamed["post_fee"], renamed["name"]) == ("CALM", True, "Slow")
    assert program.get("reminder-terms/SLOW").status == 404
    assert program.ask("DELETE", "reminder-terms/CALM/levels/last").status == 204
    assert program.get("reminder-terms/CALM").data["levels"] == []
    assert program.ask("DELETE", "reminder-terms/CALM").status == 204


def test_ranges_are_of_their_currency_and_the_usual_terms_are_installed_once() -> None:
    program = Program(api_book().company)
    codes = [one["reminder_terms"] for one in program.get("reminder-terms").data["items"]]
    assert program.post("reminder-terms/install").data["added"] == []
    assert program.ask("DELETE", f"reminder-terms/{codes[-1]}").status == 204
    assert program.post("reminder-terms/install").data["added"] == [codes[-1]]
    ranges = [{"threshold": "100", "fee": "5", "currency": "EUR"}]
    unlawful = program.ask("PUT", "reminder-terms/OWN/levels/1", {"calculation": "single", "ranges": ranges})
    assert unlawful.data["code"] == "fee_by_amount_unlawful"


def test_the_document_names_the_parts_that_there_are() -> None:
    assert DOCUMENT["components"]["schemas"]["LetterTextBody"]["properties"]["part"]["enum"] == [
        part.lower() for part in PARTS
    ]
