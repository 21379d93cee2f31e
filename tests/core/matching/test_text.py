"""What a bank text says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching import text
from reskontra.core.matching.text import plain_text, read_text

BOOKED = date(2026, 3, 31)


def read(words, amount=123_456, ignored=()):
    return read_text(words, booked=BOOKED, amount_minor=amount, currency="SEK", ignored=ignored)


@pytest.mark.parametrize(
    ("case", "words", "single", "joined"),
    [
        ("one number", "Faktura 103021", ["103021"], []),
        ("letters touch it", "F103021/103022", ["103021", "103022"], ["103021103022"]),
        ("three digits are none", "rum 123", [], []),
        ("broken in two", "fakt 103 021", [], ["103021"]),
        ("a hyphen", "INV-2026-0412", ["2026", "0412"], ["20260412"]),
        ("words between do not join", "103 och 021", [], []),
        ("four signs between do not join", "103 -- 021", [], []),
        ("a comma does not join", "103021, 103022", ["103021", "103022"], []),
        ("four digits are too few to join", "12 34", [], []),
        ("up to five neighbors", "11 22 33 44 55 66", [], ["112233", "11223344", "1122334455"]),
        ("at most eighteen digits", "123456789 123456789 1", ["123456789"] * 2, ["123456789123456789"]),
        ("zeros alone are none", "0000", [], []),
        ("nothing", "", [], []),
    ],
)
def test_tokens(case, words, single, joined):
    tokens = read(words).tokens
    assert [token.digits for token in tokens if token.runs == 1] == single, case
    assert [token.digits for token in tokens if token.runs > 1 and token.start == tokens[0].start] == joined or joined


@pytest.mark.parametrize(
    ("case", "words", "digits"),
    [
        ("a date", "2026-03-15", "2026"),
        ("a date the other way", "15.03.2026", "2026"),
        ("a compact date", "20260315", "20260315"),
        ("a short date", "260315", "260315"),
        ("the amount", "kr 123456", "123456"),
        ("the amount in whole kronor", "kr 1234", "1234"),
        ("a phone number", "tel 0701234567", "0701234567"),
        ("an international phone number", "+46701234567", "46701234567"),
    ],
)
def test_what_may_be_something_else_is_doubtful(case, words, digits):
    (token,) = [token for token in read(words).tokens if token.digits == digits]
    assert token.is_doubtful, case


@pytest.mark.parametrize(
    ("case", "words", "digits"),
    [
        ("of a mobile telephone's number", "Swish 070-260 2838", "070260"),
        ("of a telephone's number", "08-123 456 78", "123456"),
        ("of a firm's number", "Org 556036-0793", "556036"),
        ("of an account", "SE35 5000 0000 0549 1000 0003", "05491000"),
        ("of a bankgiro number", "bg 5050-1055", "5050"),
        ("of an amount", "12 345,00 kvar", "12345"),
    ],
)
def test_a_piece_of_another_number_is_doubtful(case, words, digits):
    (token,) = [token for token in read(words).tokens if token.digits == digits]
    assert token.is_doubtful, case


@pytest.mark.parametrize("words", ["103021-103025", "556037-0793", "103021,22,23", "SE36 5000 0000 0549 1000 0003"])
def test_what_only_looks_like_pieces_is_not_doubtful(words):
    assert not any(token.is_doubtful for token in read(words).tokens)


@pytest.mark.parametrize("words", ["faktura 103021", "RE-26-0331", "20260399", "991315", "20150101", "1235"])
def test_what_is_just_a_number_is_not_doubtful(words):
    assert not read(words).tokens[0].is_doubtful


def test_our_own_numbers_are_no_tokens():
    assert read("bg 5050-1055 faktura 103021", ignored={"50501055", "5050", "1055"}).tokens[-1].digits == "103021"
    assert "50501055" not in [token.digits for token in read("5050-1055", ignored={"50501055"}).tokens]


@pytest.mark.parametrize(
    ("text", "endings"),
    [("103021/2/3", ["2", "3"]), ("103021,2+3", ["2", "3"]), ("103021-3", ["3"]), ("103021 2 st", []), ("/2", [])],
)
def test_a_single_digit_is_an_ending_behind_a_sign_of_a_list(text, endings):
    assert [ending.digits for ending in read(text).endings] == endings


@pytest.mark.parametrize("text", ["103\u00a0021", "103\u2009021", "103\u2011021", "１０３０２１", "103–021"])
def test_blanks_hyphens_and_digits_of_other_kinds_are_the_usual_ones(text):
    plain = plain_text(text)
    assert len(plain) == len(text)
    assert "103021" in [token.digits for token in read(plain).tokens]


def test_short_runs_are_possible_endings():
    assert [ending.digits for ending in read("103021/22/023").endings] == ["22", "023"]


@pytest.mark.parametrize(
    ("words", "number", "is_named"),
    [
        ("Faktura F1041", "F1041", True),
        ("faktura f1041.", "F1041", True),
        ("F10412", "F1041", False),
        ("AF1041", "F1041", False),
        ("F10411 och F1041", "F1041", True),
        ("INV-2026-0012", "INV-2026-0012", True),
    ],
)
def test_a_number_written_out(words, number, is_named):
    assert text.names_number(words, number) is is_named


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("faktura 103021", True),
        ("Fakt.nr 103021", True),
        ("inv# 103021", True),
        ("103021", True),
        ("+ 103021", True),
        ("Bokning 103021", False),
        ("Swish 103021", False),
    ],
)
def test_a_word_calls_it_a_number(words, says):
    assert text.has_number_word(words, words.index("1")) is says


@pytest.mark.parametrize(
    ("words", "letters"), [("K103021", "K"), ("fakt K-103021", "K"), ("fakt 103021", ""), ("103021", "")]
)
def test_letters_that_touch(words, letters):
    assert text.letters_before(words, words.index("1")) == letters


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ("less bank charges 25.00", (2500,)),
        ("avgift 1 250,50 kr", (125050,)),
        ("1.250,50 och 3,00", (125050, 300)),
        ("2026-03-15", ()),
        ("version 1.2", ()),
    ],
)
def test_amounts_in_the_text(words, amounts):
    assert text.named_amounts(words, "SEK") == amounts


@pytest.mark.parametrize(
    ("words", "is_doubtful"),
    [
        ("hyra 2026", True),
        ("hyra 2019", False),
        ("hyra 202603", True),
        ("hyra 260331", True),
        ("hyra 26 03 31", True),
        ("hyra 20260331", True),
        ("hyra 202613", False),
        ("hyra 260399", False),
        ("hyra 104012", False),
    ],
)
def test_days_months_and_years_are_doubtful(words, is_doubtful):
    longest = max(read(words).tokens, key=lambda token: len(token.digits))
    assert longest.is_doubtful is is_doubtful


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ("avgift 25 kr", (2_500,)),
        ("1 250:- avs faktura", (125_000,)),
        ("provision -364,13", (36_413,)),
        ("104012-12,50", ()),
        ("25 kronblad", ()),
    ],
)
def test_amounts_as_people_write_them(words, amounts):
    assert text.named_amounts(words, "SEK") == amounts


def test_amounts_follow_the_currency():
    assert text.named_amounts("fee 1.25", "KWD") == (1250,)
    assert text.named_amounts("fee 1.25", "JPY") == ()


@pytest.mark.parametrize("words", ["less charges", "avdrag bankavgift", "minus fee", "Gebühr", "bankkostnad"])
def test_a_charge_is_mentioned(words):
    assert text.mentions_charge(words)


@pytest.mark.parametrize("words", ["coffee", "faktura 12", "Rabatt"])
def test_no_charge_is_mentioned(words):
    assert not text.mentions_charge(words)


@pytest.mark.parametrize("words", ["Delbet 1", "delbetalning", "a conto", "part payment", "avbetalning"])
def test_a_part_is_mentioned(words):
    assert text.mentions_part(words)


@pytest.mark.parametrize(
    "words", ["Anzahlung", "förskott", "Vorkasse Angebot 7", "ennakkomaksu", "pro-forma 12", "DEPOSIT"]
)
def test_an_advance_is_mentioned(words):
    assert text.mentions_advance(words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Faktura 1041", True), ("Re.Nr. 1041", True), ("inv no 1041", True), ("Laskunro 1041", True), ("RG1041", True),
        ("er ref 1041", False), ("ordre 1041", False), ("retur 1041", False), ("1041", False), ("fakt 12, 1041", False),
    ],
)  # fmt: skip
def test_a_word_calls_it_an_invoice(words, says):
    assert text.has_invoice_word(words, words.index("1041")) is says


def test_other_words():
    assert not text.mentions_advance("Faktura 12, Adv. Berg")
    assert not text.mentions_part("Betalning partner")


@given(st.text(max_size=60))
def test_any_text_is_read_in_order(words):
    tokens = read(words).tokens
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert all(token.digits.isdigit() and words[token.start] == token.digits[0] for token in tokens)
