"""A small company whose statements have a bit of everything: 200 open documents, 80 transactions, three days.

Whole payments, several at once, parts, discounts taken in time, a mapped fee, a transfer to the savings account,
vendors paid, strangers. The same seed always gives the same files.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tests.formats.camt_files import OWN_IBAN, balance, document, statement

SAVINGS_IBAN = "SE3550000000054910000003"
OPENING = 5_000_000
DAYS = ("2026-03-02", "2026-03-03", "2026-03-04")
CUSTOMERS, VENDORS = 30, 6


@dataclass(frozen=True, slots=True)
class Files:
    customers: Path
    vendors: Path
    entries: Path
    statement: Path


@dataclass(frozen=True, slots=True)
class Invoice:
    number: str
    party: int
    minor: int
    discount_minor: int = 0


def write(folder: Path, *, seed: int = 1) -> Files:
    """The company's files."""
    rng = random.Random(seed)
    files = Files(*(folder / name for name in ("customers.csv", "vendors.csv", "entries.csv", "statement.xml")))
    invoices = [_invoice(number, rng) for number in range(1, 181)]
    bills = [Invoice(f"V{number}", number % VENDORS, rng.randint(50_000, 900_000)) for number in range(1, 21)]
    names = [f"{rng.choice(('Norr', 'Söder', 'Öster', 'Väster'))}{word} AB" for word in _words(CUSTOMERS)]
    vendors = [f"{word.capitalize()} Handel AB" for word in _words(VENDORS)]
    _write_parties(files.customers, "C", names)
    _write_parties(files.vendors, "V", vendors)
    _write_entries(files.entries, invoices, bills)
    files.statement.write_bytes(_statements(_transactions(invoices, bills, names, vendors, rng)))
    return files


def _words(count: int) -> list[str]:
    first, second = ("berg", "dal", "lund", "ström", "vik", "ås"), ("hult", "torp", "by", "näs", "stad")
    return [f"{first[at % len(first)]}{second[at // len(first) % len(second)]}" for at in range(count)]


def _invoice(number: int, rng: random.Random) -> Invoice:
    minor = rng.randint(10_000, 500_000)
    return Invoice(f"10{number:04d}", number % CUSTOMERS, minor, minor // 50 if number % 9 == 0 else 0)


def _write_parties(path: Path, prefix: str, names: list[str]) -> None:
    rows = [f"{prefix}{at:03d},{name}" for at, name in enumerate(names)]
    path.write_text("\n".join(["number,name", *rows]) + "\n", encoding="utf-8")


def _write_entries(path: Path, invoices: list[Invoice], bills: list[Invoice]) -> None:
    head = (
        "ledger,account,document_type,document_number,posting_date,due_date,currency,amount,remaining_amount,"
        "discount_date,discount_amount"
    )
    rows = [
        f"customer,C{one.party:03d},invoice,{one.number},2026-02-20,2026-03-20,SEK,{_money(one.minor)},"
        f"{_money(one.minor)},{'2026-03-10' if one.discount_minor else ''},"
        f"{_money(one.discount_minor) if one.discount_minor else ''}"
        for one in invoices
    ]
    rows += [
        f"vendor,V{one.party:03d},invoice,{one.number},2026-02-20,2026-03-20,SEK,{_money(-one.minor)},"
        f"{_money(-one.minor)},,"
        for one in bills
    ]
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def _money(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def _transactions(
    invoices: list[Invoice], bills: list[Invoice], names: list[str], vendors: list[str], rng: random.Random
) -> list[tuple[int, str, str, str]]:
    """(minor, text, name, other account)."""
    found = []
    left = list(invoices)
    for at in range(62):
        one = left.pop(rng.randrange(len(left)))
        minor, text = one.minor - one.discount_minor, f"Faktura {one.number}"
        if at % 7 == 1:
            minor = one.minor // 2  # a part of it
        elif at % 7 == 3:
            more = next(other for other in left if other.party == one.party)
            left.remove(more)
            minor, text = minor + more.minor - more.discount_minor, f"{text} {more.number}"
        elif at % 7 == 5:
            text = ""  # from a known payer, who says nothing
        found.append((minor, text, names[one.party], ""))
    found += [(-bill.minor, f"Er faktura {bill.number}", vendors[bill.party], "") for bill in bills[:10]]
    found += [(-7_500, "Avgift mars", "", ""), (-7_500, "Avgift april", "", "")]
    found += [(-400_000, "Till sparkonto", "", SAVINGS_IBAN)]
    found += [(rng.randint(1_000, 9_000), f"Hälsning {at}", f"Obekant {at}", "") for at in range(5)]
    rng.shuffle(found)
    return found


def _statements(transactions: list[tuple[int, str, str, str]]) -> bytes:
    made, opening, size = [], OPENING, -(-len(transactions) // len(DAYS))
    for at, day in enumerate(DAYS):
        part = transactions[at * size : (at + 1) * size]
        closing = opening + sum(minor for minor, *_ in part)
        entries = [_entry(day, f"{at + 1}-{number}", *one) for number, one in enumerate(part, 1)]
        balances = balance("OPBD", _money(opening), day=day), balance("CLBD", _money(closing), day=day)
        made.append(statement(*balances, *entries, number=f"S-{at + 1}"))
        opening = closing
    return document(*made)


def _entry(day: str, number: str, minor: int, text: str, name: str, account: str) -> str:
    side = "Dbtr" if minor > 0 else "Cdtr"
    party = f"<{side}><Pty><Nm>{name}</Nm></Pty></{side}>" if name else ""
    party += f"<{side}Acct><Id><IBAN>{account}</IBAN></Id></{side}Acct>" if account else ""
    return (
        f"<Ntry><Amt Ccy='SEK'>{_money(abs(minor))}</Amt><CdtDbtInd>{'CRDT' if minor > 0 else 'DBIT'}</CdtDbtInd>"
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<NtryDtls><TxDtls><Refs><AcctSvcrRef>{number}</AcctSvcrRef></Refs>"
        f"{f'<RltdPties>{party}</RltdPties>' if party else ''}"
        f"{f'<RmtInf><Ustrd>{text}</Ustrd></RmtInf>' if text else ''}</TxDtls></NtryDtls></Ntry>"
    )


OPENED: tuple[tuple[str, ...], ...] = (
    ("init", "--company", "Nordan AB"),
    (
        "bank-account",
        "add",
        "B1",
        "--iban",
        OWN_IBAN,
        "--opening-balance",
        _money(OPENING),
        "--opening-date",
        "2026-03-01",
    ),
    ("bank-account", "add", "B2", "--iban", SAVINGS_IBAN),
    ("mapping", "add", "avgift", "--account", "gl:6570", "--direction", "out"),
    ("user", "add", "Bob", "--role", "accountant"),  # who approves shows that she is somebody else
)
