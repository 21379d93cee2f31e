"""Swedish: the catalogue is whole, says what the English says, and is what the commands speak."""

from __future__ import annotations

import gettext
import io
import os
import re
import string
from collections.abc import Iterator
from datetime import date

import pytest
import typer
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils import translation
from rich.console import Console

from reskontra.cli.program import program
from reskontra.companies.cli import company as companies_app
from reskontra.companies.cli import fiscal_year
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from reskontra.core.money import Money, NotAnAmount
from reskontra.core.presets.reminders import REMINDERS
from reskontra.core.statements import Notice
from reskontra.core.voucher import Unbalanced
from reskontra.interface.console import Session, begin, helped, translate_help
from reskontra.interface.refusals import lines, wording
from reskontra.ledger.cli import bank_account
from reskontra.ledger.cli_reports import report
from scripts import messages
from tests import build
from tests.command_line import done, refused
from tests.each import holds_for_each

NBSP = "\u00a0"
ADDRESSED = re.compile(r"\b(?:du|dig|din|ditt|dina|ni|er|ert|era)\b", re.IGNORECASE)
LETTERS = re.compile(r"/(?:plan|refund|statement|document)_(?:letters?|sending)\.py|/(?:mail_texts|letter_post)\.py")
UNHELPFUL = re.compile(r"\b(?:ogiltig\w*|misslyck\w*|fel|vänligen)\b", re.IGNORECASE)


def catalogue() -> Catalog:
    with messages.PO.open("rb") as file:
        return read_po(file)


CATALOGUE = {str(message.id): message for message in catalogue() if message.id}
SWEDISH = {text: str(message.string) for text, message in CATALOGUE.items() if message.string}


def test_letters_fit_consumers_and_companies() -> None:
    """Neither du nor ni: the same text goes to both."""
    ours = [text.text for of in REMINDERS.values() for one in of for text in one.texts if text.language == "sv"]
    named = [name for name, one in CATALOGUE.items() if any(LETTERS.search(path) for path, _line in one.locations)]
    assert (len(ours) > 10, len(named) > 30) == (True, True)
    assert [text for text in (*ours, *(SWEDISH[name] for name in named)) if ADDRESSED.search(text)] == []


def places(text: str) -> list[str]:
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field is not None)


