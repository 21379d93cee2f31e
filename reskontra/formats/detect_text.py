"""Which text format a file is in, from its first lines: one small test for each, in order."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence

from reskontra.formats.autogiro_answers import answers_kind
from reskontra.formats.format import Format

_HEADER_LINES = 10
_SEPARATORS = ";,\t"

_BAI2_LATER = re.compile(r"^\s*0[23],", re.M)
_N43 = re.compile(r"11[0-9]{18}[0-9]{12}[12][0-9]{14}")
_LB = re.compile(r"11[0-9]{10}")
_OCR_GIRO = re.compile(r"NY000010[0-9]{72}")
_KTL = re.compile(r"0[0-9 ]{16,}")
_CODA = re.compile(r"0000[0-9 ][0-9]{6}[0-9]{3}[0-9 ]{2}")
_MT_BALANCE = re.compile(r"^:60[FM]:", re.M)
_MT_INTRADAY = re.compile(r"^:(?:34F|90[DC]):", re.M)
_MT_REFERENCE = re.compile(r"^:20:", re.M)
_MT_ACCOUNT = re.compile(r"^:25:", re.M)
_FIGURE = re.compile(r"[0-9]{4}[-/]?[0-9]{2}[-/]?[0-9]{2}|[0-9][.,][0-9]{2}")
_SIE = re.compile(r"^#(?:FLAGGA|SIETYP)\b", re.M)

# Column titles, folded, that together are found in no other list: a set for each kind of export or settlement.
_BANK_COLUMNS = (
    frozenset({"bokföringsdag", "verifikationsnummer", "text", "belopp"}),  # SEB
    frozenset({"bokföringsdatum", "verifikationsnummer", "text", "belopp"}),
    frozenset({"reskontradatum", "transaktionsdatum", "text", "belopp"}),  # Handelsbanken
    frozenset({"clearingnummer", "kontonummer", "belopp"}),  # Swedbank
    frozenset({"clnr", "kontonr", "belopp"}),
    frozenset({"bokföringsdag", "belopp", "avsändare", "mottagare"}),  # Nordea
    frozenset({"datum", "belopp", "avsändare", "mottagare"}),
    frozenset({"bokföringsdag", "betalningstyp", "belopp"}),
    frozenset({"bokföringsdag", "belopp", "rubrik"}),
    frozenset({"datum", "transaktion", "kategori", "belopp"}),
    frozenset({"datum", "bokföringsdag", "typ", "text", "belopp"}),  # Länsförsäkringar
    frozenset({"datum", "text", "belopp", "saldo"}),  # ICA Banken
    frozenset({"date", "text", "amount", "balance"}),  # Lunar
    frozenset({"type", "capture_date", "capture_id", "amount"}),  # Klarna
    frozenset({"datum", "brutto", "avgift", "netto"}),  # PayPal
    frozenset({"date", "gross", "fee", "net"}),
    frozenset({"datum", "kvittonummer", "belopp"}),  # Zettle
    frozenset({"date", "receipt number", "amount"}),
    frozenset({"mottagarnr", "meddelande", "belopp"}),  # Swish
    frozenset({"mottagarnummer", "meddelande", "belopp"}),
)


def text_format(text: str) -> Format | None:
    """The format of a text's first lines, or None if no test fits.

    text   decoded, without byte order mark or blanks before the first line
    """
    lines = text.splitlines() or [""]
    return next((found for found, fits in _TESTS if fits(text, lines)), None)


def _is_bgmax(text: str, lines: Sequence[str]) -> bool:
    return lines[0].startswith("01BGMAX") and len(lines[0]) <= 80


def _is_autogiro(text: str, lines: Sequence[str]) -> bool:
    begins = lines[0].startswith("01") and "AUTOGIRO" in (lines[0][2:10], lines[0][10:18])
    return begins or answers_kind(lines[0].encode("latin-1", "replace")) != ""


def _is_lb(text: str, lines: Sequence[str]) -> bool:
    return bool(_LB.match(lines[0])) and "LEVERANT" in lines[0][:40]


def _is_ocr_giro(text: str, lines: Sequence[str]) -> bool:
    return bool(_OCR_GIRO.fullmatch(lines[0].rstrip().ljust(80, "0")))


def _is_ktl(text: str, lines: Sequence[str]) -> bool:
    kinds = {line[:1] for line in lines[1:]}
    return bool(_KTL.match(lines[0])) and len(lines[0]) <= 90 and "3" in kinds and kinds <= {"3", "9", "0", "5", ""}


def _is_coda(text: str, lines: Sequence[str]) -> bool:
    return len(lines[0].rstrip()) in range(100, 129) and bool(_CODA.match(lines[0]))


def _is_bai2(text: str, lines: Sequence[str]) -> bool:
    return lines[0].startswith("01,") and bool(_BAI2_LATER.search(text) or "/02," in text.replace(" ", ""))


def _is_mt942(text: str, lines: Sequence[str]) -> bool:
    return _is_mt(text) and bool(_MT_INTRADAY.search(text)) and not _MT_BALANCE.search(text)


def _is_mt(text: str) -> bool:
    return bool(_MT_REFERENCE.search(text) and _MT_ACCOUNT.search(text))


def _is_bank_csv(text: str, lines: Sequence[str]) -> bool:
    return any(columns <= titles for titles in map(_titles, lines[:_HEADER_LINES]) for columns in _BANK_COLUMNS)


def _is_separated(text: str, lines: Sequence[str]) -> bool:
    """Every one of the first lines has a separator twice, one at least has a date or an amount, all is printable."""
    first = [line for line in lines[:_HEADER_LINES] if line.strip()][:-1] or lines[:1]
    separator = max(_SEPARATORS, key=first[0].count)
    printable = all(line.replace("\t", " ").isprintable() for line in first)
    separated = all(line.count(separator) >= 2 for line in first)
    return printable and separated and any(_FIGURE.search(line) for line in lines[:_HEADER_LINES])


def _titles(line: str) -> frozenset[str]:
    separator = max(_SEPARATORS, key=line.count)
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return frozenset()
    return frozenset(cell.strip().casefold() for cell in cells)


_TESTS: tuple[tuple[Format, Callable[[str, Sequence[str]], bool]], ...] = (
    (Format.OFX, lambda text, lines: lines[0].startswith("OFXHEADER:")),
    (Format.BGMAX, _is_bgmax),
    (Format.AUTOGIRO, _is_autogiro),
    (Format.LB, _is_lb),
    (Format.OCR_GIRO, _is_ocr_giro),
    (Format.TITO, lambda text, lines: lines[0].startswith("T00322100")),
    (Format.KTL, _is_ktl),
    (Format.CODA, _is_coda),
    (Format.BAI2, _is_bai2),
    (Format.N43, lambda text, lines: bool(_N43.match(lines[0]))),
    (Format.SIE, lambda text, lines: bool(_SIE.search(text))),
    (Format.MT942, _is_mt942),
    (Format.MT940, lambda text, lines: _is_mt(text)),
    (Format.BANK_CSV, _is_bank_csv),
    (Format.SEPARATED_TEXT, _is_separated),
)
