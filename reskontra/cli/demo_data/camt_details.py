"""One transaction inside a camt entry, and the few helpers its elements are made with."""

from __future__ import annotations

from xml.etree import ElementTree

from reskontra.cli.demo_data import company
from reskontra.cli.demo_data.records import BookedPayment, Channel, Counterparty, Payment


def node(tag: str, *content: ElementTree.Element | str | None) -> ElementTree.Element:
    """An element with text or children. An absent or empty child is left out."""
    element = ElementTree.Element(tag)
    for part in content:
        if isinstance(part, str):
            element.text = part or None
        elif part is not None and _has_content(part):
            element.append(part)
    return element


def amount(tag: str, minor: int) -> ElementTree.Element:
    """Amounts have no sign in these files: the indicator beside them says which way."""
    element = node(tag, local(abs(minor)))
    element.set("Ccy", company.CURRENCY)
    return element


def indicator(minor: int) -> ElementTree.Element:
    return node("CdtDbtInd", "DBIT" if minor < 0 else "CRDT")


def local(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


def transaction(booked: BookedPayment) -> ElementTree.Element:
    payment = booked.payment
    return node(
        "TxDtls",
        node(
            "Refs",
            node("AcctSvcrRef", booked.own_reference),
            node("EndToEndId", payment.end_to_end_id or "NOTPROVIDED"),
            node("MndtId", payment.mandate),
        ),
        amount("Amt", payment.amount_minor),
        indicator(payment.amount_minor),
        _instructed(payment),
        _charges(payment),
        _parties(payment),
        _remittance(payment),
        node("RtrInf", node("Rsn", node("Cd", payment.return_reason))),
        node("AddtlTxInf", payment.info),
    )


def _instructed(payment: Payment) -> ElementTree.Element | None:
    if not payment.charges_minor:
        return None
    return node("AmtDtls", node("InstdAmt", amount("Amt", payment.amount_minor + payment.charges_minor)))


def _charges(payment: Payment) -> ElementTree.Element | None:
    if not payment.charges_minor:
        return None
    return node(
        "Chrgs",
        amount("TtlChrgsAndTaxAmt", payment.charges_minor),
        node("Rcrd", amount("Amt", payment.charges_minor), node("CdtDbtInd", "DBIT"), node("ChrgInclInd", "false")),
    )


def _parties(payment: Payment) -> ElementTree.Element:
    """The other side as debtor or creditor, and the own bankgiro where the payer used it."""
    other = payment.counterparty
    bankgiro = None
    if payment.channel is Channel.BANKGIRO:
        bankgiro = node("CdtrAcct", node("Id", _other_account(company.BANKGIRO, "BGNR")))
    if payment.amount_minor < 0:
        return node("RltdPties", node("Cdtr", _party(other)), node("CdtrAcct", _party_account(other)))
    return node("RltdPties", node("Dbtr", _party(other)), node("DbtrAcct", _party_account(other)), bankgiro)


def _party(other: Counterparty) -> ElementTree.Element | None:
    if not other.name:
        return None
    organisation = node(
        "Othr",
        node("Id", other.organisation_number.replace("-", "")),
        node("SchmeNm", node("Cd", "COID")) if other.organisation_number else None,
    )
    return node(
        "Pty",
        node("Nm", other.name),
        node(
            "PstlAdr",
            node("StrtNm", other.street),
            node("PstCd", other.postal_code.replace(" ", "")),
            node("TwnNm", other.city),
            node("Ctry", other.country),
        ),
        node("Id", node("OrgId", organisation)),
    )


def _party_account(other: Counterparty) -> ElementTree.Element | None:
    if other.iban:
        return node("Id", node("IBAN", other.iban))
    if other.bankgiro:
        return node("Id", _other_account(other.bankgiro, "BGNR"))
    if other.plusgiro:
        return node("Id", _other_account(other.plusgiro, "PGNR"))
    return None


def _other_account(number: str, scheme: str) -> ElementTree.Element:
    digits = "".join(character for character in number if character.isdigit())
    return node("Othr", node("Id", digits), node("SchmeNm", node("Prtry", scheme)))


def _remittance(payment: Payment) -> ElementTree.Element:
    return node("RmtInf", *(node("Ustrd", text) for text in payment.texts), _structured(payment.reference))


def _structured(reference: str) -> ElementTree.Element | None:
    """An OCR reference has type SCOR; an RF reference names its issuer, ISO, besides."""
    if not reference:
        return None
    issuer = node("Issr", "ISO") if reference.startswith("RF") else None
    kind = node("Tp", node("CdOrPrtry", node("Cd", "SCOR")), issuer)
    return node("Strd", node("CdtrRefInf", kind, node("Ref", reference)))


def _has_content(element: ElementTree.Element) -> bool:
    return bool(element.text) or len(element) > 0
