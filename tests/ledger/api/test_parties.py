"""Customers and vendors by the API: added, changed as they were seen, blocked, loaded."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("noun", "own"), [("customers", {"credit_limit": "5000.00"}), ("vendors", {})])
def test_one_is_added_changed_blocked_and_hidden(noun: str, own: dict[str, str]) -> None:
    program = Program(api_book().company)
    new = {"number": "N1", "name": "Ny AB", "iban": "SE3550000000054910000003", **own}
    made = program.post(noun, new, key="k")
    assert (made.status, made.data["accounts"][0]["kind"]) == (201, "iban")
    assert made.data["values"].get("credit_limit") == own.get("credit_limit")
    assert program.post(noun, new).data["code"] == "party_number_taken"
    seen = made.data["seen"]
    changed = program.ask("PATCH", f"{noun}/N1", {"city": "Ort", "application_method": "apply_to_oldest", "seen": seen})
    assert (changed.data["city"], changed.data["values"]["application_method"]) == ("Ort", "APPLY_TO_OLDEST")
    late = program.ask("PATCH", f"{noun}/N1", {"city": "By", "seen": seen})
    assert (late.status, late.data["code"]) == (422, "changed_meanwhile")
    wrong = program.ask("PATCH", f"{noun}/N1", {"email": "x"})
    assert (wrong.data["code"], wrong.data["place"]) == ("email_unreadable", "email")
    assert program.ask("PUT", f"{noun}/N1/block", {"level": "all"}).data["blocked"] == "all"
    assert program.ask("PUT", f"{noun}/N1/block", {"level": ""}).data["blocked"] == ""
    assert program.ask("PUT", f"{noun}/N1/active", {"active": False}).data["active"] is False
    assert "N1" not in {one["number"] for one in program.get(noun).data["items"]}
    assert program.get(f"{noun}/N1").data["number"] == "N1"
    assert program.get(f"{noun}/N2").status == 404


def test_many_are_loaded_and_leafed_through() -> None:
    program = Program(api_book().company)
    content = b"number,name\nK1,Ett AB\nK2,Tva AB\nC1,Alfa AB\n"
    done = program.upload("customers/load", file=SimpleUploadedFile("c.csv", content))
    assert done.data == {"new": 2, "changed": 0, "unchanged": 1}
    first = program.get("customers", limit=2)
    rest = program.get("customers", limit=2, cursor=first.data["next_cursor"])
    assert [one["number"] for one in (*first.data["items"], *rest.data["items"])] == ["C1", "K1", "K2"]
    assert rest.data["next_cursor"] is None
    assert [one["number"] for one in program.get("customers", text="tva").data["items"]] == ["K2"]
