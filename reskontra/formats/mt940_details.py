"""What banks write in field 86 of MT940 and MT942, in the three ways that they do.

- German: a business code of three digits, then subfields ?00 to ?63: posting text, purpose, the other party's bank,
  account and name. Inside the purpose stand SEPA's own marks: EREF+, KREF+, MREF+, SVWZ+ …
- Dutch and SWIFT's own: codes between slashes, /NAME/, /IBAN/, /REMI/, /EREF/ …
- Anything else is text.

The raw text is never lost: what no dialect explains is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reskontra.formats.bank_statement import ReferenceKind, ReferenceRecord, TextKind, TextRecord

_GERMAN = re.compile(r"\s?([0-9]{3})([?~<>^@])(?=[0-9]{2})", re.ASCII)
_PURPOSE = frozenset(map(str, (*range(20, 30), *range(60, 64))))
_SUBFIELDS = {sign: re.compile(re.escape(sign) + "([0-9]{2})", re.ASCII) for sign in "?~<>^@"}
_REMITTANCE, _INFO, _CREDITOR = TextKind.REMITTANCE, TextKind.TRANSACTION_INFO, ReferenceKind.CREDITOR
_SUBFIELD_FULL = 27
_END = "\x1f"  # of a subfield that is not full; blank, as str.split and patterns have it
# Behind nothing or a blank; that is asked last, so that a pattern is tried at few letters.
_MARKS = ("EREF", "KREF", "MREF", "CRED", "DEBT", "SVWZ", "ABWA", "ABWE", "IBAN", "BIC", "COAM", "OAMT", "PURP")
_SEPA_MARK = re.compile("(" + "|".join(rf"{mark}(?<!\S{mark})" for mark in _MARKS) + r")\+")
_ACCOUNT_IN_TEXT = re.compile(r"\s+IBAN:\s*([A-Z]{2}\s?[0-9][0-9A-Z ]{10,40}?)(?:\s+BIC:\s*[A-Z0-9 ]{8,12})?\s*$")
_RETURNS = frozenset({"108", "109", "159"})
_SLASHED = re.compile(
    r"/(ADDR|BENM|BIC|CHGS|CNTP|CSID|EREF|EXCH|IBAN|INIT|ISDT|MARF|NAME|NRTX|OCMT|ORDP|PREF|PURP|REMI|RTRN|RTYP|SVCL"
    r"|TRCD|TRTP|ULTB|ULTC|ULTD|USTD|STRD)(?=/)"
)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_LINE_FULL = 65
_PLAIN_CODES = {
    "NAME": ("name", 140),
    "ULTD": ("ultimate_name", 140),
    "ULTB": ("ultimate_name", 140),
    "ULTC": ("ultimate_name", 140),
    "EREF": ("end_to_end_id", 35),
    "MARF": ("mandate_id", 35),
    "RTRN": ("return_reason", 10),
    "CHGS": ("charges", 40),
    "OCMT": ("original", 40),
    "TRTP": ("info", 140),
    "RTYP": ("info", 140),
}


@lru_cache(maxsize=4096)
def _is_iban(text: str) -> bool:
    return _IBAN.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _is_bic(text: str) -> bool:
    return _BIC.fullmatch(text) is not None


@dataclass(slots=True)
class Details:
    """What field 86 says of an entry; blank where it says nothing."""

    name: str = ""
    ultimate_name: str = ""
    iban: str = ""
    other_account: str = ""
    bic: str = ""
    end_to_end_id: str = ""
    mandate_id: str = ""
    reference: str = ""
    code: str = ""
    return_reason: str = ""
    charges: str = ""  # "EUR0,50"
    original: str = ""  # "EUR11,85"
    remittance: str = ""
    info: str = ""

    def take_account(self, text: str) -> None:
        """The other party's account: an IBAN, or a number of its country."""
        plain = text.replace(" ", "")
        if _is_iban(plain):
            self.iban = plain
        elif plain:
            self.other_account = plain[:40]

    @property
    def texts(self) -> tuple[TextRecord, ...]:
        said = (TextRecord(_REMITTANCE, self.remittance),) if self.remittance else ()
        return (*said, TextRecord(_INFO, self.info)) if self.info else said


def references_of(*raws: str) -> tuple[ReferenceRecord, ...]:
    """The references among these, each once."""
    return tuple([ReferenceRecord(_CREDITOR, raw) for raw in dict.fromkeys(raws) if raw]) if raws else ()


def read_details(lines: Sequence[str], supplement: str = "") -> Details:
    """Field 86, line by line, and the second line of field 61."""
    found = Details()
    if supplement.startswith("/"):
        _take_slashed(found, supplement)
        found.remittance = ""
    german = _GERMAN.match(lines[0]) if lines else None
    if german:
        _take_german(found, "".join(lines), german)
    elif lines and _SLASHED.match(lines[0].lstrip()):
        _take_slashed(found, "".join(lines).strip())
    else:
        _take_plain(found, lines)
    if not found.iban and _IBAN.fullmatch(supplement):
        found.iban = supplement
    elif supplement and not supplement.startswith("/") and not _repeats(supplement, found):
        found.info = f"{found.info} {supplement}".strip()
    return found


