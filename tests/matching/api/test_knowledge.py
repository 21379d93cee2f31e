"""What automatic application knows, by the API."""

from __future__ import annotations

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_rules_are_read_tried_set_and_restored() -> None:
    book = api_book()
    program = Program(book.company)
    program.post(f"journals/{book.journal}/post")
    rules = program.get("rules").data["items"]
    assert rules[0]["score"] > rules[-1]["score"]
    toml = program.get("rulebook").data["toml"]
    tried = program.post("rulebook/try", {"toml": toml, "since": "2026-01-01"}).data
    assert (tried["lines"], tried["now"]) == (1, tried["then"])
    done = program.ask("PUT", "rulebook", {"toml": toml}).data
    assert done["rules"] == len(rules)
    assert program.ask("PUT", "rulebook", {"toml": "["}).data["code"] == "rules_not_toml"
    assert program.post("rules/restore").data == {"count": len(rules)}


def test_a_text_is_tried_mapped_and_forgotten() -> None:
    book = api_book()
    program = Program(book.company)
    new = {"text": "hej", "account": "gl:6570", "direction": "in", "conditions": ["amount=50..100"]}
    (caught,) = program.post("mappings/try", new | {"since": "2020-01-01"}).data["items"]
    assert (caught["journal"], caught["line"], caught["amount"]) == (book.journal, 2, "77.00")
    made = program.post("mappings", new | {"priority": 5}, key="k")
    assert (made.status, made.data["account"], made.data["conditions"]) == (201, "gl:6570", ["amount=50.00..100.00"])
    assert program.post("mappings", new).data["code"] == "mapping_exists"
    assert program.get("mappings").data["items"][0] == made.data
    assert program.ask("DELETE", f"mappings/{made.data['number']}").status == 204
    assert program.ask("DELETE", f"mappings/{made.data['number']}").status == 404


def test_a_fact_is_said_changed_and_revoked() -> None:
    program = Program(api_book().company)
    said = {"kind": "name", "value": "Alfa Holding", "means": "customer:C1", "note": "Told by them"}
    made = program.post("facts", said, key="k")
    assert (made.status, made.data["means"], made.data["confirmed"]) == (201, "customer:C1", True)
    at = f"facts/{made.data['number']}"
    assert program.ask("PATCH", at, {"note": "By letter"}).data["note"] == "By letter"
    shown = program.get(at).data
    assert (shown["history"], shown["decided"], shown["note"]) == ([], [], "By letter")
    assert [one["number"] for one in program.get("facts", of="customer:C1").data["items"]] == [made.data["number"]]
    assert program.post(f"{at}/revoke", {"reason": "Sold"}).data == {"decided": []}
    assert program.get("facts", of="customer:C1").data["items"] == []
    assert program.get(at).data["revoked_reason"] == "Sold"
    assert program.get("facts/99").status == 404
