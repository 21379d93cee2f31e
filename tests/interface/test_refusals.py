"""A refusal is worded in the language of the user, a line each; of many, the first hundred and a count."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from reskontra.companies.queries import RateMissing
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.integrity import Violation
from reskontra.core.money import Money, NotAnAmount
from reskontra.formats.format import NAMES, Format
from reskontra.formats.reading import FormatDiffers, FormatUnknown
from reskontra.interface.refusals import MOST_SHOWN, lines, place_wording, violation_wording, wording
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables.queries import DocumentNotUnique


class Short(Refused):
    code = "test_short"
    template = "{amount} is short. Write more than {amount}."


@pytest.mark.parametrize(("language", "expected"), [("sv", "1\u00a0234,50\u00a0SEK"), ("en", "1,234.50\u00a0SEK")])
def test_values_are_written_as_the_language_writes_them(language: str, expected: str) -> None:
    with translation.override(language):
        text = wording(Short(amount=Money(1_234_50, "SEK")))
        violation = violation_wording(
            Violation("voucher_unbalanced", {"voucher": "A-1", "sum": Money(1_234_50, "SEK")})
        )
    assert expected in text
    assert expected in violation


def test_words_among_the_values_are_translated_and_what_users_wrote_is_not() -> None:
    differs = FormatDiffers(format=NAMES[Format.CAMT_053], asked=NAMES[Format.OFX])
    with translation.override("sv"):
        assert wording(differs).startswith("Detta är ett kontoutdrag camt.053 (ISO 20022), och en OFX-fil begärdes.")
        assert "ISO 20022" in wording(FormatUnknown(wanted=NAMES[Format.ISO_20022], known=()))
        assert NAMES[Format.ISO_20022] in wording(FormatUnknown(wanted=NAMES[Format.ISO_20022], known=()))


def test_a_ledger_is_a_word_of_the_sentence_and_a_code_where_it_is_typed() -> None:
    unknown = PartyUnknown(ledger="vendor", number="V9")
    several = DocumentNotUnique(count=2, ledger="customer", number="F1", parties=("C1", "C2"))
    with translation.override("sv"):
        assert wording(unknown).startswith("Det finns ingen leverantör ”V9”.")
        assert "Skriv customer:NUMMER@KONTO" in wording(several)
    with translation.override("en"):
        assert wording(unknown).startswith('There is no vendor "V9".')
        assert wording(several).startswith("2 customers have a document F1: C1, C2. Write customer:NUMBER@ACCOUNT")


@pytest.mark.parametrize(
    ("place", "swedish"),
    [
        ("line 3, amount", "rad 3, amount"),
        ("row 12, Booking date", "rad 12, Booking date"),
        ("document 2, line 1, vat_code", "dokument 2, rad 1, vat_code"),
        ("lines 4–7", "raderna 4–7"),
        ("row 3, line 4 of ours", "rad 3, line 4 of ours"),
        ("row 3, Line 4", "rad 3, Line 4"),
        ("statement SE12, Bal", "statement SE12, Bal"),
    ],
)
def test_places_are_told_in_the_language_and_names_in_files_as_they_are(place: str, swedish: str) -> None:
    with translation.override("sv"):
        assert place_wording(place) == swedish
        assert wording(NotAnAmount(place=place, text="x")).startswith(f"{swedish}: ")
    with translation.override("en"):
        assert place_wording(place) == place


@pytest.mark.parametrize(
    ("case", "refusal", "file", "expected"),
    [
        ("a refusal", Short(amount=1), "", "1 is short. Write more than 1."),
        ("of a file", Short(amount=1), "a.csv", "a.csv, 1 is short. Write more than 1."),
        ("at its place", NotAnAmount(place="row 3, amount", text="x"), "a.csv", 'a.csv, row 3, amount: "x" is not an'),
        (
            "with a day",
            RateMissing(currency="EUR", date=date(2026, 3, 1)),
            "",
            "There is no exchange rate for EUR on 2026-03-01.",
        ),
    ],
)
def test_lines(case: str, refusal: Refused | Malformed, file: str, expected: str) -> None:
    with translation.override("en"):
        (line,) = lines(refusal, file=file)
    assert line.startswith(expected)


@pytest.mark.parametrize(
    ("count", "shown", "last"),
    [
        (1, 1, "0 is short. Write more than 0."),
        (MOST_SHOWN, 100, "99 is short. Write more than 99."),
        (MOST_SHOWN + 1, 101, "… and 1 more finding."),
        (5 * MOST_SHOWN, 101, "… and 400 more findings."),
    ],
)
def test_of_many_findings_the_first_hundred_and_a_count(count: int, shown: int, last: str) -> None:
    with translation.override("en"):
        found = list(lines(Findings([Short(amount=n) for n in range(count)])))
    assert (len(found), found[-1]) == (shown, last)
