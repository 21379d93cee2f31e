"""Small payment status reports, built in the test that needs them. Names and numbers are made up."""

from __future__ import annotations

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001."


def reason(code: str = "AC04", words: str = "", *, proprietary: bool = False) -> str:
    inside = f"<Prtry>{code}</Prtry>" if proprietary else f"<Cd>{code}</Cd>"
    said = f"<AddtlInf>{words}</AddtlInf>" if words else ""
    return f"<StsRsnInf><Orgtr><Nm>BANK</Nm></Orgtr><Rsn>{inside}</Rsn>{said}</StsRsnInf>"


def payment(key: str, status: str = "", *reasons: str, amount: str = "", currency: str = "SEK") -> str:
    own = f"<TxSts>{status}</TxSts>" if status else ""
    original = f"<Amt><InstdAmt Ccy='{currency}'>{amount}</InstdAmt></Amt><RmtInf/>" if amount else ""
    return (
        f"<TxInfAndSts><StsId>S</StsId><OrgnlInstrId>I{key}</OrgnlInstrId><OrgnlEndToEndId>{key}</OrgnlEndToEndId>{own}"
        f"{''.join(reasons)}<AcctSvcrRef>B{key}</AcctSvcrRef><OrgnlTxRef>{original}</OrgnlTxRef></TxInfAndSts>"
    )


def batch(*inside: str, key: str = "P1", status: str = "") -> str:
    own = f"<PmtInfSts>{status}</PmtInfSts>" if status else ""
    return f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{key}</OrgnlPmtInfId>{own}{''.join(inside)}</OrgnlPmtInfAndSts>"


def report(
    *batches: str,
    message: str = "M1",
    name: str = "pain.001.001.03",
    status: str = "",
    why: str = "",
    version: str = "03",
) -> bytes:
    own = f"<GrpSts>{status}</GrpSts>" if status else ""
    space = f" xmlns='{NAMESPACE}{version}'" if version else ""
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<Document{space}><CstmrPmtStsRpt><GrpHdr><MsgId>R1</MsgId>"
        f"<CreDtTm>2026-03-02T08:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>{message}</OrgnlMsgId>"
        f"<OrgnlMsgNmId>{name}</OrgnlMsgNmId>{own}{why}</OrgnlGrpInfAndSts>{''.join(batches)}</CstmrPmtStsRpt></Document>"
    ).encode()