@pytest.fixture(autouse=True)
def _spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language that was active is so again."""
    domain = gettext.textdomain()
    monkeypatch.setenv("LANGUAGE", "")
    with translation.override(translation.get_language()):
        yield
    gettext.textdomain(domain)


# The catalogue


def test_every_text_of_the_program_has_its_swedish() -> None:
    gathered = messages.gathered()
    without = [text for text in gathered if text not in CATALOGUE or not CATALOGUE[text].string]
    assert not without, "Run make messages, and translate what it lists:\n" + "\n".join(without)
    assert not [text for text in CATALOGUE if text not in gathered], "Run make messages: these are no longer said."
    assert not [text for text, message in CATALOGUE.items() if message.fuzzy]


def test_the_values_are_those_of_the_english() -> None:
    assert not [pair for pair in SWEDISH.items() if places(pair[0]) != places(pair[1])]


def test_what_is_compiled_is_what_is_written() -> None:
    with messages.MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {text: compiled.gettext(text) for text in SWEDISH} == SWEDISH
    is_current = messages.MO.read_bytes() == messages.mo_text(messages.merged())
    assert is_current, "Run make messages."  # what differs in a megabyte takes minutes to tell


def test_a_sentence_stays_a_sentence() -> None:
    def stays(text: str) -> None:
        swedish = SWEDISH[text]
        assert swedish.endswith(".")
        assert not UNHELPFUL.search(swedish)
        quoted = re.findall('"[^"]*"', swedish)
        typed = [word for word in quoted if word in text and word[1:-1] in ("", "lines")]
        assert swedish.count('"') == 2 * len(typed), "Swedish quotes with ”, but for what is typed"
        assert "  " not in swedish

    holds_for_each((text for text in SWEDISH if text.endswith(".") and " " in text), stays)


def test_no_word_is_unhelpful() -> None:
    assert not [swedish for swedish in SWEDISH.values() if UNHELPFUL.search(swedish)]


def test_commands_and_options_stay_as_they_are_typed() -> None:
    typed = re.compile(r"--[a-z-]+|\breskontra [a-z-]+(?: (?:add|import|list|match|show|apply)\b)?")
    texts = {text: str(message.string) for text, message in CATALOGUE.items()}
    assert not [
        text for text, swedish in texts.items() if sorted(typed.findall(text)) != sorted(typed.findall(swedish))
    ]


# Refusals and notices


def test_a_refusal_in_swedish() -> None:
    refusal = Unbalanced(
        text="Hyra",
        posting_date=date(2026, 3, 31),
        debit=Money(1_234_550, "SEK"),
        credit=Money(1_000_000, "SEK"),
        difference=Money(234_550, "SEK"),
    )
    english = wording(refusal)
    with translation.override("sv"):
        swedish = wording(refusal)
    assert swedish == (
        f"Verifikation ”Hyra” av 2026-03-31 har debet 12{NBSP}345,50{NBSP}SEK och kredit 10{NBSP}000,00{NBSP}SEK, "
        f"en differens på 2{NBSP}345,50{NBSP}SEK. Ändra raderna tills båda är lika."
    )
    assert english == (
        f'Voucher "Hyra" of 2026-03-31 has debit 12,345.50{NBSP}SEK and credit 10,000.00{NBSP}SEK, '
        f"a difference of 2,345.50{NBSP}SEK. Change the lines until both are equal."
    )


def test_many_findings_in_swedish() -> None:
    findings = Findings([NotAnAmount(text=str(number)) for number in range(101)])
    with translation.override("sv"):
        *_, last = lines(findings)
    assert last == "… och 1 anmärkning till."


def test_every_notice_has_its_swedish() -> None:
    assert all(template in SWEDISH for template in Notice.TEMPLATES.values())


# Commands


@pytest.mark.django_db
def test_commands_in_swedish(company: CompanyFacts) -> None:
    build.bank_account(company, opening="1234567.50")
    said = done(companies_app, "list", "--lang", "sv").out.splitlines()
    assert said[0].split() == ["Företag", "Land", "Valuta", "Mall", "Organisationsnummer", "Momsreg.nr"]
    rows = done(report, "trial-balance", "--lang", "sv").out.splitlines()
    assert rows[0].split() == ["Konto", "Namn", "Debet", "Kredit", "Saldo"]
    assert f"1{NBSP}234{NBSP}567,50" in rows[1]
    assert rows[-1].split()[0] == "Summa"
    assert f"1{NBSP}234{NBSP}567,50 SEK" in done(bank_account, "list", "--lang", "sv").out
    assert done(fiscal_year, "add", 2030, "--lang", "sv").out == "Räkenskapsår 2030 har lagts upp.\n"
    assert "2030: 12 perioder har nu läget stängd" in done(fiscal_year, "close", "2030", "--lang", "sv").out


@pytest.mark.django_db
def test_the_same_commands_in_english(company: CompanyFacts) -> None:
    build.bank_account(company, opening="1234567.50")
    rows = done(report, "trial-balance", "--lang", "en").out.splitlines()
    assert rows[0].split() == ["Account", "Name", "Debit", "Credit", "Balance"]
    assert "1,234,567.50" in rows[1]
    assert done(fiscal_year, "add", 2030).out == "Fiscal year 2030 added.\n"


@pytest.mark.django_db
def test_refused_commands_in_swedish(company: CompanyFacts) -> None:
    assert refused(fiscal_year, "close", "2031", "--lang", "sv") == (
        "Det finns inget räkenskapsår ”2031”. Använd något av 2025, 2026.\n"
    )
    assert refused(fiscal_year, "add", 2026, "--lang", "sv") == (
        "2026-01-01 till 2026-12-31 överlappar räkenskapsåret 2026. "
        "Börja efter 2026-12-31 eller sluta före 2026-01-01.\n"
    )
    assert refused(bank_account, "add", "B1", "--opening-balance", "1,00", "--lang", "sv") == (
        "”1,00” är inget belopp. Skriv siffror med decimalpunkt, till exempel 1250.00.\n"
    )


def test_a_table_keeps_an_amount_together_and_text_as_it_is() -> None:
    session = Session("")
    session.out = Console(file=io.StringIO(), width=24, markup=False, emoji=False, highlight=False)
    session.table([("Varför", False)], [(f"[red]tillsammans blir det 1{NBSP}234,50 [/]",)])
    assert session.out.file.getvalue().split("\n") == [  # type: ignore[attr-defined]
        "Varför                  ", "[red]tillsammans blir   ", f"det 1{NBSP}234,50 [/]        ", "",
    ]  # fmt: skip


# Help


def test_help_is_worded_in_the_language_that_is_active() -> None:
    command = typer.main.get_command(program)
    english = [node.help for node in helped(command)]
    with translation.override("sv"):
        translate_help(command)
    swedish = [node.help for node in helped(command)]
    assert swedish == [SWEDISH.get(text, text) for text in english]
    assert "Visa den här hjälpen och avsluta." in swedish
    assert command.collect_usage_pieces(typer.Context(command)) == ["[FLAGGOR]", "KOMMANDO [ARGUMENT]..."]
    assert {getattr(node, "options_metavar", "[FLAGGOR]") for node in helped(command)} == {"[FLAGGOR]"}


@pytest.mark.parametrize(
    ("case", "arguments", "expected"),
    [
        ("as two words", ["journal", "list", "--lang", "sv"], "sv"),
        ("as one word", ["journal", "list", "--lang=sv"], "sv"),
        ("the word is missing", ["journal", "list", "--lang"], "en"),
        ("not asked for", ["journal", "list"], "en"),
        ("one we do not have", ["--lang", "fi"], "en"),
    ],
)
def test_the_language_is_chosen_before_anything_is_said(
    monkeypatch: pytest.MonkeyPatch, case: str, arguments: list[str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    begin(arguments)
    assert (translation.get_language(), os.environ["LANGUAGE"]) == (expected, expected)
    assert gettext.gettext("Options") == {"sv": "Flaggor", "en": "Options"}[expected]
