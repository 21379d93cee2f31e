"""init, check, migrate, serve."""

from __future__ import annotations

import pytest
from django.db import connection

from reskontra.cli.program import program
from reskontra.companies.queries import CompanyFacts, companies, find_company, fiscal_years
from tests import books, build
from tests.cli.running import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db


def test_init_makes_a_company() -> None:
    answer = done("init", "--company", "Nordan AB", "--country", "SE", "--currency", "SEK", "--preset", "se-bas")
    assert answer.startswith("Nordan AB: se-bas, SEK, fiscal years ")
    assert [company.name for company in companies()] == ["Nordan AB"]


def test_init_with_a_broken_year() -> None:
    done("init", "--company", "Nordan AB", "--year-begins", 7)
    assert {start.month for _, start, _ in fiscal_years(company=find_company(name="Nordan AB"))} == {7}


@pytest.mark.parametrize(
    ("case", "words", "told"),
    [
        ("no name", [], "Add --company NAME."),
        ("there already", ["--company", "nordan ab"], '"nordan ab"'),
        ("no such preset", ["--company", "Sydan AB", "--preset", "us-gaap"], "us-gaap"),
        ("no such country", ["--company", "Sydan AB", "--country", "XX"], "XX"),
        ("no such currency", ["--company", "Sydan AB", "--currency", "KRONOR"], "KRONOR"),
    ],
)
def test_what_init_refuses(company: CompanyFacts, case: str, words: list[str], told: str) -> None:
    assert told in refused("init", *words)


@pytest.mark.parametrize("name", ["[b]Nordan[/] {x} %s", "Åäö נורדן", "'; DROP TABLE companies_company; --"])
def test_names_are_kept_and_shown_as_they_are(name: str) -> None:
    assert done("init", "--company", name).startswith(f"{name}: se-bas")
    assert done("check", "--company", name) == f"The books of {name} are whole.\n"
    assert done("company", "list").count(name) == 1


def test_check_is_clean_in_every_company(company: CompanyFacts) -> None:
    build.new_company(name="Sydan AB")
    assert done("check") == "The books of Nordan AB, Sydan AB are whole.\n"
    assert done("check", "--company", "Sydan AB") == "The books of Sydan AB are whole.\n"
    assert "Omega AB" in refused("check", "--company", "Omega AB")


@pytest.mark.damages_books
def test_sealed_books_tell_which_row_was_changed_though_they_balance(company: CompanyFacts) -> None:
    Story(company).tells("bank B1\ncustomer C1 Alfa\ninvoice C1 INV-1 10.00")
    assert " rows sealed, " in done("check", "--seal")
    with books.unguarded(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_voucherline SET amount_minor = 2 * amount_minor, currency_minor = 2 * currency_minor"
        )
        cursor.execute("UPDATE receivables_entry SET description = 'free'")
    answer = run("check", "--seal")
    assert answer.code == 1
    assert answer.out.count(" of ledger_voucherline is not what was sealed.") == 4
    assert "receivables_entry is" not in answer.out
    assert " sealed, 0" not in answer.out


def test_check_without_a_company_is_refused() -> None:
    assert refused("check").startswith("There is no company yet.")


@pytest.mark.damages_books
def test_check_names_each_thing_that_does_not_hold_and_ends_with_1(company: CompanyFacts) -> None:
    build.new_company(name="Sydan AB")
    Story(company).tells("bank B1\ncustomer C1 Alfa\ninvoice C1 INV-1 10.00")
    with books.unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE receivables_entry SET remaining_minor = 900")
    answer = run("check")
    assert answer.code == 1
    assert "Nordan AB: Invoice INV-1 has" in answer.out or "Nordan AB: INVOICE INV-1 has" in answer.out
    assert "Sydan AB" not in answer.out
    assert run("check", "--company", "Sydan AB").code == 0


def test_migrate_says_which_database() -> None:
    assert done("migrate").endswith(" is up to date.\n")


def test_commands_without_words_show_help() -> None:
    assert program.info.no_args_is_help
    answer = run()
    assert "Usage" in answer.out + answer.err
