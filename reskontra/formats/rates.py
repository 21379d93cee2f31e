"""From the bytes of a file to exchange rates: recognise it by its content, then read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from reskontra.core.errors import Malformed
from reskontra.core.quoted_rates import Quotation
from reskontra.formats import rates_archive, rates_csv, rates_norges_bank, rates_riksbank
from reskontra.formats.csv_table import RowUnreadable
from reskontra.formats.rates_csv import read_csv_rates
from reskontra.formats.rates_ecb import read_ecb_csv, read_ecb_xml, text_of
from reskontra.formats.rates_norges_bank import read_norges_bank_csv
from reskontra.formats.rates_riksbank import columns_of, read_riksbank_csv, separator_of
from reskontra.formats.rates_riksbank_json import is_observations, read_riksbank_json

BYTES_MAX = 64 * 1024 * 1024
_BLANKS = b" \t\r\n"


class RatesUnknown(Malformed):
    code = "rates_unknown"
    template = (
        "The file is no list of exchange rates known here; it begins with {start}. Load CSV with the columns currency, "
        "date, rate, or what the ECB, Riksbanken or Norges Bank exports."
    )


class RatesTooLarge(Malformed):
    code = "rates_too_large"
    template = "The file has more than {most} bytes. Load fewer days at a time."


def read_rates(stream: BinaryIO, *, per: int | None = None, currency: str = "") -> Quotation:
    """Recognise a file of exchange rates, or one in a zip archive, and read all of it.

    per       how many units a price is for where the file itself does not say
    currency  whose prices they are where the file itself does not say
    refuses   RatesTooLarge, RatesUnknown, and what the archive's and the format's reader refuse
    """
    data = stream.read(BYTES_MAX + 1)
    if data.startswith(rates_archive.MARK) and len(data) <= BYTES_MAX:
        data = rates_archive.unpacked(data, most=BYTES_MAX)
    if len(data) > BYTES_MAX:
        raise RatesTooLarge(most=BYTES_MAX)
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)
    if body.startswith(b"<"):
        if b"eurofxref" not in body[:4096]:
            raise RatesUnknown(start=_start_of(body))
        return read_ecb_xml(io.BytesIO(body))
    text = text_of(body, fallback="cp1252")
    for fits, read in _reads(body, per, currency):
        if fits(text):
            with _rows_told():
                return read(text)
    raise RatesUnknown(start=_start_of(body))


def _reads(
    body: bytes, per: int | None, currency: str
) -> list[tuple[Callable[[str], bool], Callable[[str], Quotation]]]:
    return [
        (is_observations, lambda text: read_riksbank_json(text, per=per, currency=currency)),
        (_is_own, lambda text: read_csv_rates(io.BytesIO(body))),
        (_is_norges_bank, read_norges_bank_csv),
        (_is_riksbank, lambda text: read_riksbank_csv(text, per=per)),
        (_is_ecb, read_ecb_csv),
    ]


def _titles(text: str, separator: str) -> list[str]:
    try:
        first = next(csv.reader([text.partition("\n")[0]], delimiter=separator), [])
    except csv.Error:
        return []
    return [title.strip() for title in first]


def _is_own(text: str) -> bool:
    return set(rates_csv.REQUIRED) <= set(_titles(text, ","))


def _is_norges_bank(text: str) -> bool:
    return set(rates_norges_bank.COLUMNS) <= set(_titles(text, separator_of(text)))


def _is_riksbank(text: str) -> bool:
    return set(rates_riksbank.TITLES) - {"unit"} <= set(columns_of(_titles(text, separator_of(text))))


def _is_ecb(text: str) -> bool:
    titles = _titles(text, ",")
    codes = [title for title in titles[1:] if title]
    return titles[:1] == ["Date"] and bool(codes) and all(len(code) == 3 and code.isupper() for code in codes)


@contextmanager
def _rows_told() -> Iterator[None]:
    """What the reader of separated text itself trips over, such as a NUL or an endless value."""
    try:
        yield
    except csv.Error as reason:
        raise RowUnreadable(reason=str(reason)) from reason


def _start_of(body: bytes) -> str:
    text = body[:32].decode("latin-1").partition("\n")[0].rstrip("\r")
    return f'"{text}"' if text.isprintable() and text else "the bytes " + (body[:8].hex(" ") or "00")
