"""Jobs: put into the queue by an endpoint, looked at until they are done."""

from __future__ import annotations

import pytest
from ninja.responses import Status

from reskontra.interface.api.jobs import job_data, under_way
from reskontra.interface.api.routes import Call
from reskontra.interface.jobs import find_job
from reskontra.interface.tokens import TokenAccess
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_journal_is_matched_in_the_background() -> None:
    book = api_book()
    program = Program(book.company)
    answer = program.post(f"journals/{book.journal}/match", {"background": True})
    assert answer.status == 202
    number = answer.data["job"]
    assert program.get(f"jobs/{number}").data == answer.data
    assert (answer.data["kind"], answer.data["state"], answer.data["by"]) == ("match", "waiting", "token:webshop")
    stopped = program.post(f"jobs/{number}/stop")
    assert stopped.data["state"] == "stopped"
    assert job_data(find_job(company=book.company.id, number=number)) == stopped.data
    request = Call()
    request.auth = TokenAccess(1, book.company.id, "token:webshop", "CLERK", frozenset())
    told = under_way(request, number)
    assert isinstance(told, Status)
    assert (told.status_code, told.value) == (202, stopped.data)
