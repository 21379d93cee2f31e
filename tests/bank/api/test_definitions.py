"""How files are read, by the API."""

from __future__ import annotations

import io

import pytest

from tests import build
from tests.api_book import api_book
from tests.program import Program

pytestmark = pytest.mark.django_db
SAMPLE = (
    b"Bokforingsdag;Belopp;Namn;Meddelande;Saldo\n2026-03-02;1000,00;Alfa AB;INV-1;11000,00\n"
    b"2026-03-03;-50,00;Banken;Avgift;10950,00\n"
)


def _file() -> io.BytesIO:
    file = io.BytesIO(SAMPLE)
    file.name = "bank.csv"
    return file


def test_a_definition_is_guessed_tried_saved_and_edited() -> None:
    book = api_book()
    program, elsewhere = Program(book.company), Program(build.new_company(name="Sydan AB"))
    toml = program.upload("import-definitions/guess", file=_file(), name="own-bank").data["toml"]
    preview = program.upload("import-definitions/preview", file=_file(), definition=toml).data
    assert [one.get("amount") for one in preview["rows"] if "amount" in one] == ["1000.00", "-50.00"]
    saved = program.post("import-definitions", {"definition": toml}, key="k")
    assert (saved.status, saved.data) == (201, {"name": "own-bank", "version": 1, "new": True})
    assert program.post("import-definitions", {"definition": toml}).data["new"] is False
    by_name = program.upload("import-definitions/preview", file=_file(), name="own-bank").data
    assert by_name["rows"] == preview["rows"]
    edited = program.ask("PATCH", "import-definitions/own-bank", {"settings": {"currency": "EUR"}}).data
    assert edited == {"name": "own-bank", "version": 2, "new": True}
    shown = program.get("import-definitions/own-bank").data
    assert [one["version"] for one in shown["versions"]] == [2, 1]
    assert program.get("import-definitions/own-bank", version=1).data["toml"] == toml
    assert elsewhere.get("import-definitions/own-bank").status == 404
    assert elsewhere.ask("PATCH", "import-definitions/own-bank", {}).status == 404
    assert program.get("import-definitions", limit=1).data["items"][0]["name"] == "own-bank"
