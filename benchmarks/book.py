"""A made-up book of any size: customers.csv, entries.csv and statement.xml (camt.053) that pays part of it.

    python -m benchmarks.book FOLDER --customers 5000 --entries 100000 --payments 10000 --seed 1

The same arguments always give the same files. Most payments quote a number as people do; the rest leave it out,
misspell it, pay too little, or come from strangers. Everything is written as it is made, so
that a book of millions needs little memory.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

FIRST = ("Alm", "Björk", "Dal", "Ek", "Fors", "Gran", "Hav", "Kvarn", "Lind", "Mark", "Nord", "Sten", "Strand", "Ö")
SECOND = ("berga", "bo", "by", "fors", "hult", "köping", "lunda", "näs", "stad", "torp", "vik", "ås")
TRADES = ("Bil", "Bygg", "Data", "El", "Foto", "Frukt", "Glas", "Kakel", "Kontor", "Plåt", "Rör", "Tryck", "Trä", "VVS")
FORMS = ("AB", "AB", "AB", "HB", "KB", "ekonomisk förening", "")
OWN_IBAN_BODY = "50000000058398257466"
TODAY = date(2026, 3, 31)
OPENING_MINOR = 100_000_000
OPENING_DATE = TODAY - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Document:
    """An open invoice: what a payer may quote of it, and what is left in minor units."""

    customer: int
    number: str
    reference: str
    remaining_minor: int


@dataclass(frozen=True, slots=True)
class Payment:
    """One transaction on the statement."""

    customer: int | None
    minor: int
    text: str
    reference: str


def check_digit(digits: str) -> int:
    """The Luhn digit that follows these."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + (place + 1) % 2)
        total += value // 10 + value % 10
    return -total % 10


def iban(body: str) -> str:
    """A Swedish IBAN of twenty digits with its two check digits."""
    return f"SE{98 - int(body + '281400') % 97:02d}{body}"


BANK_IBAN = iban(OWN_IBAN_BODY)


