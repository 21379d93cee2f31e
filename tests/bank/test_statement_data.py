"""Statements as programs see them: what the API tells is what is here."""

from __future__ import annotations

import pytest

from reskontra.bank.queries import find_import, statements
from reskontra.bank.shown import lines_between
from reskontra.bank.statement_data import import_data, line_data, statement_data
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_the_api_tells_them_so() -> None:
    book = api_book()
    program, own = Program(book.company), statements(company=book.company)
    assert program.get("statements").data["items"] == [statement_data(one) for one in own]
    found = find_import(company=book.company, number=1)
    assert program.get("imports/1").data == import_data(found, own)
    lines = lines_between(company=book.company, own=own, first=None, last=None)
    assert program.get("imports/1/lines").data["items"] == [line_data(*one) for one in lines]
