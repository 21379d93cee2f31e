"""What changes a thing hears how it was seen: every endpoint, by the document and by the running program."""

from __future__ import annotations

import pytest
from django.db import transaction

from reskontra.interface.api.as_seen import tag_of
from tests.api_book import ApiBook, api_book
from tests.config.test_api import KEEP_WHAT_WENT_OUT, OPERATIONS, TELL_A_SECRET, TELL_OF_A_PERSON, Operation
from tests.program import DOCUMENT, Program

pytestmark = pytest.mark.django_db
UNHEARD = KEEP_WHAT_WENT_OUT | TELL_A_SECRET | TELL_OF_A_PERSON
LINES = "/api/v1/journals/{journal}/lines/{line}"  # who was first, and with what: tests/matching/api/test_lines.py
LOGO = "/api/v1/company/logo"  # an image, and the only file that is changed


def _shows_one(one: Operation) -> bool:
    """A thing, and no list of them."""
    schema = one.told["responses"]["200"].get("content", {}).get("application/json", {}).get("schema", {})
    shape = DOCUMENT["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2])
    return one.path == LOGO or (shape is not None and "next_cursor" not in shape["properties"])


def _thing_of(path: str) -> str:
    """The address of what is changed at another, "" where that shows nothing by itself."""
    return max((thing for thing in THINGS if f"{path}/".startswith(f"{thing}/")), key=len, default="")


def _hears(one: Operation) -> bool:
    return "If-Match" in {parameter["name"] for parameter in one.told.get("parameters", ())}


THINGS = {one.path for one in OPERATIONS if one.method == "GET" and _shows_one(one)}
CHANGES = [one for one in OPERATIONS if one.method != "GET" and _thing_of(one.path)]


def _seen(program: Program, thing: str, book: ApiBook) -> str:
    """Its ETag; blank where the book has no such thing."""
    return program.get(Operation("GET", thing, {}).address(book)).headers.get("ETag", "")


def test_the_document_tells_of_every_change_and_of_no_other() -> None:
    assert len(CHANGES) > 100
    names = {one.told["operationId"] for one in CHANGES}
    assert {one.told["operationId"] for one in OPERATIONS if _hears(one)} == names - UNHEARD


def test_a_change_is_made_where_the_thing_is_as_it_was_seen() -> None:
    """Under another ETag nothing is done. Under its own what was done answers the one that it has then. Where there is
    none, nothing is done either, and that is said."""
    book = api_book()
    program = Program(book.company, role="ADMINISTRATOR", name="own")
    refused, done, told = 0, 0, []
    for one in (one for one in OPERATIONS if one.method != "GET" and not one.path.startswith(LINES)):
        thing = _thing_of(one.path)
        tag = _seen(program, thing, book) if _hears(one) else ""
        stale = one.asked(program, book, {"If-Match": '"x"'})
        if not _hears(one):
            told.append((stale.status, stale.data["code"]))
        if not tag:
            assert stale.status >= 400, one
            continue
        assert (stale.status, stale.data["code"]) == (412, "thing_changed_meanwhile"), one
        assert _seen(program, thing, book) == tag, one
        refused += 1
        with transaction.atomic():
            answer = one.asked(program, book, {"If-Match": f'"x", W/{tag}'})
            assert answer.status != 412, one
            if answer.status < 300:
                assert answer.headers.get("ETag", "") == _seen(program, thing, book), one
                done += 1
            transaction.set_rollback(True)
    assert set(told) == {(400, "if_match_not_compared"), (400, "request_unread")}
    assert told.count((400, "request_unread")) < len(told) / 10
    assert refused > 60
    assert done > 30


def test_what_two_saw_is_changed_by_the_first_of_them() -> None:
    book = api_book()
    program = Program(book.company, role="ADMINISTRATOR")
    stories = [
        ("mandates/MND000001", "PATCH", "", {"blocked": True}),
        ("direct-debits/DDC000001", "PATCH", "/debits/1", {"message": "Tack"}),
        ("payment-proposals/1", "PATCH", "/payments/1", {"text": "Faktura L-1"}),
        (f"documents/{book.draft}", "PATCH", "", {"text": "Råd i mars"}),
        ("customers/C1", "PATCH", "", {"city": "Umeå"}),
        ("customers/C1/collection", "PATCH", "", {"channel": "print"}),
        ("bank-accounts/B1", "PATCH", "", {"last_check": "1017"}),
        ("reminder-terms/OWN", "PUT", "/levels/1", {"grace": "10D"}),
    ]
    for thing, method, beneath, body in stories:
        seen = program.get(thing).headers["ETag"]
        first = program.ask(method, thing + beneath, body, headers={"If-Match": seen})
        assert first.status == 200, (thing, first.data)
        assert first.headers["ETag"] != seen, thing
        assert program.ask(method, thing + beneath, body, headers={"If-Match": seen}).status == 412, thing
        again = program.ask(method, thing + beneath, body, headers={"If-Match": first.headers["ETag"]})
        assert again.status != 412, (thing, again.data)


def test_a_sign_off_changes_the_account_that_is_signed() -> None:
    book = api_book()
    program = Program(book.company, role="ADMINISTRATOR")
    seen = program.get("bank-accounts/B1").headers["ETag"]
    sign = next(one for one in CHANGES if one.path.endswith("/bank-accounts/{bank_account}/sign"))
    signed = sign.asked(program, book, {"If-Match": seen})
    assert signed.status < 300
    assert signed.headers["ETag"] != seen


def test_the_same_request_with_a_key_is_told_the_same_tag() -> None:
    book = api_book()
    program = Program(book.company)
    seen = {"If-Match": program.get("direct-debits/DDC000001").headers["ETag"]}
    first, again = (program.post("direct-debits/DDC000001/check", {}, key="k", headers=seen) for _time in range(2))
    assert (first.status, again.data, again.headers["ETag"]) == (200, first.data, first.headers["ETag"])


def test_what_moves_by_itself_is_no_part_of_it() -> None:
    assert tag_of({"name": "B1", "balance": "1.00"}, without=["balance"]) == tag_of({"name": "B1"})
    assert tag_of({"name": "B1"}) != tag_of({"name": "B2"})
