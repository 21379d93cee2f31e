"""Write a SIE 4 file: a whole year (4E) or vouchers alone (4I), in PC8, in the order of the standard.

Records go out as they come, so that a year of any size is written with little memory. Texts are quoted always, amounts
have a point and two decimals, and a letter that PC8 lacks gives way to the one it is made of. So does a backslash: at
the end of a text it would take the quote that ends it for one of the text. Issued by SIE-Gruppen, file format 4B.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

COST_CENTER, PROJECT = "1", "6"
LONGEST_CODE = 20  # of a cost center or project
_DIMENSIONS = {COST_CENTER: "Kostnadsställe", PROJECT: "Projekt"}
_NEAR = {"€": "EUR", "–": "-", "—": "-", "’": "'", "‘": "'", "”": '"', "“": '"', "…": "...", "\u00a0": " ", "Ø": "O",
         "ø": "o", "\\": "/"}  # fmt: skip
_END = "\r\n"


@dataclass(frozen=True, slots=True)
class SieHead:
    """Whose books, by which program, when. years: (0 for this one, −1 before it, first day, last day)."""

    program: str
    version: str
    written: date
    organisation_number: str
    company_name: str
    currency: str
    years: Sequence[tuple[int, date, date]] = ()


@dataclass(frozen=True, slots=True)
class SieAccount:
    """kind: T asset, S debt, I income, K cost; "" where the chart does not tell."""

    number: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SieRow:
    """A row of a voucher, debit +, in hundredths."""

    account: str
    minor: int
    text: str = ""
    cost_center: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class SieVoucherOut:
    """registered: when it was posted."""

    series: str
    number: int
    day: date
    text: str
    registered: date | None
    rows: Sequence[SieRow]


@dataclass(frozen=True, slots=True)
class SieBalances:
    """label: #IB, #UB or #RES; year as in SieHead; account → hundredths, debit +."""

    label: str
    year: int
    amounts: Mapping[str, int]


def sie_file(
    head: SieHead,
    *,
    accounts: Iterable[SieAccount],
    vouchers: Iterable[SieVoucherOut],
    balances: Iterable[SieBalances] = (),
    objects: Iterable[tuple[str, str]] = (),
    with_checksum: bool = False,
) -> Iterator[bytes]:
    """The file's lines, in PC8, each with its end.

    objects   (dimension, code) of the cost centers and projects that rows name
    """
    lines = _lines(head, accounts, vouchers, balances, codes_apart(objects))
    checksum = 0
    for number, (label, fields) in enumerate(lines):
        yield _line(label, fields)
        if number == 0 and with_checksum:
            yield _line("#KSUMMA", ())
        elif with_checksum:
            checksum = zlib.crc32(_counted(label, fields), checksum)
    if with_checksum:
        yield _line("#KSUMMA", (str(checksum),))


_Fields = Sequence[object]
_Object = tuple[str, str]


def _lines(
    head: SieHead,
    accounts: Iterable[SieAccount],
    vouchers: Iterable[SieVoucherOut],
    balances: Iterable[SieBalances],
    codes: Mapping[_Object, str],
) -> Iterator[tuple[str, _Fields]]:
    yield from _head(head)
    for account in accounts:
        yield "#KONTO", (account.number, _Text(account.name))
        if account.kind:
            yield "#KTYP", (account.number, account.kind)
    for dimension in sorted({dimension for dimension, _ in codes}):
        yield "#DIM", (dimension, _Text(_DIMENSIONS[dimension]))
    for (dimension, name), code in sorted(codes.items()):
        yield "#OBJEKT", (dimension, _Text(code), _Text(name))
    for balance in balances:
        for account_number, minor in sorted(balance.amounts.items()):
            yield balance.label, (str(balance.year), account_number, _amount(minor))
    for voucher in vouchers:
        yield from _voucher(voucher, codes)


def _head(head: SieHead) -> Iterator[tuple[str, _Fields]]:
    yield "#FLAGGA", ("0",)
    yield "#PROGRAM", (_Text(head.program), _Text(head.version))
    yield "#FORMAT", ("PC8",)
    yield "#GEN", (_day(head.written),)
    yield "#SIETYP", ("4",)
    if head.organisation_number:
        yield "#ORGNR", (head.organisation_number,)
    yield "#FNAMN", (_Text(head.company_name),)
    for year, first, last in head.years:
        yield "#RAR", (str(year), _day(first), _day(last))
    if head.currency != "SEK":
        yield "#VALUTA", (head.currency,)


