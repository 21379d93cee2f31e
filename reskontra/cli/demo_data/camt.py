"""Writes the bank's two files: camt.053 (statements) and camt.054 (the parts of batches shown as totals)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from xml.etree import ElementTree

from reskontra.cli.demo_data import company
from reskontra.cli.demo_data.camt_details import amount, indicator, local, node, transaction
from reskontra.cli.demo_data.records import BankEntry, Channel, Kind, Statement

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.{}.001.08"

# ISO 20022 family and sub-family of an entry, by the road it took: money in, money out
CODES = {
    Channel.BANKGIRO: (("RCDT", "DMCT"), ("ICDT", "DMCT")),
    Channel.ACCOUNT: (("RCDT", "DMCT"), ("ICDT", "DMCT")),
    Channel.SUPPLIER: (("RCDT", "DMCT"), ("ICDT", "VCOM")),
    Channel.DIRECT_DEBIT: (("IDDT", "ESDD"), ("IDDT", "UPDD")),
    Channel.BANK: (("MCRD", "OTHR"), ("MDOP", "OTHR")),
}
CODES_OF_KIND = {
    Kind.SALARY: ("ICDT", "SALA"),
    Kind.BANK_FEE: ("MDOP", "CHRG"),
    Kind.CARD_PURCHASE: ("CCRD", "POSD"),
    Kind.OWN_TRANSFER: ("ICDT", "BOOK"),
}


def statement_file(statements: Sequence[Statement]) -> bytes:
    """camt.053: one Stmt a booking day."""
    first, last = statements[0], statements[-1]
    return _document(
        "053",
        node(
            "BkToCstmrStmt",
            _group_header(f"GRS{last.day:%Y%m%d}{first.sequence:05d}", last),
            *(_statement(statement) for statement in statements),
        ),
    )


def advice_file(statements: Sequence[Statement]) -> bytes:
    """camt.054: one Ntfctn a booking day, with the entries whose parts the statement leaves out."""
    return _document(
        "054",
        node(
            "BkToCstmrDbtCdtNtfctn",
            _group_header(f"GRA{statements[-1].day:%Y%m%d}", statements[-1]),
            *(_notification(statement) for statement in statements),
        ),
    )


def _document(number: str, message: ElementTree.Element) -> bytes:
    root = ElementTree.Element("Document", {"xmlns": NAMESPACE.format(number)})
    root.append(message)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _group_header(message_id: str, statement: Statement) -> ElementTree.Element:
    return node("GrpHdr", node("MsgId", message_id), node("CreDtTm", f"{statement.day}T19:30:00"))


def _statement(statement: Statement) -> ElementTree.Element:
    return node(
        "Stmt",
        node("Id", f"{company.IBAN[-10:]}-{statement.day:%Y%m%d}"),
        node("ElctrncSeqNb", str(statement.sequence)),
        node("CreDtTm", f"{statement.day}T19:30:00"),
        _period(statement),
        _account(),
        _balance("OPBD", statement.opening_minor, statement),
        _balance("CLBD", statement.closing_minor, statement),
        _summary(statement.booked),
        *(_entry(entry, with_parts=not entry.is_detailed_elsewhere) for entry in statement.entries),
    )


def _notification(statement: Statement) -> ElementTree.Element:
    entries = [entry for entry in statement.entries if entry.is_detailed_elsewhere]
    return node(
        "Ntfctn",
        node("Id", f"BGA-{statement.day:%Y%m%d}"),
        node("ElctrncSeqNb", str(statement.sequence)),
        node("CreDtTm", f"{statement.day}T17:10:00"),
        _period(statement),
        _account(),
        _summary(entries),
        *(_entry(entry, with_parts=True) for entry in entries),
    )


def _period(statement: Statement) -> ElementTree.Element:
    return node(
        "FrToDt",
        node("FrDtTm", f"{statement.day}T00:00:00"),
        node("ToDtTm", f"{statement.day}T23:59:59"),
    )


def _account() -> ElementTree.Element:
    organisation = node(
        "Othr", node("Id", company.ORGANISATION_NUMBER.replace("-", "")), node("SchmeNm", node("Cd", "COID"))
    )
    return node(
        "Acct",
        node("Id", node("IBAN", company.IBAN)),
        node("Ccy", company.CURRENCY),
        node("Ownr", node("Nm", company.NAME), node("Id", node("OrgId", organisation))),
        node("Svcr", node("FinInstnId", node("BICFI", company.BIC))),
    )


def _balance(code: str, minor: int, statement: Statement) -> ElementTree.Element:
    return node(
        "Bal",
        node("Tp", node("CdOrPrtry", node("Cd", code))),
        amount("Amt", minor),
        indicator(minor),
        node("Dt", node("Dt", statement.day.isoformat())),
    )


def _summary(entries: Sequence[BankEntry]) -> ElementTree.Element:
    return node(
        "TxsSummry",
        _total("TtlCdtNtries", [entry for entry in entries if entry.amount_minor >= 0]),
        _total("TtlDbtNtries", [entry for entry in entries if entry.amount_minor < 0]),
    )


def _total(tag: str, entries: Sequence[BankEntry]) -> ElementTree.Element:
    total = abs(sum(entry.amount_minor for entry in entries))
    return node(tag, node("NbOfNtries", str(len(entries))), node("Sum", local(total)))


def _entry(entry: BankEntry, *, with_parts: bool) -> ElementTree.Element:
    payment = entry.parts[0].payment
    value_date = entry.day + timedelta(days=1) if entry.is_pending else entry.day
    return node(
        "Ntry",
        node("NtryRef", entry.entry_number),
        amount("Amt", entry.amount_minor),
        indicator(entry.amount_minor),
        node("Sts", node("Cd", "PDNG" if entry.is_pending else "BOOK")),
        node("BookgDt", node("Dt", entry.day.isoformat())),
        node("ValDt", node("Dt", value_date.isoformat())),
        node("AcctSvcrRef", entry.reference),
        _code(entry),
        _entry_details(entry, with_parts=with_parts),
        node("AddtlNtryInf", _entry_text(entry) or payment.info),
    )


def _code(entry: BankEntry) -> ElementTree.Element:
    payment = entry.parts[0].payment
    is_out = entry.amount_minor < 0
    family, sub_family = CODES_OF_KIND.get(payment.kind) or CODES[payment.channel][is_out]
    if payment.kind is Kind.OWN_TRANSFER and not is_out:
        family = "RCDT"
    if payment.return_reason and payment.channel is Channel.ACCOUNT:
        family, sub_family = "ICDT", "RRTN"
    return node(
        "BkTxCd",
        node("Domn", node("Cd", "PMNT"), node("Fmly", node("Cd", family), node("SubFmlyCd", sub_family))),
    )


def _entry_details(entry: BankEntry, *, with_parts: bool) -> ElementTree.Element:
    batch = None
    if entry.batch_reference:
        batch = node(
            "Btch",
            node("PmtInfId", entry.batch_reference),
            node("NbOfTxs", str(len(entry.parts))),
            amount("TtlAmt", entry.amount_minor),
            indicator(entry.amount_minor),
        )
    parts = entry.parts if with_parts else ()
    return node("NtryDtls", batch, *(transaction(part) for part in parts))


def _entry_text(entry: BankEntry) -> str:
    if not entry.batch_reference:
        return ""
    bankgiro = company.BANKGIRO
    return f"BANKGIRO {bankgiro}" if entry.amount_minor > 0 else f"LEVERANTÖRSBETALNINGAR {bankgiro}"
