"""A definition guessed from a sample: it reads the sample, and says what is open."""

import io

import pytest

from reskontra.formats import definition_guess as module
from reskontra.formats.bank_statement import StatementEnd
from reskontra.formats.definition import FieldMissing
from reskontra.formats.definition_data import read_definition, to_toml
from reskontra.formats.definition_guess import GuessNote, guess_definition, is_amount, is_day
from reskontra.formats.definition_reader import read_by_definition
from reskontra.formats.detect import EmptyFile
from tests.formats.camt_files import document, statement
from tests.formats.test_definition_sheet import book

SEB = "Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo\n2026-03-01;2026-03-01;1;X;100,00;1 100,00\n"


def guess(text, currency="SEK"):
    data = text if isinstance(text, bytes) else text.encode()
    return guess_definition(io.BytesIO(data), name="bank", currency=currency), data


def fields(found):
    return {column.field: column.shown for column in found.definition.columns}


def codes(found):
    return {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("case", "text", "closing"),
    [
        ("a bank's", SEB, 110_000),
        ("in commas", "Date,Text,Amount,Balance\n2026-03-01,x,\"1.250,00\",\"2.250,00\"\n", 225_000),
        ("with tabs, in American", "Booking Date\tMemo\tAmount\tBalance\n03/31/2026\tx\t1,250.00\t2,250.00\n", 225_000),
        ("two columns of amounts",
         "Datum;Text;Uttag;Insättning;Saldo\n2026-03-01;x;;5,00;5,00\n2026-03-02;y;1,00;;4,00\n", 400),
        ("with titles of its own", "Wann;Was;Wieviel;Saldo\n2026-03-01;x;5,00;5,00\n", 500),
        ("without titles", "2026-03-01;2026-03-01;1;X;100,00;1100,00\n", 110_000),
        ("below a letter head", "Konto: 1\nSaldo: 5\n\n" + SEB, 110_000),
    ],
)  # fmt: skip
def test_what_is_guessed_reads_the_sample(case, text, closing):
    found, data = guess(text)
    assert not found.is_open
    assert read_definition(to_toml(found.definition).encode()) == found.definition
    (end,) = [one for one in read_by_definition(io.BytesIO(data), found.definition) if isinstance(one, StatementEnd)]
    assert end.closing_minor == closing


def test_a_spreadsheet():
    found, _data = guess(book(("Datum", "Text", "Belopp", "Saldo"), ("2026-03-01", "x", 5, 5)))
    assert found.definition.file == "spreadsheet"
    assert {"sheet", "header"} <= codes(found)


def test_columns_are_told_with_an_example():
    found, _data = guess(SEB.replace("Saldo", "Rabatt"))
    told = [str(note) for note in found.notes]
    assert '"Belopp" becomes amount, such as 100,00.' in told
    assert '"Rabatt" was not taken, such as 1 100,00.' in told
    assert {"no_balance", "currency", "account"} <= codes(found)


@pytest.mark.parametrize(
    ("case", "text", "code"),
    [
        ("day or month first", "Datum;Text;Belopp\n01/02/2026;x;5,00\n", "days_open"),
        ("thousands or decimals", "Datum;Text;Belopp\n2026-03-01;x;1.234\n", "decimal_open"),
    ],
)
def test_what_a_person_must_decide(case, text, code):
    found, _data = guess(text)
    assert found.is_open
    assert code in codes(found)


def test_rows_that_are_not_booked_are_seen():
    found, _data = guess(SEB + "2026-03-01;2026-03-01;2;Prel kort;1,00;1 101,00\n")
    assert [skip.begins for skip in found.definition.skip] == [("Prel ",)]


def test_a_settlement_is_seen_by_its_fee():
    found, _data = guess("Payout ID,Created,Gross,Fee,Net,Currency\npo_1,2026-03-01,100.00,2.00,98.00,SEK\n")
    assert found.definition.is_settlement
    assert fields(found)["payout"] == "Payout ID"


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("empty", b"", EmptyFile),
        ("prose", b"Hej och tack", module.NothingToGuess),
        ("a statement", document(statement()), module.KnownAlready),
        ("no amount", b"Datum;Text;Kod\n2026-03-01;x;5\n2026-03-01;x;6\n", FieldMissing),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal):
        guess(data)


@pytest.mark.parametrize(("text", "day", "amount"), [("2026-03-01", True, True), ("1.3.2026", True, True),
                                                     ("-1 250,00", False, True), ("abc", False, False),
                                                     ("", False, False), ("-", False, False)])  # fmt: skip
def test_cells(text, day, amount):
    assert (is_day(text), is_amount(text)) == (day, amount)


def test_notes_are_worded():
    assert str(GuessNote("header", {"row": 3})) == "The column titles stand in row 3."
