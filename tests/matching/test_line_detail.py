"""One line in full: what was written with what counted in it, what speaks for what, and what is left to decide."""

from __future__ import annotations

import pytest

from reskontra.matching.cli import journal
from reskontra.matching.line_detail import marked
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C")


def detail(line: int, *words: str) -> str:
    return done(journal, "show", "PRJ000001", "--line", line, *words).out


def test_a_line_of_two_documents(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      1300.00 name="ALFA AB" text="Avser 10033 och 10025"
        import
        match
        """
    )
    out = detail(1)
    assert "Text        Avser 10033 och 10025\n                  ^^^^^     ^^^^^\n" in out
    assert "Applied to  Invoice INV-2, customer:C1 Alfa AB: 500.00\n" in out
    assert "Applied to  Invoice INV-3, customer:C2 Beta AB: 800.00\n" in out
    assert "Why         – 2 documents sum to 1,300.00\n" in out
    assert "            reskontra journal accept PRJ000001 1\n" in out


def test_what_could_be_meant_says_why_it_lost(story: Story) -> None:
    story.tells("invoice C2 INV-4 500.00\nstatement B1 2026-03-02\nline 500.00 text=TACK\nimport\nmatch")
    out = detail(1)
    assert "State       ambiguous, a hint\n" in out
    assert "Not chosen  Invoice INV-2, customer:C1 Alfa AB: 500.00 SEK left, due " in out
    assert "            – only the amount speaks for it\n" in out
    assert "To decide   Which of the documents is meant.\n" in out
    assert "reskontra journal apply PRJ000001 1 --document customer:INV-" in out


def test_discount_facts_and_posting(story: Story) -> None:
    story.tells(
        """
        invoice   C2 INV-4 810.00
        statement B1 2026-03-02
        line      800.00 iban=DE89370400440532013000
        line      810.00 iban=DE89370400440532013000
        line      980.00 name="ALFA AB" ocr=10017
        import
        apply     1 INV-3
        match
        """
    )
    assert "Fact        1: account DE89370400440532013000 means customer:C2 Beta AB: 1 decisions for it" in detail(2)
    out = detail(3)
    assert "Reference   10017\n            ^^^^^\n" in out
    assert ": 980.00, cash discount 20.00\n" in out
    assert "Nothing: it is ready to be posted.\n            reskontra journal post PRJ000001 3\n" in out
    story.tell("post 3")
    assert "it is posted as B-2026-1." in detail(3)


def test_it_reads_in_swedish(story: Story) -> None:
    story.tells('statement B1 2026-03-02\nline 980.00 name="ALFA AB" ocr=10017\nimport\nmatch')
    out = detail(1, "--lang", "sv")
    assert "Att avgöra    Ingenting: den är klar att bokföras.\n" in out
    assert "kassarabatt 20,00" in out
    assert "– " in out


def test_a_line_alone_as_data(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00 text=x\nline 2.00\nimport")
    told = done(journal, "show", "PRJ000001", "--line", 2, "--format", "json").json
    assert [line["line"] for line in told["lines"]] == [2]


def test_an_unknown_line_is_refused(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00 text=x\nimport")
    assert "PRJ000001 has no open line 7." in refused(journal, "show", "PRJ000001", "--line", 7)


def test_a_line_of_several_journals_is_wrong_usage(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1.00\nimport\nstatement B1 2026-03-03\nline 1.00\nimport")
    assert run(journal, "show", "PRJ000001", "PRJ000002", "--line", 1).code == 2


@pytest.mark.parametrize(
    ("case", "value", "marks", "width", "expected"),
    [
        ("fits", "abc", [], 10, ["abc"]),
        ("breaks at a blank", "abc def ghi", [], 7, ["abc def", "ghi"]),
        ("breaks in a long word", "abcdefgh", [], 5, ["abcde", "fgh"]),
        ("a mark", "abc def", [(4, 7)], 10, ["abc def", "    ^^^"]),
        ("a mark over two lines", "abc def", [(2, 5)], 4, ["abc", "  ^", "def", "^"]),
        ("wide letters", "漢字 7", [(3, 4)], 10, ["漢字 7", "     ^"]),
        ("a reason hangs", "– abc def", [], 7, ["– abc", "  def"]),
        ("control codes", "a\x1b[2Jb", [(0, 1)], 10, ["a\ufffd[2Jb", "^"]),
        ("nothing", "", [], 10, [""]),
    ],
)
def test_marks_stand_below(
    case: str, value: str, marks: list[tuple[int, int]], width: int, expected: list[str]
) -> None:
    assert list(marked(value, marks, width)) == expected
