"""Which text format a head is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.formats.detect_text import text_format
from reskontra.formats.format import Format

MT = ":20:REF\n:25:SE4550000000058398257466\n:28C:1/1\n"


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("OFX 1", "OFXHEADER:100\nDATA:OFXSGML\n", Format.OFX),
        ("BgMax", "01BGMAX               0120260302173035010331P".ljust(80) + "\r\n05", Format.BGMAX),
        ("Autogiro", "01AUTOGIRO              20260302".ljust(80), Format.AUTOGIRO),
        ("Autogiro, older", "0120260302AUTOGIRO9900".ljust(80), Format.AUTOGIRO),
        ("LB", "110050501055260302LEVERANTÖRSBETALNINGAR".ljust(80), Format.LB),
        ("OCR giro", "NY000010" + "0" * 72, Format.OCR_GIRO),
        ("TITO", "T0032210047300010416310", Format.TITO),
        ("KTL", "0" + "1802051946470208406991".ljust(89) + "\n3" + "0" * 89 + "\n9", Format.KTL),
        ("CODA", "0000002032672505        00178299  ANNA PEETERS".ljust(127) + "2\n1", Format.CODA),
        ("BAI2", "01,122099999,123456789,260302,0200,1,65,,2/\n02,031001234,", Format.BAI2),
        ("BAI2 on one line", "01,1,2,260302,2112,4,,,2/   02,103100195,", Format.BAI2),
        ("Norma 43", "11" + "0" * 18 + "260301260302" + "2" + "0" * 14 + "978", Format.N43),
        ("SIE", "#FLAGGA 0\n#PROGRAM x", Format.SIE),
        ("SIE, other order", "#PROGRAM x\n#SIETYP 4", Format.SIE),
        ("MT940", MT + ":60F:C260302SEK1,00\n:62F:C260302SEK1,00", Format.MT940),
        ("MT940 with interim sums", MT + ":60F:C260302SEK1,00\n:90D:1SEK1,00", Format.MT940),
        ("MT940 in an envelope", "{1:F01BANK}{2:O940}{4:\r\n" + MT, Format.MT940),
        ("MT942", MT + ":34F:SEKD0,00\n:13D:2603020600+0100", Format.MT942),
        ("SEB", "Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo", Format.BANK_CSV),
        ("Handelsbanken", "Reskontradatum;Transaktionsdatum;Text;Belopp;Saldo", Format.BANK_CSV),
        ("Swedbank", "* Kontouppgifter\nRadnr,Clnr,Kontonr,Produkt,Belopp,Saldo", Format.BANK_CSV),
        ("Nordea", "Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik;Saldo;Valuta;", Format.BANK_CSV),
        ("in quotes", '"Datum";"Bokföringsdag";"Typ";"Text";"Belopp";"Saldo"', Format.BANK_CSV),
        ("six lines above", "Konto: 1\n" * 6 + "Datum;Text;Belopp;Saldo", Format.BANK_CSV),
        ("eleven lines above", "Konto: 1\n" * 11 + "Datum;Text;Belopp;Saldo", None),
        ("no titles", "2026-03-01;2026-03-01;1;X;100,00", Format.SEPARATED_TEXT),
        ("prose", "Hej, här är filen, som lovat.\nHälsningar", None),
        ("a word", "hej", None),
        ("nothing", "", None),
    ],
)
def test_text_format(case, text, expected):
    assert text_format(text) == expected


@given(st.text(max_size=300))
def test_any_text_has_a_format_or_none(text):
    assert text_format(text) is None or text_format(text) in Format
