"""Small bank statements: lines become the bytes of a camt.053 whose balances close. Names and numbers are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests import build

IBANS = {
    "B1": build.BANK_IBAN,
    "B2": "SE3550000000054910000003",
    "B3": "SE7280000810340009783242",
    "B4": "SE6412000000012170145230",
}
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


@dataclass(frozen=True, slots=True)
class Line:
    """One transaction, its amount in decimals, − for money out. iban, name: the other side's. Blank is left out.

    day        when another than the statement's
    returned   why the payment came back, such as AC04
    currency   of an entry in another currency than the account's
    instructed amount and currency that the payer told, as "100.00 EUR"
    """

    amount: str
    name: str = ""
    text: str = ""
    ocr: str = ""
    iban: str = ""
    reference: str = ""
    end_to_end: str = ""
    mandate: str = ""
    returned: str = ""
    day: str = ""
    currency: str = ""
    instructed: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines of a day on a bank account."""

    lines: Sequence[Line] = ()
    id: str = "S-1"
    day: str = "2026-03-02"
    opening: str = "10000.00"
    bank_account: str = "B1"
    currency: str = "SEK"

    @property
    def closing(self) -> str:
        own = [line for line in self.lines if line.currency in ("", self.currency)]
        return decimal(minor(self.opening) + sum(minor(line.amount) for line in own))


def camt053(*statements: Statement) -> bytes:
    """A file of these statements."""
    inside = "".join(_statement(statement) for statement in statements)
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<Document xmlns='{NAMESPACE}'><BkToCstmrStmt>"
        f"<GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-03-03T06:00:00</CreDtTm></GrpHdr>{inside}"
        f"</BkToCstmrStmt></Document>"
    ).encode()


def minor(amount: str) -> int:
    """Hundredths."""
    sign = -1 if amount.startswith("-") else 1
    whole, _, fraction = amount.lstrip("-").partition(".")
    return sign * (int(whole) * 100 + int(fraction.ljust(2, "0")[:2]))


def decimal(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def _statement(statement: Statement) -> str:
    entries = "".join(_entry(line, number, statement) for number, line in enumerate(statement.lines, 1))
    return (
        f"<Stmt><Id>{escape(statement.id)}</Id><CreDtTm>{statement.day}T20:00:00</CreDtTm>"
        f"<Acct><Id><IBAN>{IBANS[statement.bank_account]}</IBAN></Id><Ccy>{statement.currency}</Ccy></Acct>"
        f"{_balance('OPBD', statement.opening, statement)}{_balance('CLBD', statement.closing, statement)}"
        f"{entries}</Stmt>"
    )


def _balance(kind: str, amount: str, statement: Statement) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>{_amount(amount, statement.currency)}"
        f"<Dt><Dt>{statement.day}</Dt></Dt></Bal>"
    )


def _amount(amount: str, currency: str) -> str:
    direction = "DBIT" if amount.startswith("-") else "CRDT"
    return f"<Amt Ccy='{currency}'>{amount.lstrip('-')}</Amt><CdtDbtInd>{direction}</CdtDbtInd>"


def _entry(line: Line, number: int, statement: Statement) -> str:
    day, currency = line.day or statement.day, line.currency or statement.currency
    reference = line.reference or f"{statement.id}/{number}"
    other = "Cdtr" if line.amount.startswith("-") else "Dbtr"
    party = f"<{other}><Pty>{_tag('Nm', escape(line.name))}</Pty></{other}>" if line.name else ""
    account = f"<{other}Acct><Id><IBAN>{line.iban}</IBAN></Id></{other}Acct>" if line.iban else ""
    words = _tag("Ustrd", escape(line.text))
    words += f"<Strd><CdtrRefInf><Ref>{escape(line.ocr)}</Ref></CdtrRefInf></Strd>" if line.ocr else ""
    back = f"<RtrInf><Rsn><Cd>{line.returned}</Cd></Rsn></RtrInf>" if line.returned else ""
    told, _, told_currency = line.instructed.partition(" ")
    instructed = f"<AmtDtls><InstdAmt><Amt Ccy='{told_currency}'>{told}</Amt></InstdAmt></AmtDtls>" if told else ""
    references = _tag("EndToEndId", escape(line.end_to_end)) + _tag("AcctSvcrRef", escape(reference))
    references += _tag("MndtId", escape(line.mandate))
    return (
        f"<Ntry>{_amount(line.amount, currency)}<Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>{_tag('AcctSvcrRef', escape(reference))}"
        f"<NtryDtls><TxDtls>{_tag('Refs', references)}{_amount(line.amount, currency)}{instructed}"
        f"{_tag('RltdPties', party + account)}{_tag('RmtInf', words)}{back}</TxDtls></NtryDtls></Ntry>"
    )


def _tag(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if inside else ""
