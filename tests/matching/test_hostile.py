"""Values nobody sends by mistake: they are kept, or refused in a line, and never break a command."""

from __future__ import annotations

import pytest

from reskontra.core.errors import Malformed, Refused
from reskontra.matching.cli import journal
from tests.command_line import done, refused
from tests.statements import Line
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("case", "line"),
    [
        ("a long name", Line("500.00", name="N" * 5000)),
        ("a long text", Line("500.00", text="ö" * 100_000)),
        ("a text that is spaces", Line("500.00", text=" \n\t ")),
        ("markup", Line("500.00", name="[red]x[/]", text="[link=http://x]y[/link] [/]")),
        ("formats", Line("500.00", name="{0} %s %(x)s", text="{evidence} {")),
        ("code", Line("500.00", name="'; DROP TABLE x; --", text='<script>"&amp;"</script>')),
        ("right to left", Line("500.00", name="נורדן", text="\u202eב \u2066x")),
        ("a command to the terminal", Line("500.00", name="a\x9b31mb", text="c\x85d")),
        ("letters of four bytes", Line("500.00", name="🧾" * 50, text="𝔞")),
        ("the largest amount", Line("999999999999.99")),
        ("an amount of one öre", Line("-0.01")),
    ],
)
def test_a_hostile_line_is_shown_posted_and_reversed(story: Story, case: str, line: Line) -> None:
    story.tell("statement B1 2026-03-02")
    story.statements[-1][1].append(line)
    story.tells("import\nmatch\nunapply 1\napply 1 gl:3990")
    table = done(journal, "show", story.journal).out
    assert not {"\u202e", "\x9b", "\x85"} & set(table)
    (shown,) = done(journal, "show", story.journal, "--format", "json").json["lines"]
    assert shown["text"] == " ".join(line.text.split()) or shown["text"] == line.text or not line.text.strip()
    story.tells("post\nreverse\naccept 1\npost\nbank-says B1 matched=0")


@pytest.mark.parametrize(
    "line", [Line("1.00", reference="x" * 101), Line("1.00", end_to_end="x" * 5000), Line("1.00", ocr="1" * 5000)]
)
def test_an_identifier_too_long_to_be_kept_is_a_refusal(story: Story, line: Line) -> None:
    story.tell("statement B1 2026-03-02")
    story.statements[-1][1].append(line)
    with pytest.raises((Refused, Malformed), match="is longer than"):
        story.tell("import")


@pytest.mark.parametrize(
    "words",
    [
        ["--account", "gl:" + "9" * 500],
        ["--account", "gl:\u0660"],
        ["--account", "customer:" + "ö" * 500],
        ["--account", "customer:C1\tC2"],
        ["--account", "bank:[/]"],
        ["--document", "customer:" + "9" * 500],
        ["--document", "customer:INV-1=999999999999999.99"],
        ["--document", "customer:INV-1=1e3"],
        ["--document", "customer:INV-1=\u0661"],
        ["--document", "customer:INV-1=-0.00"],
        ["--document", "customer:INV-1=NaN"],
        ["--document", "customer:@@@"],
        ["--document", "vendor:="],
        ["--document", "customer:INV-1'--"],
    ],
)
def test_what_a_user_may_write_for_a_document_or_an_account(story: Story, words: list[str]) -> None:
    story.tells("statement B1 2026-03-02\nline 100.00\nimport")
    assert refused(journal, "apply", story.journal, 1, *words).count("\n") == 1


def test_a_reason_of_any_length_is_kept(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 500.00 name='Alfa AB' ocr=10025\nimport\nmatch\npost")
    done(journal, "reverse", story.journal, "--reason", "å" * 5000)
    story.tell("remaining INV-2 500.00")
