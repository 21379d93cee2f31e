"""journal on the command line: output, status, JSON."""

from __future__ import annotations

import pytest
import typer.main

from reskontra.companies.settings import set_setting
from reskontra.matching.cli import journal
from tests import books, build
from tests.command_line import Answer, done, refused, run, second_pair
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESKONTRA_ACTOR", build.ALICE)
    monkeypatch.setenv("LANG", "C")


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        bank      B2
        statement B1 2026-03-02
        line      1000.00 name="Alfa AB" ocr=10017
        line      400.00 name="Beta AB" ocr=10033
        line      -50.00 text="Avgift [b]x[/]"
        statement B2 2026-03-02
        line      500.00 name="Alfa AB" ocr=10025
        import
        """
    )
    return story


def words(answer: Answer) -> list[list[str]]:
    return [line.split() for line in answer.out.splitlines()]


def test_every_command_has_help() -> None:
    commands = typer.main.get_command(journal).commands  # type: ignore[attr-defined]
    assert {"list", "match", "show", "apply", "accept", "post", "reverse"} <= commands.keys()
    assert all(command.help for command in commands.values())


# list


def test_journals_are_listed(imported: Story) -> None:
    assert words(done(journal, "list")) == [
        ["Journal", "Status", "Open", "lines", "Posted", "By"],
        ["PRJ000001", "open", "3", "0", "Alice"],
        ["PRJ000002", "open", "1", "0", "Alice"],
    ]


def test_journals_are_listed_by_status_and_import(imported: Story) -> None:
    imported.tells("on PRJ000002\nmatch\npost")
    numbers = {
        "open": ["PRJ000001"], "posted": ["PRJ000002"],
    }  # fmt: skip
    for status, expected in numbers.items():
        assert [row[0] for row in words(done(journal, "list", "--status", status))[1:]] == expected
    assert len(words(done(journal, "list", "--import", 1))) == 3
    assert "no import 7" in refused(journal, "list", "--import", 7).lower().replace('"', "")
    found = done(journal, "list", "--format", "json").json
    assert [row["status"] for row in found["journals"]] == ["open", "posted"]
    assert found["journals"][0] == {
        "journal": "PRJ000001", "bank_account": "B1", "status": "open", "posting_date": None,
        "statement": {
            "number": "S-1", "date": "2026-03-02", "opening_balance": "10000.00", "ending_balance": "11350.00",
        },
    }  # fmt: skip


# match and show


def test_a_match_tells_what_it_found(imported: Story) -> None:
    answer = done(journal, "match", "--import", 1)
    first, *states = words(answer)
    assert " ".join(first[:3] + first[6:]) == "4 lines matched 2 ready to post."
    assert sorted(states) == [["1", "underpaid"], ["1", "unmatched"], ["2", "ready"]]
    imported.tells("on PRJ000001\naccept 2")
    assert "1 line was left as a person decided." in done(journal, "match", "PRJ000001").out


def test_a_journal_is_shown_with_what_is_applied_and_why(imported: Story) -> None:
    done(journal, "match", "--import", 1)
    answer = done(journal, "show", "PRJ000001")
    heading, *rows, last = answer.out.splitlines()
    assert heading.split()[:4] == ["Journal", "Line", "Date", "Amount"]
    first, second, third = [row for row in rows if row.startswith("PRJ000001")]  # what is long goes on below
    assert "INV-1" in first
    assert "payment reference 10017" in first
    assert "underpaid" in second
    assert "Avgift [b]x[/]" in third
    assert last == "3 of 3 lines."
    answer = done(journal, "show", "--import", 1, "--state", "ready")
    assert answer.out.splitlines()[-1] == "2 of 4 lines."


def test_a_journal_is_given_to_programs(imported: Story) -> None:
    done(journal, "match", "PRJ000001")
    found = done(journal, "show", "PRJ000001", "PRJ000001", "--format", "json").json
    assert found.keys() == {"journals", "lines"}
    assert [row["journal"] for row in found["journals"]] == ["PRJ000001"]
    assert [line["line"] for line in found["lines"]] == [1, 2, 3]
    assert found["lines"][2]["text"] == "Avgift [b]x[/]"
    imported.tell("on PRJ000001")
    assert found["lines"] == [imported.shown(line) for line in (1, 2, 3)]


# apply and accept


@pytest.mark.parametrize(
    ("case", "words", "expected"),
    [
        ("documents", ["1", "--document", "customer:INV-1"], "Line 1: 1,000.00 applied, difference 0.00 SEK.\n"),
        (
            "a part",
            ["1", "--document", "customer:INV-1=400.00"],
            "Line 1: 400.00 applied, difference 600.00 SEK.\n",
        ),
        (
            "several",
            ["1", "--document", "customer:INV-2", "--document", "customer:INV-3=500.00"],
            "Line 1: 1,000.00 applied, difference 0.00 SEK.\n",
        ),
        (
            "with a discount",
            ["1", "--document", "customer:INV-1", "--with-discount"],
            "Line 1: 980.00 applied, difference 20.00 SEK.\n",
        ),
        ("an account", ["3", "--account", "gl:6570"], "Line 3: -50.00 applied, difference 0.00 SEK.\n"),
        ("nothing", ["3", "--unapply"], "Line 3 has nothing applied.\n"),
    ],
)  # fmt: skip
def test_a_line_is_applied(imported: Story, case: str, words: list[str], expected: str) -> None:
    assert done(journal, "apply", "PRJ000001", *words).out == expected


@pytest.mark.parametrize(
    ("case", "words", "told"),
    [
        ("no such journal", ["PRJ9", "1", "--unapply"], 'no journal "PRJ9"'),
        ("no such line", ["PRJ000001", "9", "--unapply"], "no open line 9"),
        ("no such document", ["PRJ000001", "1", "--document", "customer:X"], 'no customer document "X"'),
        ("not written", ["PRJ000001", "1", "--document", "INV-1"], '"INV-1" names no document'),
        ("not an amount", ["PRJ000001", "1", "--document", "customer:INV-1=1,5"], '"1,5" is not an amount'),
        ("no such account", ["PRJ000001", "1", "--account", "gl:1"], 'no G/L account "1"'),
    ],
)
def test_what_apply_refuses(imported: Story, case: str, words: list[str], told: str) -> None:
    answer = refused(journal, "apply", *words)
    assert told in answer
    assert answer.count("\n") == 1


def test_lines_are_accepted(imported: Story) -> None:
    done(journal, "match", "PRJ000001")
    assert done(journal, "accept", "PRJ000001", 2).out == "1 line accepted.\n"
    assert done(journal, "accept", "PRJ000001").out == "2 lines accepted.\n"
    assert refused(journal, "accept", "PRJ000001", 3, 8, 9).splitlines() == [
        "PRJ000001 has no open line 8. See its lines with reskontra journal show PRJ000001.",
        "PRJ000001 has no open line 9. See its lines with reskontra journal show PRJ000001.",
        "Line 3 of PRJ000001 has nothing applied. Apply it first.",
    ]


# post and reverse


def test_posting_tells_vouchers_and_accounts(imported: Story) -> None:
    done(journal, "match", "--import", 1)
    preview = done(journal, "post", "--import", 1, "--preview")
    assert preview.out.startswith("2 vouchers would be posted, 2 payments applied to 2 documents.\n")
    answer = done(journal, "post", "--import", 1)
    assert answer.out.splitlines()[0] == "2 vouchers posted, 2 payments applied to 2 documents."
    assert words(answer)[1][:4] == ["Vouchers", "B-2026-1", "to", "B-2026-2,"]
    assert ["1510", "Kundfordringar", "-1,500.00"] in words(answer)
    assert ["1930", "Företagskonto", "1,000.00"] in words(answer)
    assert answer.out.splitlines()[-2:] == ["Statement S-2 is reconciled.", "2 lines are left for a person."]


def test_a_line_that_another_prepared_is_held_and_the_rest_posted(
    imported: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_setting(company=imported.company, actor=build.BOB, key="four_eyes_above", value="0")
    done(journal, "match", "PRJ000001")
    done(journal, "accept", "PRJ000001", 2)
    held = (
        "Line 2 of PRJ000001 over 400.00\u00a0SEK was prepared by another, and Bob has not shown who that is. "
        "Post it on the page, or show it by RESKONTRA_ACTOR_PASSWORD: here, or to the command that makes the token."
    )
    monkeypatch.setenv("RESKONTRA_ACTOR", build.BOB)
    preview = done(journal, "post", "PRJ000001", "--preview").out.splitlines()
    assert preview[0] == "1 voucher would be posted, 1 payment applied to 1 document."
    assert preview[-2:] == ["1 of them wait for a second pair of eyes.", held]
    assert done(journal, "post", "PRJ000001").out.splitlines()[-2:] == preview[-2:]
    assert refused(journal, "post", "PRJ000001").splitlines() == [held]
    second_pair(imported.company, monkeypatch, build.BOB)
    assert "1 voucher posted" in done(journal, "post", "PRJ000001").out


def test_lines_are_named_after_their_journal(imported: Story) -> None:
    done(journal, "match", "PRJ000001")
    done(journal, "accept", "PRJ000001")
    assert "1 voucher posted" in done(journal, "post", "PRJ000001", 2).out
    imported.tells("on PRJ000001\nshows 1 ready\nshows 2 posted")


def test_all_is_refused_naming_each_line_that_is_not_ready(imported: Story) -> None:
    done(journal, "match", "PRJ000001")
    assert refused(journal, "post", "PRJ000001", "--all").splitlines() == [
        "Line 2 of PRJ000001 over 400.00\u00a0SEK is underpaid. Apply it with reskontra journal apply, or accept it.",
        "Line 3 of PRJ000001 over -50.00\u00a0SEK is unmatched. Apply it with reskontra journal apply, or accept it.",
    ]


def test_findings_are_shown_up_to_a_hundred(story: Story) -> None:
    story.tell("statement B1 2026-03-02")
    for _ in range(105):
        story.tell("line 1.00")
    story.tell("import")
    told = refused(journal, "post", "PRJ000001", "--all").splitlines()
    assert len(told) == 101
    assert told[-1] == "… and 5 more findings."


def test_nothing_ready_is_a_refusal(imported: Story) -> None:
    assert refused(journal, "post", "PRJ000001") == (
        "Of 3 open lines, none is ready. Match, apply or accept some first.\n"
    )


def test_a_line_is_reversed(imported: Story) -> None:
    done(journal, "match", "PRJ000001")
    done(journal, "post", "PRJ000001")
    assert "needs a reason" in refused(journal, "reverse", "PRJ000001", 1)
    answer = done(journal, "reverse", "PRJ000001", 1, "--reason", "Wrong customer.")
    assert answer.out == "1 line is open again, reversed by A-2026-1.\n"
    assert "Line 1 of PRJ000001 is not posted" in refused(journal, "reverse", "PRJ000001", 1, "--reason", "Again.")


def test_open_lines_are_posted_on_another_day(imported: Story) -> None:
    answer = done(journal, "posting-date", "PRJ000001", "2026-04-01", "--reason", "March is closed.")
    assert answer.out == "The open lines of PRJ000001 are posted on 2026-04-01.\n"
    assert answer.out in done(journal, "show", "PRJ000001").out
    assert done(journal, "posting-date", "PRJ000001").out.endswith("are posted on their own days.\n")
    assert "Choose 2026-03-02" in refused(journal, "posting-date", "PRJ000001", "2026-01-31", "--reason", "Why not")


def test_what_was_lost_is_opened_again(imported: Story) -> None:
    imported.tell("lose INV-1")
    line = ("1", "--document", "customer:INV-1")
    assert "--reopen" in refused(journal, "apply", "PRJ000001", *line)
    assert done(journal, "apply", "PRJ000001", *line, "--reopen").out.endswith("difference 0.00 SEK.\n")


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("no journal", ["match"]),
        ("journal and import", ["match", "PRJ000001", "--import", "1"]),
        ("nothing to show", ["show"]),
        ("no such status", ["list", "--status", "closed"]),
        ("no such state", ["show", "PRJ000001", "--state", "done"]),
        ("no such format", ["list", "--format", "xml"]),
        ("no line", ["apply", "PRJ000001", "--unapply"]),
        ("a line that is no number", ["apply", "PRJ000001", "one", "--unapply"]),
        ("a line beyond the database", ["reverse", "PRJ000001", "9" * 30, "--reason", "x"]),
        ("a line below one", ["accept", "PRJ000001", "0"]),
        ("an import beyond the database", ["list", "--import", "9" * 30]),
        ("nothing to apply", ["apply", "PRJ000001", "1"]),
        ("too much to apply", ["apply", "PRJ000001", "1", "--unapply", "--account", "gl:6570"]),
        ("lines of two journals", ["post", "PRJ000001", "PRJ000002", "1"]),
        ("lines of an import", ["post", "--import", "1", "2"]),
        ("lines alone", ["post", "1"]),
        ("nothing to post", ["post"]),
        ("no such command", ["undo"]),
    ],
)
def test_wrong_usage(imported: Story, case: str, words: list[str]) -> None:
    before = books.contents()
    answer = run(journal, *words)
    assert answer.code == 2
    assert answer.err
    assert books.contents() == before


@pytest.mark.parametrize("number", ["²", "١", "1.0", "+1", "-", "9" * 40])
def test_what_looks_like_a_line_and_is_none_is_no_journal_either(imported: Story, number: str) -> None:
    assert "There is no journal" in refused(journal, "post", "PRJ000001", number)


def test_companies_are_kept_apart(imported: Story) -> None:
    build.new_company(name="Sydan AB")
    assert "There are 2 companies" in refused(journal, "list")
    assert done(journal, "list", "--company", "sydan ab", "--format", "json").json == {"journals": []}
    for command in (["match"], ["show"], ["post"], ["accept"], ["reverse", "--reason", "x"]):
        assert 'no journal "PRJ000001"' in refused(journal, *command, "PRJ000001", "--company", "Sydan AB")
    assert "import 1" in refused(journal, "match", "--import", 1, "--company", "Sydan AB").lower()
