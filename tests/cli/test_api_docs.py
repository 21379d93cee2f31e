"""The page about the API goes as it is written: its commands, in their order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve

from tests import build
from tests.cli.running import done
from tests.program import DOCUMENT
from tests.statements import Line, Statement, camt053

pytestmark = pytest.mark.django_db
DOC = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def commands() -> list[list[str]]:
    blocks = re.findall(r"^```\n(.*?)^```", DOC.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


def curl(words: list[str], token: str) -> Any:
    """What curl would send."""
    url = words[1].replace("$API", "/api/v1")
    told = dict(zip(words[2::2], words[3::2], strict=True)) | {"-H": ""}
    headers = dict(word.replace("$TOKEN", token).split(": ", 1) for flag, word in _pairs(words) if flag == "-H")
    if "--json" in told:
        return Client().post(url, told["--json"], content_type="application/json", headers=headers)
    if "-F" in told:
        return Client().post(url, dict(_field(word) for flag, word in _pairs(words) if flag == "-F"), headers=headers)
    return Client().get(url, headers=headers)


FILES = {
    "statement.xml": camt053(Statement([Line("900.00", "Alfa AB", "INV-1")])),
    "customers.csv": b"number,name\nC1,Alfa AB\nC2,Beta AB\n",
    "entries.csv": b"ledger,account,document_type,document_number,posting_date,due_date,currency,amount,"
    b"remaining_amount\ncustomer,C2,invoice,OLD-1,2026-01-10,2026-02-10,SEK,250.00,250.00\n",
}


def _field(word: str) -> tuple[str, Any]:
    name, _sign, said = word.partition("=")
    return name, SimpleUploadedFile(said[1:], FILES[said[1:]]) if said.startswith("@") else said


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(zip(words[2::2], words[3::2], strict=True))


def test_the_page_goes_as_written() -> None:
    company = build.new_company()
    build.bank_account(company, opening="10000.00")
    build.invoice(company, build.customer(company), amount="900.00")
    token, answers = "", []
    for words in commands():
        if words[0] == "reskontra":
            said = done(*words[1:]).splitlines()
            token = said[0] if words[1] == "token" else token
        else:
            answers.append(curl(words, token))
    assert [(one.status_code, one.content) for one in answers if one.status_code not in (200, 201)] == []
    assert [answer.status_code for answer in answers[:7]] == [201, 200, 200, 201, 200, 200, 200]
    seen, loaded, opened, posted = (answer.json() for answer in answers[7:11])
    assert (seen["preview"], seen["counts"], loaded["counts"]) == (
        True, loaded["counts"], {"new": 1, "changed": 0, "unchanged": 1},
    )  # fmt: skip
    assert (opened["counts"]["new"], posted["done"], posted["refused"]) == (1, 1, 0)
    closed = [one["data"]["document_number"] for one in answers[12].json()["items"]]
    assert closed[0] == "INV-1"
    export, file = answers[14].json()["export"], answers[15]
    assert file.getvalue().count(b"#VER ") == export["vouchers"]
    assert answers[16].json()["items"][0]["number"] == "C1"
    assert answers[17].getvalue().startswith(b"%PDF-")
    assert [one["amount"] for one in answers[2].json()["items"]] == ["900.00", "1000.00"]
    assert [answer.json()["payments"] for answer in answers[5:7]] == [1, 1]


def test_addresses_that_the_page_names_are_there() -> None:
    named = set(re.findall(r"`(?:GET|POST) (/[^`]+)`", DOC.read_text(encoding="utf-8")))
    assert len(named) >= 3
    for path in named:
        assert resolve("/api/v1" + re.sub(r"{\w+}", "1", path.partition("?")[0])).url_name != "api_nothing"


def test_the_table_names_every_noun_in_its_part() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    told = {(area, noun.partition("/")[0]) for area, nouns in rows for noun in re.findall(r"`([^`]+)`", nouns)}
    there = {
        (operation["x-scope"].partition(":")[0], path.split("/")[3])
        for path, methods in DOCUMENT["paths"].items()
        for operation in methods.values()
    }
    assert there - told == set()
    assert told - there <= {("reconciliation", "sign"), ("reconciliation", "unsign")}  # below bank-accounts
