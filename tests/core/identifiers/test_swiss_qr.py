"""Swiss QR references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import swiss_qr

NUMBER = "210000000003139471430009017"


@pytest.mark.parametrize("text", [NUMBER, "21 00000 00003 13947 14300 09017"])
def test_valid(text):
    assert swiss_qr.validate(text) == NUMBER
    assert swiss_qr.is_valid(text)
    assert swiss_qr.format(text) == "21 00000 00003 13947 14300 09017"


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", swiss_qr.NotAQrReference),
        ("26 digits", NUMBER[:-1], swiss_qr.NotAQrReference),
        ("letters", "QR" + NUMBER[2:], swiss_qr.NotAQrReference),
        ("another check digit", NUMBER[:-1] + "8", swiss_qr.QrReferenceCheckDigitDiffers),
    ],
)
def test_refuses(case, text, refusal):
    assert not swiss_qr.is_valid(text)
    with pytest.raises(refusal):
        swiss_qr.validate(text)


@pytest.mark.parametrize(("document", "customer_id"), [("", ""), ("1" * 27, ""), ("1001", "1" * 23)])
def test_make_refuses(document, customer_id):
    with pytest.raises(swiss_qr.NoQrReferenceFromNumber):
        swiss_qr.make(document, customer_id)


def test_make_keeps_the_customer_id_in_front():
    assert swiss_qr.make("313947143000901", "21") == NUMBER


@given(st.integers(0, 10**20 - 1), st.integers(100000, 999999))
def test_made_is_valid(number, customer_id):
    assert swiss_qr.is_valid(swiss_qr.make(str(number), str(customer_id)))
