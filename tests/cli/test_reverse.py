"""reskontra reverse VOUCHER."""

from __future__ import annotations

import json

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.models import Voucher
from tests import books, build
from tests.cli.running import done, refused
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(company: CompanyFacts) -> Story:
    story = Story(company)
    story.tells(
        """
        bank      B1
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 1000.00 ocr=10017
        statement B1 2026-03-02
        line      1000.00 name="Alfa AB" ocr=10017
        import
        match
        post
        """
    )
    return story


def test_a_bank_voucher_is_reversed_and_its_line_open_again(posted: Story) -> None:
    answer = done("reverse", "B-2026-1", "--reason", "Wrong customer.")
    assert answer == "1 line is open again, reversed by A-2026-1.\n"
    posted.tells("remaining INV-1 1000.00\nshows 1 review\njournal PRJ000001 open")
    told = refused("reverse", "B-2026-1", "--reason", "Again.")
    assert told == "Voucher B-2026-1 was reversed already, by A-2026-1. A voucher is reversed once.\n"


@pytest.mark.parametrize(
    ("case", "words", "told"),
    [
        ("no reason", ["B-2026-1"], "Reversing B-2026-1 needs a reason. Add --reason TEXT."),
        ("no such voucher", ["B-2026-7", "--reason", "x"], 'There is no voucher "B-2026-7".'),
        ("no name of one", ["[b]x[/]", "--reason", "x"], 'There is no voucher "[b]x[/]".'),
        ("an opening entry", ["I-2026-1", "--reason", "x"], "brought an opening balance"),
    ],
)
def test_what_is_refused(posted: Story, case: str, words: list[str], told: str) -> None:
    assert told in refused("reverse", *words)


def test_a_voucher_is_its_companys(posted: Story) -> None:
    build.new_company(name="Sydan AB")
    assert "no voucher" in refused("reverse", "B-2026-1", "--reason", "x", "--company", "Sydan AB")


def test_a_preview_and_a_run(posted: Story) -> None:
    before = books.contents()
    answer = done("reverse", "B-2026-1", "--reason", "Wrong.", "--preview")
    assert answer.splitlines()[0] == "1 line is open again, reversed by A-2026-1."
    assert "1510     Kundfordringar   1,000.00" in answer
    assert "A preview: nothing was stored." in answer
    assert books.contents() == before
    run_number = Voucher.objects.get(series="B").posting_run.number
    answer = done("reverse", "--run", run_number, "--reason", "Wrong.", "--description", "Fel kund", "--format", "json")
    assert json.loads(answer)["vouchers"] == ["A-2026-1"]
    assert {one["account"]: one["amount"] for one in json.loads(answer)["accounts"]} == {
        "1510": "1000.00", "1930": "-1000.00",
    }  # fmt: skip
    assert Voucher.objects.get(series="A").description == "Fel kund"


def test_one_thing_is_named(posted: Story) -> None:
    told = 'One thing is reversed, and "{}" and run {} were named. Name a voucher, or a run with --run.\n'
    assert refused("reverse", "--reason", "x") == told.format("", 0)
    assert refused("reverse", "B-2026-1", "--run", 1, "--reason", "x") == told.format("B-2026-1", 1)
