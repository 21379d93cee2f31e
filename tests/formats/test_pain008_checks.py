"""What is read back of a pain.008 before it leaves."""

from __future__ import annotations

import pytest

from reskontra.formats.pain008 import write_pain008
from reskontra.formats.pain008_checks import MessageBreaksSchema, check_pain008
from tests.formats.test_pain008 import debit, group, message

GOOD = write_pain008(message(group(debit(1), debit(2)))).decode()


@pytest.mark.parametrize(
    ("element", "old", "new"),
    [
        ("GrpHdr/MsgId", "<MsgId>DD000001-1", f"<MsgId>{'9' * 36}"),
        ("GrpHdr/MsgId", "<MsgId>DD", "<MsgId>/DD"),
        ("GrpHdr/InitgPty/Nm", "Nordan + Soner AB", "Nordän"),
        ("PmtInfId", "<PmtInfId>DD000001-1-1</PmtInfId>", ""),
        ("PmtTpInf/SeqTp", "FRST", "LAST"),
        ("CdtrSchmeId/Id/PrvtId/Othr/Id", "DE98ZZZ09999999999", "DE"),
        ("InstdAmt", ">123.45<", ">-123.45<"),
        ("InstdAmt", ">123.45<", ">12345678901.00<"),
        ("DrctDbtTx/MndtRltdInf/DtOfSgntr", "<DtOfSgntr>2026-01-02</DtOfSgntr>", ""),
        ("DbtrAgt/FinInstnId/*", "<Id>NOTPROVIDED</Id>", "<Id>?</Id>"),
        ("CtrlSum", "<CtrlSum>246.90", "<CtrlSum>246.91"),
        ("NbOfTxs", "<NbOfTxs>2", "<NbOfTxs>3"),
        ("PmtId/EndToEndId", "DD000001/2</EndToEndId>", "DD000001/1</EndToEndId>"),
    ],
)  # fmt: skip
def test_what_no_bank_takes_is_named(element: str, old: str, new: str) -> None:
    check_pain008(GOOD.encode())
    assert old in GOOD
    with pytest.raises(MessageBreaksSchema) as refusal:
        check_pain008(GOOD.replace(old, new).encode())
    assert refusal.value.values["element"] == element
