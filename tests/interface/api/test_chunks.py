"""A body in chunks is read as one whose length was told; what nobody bounds is refused."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client

from reskontra.interface.api import chunks
from tests.api_book import api_book
from tests.program import BASE, Program

pytestmark = pytest.mark.django_db
DRAFT = {"party": "customer:C1", "date": "2026-03-01", "lines": [{"account": "3001", "amount": "10.00"}]}
FORM = (
    b'--x\r\nContent-Disposition: form-data; name="about"\r\n\r\ncustomer:C1\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
    b"told\r\n--x--\r\n"
)


def _in_chunks(program: Program, path: str, body: bytes, kind: str, *, ends: bool = True, **headers: str) -> Any:
    """As a server hands it on that knows where it ends, or does not say so."""
    given = {
        "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": "", "CONTENT_TYPE": kind, "HTTP_TRANSFER_ENCODING": "chunked",
        **({"wsgi.input_terminated": True} if ends else {}),
    }  # fmt: skip
    return Client().generic(
        "POST", BASE + path, headers={"Authorization": f"Bearer {program.secret}"} | headers, **given
    )


def test_json_and_files_come_in_chunks() -> None:
    book = api_book()
    program = Program(book.company)
    kind = "application/json"
    made = _in_chunks(program, "documents", json.dumps(DRAFT).encode(), kind)
    assert (made.status_code, made.json()["total"]) == (201, "10.00")
    note = _in_chunks(program, "notes/files", FORM, "multipart/form-data; boundary=x")
    assert (note.status_code, note.json()["file"], note.json()["size"]) == (201, "a.txt", 4)
    key = {"Idempotency-Key": "k"}
    told = [_in_chunks(program, "documents", json.dumps(DRAFT).encode(), kind, **key).json() for _ in "12"]
    assert told[0] == told[1]
    nothing = _in_chunks(program, f"journals/{book.journal}/match", b"", kind)
    assert nothing.status_code == 200


def test_what_is_too_long_or_has_no_end_is_refused(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    program = Program(api_book().company)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    monkeypatch.setattr(chunks, "MOST_OF_FILES", 20)
    cases = (
        (json.dumps(DRAFT).encode(), "application/json", True, "it is longer than 20 bytes"),
        (FORM, "multipart/form-data; boundary=x", True, "it is longer than 20 bytes"),
        (b"{}", "application/json", False, "it comes in chunks; send Content-Length"),
    )
    for body, kind, ends, reason in cases:
        answer = _in_chunks(program, "documents", body, kind, ends=ends)
        assert (answer.status_code, answer.json()["values"]) == (400, {"place": "body", "reason": reason})


def test_a_body_whose_length_is_told_is_held_to_the_same_limit(settings: Any) -> None:
    program = Program(api_book().company)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    answer = program.post("documents", DRAFT)
    assert (answer.status, answer.data["values"]) == (400, {"place": "body", "reason": "it is longer than 20 bytes"})
