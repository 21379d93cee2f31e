"""Small OFX files, built in the test that needs them: as SGML without end tags of values, or as XML."""

from __future__ import annotations

import io
import re

from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.ofx import read_ofx

HEADER = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n"
XML_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n'


def tags(**values: str) -> str:
    return "".join(f"<{name}>{value}\r\n" for name, value in values.items())


def transaction(
    amount: str = "100.00", fitid: str = "F1", *, more: str = "", day: str = "20260302", kind: str = "STMTTRN"
) -> str:
    posted = "DTPOSTED" if kind == "STMTTRN" else "DTTRAN"
    values = {"TRNTYPE": "CREDIT", posted: day, "TRNAMT": amount, "FITID": fitid}
    return f"<{kind}>\r\n{tags(**values)}{more}</{kind}>\r\n"


def balance(amount: str = "1100.00", day: str = "20260302") -> str:
    return f"<LEDGERBAL>{tags(BALAMT=amount, DTASOF=day)}</LEDGERBAL>\r\n"


def statement(
    *inside: str, account: str = "123456", currency: str = "SEK", closing: str = balance(), card: bool = False
) -> str:  # fmt: skip
    prefix = "CC" if card else ""
    owner = "CCACCTFROM" if card else "BANKACCTFROM"
    period = tags(DTSTART="20260301", DTEND="20260302120000.000[+1:CET]")
    return (
        f"<{prefix}STMTTRNRS><TRNUID>7<STATUS><CODE>0<SEVERITY>INFO</STATUS><{prefix}STMTRS>{tags(CURDEF=currency)}"
        f"<{owner}>{tags(ACCTID=account)}</{owner}><BANKTRANLIST>{period}{''.join(inside)}</BANKTRANLIST>{closing}"
        f"</{prefix}STMTRS></{prefix}STMTTRNRS>"
    )


def ofx(*statements: str, header: str = HEADER) -> str:
    return f"{header}<OFX><BANKMSGSRSV1>{''.join(statements)}</BANKMSGSRSV1></OFX>"


def as_xml(text: str) -> str:
    """The same file with every end tag, as OFX 2 has it."""
    body = re.sub(r"<([A-Z0-9.]+)>([^<\r\n]+)", r"<\1>\2</\1>", text.removeprefix(HEADER))
    return XML_HEADER + body


def read(data: str | bytes) -> list[Event]:
    return list(read_ofx(io.BytesIO(data if isinstance(data, bytes) else data.encode())))


def records(data: str | bytes) -> list[TransactionRecord]:
    return [event for event in read(data) if isinstance(event, TransactionRecord)]


def headers(data: str | bytes) -> list[StatementHeader]:
    return [event for event in read(data) if isinstance(event, StatementHeader)]


def ends(data: str | bytes) -> list[StatementEnd]:
    return [event for event in read(data) if isinstance(event, StatementEnd)]