def amount(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


class Book:
    """Customers, their open documents, and payments drawn from them."""

    def __init__(self, *, customers: int, entries: int, payments: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = [self._name() for _ in range(customers)]
        self.accounts = [iban(f"9{self.random.randrange(10**19):019d}") for _ in range(customers)]
        self.entries, self.payments = entries, payments
        # Only what a payment may settle is kept; the rest is written and forgotten.
        self.payable: dict[int, Document] = {}
        self._wanted = set(self.random.sample(range(entries), min(entries, payments * 2)))

    def _name(self) -> str:
        choose = self.random.choice
        return f"{choose(FIRST)}{choose(SECOND)} {choose(TRADES)} {choose(FORMS)}".strip()

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._write_customers(folder / "customers.csv")
        self._write_entries(folder / "entries.csv")
        self._write_statement(folder / "statement.xml", list(self.drawn_payments()))

    def write_in_parts(self, folder: Path, statements: int) -> None:
        """The same with the payments on so many statements of one day, each going on where the one before ended."""
        folder.mkdir(parents=True, exist_ok=True)
        self._write_customers(folder / "customers.csv")
        self._write_entries(folder / "entries.csv")
        payments = list(self.drawn_payments())
        each = len(payments) // statements
        for number in range(1, statements + 1):
            before, own = payments[: each * (number - 1)], payments[each * (number - 1) : each * number]
            self._write_statement(folder / f"statement-{number}.xml", own, number, before)

    def _write_customers(self, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["number", "name", "country", "iban"])
            for index, (name, account) in enumerate(zip(self.names, self.accounts, strict=True)):
                rows.writerow([f"K{index + 1:06d}", name, "SE", account if index % 3 == 0 else ""])

    def _write_entries(self, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(
                ["ledger", "account", "document_type", "document_number", "payment_reference", "posting_date",
                 "due_date", "currency", "amount", "remaining_amount"]
            )  # fmt: skip
            for index in range(self.entries):
                document = self._document(index)
                posted = TODAY - timedelta(days=self.random.randrange(1, 85))
                due = posted + timedelta(days=30)
                left = amount(document.remaining_minor)
                rows.writerow(
                    ["customer", f"K{document.customer + 1:06d}", "invoice", document.number, document.reference,
                     posted.isoformat(), due.isoformat(), "SEK", left, left]
                )  # fmt: skip
                if index in self._wanted:
                    self.payable[index] = document

    def _document(self, index: int) -> Document:
        number = f"{600_000_000 + index}"
        body = f"{number}{(len(number) + 2) % 10}"
        if self.random.random() < 0.25:  # list prices: many documents of one amount
            minor = self.random.choice((9_900, 24_900, 49_500, 99_500, 249_500))
        else:
            minor = self.random.randrange(10_000, 5_000_000)
        return Document(self.random.randrange(len(self.names)), number, f"{body}{check_digit(body)}", minor)

    def drawn_payments(self) -> Iterator[Payment]:
        """The payments in the order of the statement; no document is paid twice."""
        piles = iter(sorted(self.payable, key=lambda _: self.random.random()))
        for _ in range(self.payments):
            index = next(piles, None)
            if index is None or self.random.random() < 0.03:
                yield Payment(None, self.random.randrange(10_000, 900_000), "Insättning", "")
                continue
            yield self._payment(self.payable[index])

    def _payment(self, document: Document) -> Payment:
        kind = self.random.random()
        minor = document.remaining_minor
        if kind < 0.55:
            return Payment(document.customer, minor, "", document.reference)
        if kind < 0.80:
            before = self.random.choice(("Faktura ", "Fakt.nr ", "Inv ", "Avser faktura nr ", ""))
            return Payment(document.customer, minor, f"{before}{document.number}", "")
        if kind < 0.88:
            return Payment(document.customer, minor, "Betalning", "")
        if kind < 0.94:
            return Payment(document.customer, minor - minor // 5, f"Delbetalning {document.number}", "")
        slip = self.random.randrange(1, len(document.number) - 1)
        swapped = (
            document.number[:slip] + document.number[slip + 1] + document.number[slip] + document.number[slip + 2 :]
        )
        return Payment(document.customer, minor, f"Faktura {swapped}", "")

    def _write_statement(
        self, path: Path, payments: Sequence[Payment], number: int = 1, before: Sequence[Payment] = ()
    ) -> None:
        """before: what stands on the statements before it."""
        opening = OPENING_MINOR + sum(payment.minor for payment in before)
        closing = opening + sum(payment.minor for payment in payments)
        with path.open("w", encoding="utf-8") as file:
            file.write(_HEAD.format(day=TODAY, iban=iban(OWN_IBAN_BODY), number=number))
            file.write(_BALANCE.format(code="OPBD", amount=amount(opening), day=TODAY))
            file.write(_BALANCE.format(code="CLBD", amount=amount(closing), day=TODAY))
            for at, payment in enumerate(payments, len(before) + 1):
                file.write(self._entry(at, payment))
            file.write("</Stmt></BkToCstmrStmt></Document>\n")

    def _entry(self, number: int, payment: Payment) -> str:
        payer = ""
        if payment.customer is not None:
            name = escape(self.names[payment.customer].upper()[:35])
            account = f"<Id><IBAN>{self.accounts[payment.customer]}</IBAN></Id>"
            payer = f"<RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr><DbtrAcct>{account}</DbtrAcct></RltdPties>"
        remittance = f"<Ustrd>{escape(payment.text)}</Ustrd>" if payment.text else ""
        if payment.reference:
            remittance += f"<Strd><CdtrRefInf><Ref>{payment.reference}</Ref></CdtrRefInf></Strd>"
        return _ENTRY.format(
            amount=amount(payment.minor), day=TODAY, number=number, payer=payer, remittance=remittance
        )  # fmt: skip


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>BENCH-{number}</MsgId><CreDtTm>{day}T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>BENCH-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{day}T20:00:00</CreDtTm>
<FrToDt><FrDtTm>{day}T00:00:00</FrDtTm><ToDtTm>{day}T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>SEK</Ccy></Acct>
"""
_BALANCE = """<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">{amount}</Amt>\
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>
"""
_ENTRY = """<Ntry><Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>B{number:09d}</AcctSvcrRef>\
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>\
<NtryDtls><TxDtls><Refs><AcctSvcrRef>B{number:09d}</AcctSvcrRef><EndToEndId>E{number:09d}</EndToEndId></Refs>\
<Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{payer}<RmtInf>{remittance}</RmtInf></TxDtls></NtryDtls></Ntry>
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.book", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--payments", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    book = Book(customers=chosen.customers, entries=chosen.entries, payments=chosen.payments, seed=chosen.seed)
    book.write(chosen.folder)
    print(f"{chosen.folder}: {chosen.customers} customers, {chosen.entries} entries, {chosen.payments} payments")
    print(f"own account {iban(OWN_IBAN_BODY)}, opening balance {amount(OPENING_MINOR)} on {TODAY - timedelta(days=1)}")


if __name__ == "__main__":
    main()
