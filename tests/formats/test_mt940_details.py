"""Field 86 in its dialects: what is told apart, and that no text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats.mt940_details import read_details


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("purpose and party", "166?00GUTSCHRIFT?20RECHNUNG 1?30TESTDEFF?31DE02120300000000202051?32Alfa GmbH",
         {"code": "166", "info": "GUTSCHRIFT", "remittance": "RECHNUNG 1", "bic": "TESTDEFF",
          "iban": "DE02120300000000202051", "name": "Alfa GmbH"}),
        ("bank code and account", "166?20A?3010020030?311234567", {"other_account": "10020030/1234567"}),
        ("a name in two subfields", "166?32Alfa?33Beta", {"name": "Alfa Beta"}),
        ("a full subfield runs on", "166?32ABCDEFGHIJKLMNOPQRSTUVWXYZA?33BC",
         {"name": "ABCDEFGHIJKLMNOPQRSTUVWXYZABC"}),
        ("SEPA marks", "166?20EREF+RG-1?21KREF+K-2?22MREF+M-3?23SVWZ+Rechnung 17",
         {"end_to_end_id": "RG-1", "reference": "K-2", "mandate_id": "M-3", "remittance": "Rechnung 17"}),
        ("a mark that a full subfield breaks", "166?20EREF+AAAAAAAAAAAAAAAAAA MRE?21F+M-3 SVWZ+Rechnung",
         {"end_to_end_id": "AAAAAAAAAAAAAAAAAA", "mandate_id": "M-3", "remittance": "Rechnung"}),
        ("text after a mark's own line", "166?20EREF+RG-1?21FAKTURA 7",
         {"end_to_end_id": "RG-1", "remittance": "FAKTURA 7"}),
        ("no id", "166?20EREF+NOTPROVIDED?21SVWZ+x", {"end_to_end_id": "", "remittance": "x"}),
        ("the account repeated in the text",
         "166?20SVWZ+Tack IBAN: DE02120300000000202051 BIC: TESTDEFF?31DE02120300000000202051",
         {"remittance": "Tack", "iban": "DE02120300000000202051"}),
        ("another's account in the text stays", "166?20SVWZ+Tack IBAN: DE02120300000000202051?31DE42100100100043921105",
         {"remittance": "Tack IBAN: DE02120300000000202051", "iban": "DE42100100100043921105"}),
        ("a return has its reason", "109?00RUECKLASTSCHRIFT?34902", {"return_reason": "902"}),
        ("the ultimate payer", "166?20ABWA+Alfa AB?21SVWZ+x", {"ultimate_name": "Alfa AB", "remittance": "x"}),
        ("codes between slashes", "/TRTP/SEPA/IBAN/NL02RABO0123456789/BIC/RABONL2U/NAME/J/REMI/Factuur 1/EREF/E-1",
         {"info": "SEPA", "iban": "NL02RABO0123456789", "bic": "RABONL2U", "name": "J", "remittance": "Factuur 1",
          "end_to_end_id": "E-1"}),
        ("a code inside another", "/ORDP//NAME/ACME BV/REMI/USTD//Order 12",
         {"name": "ACME BV", "remittance": "Order 12"}),
        ("counterparty in one code", "/CNTP/NL02RABO0123456789/RABONL2U/Alfa BV/Delft/REMI/x",
         {"iban": "NL02RABO0123456789", "bic": "RABONL2U", "name": "Alfa BV", "remittance": "x"}),
        ("a returned payment", "/RTRN/AC04/REMI/x", {"return_reason": "AC04"}),
        ("plain text", "Alfa AB faktura 1001", {"remittance": "Alfa AB faktura 1001"}),
    ],
)  # fmt: skip
def test_dialects(case, text, expected):
    found = read_details([text])
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("case", "lines", "remittance"),
    [
        ("short lines are apart", ["Alfa AB", "faktura 1001"], "Alfa AB faktura 1001"),
        ("a full line runs on", ["x" * 61 + "1001", "2345"], "x" * 61 + "10012345"),
        ("blank lines are nothing", ["Alfa", "", "", "1001"], "Alfa 1001"),
    ],
)
def test_lines(case, lines, remittance):
    assert read_details(lines).remittance == remittance


def test_an_account_and_a_name_before_the_text():
    found = read_details(["NL47INGB9999999999 hr abcd voorbeeld", "", "Betaling sieraden"])
    assert (found.iban, found.name, found.remittance) == (
        "NL47INGB9999999999",
        "hr abcd voorbeeld",
        "Betaling sieraden",
    )


@pytest.mark.parametrize(
    ("case", "supplement", "expected"),
    [
        (
            "original amount and charges",
            "/OCMT/EUR50,00//CHGS/EUR3,00/",
            {"original": "EUR50,00", "charges": "EUR3,00"},
        ),
        ("an account", "NL47INGB9999999999", {"iban": "NL47INGB9999999999", "info": ""}),
        ("text", "INBETALNING", {"info": "INBETALNING"}),
        ("what is said already", "alfa", {"info": ""}),
    ],
)
def test_the_second_line_of_an_entry(case, supplement, expected):
    found = read_details(["Alfa AB"], supplement)
    assert found.remittance == "Alfa AB"
    assert {name: getattr(found, name) for name in expected} == expected


@given(st.lists(st.text(alphabet="aB1 ?/+:", max_size=70), max_size=6), st.text(alphabet="aB1/", max_size=20))
def test_any_text_is_read(lines, supplement):
    assert read_details(lines, supplement).texts is not None


@given(st.lists(st.text(alphabet="aB1", min_size=1, max_size=20), min_size=1, max_size=6))
def test_no_word_of_plain_text_is_lost(words):
    assert read_details([" ".join(words)]).remittance.split() == words
