"""Feeds, by the API: who runs the machine adds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.feeds.actions import FeedSettings, add_feed
from tests import build
from tests.api_book import api_book
from tests.bank.feeds.places import put, statement
from tests.bank.files import Pay
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_feed_is_run_changed_and_removed(tmp_path: Path) -> None:
    book = api_book()
    program, elsewhere = Program(book.company), Program(build.new_company(name="Sydan AB"))
    put(tmp_path, "a.xml", statement(2, Pay("5.00"), opening="11077.00"))
    put(tmp_path, "b.html", b"<html>")
    settings = FeedSettings(options={"path": str(tmp_path)}, bank_account="B1", interval_minutes=60)
    add_feed(company=book.company, actor=build.BOB, code="BANK", kind="folder", settings=settings)
    done = program.post("feeds/BANK/run").data
    assert (done["found"], done["imported"], done["refused"]) == (2, 1, 1)
    assert {one["name"]: one["state"] for one in done["files"]} == {"a.xml": "imported", "b.html": "refused"}
    assert next(one for one in done["files"] if one["name"] == "b.html")["findings"][0]["code"]
    assert program.get(f"feed-runs/{done['run']}").data == done
    assert program.post("feeds/BANK/run").data["found"] == 0
    assert [one["found"] for one in program.get("feed-runs", feed="BANK").data["items"]] == [0, 2]
    changed = program.ask("PATCH", "feeds/BANK", {"every_minutes": 5, "enabled": False}).data
    assert (changed["every_minutes"], changed["state"], changed["bank_account"]) == (5, "off", "B1")
    assert program.get("feeds").data["items"] == [program.get("feeds/BANK").data]
    for method, path in (("GET", "feeds/BANK"), ("POST", "feeds/BANK/run"), ("GET", "feed-runs/1")):
        assert elsewhere.ask(method, path).status == 404
    assert program.ask("DELETE", "feeds/BANK").status == 204
    assert program.get("feeds/BANK").status == 404