def codes_apart(objects: Iterable[_Object]) -> dict[_Object, str]:
    """(dimension, code) → as the file has it. Codes that PC8 would make the same stay apart.

    One that PC8 has letter for letter is written as it is; another of the same letters, with a sum of its own behind.

    >>> codes_apart([("1", "O1"), ("1", "Ø1"), ("6", "Ø2")])
    {('1', 'O1'): 'O1', ('1', 'Ø1'): 'O1~84eef123', ('6', 'Ø2'): 'Ø2'}
    """
    named = sorted(set(objects))
    alike = Counter((dimension, pc8(code)) for dimension, code in named)
    return {
        (dimension, code): code if plain == code or alike[dimension, plain] == 1 else _summed(plain, code)
        for dimension, code in named
        for plain in (pc8(code),)
    }


def _summed(plain: str, code: str) -> str:
    return f"{plain[: LONGEST_CODE - 9]}~{zlib.crc32(code.encode()):08x}"


def _voucher(voucher: SieVoucherOut, codes: Mapping[_Object, str]) -> Iterator[tuple[str, _Fields]]:
    registered = (_day(voucher.registered),) if voucher.registered else ()
    yield "#VER", (_Text(voucher.series), str(voucher.number), _day(voucher.day), _Text(voucher.text), *registered)
    yield "{", ()
    for row in voucher.rows:
        text = (_day(voucher.day), _Text(row.text)) if row.text else ()
        named = [one for one in ((COST_CENTER, row.cost_center), (PROJECT, row.project)) if one[1]]
        objects = _Objects(tuple((one[0], codes.get(one, one[1])) for one in named))
        yield "#TRANS", (row.account, objects, _amount(row.minor), *text)
    yield "}", ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A field in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class _Objects:
    """A field in braces: what the row belongs to."""

    codes: tuple[tuple[str, str], ...]


def _line(label: str, fields: _Fields) -> bytes:
    return (" ".join([label, *map(_field, fields)]) + _END).encode("cp437")


def _field(field: object) -> str:
    if isinstance(field, _Text):
        return _quoted(field.text)
    if isinstance(field, _Objects):
        return "{" + " ".join(f"{dimension} {_quoted(code)}" for dimension, code in field.codes) + "}"
    return _bare(str(field))


def _bare(text: str) -> str:
    """A number or code as it is; in quotes where it has what would end it."""
    plain = pc8(text)
    return _quoted(plain) if not plain or any(letter in ' "{}' for letter in plain) else plain


def _quoted(text: str) -> str:
    return '"' + pc8(text).replace('"', '\\"') + '"'


def _counted(label: str, fields: _Fields) -> bytes:
    """What the check sum counts of a line: contents, without blanks between them, quotes and braces."""
    if label in "{}":
        return b""
    contents = [label]
    for field in fields:
        if isinstance(field, _Objects):
            contents += [pc8(part) for pair in field.codes for part in pair]
        else:
            contents.append(pc8(field.text if isinstance(field, _Text) else str(field)))
    return "".join(contents).encode("cp437")


def pc8(text: str) -> str:
    """The text in letters that PC8 has, on one line.

    >>> pc8("Crème brûlée – 5 €"), pc8("Łódź"), pc8("a\\nb")
    ('Crème brûlée - 5 EUR', '?ódz', 'a b')
    """
    return "".join(_letter(letter) for letter in " ".join(text.split()))


def _letter(letter: str) -> str:
    if letter != "\\" and letter.isprintable() and _fits(letter):
        return letter
    near = _NEAR.get(letter) or unicodedata.normalize("NFKD", letter)
    return "".join(one for one in near if one.isprintable() and _fits(one)) or "?"


def _fits(letter: str) -> bool:
    try:
        letter.encode("cp437")
    except UnicodeEncodeError:
        return False
    return True


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _amount(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-2):.2f}"
