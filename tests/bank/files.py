"""Small bank files, made up, and the import of them: what a test needs to say what the bank sent."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from reskontra.bank.actions.import_statement import ImportOutcome, import_statement
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals, lines
from tests import build

ALICE = build.ALICE
IBAN = build.BANK_IBAN
OTHER_IBAN = "SE3550000000054910000003"
_CONTAINERS = {
    "053": ("BkToCstmrStmt", "Stmt"),
    "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
    "052": ("BkToCstmrAcctRpt", "Rpt"),
}


@dataclass(frozen=True)
class Pay:
    """One transaction; a negative amount is money out. Blank fields are left out of the file."""

    amount: str
    text: str = ""
    name: str = ""
    ocr: str = ""
    account: str = ""
    bank_reference: str = ""
    end_to_end: str = ""

    def xml(self, currency: str) -> str:
        direction, other = ("DBIT", "Cdtr") if self.amount.startswith("-") else ("CRDT", "Dbtr")
        party = f"<{other}><Pty><Nm>{escape(self.name)}</Nm></Pty></{other}>" if self.name else ""
        account = f"<{other}Acct><Id><IBAN>{self.account}</IBAN></Id></{other}Acct>" if self.account else ""
        refs = _tag("EndToEndId", self.end_to_end) + _tag("AcctSvcrRef", self.bank_reference)
        words = _tag("Ustrd", escape(self.text))
        words += f"<Strd><CdtrRefInf><Ref>{self.ocr}</Ref></CdtrRefInf></Strd>" if self.ocr else ""
        return (
            f"<TxDtls>{_tag('Refs', refs)}<Amt Ccy='{currency}'>{self.amount.lstrip('-')}</Amt>"
            f"<CdtDbtInd>{direction}</CdtDbtInd>{_tag('RltdPties', party + account)}{_tag('RmtInf', words)}</TxDtls>"
        )


@dataclass(frozen=True)
class Entry:
    """An entry of one or more transactions, or of none the bank tells of; the amount is their sum if not given."""

    parts: tuple[Pay, ...] = ()
    amount: str = ""
    bank_reference: str = ""
    reference: str = ""
    batch: str = ""
    day: str = ""
    status: str = "BOOK"
    currency: str = "SEK"

    @property
    def minor(self) -> int:
        return minor(self.amount) if self.amount else sum(minor(part.amount) for part in self.parts)

    def xml(self, day: str) -> str:
        total = self.minor
        booked = f"<BookgDt><Dt>{self.day or day}</Dt></BookgDt><ValDt><Dt>{self.day or day}</Dt></ValDt>"
        batch = f"<Btch><PmtInfId>{self.batch}</PmtInfId></Btch>" if self.batch else ""
        parts = "".join(part.xml(self.currency) for part in self.parts)
        return (
            f"<Ntry>{_tag('NtryRef', self.reference)}<Amt Ccy='{self.currency}'>{decimal(abs(total))}</Amt>"
            f"<CdtDbtInd>{'DBIT' if total < 0 else 'CRDT'}</CdtDbtInd><Sts><Cd>{self.status}</Cd></Sts>{booked}"
            f"{_tag('AcctSvcrRef', self.bank_reference)}{_tag('NtryDtls', batch + parts)}</Ntry>"
        )


@dataclass(frozen=True)
class Stmt:
    """A statement of a day. Its balances are given, or the closing one computed; "" for a file without."""

    entries: tuple[Entry | Pay, ...] = ()
    id: str = "S-1"
    day: str = "2026-03-02"
    opening: str = "1000.00"
    closing: str | None = None
    sequence: str = ""
    iban: str = IBAN
    currency: str = "SEK"

    def xml(self, element: str) -> str:
        entries = [entry if isinstance(entry, Entry) else single(entry) for entry in self.entries]
        moved = sum(entry.minor for entry in entries if entry.status == "BOOK" and entry.currency == self.currency)
        closing = self.closing
        if closing is None and self.opening:
            closing = decimal(minor(self.opening) + moved)
        balances = _balance("OPBD", self.opening, self.currency, self.day) if self.opening else ""
        balances += _balance("CLBD", closing, self.currency, self.day) if closing else ""
        number = _tag("ElctrncSeqNb", self.sequence)
        return (
            f"<{element}><Id>{self.id}</Id>{number}<CreDtTm>{self.day}T20:00:00</CreDtTm>"
            f"<Acct><Id><IBAN>{self.iban}</IBAN></Id><Ccy>{self.currency}</Ccy></Acct>{balances}"
            f"{''.join(entry.xml(self.day) for entry in entries)}</{element}>"
        )


def single(pay: Pay) -> Entry:
    """An entry with one transaction, whose bank reference is the entry's too."""
    return Entry((pay,), bank_reference=pay.bank_reference)


def camt(*statements: Stmt, kind: str = "053") -> bytes:
    """A file; advices (054) have no balances."""
    container, element = _CONTAINERS[kind]
    inside = "".join(statement.xml(element) for statement in statements)
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.08'>"
        f"<{container}><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-03T06:00:00</CreDtTm></GrpHdr>{inside}"
        f"</{container}></Document>"
    ).encode()


def advice(*entries: Entry | Pay, id: str = "N-1", day: str = "2026-03-02", sequence: str = "") -> bytes:
    return camt(Stmt(entries, id=id, day=day, opening="", sequence=sequence), kind="054")


def load(company: CompanyFacts, content: bytes, *overrides: str, bank_account: str = "") -> ImportOutcome:
    """Import as Alice; overrides are given a reason."""
    return import_statement(
        company=company,
        actor=ALICE,
        name="bank.xml",
        stream=io.BytesIO(content),
        bank_account=bank_account,
        overrides=frozenset(overrides),
        reason="The bank was asked." if overrides else "",
    )


def account(company: CompanyFacts, *, opening: str = "1000.00", number: str = "B1", iban: str = IBAN) -> None:
    build.bank_account(company, number=number, iban=iban, opening=opening, opening_date=date(2026, 3, 1))


def minor(amount: str) -> int:
    return int(amount.replace(".", ""))


def decimal(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def _tag(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>" if inside else ""


def _balance(kind: str, amount: str, currency: str, day: str) -> str:
    direction = "DBIT" if amount.startswith("-") else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount.lstrip('-')}</Amt>"
        f"<CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def load_text(company: CompanyFacts, name: str, text: str) -> ImportOutcome:
    """Import a file of letters and lines as Alice, as Latin-1."""
    return import_statement(company=company, actor=ALICE, name=name, stream=io.BytesIO(text.encode("latin-1")))


def amounts(company: CompanyFacts) -> list[int]:
    """What stands on the lines of every journal, sorted."""
    found = lines(company=company, journal_ids=[journal.id for journal in journals(company=company)])
    return sorted(line.amount_minor for line in found if line.state != "superseded")
