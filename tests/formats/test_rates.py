"""Files of exchange rates are known by their content; any bytes give rates or say why not."""

from __future__ import annotations

import io
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reskontra.core.errors import Findings, Malformed
from reskontra.core.quoted_rates import Quotation
from reskontra.formats import rates
from reskontra.formats.rates import RatesTooLarge, RatesUnknown, read_rates
from tests.formats import test_rates_archive, test_rates_ecb, test_rates_norges_bank, test_rates_riksbank

JSON = '[{"seriesId": "SEKEURPMI", "date": "2026-01-02", "value": 11.2345}]'
OWN = "currency,date,rate\nEUR,2026-01-02,11.2345\n"
RIKSBANK = test_rates_riksbank.HEAD + "2026-01-02;x;1 EUR;11,2345\n"
NORGES_BANK = test_rates_norges_bank.HEAD + test_rates_norges_bank.row("EUR", "0", "2026-01-02", "11.7")


def read(data: bytes) -> Quotation:
    return read_rates(io.BytesIO(data))


@pytest.mark.parametrize(
    ("case", "data", "source"),
    [
        ("one's own", OWN.encode(), ""),
        ("one's own, with a mark", b"\xef\xbb\xbf" + OWN.encode(), ""),
        ("ECB as XML", test_rates_ecb.XML.encode(), "ECB"),
        ("ECB, a day", test_rates_ecb.DAILY.encode(), "ECB"),
        ("ECB, all days", test_rates_ecb.HISTORIC.encode(), "ECB"),
        ("Riksbanken", RIKSBANK.encode(), "Riksbanken"),
        ("Riksbanken, of Windows", RIKSBANK.encode("cp1252"), "Riksbanken"),
        ("Riksbanken's service", JSON.encode(), "Riksbanken"),
        ("Norges Bank", NORGES_BANK.encode(), "Norges Bank"),
        ("ECB, packed", test_rates_archive.packed(test_rates_ecb.HISTORIC.encode()), "ECB"),
    ],
)
def test_files_are_recognised(case: str, data: bytes, source: str) -> None:
    found = read(data)
    assert found.source == source
    assert found.quotes[0].units > Decimal(1)


@pytest.mark.parametrize("data", [b"", b"hello", b"<a/>", b"a;b;c\n", b"\xff\xfe\x00"])
def test_other_files_are_not(data: bytes) -> None:
    with pytest.raises(RatesUnknown):
        read(data)


def test_a_file_has_a_limit_packed_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "BYTES_MAX", 500)
    with pytest.raises(RatesTooLarge):
        read(b"0" * 501)
    with pytest.raises(RatesTooLarge):
        read(test_rates_archive.packed(b"0" * 501))


STARTS = [
    b"",
    b"currency,date,rate\n",
    b"Date,USD\n",
    RIKSBANK[:27].encode(),
    NORGES_BANK.encode(),
    b"<eurofxref>",
    b"PK\x03\x04",
    b"[{",
]


@given(st.sampled_from(STARTS), st.binary(max_size=200))
@example(b"Date,USD\n", b"2026-01-02,1\x002\r\n")
@example(b"Date,USD\n", b'"')
@example(b"Date,USD\n", b"2026-01-02,\xff")
def test_any_bytes_give_rates_or_a_refusal(start: bytes, rest: bytes) -> None:
    with suppress(Malformed, Findings):
        read(start + rest)
