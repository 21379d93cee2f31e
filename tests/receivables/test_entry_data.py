"""Entries as programs see them; that the command line and the API tell the same is seen here."""

from __future__ import annotations

import pytest

from reskontra.receivables.entry_data import detail_data, entry_data
from reskontra.receivables.history import details_of_entry, entry_line
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_the_api_tells_what_the_command_line_tells() -> None:
    book = api_book()
    line = entry_data(entry_line(company=book.company, entry_id=book.entry))
    details = [detail_data(one) for one in details_of_entry(company=book.company, entry_id=book.entry)]
    told = Program(book.company).get(f"entries/{book.entry}").data
    assert told == {"id": book.entry, **line, "details": details}
    assert (line["amount"], line["max_tolerance"], details[0]["application"]) == ("1000.00", "0.00", None)
