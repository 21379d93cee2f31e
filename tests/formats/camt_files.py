"""Small camt files, built in the test that needs them. Names and numbers are made up."""

from __future__ import annotations

import io

from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.reading import read_statements

OWN_IBAN = "SE4550000000058398257466"
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
_CONTAINERS = {"Stmt": "BkToCstmrStmt", "Rpt": "BkToCstmrAcctRpt", "Ntfctn": "BkToCstmrDbtCdtNtfctn"}


def balance(kind: str, amount: str, direction: str = "CRDT", currency: str = "SEK", day: str = "2026-03-02") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        f"<CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def transaction(inside: str = "", *, amount: str = "", currency: str = "SEK", direction: str = "") -> str:
    own = f"<Amt Ccy='{currency}'>{amount}</Amt>" if amount else ""
    own += f"<CdtDbtInd>{direction}</CdtDbtInd>" if direction else ""
    return f"<TxDtls>{own}{inside}</TxDtls>"


def entry(
    amount: str = "100.00",
    *parts: str,
    direction: str = "CRDT",
    currency: str = "SEK",
    status: str = "<Sts><Cd>BOOK</Cd></Sts>",
    more: str = "",
    batch: str = "",
) -> str:
    details = f"<NtryDtls>{batch}{''.join(parts)}</NtryDtls>" if parts or batch else ""
    return (
        f"<Ntry><Amt Ccy='{currency}'>{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{status}"
        f"<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-03</Dt></ValDt>{more}{details}</Ntry>"
    )


def statement(
    *inside: str,
    element: str = "Stmt",
    number: str = "S-1",
    account: str = OWN_IBAN,
    currency: str = "SEK",
    head: str = "",
) -> str:
    own = (
        f"<Acct><Id><IBAN>{account}</IBAN></Id>{f'<Ccy>{currency}</Ccy>' if currency else ''}</Acct>" if account else ""
    )
    return (
        f"<{element}><Id>{number}</Id><ElctrncSeqNb>7</ElctrncSeqNb><CreDtTm>2026-03-03T06:00:00+01:00</CreDtTm>"
        f"{head}{own}{''.join(inside)}</{element}>"
    )


def document(*statements: str, namespace: str = NAMESPACE, element: str = "Stmt") -> bytes:
    container = _CONTAINERS[element]
    opening = f"<Document xmlns='{namespace}'>" if namespace else "<Document>"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n{opening}<{container}><GrpHdr><MsgId>M-1</MsgId>"
        f"<CreDtTm>2026-03-03T06:00:00</CreDtTm></GrpHdr>{''.join(statements)}</{container}></Document>"
    ).encode()


def events(data: bytes) -> list[Event]:
    return list(read_statements(io.BytesIO(data)))


def records(data: bytes) -> list[TransactionRecord]:
    return [event for event in events(data) if isinstance(event, TransactionRecord)]


def header(data: bytes) -> StatementHeader:
    return next(event for event in events(data) if isinstance(event, StatementHeader))


def end(data: bytes) -> StatementEnd:
    return next(event for event in events(data) if isinstance(event, StatementEnd))


def one(inside: str = "", **how: str) -> TransactionRecord:
    """The record of a statement with a single entry that holds one transaction."""
    (record,) = records(document(statement(entry("100.00", transaction(inside), **how))))
    return record


def overrides(data: bytes) -> list[str]:
    return [doubt.override for event in events(data) for doubt in event.doubts]


def warnings(data: bytes) -> list[str]:
    return [warning for event in events(data) for warning in event.warnings]
