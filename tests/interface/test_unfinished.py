"""Bodies that do not come whole: told as what they are, by the API and by pages, and nothing is done."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import UnreadablePostError

from reskontra.interface.unfinished import unfinished_of
from reskontra.receivables.models import Document
from tests.api_book import api_book
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db
FORM = "multipart/form-data; boundary=x"


class Stopped:
    """What a sender sends that stops in the middle: slow_senders.py ends the waiting so."""

    def read(self, *_size: Any) -> bytes:
        raise ConnectionResetError("the sender took too long")

    readline = read


def _sent(client: Any, path: str, kind: str, **headers: str) -> Any:
    environ: dict[str, Any] = {"wsgi.input": Stopped(), "CONTENT_LENGTH": "9000", "CONTENT_TYPE": kind, **headers}
    if kind == "chunked":
        environ |= {"CONTENT_LENGTH": "", "CONTENT_TYPE": "application/json", "HTTP_TRANSFER_ENCODING": "chunked",
                    "wsgi.input_terminated": True}  # fmt: skip
    return client.generic("POST", path, b"", **environ)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("documents", "application/json"),
        ("journals/PRJ000001/lines/1/accept", "application/json"),
        ("statements", FORM),
        ("documents", "chunked"),
    ],
)
def test_a_program_is_told_that_its_body_did_not_come_whole(path: str, kind: str) -> None:
    program = Program(api_book().company)
    documents = Document.objects.count()
    for key in ({}, {"HTTP_IDEMPOTENCY_KEY": "k"}):
        header = {"HTTP_AUTHORIZATION": f"Bearer {program.secret}", **key}
        answer = _sent(program.client, f"/api/v1/{path}", kind, **header)
        assert (answer.status_code, answer.json()["code"]) == (408, "request_unfinished")
    assert Document.objects.count() == documents


def test_a_page_tells_it_too() -> None:
    browser = Browser(api_book().company)
    answer = _sent(browser.client, f"/{browser.company.id}/setup/migration/", FORM)
    assert answer.status_code == 408
    assert b"did not come whole" in answer.content


def test_other_troubles_are_not_meant() -> None:
    assert unfinished_of(ValueError(), path="/") is None
    assert unfinished_of(UnreadablePostError(), path="/")
