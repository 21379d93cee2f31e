"""A refusal of the API is an exception with its code, its values, and what to do."""

from __future__ import annotations

import httpx
import pytest

from reskontra_client import NotAllowed, NotThere, NotUnderstood, Refused, Reskontra
from reskontra_client.problems import problem_of
from tests.api_book import api_book
from tests.client_of_books import URL, Carrier, books_of
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_refusals_say_which_rule_what_it_saw_and_what_to_do() -> None:
    company = api_book().company
    with books_of(company) as books:
        with pytest.raises(Refused) as told:
            books.documents.bulk(documents=[{"party": "customer:NO", "lines": [{"account": "3001", "amount": "1"}]}])
        (finding,) = told.value.findings
        assert (finding.code, finding.place) == ("party_unknown", "document 1, party")
        assert (finding.values["number"], told.value.status) == ("NO", 422)
        assert finding.detail.endswith(finding.remedy)
        with pytest.raises(NotThere) as told_of:
            books.customers.show("NO")
        assert (told_of.value.code, told_of.value.values) == ("party_unknown", {"ledger": "customer", "number": "NO"})
        with pytest.raises(NotUnderstood) as misread:
            books.entries.list(limit=5000).pages().__next__()
        assert misread.value.code == "request_unread"
    for secret in ("rsk_nobody", Program(company, role="READER", name="reader").secret):
        with Reskontra(URL, secret, transport=Carrier(), language="sv") as stranger, pytest.raises(NotAllowed) as shut:
            stranger.customers.add(number="C9", name="Ny AB")
        assert "token" in shut.value.code
        assert shut.value.remedy in shut.value.detail
        assert any(word in shut.value.remedy for word in ("Be en", "Använd"))


def test_what_is_no_problem_of_ours_is_told_as_it_came() -> None:
    told = problem_of(httpx.Response(418, text="short and stout"))
    assert (told.code, told.remedy, str(told)) == ("", "", "418 short and stout")