def _repeats(supplement: str, found: Details) -> bool:
    return supplement.casefold() in f"{found.name} {found.remittance} {found.iban}".casefold()


def _take_german(found: Details, text: str, head: re.Match[str]) -> None:
    found.code = head[1]
    fields: dict[str, str] = {}
    purposes = []
    pieces = _SUBFIELDS[head[2]].split(text[head.end() - 1 :])
    each = iter(pieces[1:])
    for number in each:
        value = next(each)
        if number in _PURPOSE:
            purposes.append(value)
        else:
            fields[number] = fields[number] + value if number in fields else value
    found.info = fields.get("00", "").strip()
    name = fields.get("32", "")
    found.name = " ".join((_joined((name, fields["33"])) if "33" in fields else name).split())
    if "31" in fields:
        found.take_account(fields["31"].strip())
    bank = fields.get("30", "").strip()
    if _is_bic(bank):
        found.bic = bank
    elif bank and found.other_account:
        found.other_account = f"{bank}/{found.other_account}"[:40]
    if found.code in _RETURNS:
        found.return_reason = fields.get("34", "").strip()[:10] or found.code
    _take_purposes(found, purposes)


def _joined(subfields: Sequence[str]) -> str:
    """Subfields as one text: a full one runs on into the next, another ends with a mark of its own."""
    pieces = [piece if len(piece) >= _SUBFIELD_FULL else piece + _END for piece in subfields if piece]
    return "".join(pieces).rstrip(_END)


def _take_purposes(found: Details, purposes: Sequence[str]) -> None:
    text = _joined(purposes)
    if "+" in text:
        pieces = iter(_SEPA_MARK.split(text))
        text = next(pieces)
        for mark in pieces:
            value = next(pieces)
            if mark != "SVWZ":
                own, _, value = value.partition(_END)  # what follows a value on a line of its own is text
                _take_sepa(found, mark, own.strip())
            text = f"{text} {value}"
    joined = " ".join(text.split())
    inside = _ACCOUNT_IN_TEXT.search(joined) if "IBAN:" in joined else None
    account = inside[1].replace(" ", "") if inside else ""
    if inside and _IBAN.fullmatch(account) and account == (found.iban or account):
        found.iban = account
        joined = joined[: inside.start()]
    found.remittance = joined


def _take_sepa(found: Details, mark: str, value: str) -> None:
    if mark == "EREF":
        found.end_to_end_id = "" if value.upper() in ("NOTPROVIDED", "NONREF") else value[:35]
    elif mark == "KREF":
        found.reference = "" if value.upper() in ("NONREF", "NOTPROVIDED") else value[:35]
    elif mark == "MREF":
        found.mandate_id = value[:35]
    elif mark in ("ABWA", "ABWE"):
        found.ultimate_name = value
    elif mark == "IBAN":
        found.take_account(value)
    elif mark == "BIC":
        found.bic = value if _BIC.fullmatch(value) else found.bic
    elif mark == "OAMT":
        found.original = value


def _take_slashed(found: Details, text: str) -> None:
    """Codes between slashes: each value reaches to the next code."""
    marks = list(_SLASHED.finditer(text))
    remittance = []
    for at, mark in enumerate(marks):
        value = text[mark.end() : marks[at + 1].start() if at + 1 < len(marks) else len(text)].strip(" /")
        if mark[1] in ("REMI", "USTD", "STRD"):
            remittance.append(value)
        elif value:
            _take_code(found, mark[1], value)
    lead = text[: marks[0].start()].strip(" /") if marks else text
    found.remittance = " ".join(filter(None, (lead, *remittance)))


def _take_code(found: Details, code: str, value: str) -> None:
    if code == "CNTP":
        parts = [part.strip() for part in value.split("/")] + [""] * 3
        found.take_account(parts[0])
        found.bic, found.name = (parts[1] if _BIC.fullmatch(parts[1]) else ""), parts[2]
    elif code == "IBAN":
        found.take_account(value)
    elif code == "BIC":
        found.bic = value if _BIC.fullmatch(value) else ""
    elif (plain := _PLAIN_CODES.get(code)) and value.upper() not in ("NOTPROVIDED", "NONREF"):
        name, limit = plain
        setattr(found, name, getattr(found, name) or value[:limit])


def _take_plain(found: Details, lines: Sequence[str]) -> None:
    """Text as it stands; lines that are full were broken by the bank and are one."""
    text = "".join(_with_blanks(lines))
    words = text.split(maxsplit=1)
    if words and _IBAN.fullmatch(words[0]) and len(lines) > 1:
        found.iban = words[0]
        first, *later = (line.strip() for line in lines if line.strip())
        found.name = first.partition(" ")[2].strip()
        text = "".join(_with_blanks(later))
    found.remittance = " ".join(text.split())


def _with_blanks(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if len(line) < _LINE_FULL:
            yield " "
