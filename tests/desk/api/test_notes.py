"""Notes and files, by the API."""

from __future__ import annotations

import io

import pytest

from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_a_note_is_written_with_a_file_and_taken_away() -> None:
    book = api_book()
    clerk, chief = Program(book.company, role="CLERK", name="till"), Program(book.company)
    file = io.BytesIO(b"%PDF-1.4")
    file.name = "terms.pdf"
    written = clerk.upload("notes/files", about="customer:C1", text="Agreed by phone", file=file)
    assert (written.status, written.data["file"], written.data["created_by"]) == (201, "terms.pdf", "token:till")
    plain = chief.post("notes", {"about": "customer:C1", "text": "Pays on Fridays"}, key="k")
    assert chief.get("notes", about="customer:C1").data["items"] == [plain.data, written.data]
    assert clerk.get(f"notes/{written.data['number']}/file").content == b"%PDF-1.4"
    assert clerk.get(f"notes/{plain.data['number']}/file").status == 404
    assert clerk.ask("DELETE", f"notes/{plain.data['number']}").data["code"] == "note_of_another"
    assert chief.ask("DELETE", f"notes/{written.data['number']}").status == 204
    assert clerk.post("notes", {"about": "customer:C9", "text": "x"}).data["code"] == "party_unknown"
    assert clerk.post("notes", {"about": "customer:C1", "text": " "}).status == 422
