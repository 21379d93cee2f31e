"""Texts, references, counterparty and charges of one transaction."""

import pytest

from reskontra.formats.bank_statement import ReferenceKind, TextKind
from tests.formats.camt_files import one

PARTIES = """<RltdPties>
<Dbtr><Pty><Nm>Berg Bygg AB</Nm></Pty></Dbtr>
<DbtrAcct><Id><IBAN>SE35 5000 0000 0549 1000 0003</IBAN></Id></DbtrAcct>
<UltmtDbtr><Pty><Nm>Berg Holding AB</Nm></Pty></UltmtDbtr>
<Cdtr><Pty><Nm>Vi AB</Nm></Pty></Cdtr>
<CdtrAcct><Id><Othr><Id>5050-1055</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id></CdtrAcct>
</RltdPties>"""


def structured(*blocks: str) -> str:
    return "<RmtInf>" + "".join(f"<Strd>{block}</Strd>" for block in blocks) + "</RmtInf>"


def reference(number: str, scheme: str = "SCOR") -> str:
    return f"<CdtrRefInf><Tp><CdOrPrtry><Cd>{scheme}</Cd></CdOrPrtry></Tp><Ref>{number}</Ref></CdtrRefInf>"


def named(number: str, scheme: str = "CINV") -> str:
    return f"<RfrdDocInf><Tp><CdOrPrtry><Cd>{scheme}</Cd></CdOrPrtry></Tp><Nb>{number}</Nb></RfrdDocInf>"


def amounts(**inside: str) -> str:
    written = [f"<{name} Ccy='SEK'>{text}</{name}>" for name, text in inside.items()]
    return "<RfrdDocAmt>" + "".join(written) + "</RfrdDocAmt>"


def test_every_text_stays_whole_and_in_order():
    record = one(
        "<RmtInf><Ustrd>Faktura  1001</Ustrd><Ustrd>och 1002</Ustrd><Strd><AddtlRmtInf>delbetalning</AddtlRmtInf>"
        "</Strd></RmtInf><AddtlTxInf>BG 5050-1055</AddtlTxInf>",
        more="",
    )
    assert [(text.kind, text.text) for text in record.texts] == [
        (TextKind.REMITTANCE, "Faktura  1001"),
        (TextKind.REMITTANCE, "och 1002"),
        (TextKind.TRANSACTION_INFO, "BG 5050-1055"),
        (TextKind.ADDITIONAL, "delbetalning"),
    ]


@pytest.mark.parametrize(
    ("case", "blocks", "expected"),
    [
        ("one", [reference("10017")], [("CREDITOR", "10017", "SCOR", None, 1)]),
        ("several blocks", [reference("10017"), reference("10025")], [
            ("CREDITOR", "10017", "SCOR", None, 1), ("CREDITOR", "10025", "SCOR", None, 2)]),
        ("an amount to its only reference", [reference("10017") + amounts(RmtdAmt="60.00")],
            [("CREDITOR", "10017", "SCOR", 6000, 1)]),
        ("an amount to the document first", [reference("10017") + named("1001") + amounts(RmtdAmt="60.00")],
            [("CREDITOR", "10017", "SCOR", None, 1), ("DOCUMENT", "1001", "CINV", 6000, 1)]),
        ("a credit note's amount", [named("K-9", "CREN") + amounts(CdtNoteAmt="5.00")],
            [("DOCUMENT", "K-9", "CREN", -500, 1)]),
        ("a credit note remitted", [named("K-9", "CREN") + amounts(RmtdAmt="5.00")],
            [("DOCUMENT", "K-9", "CREN", -500, 1)]),
        ("two documents do not say how they share", [named("1001") + named("1002") + amounts(RmtdAmt="60.00")],
            [("DOCUMENT", "1001", "CINV", None, 1), ("DOCUMENT", "1002", "CINV", None, 1)]),
        ("leading zeros stay", [reference("000000001245")], [("CREDITOR", "000000001245", "SCOR", None, 1)]),
        ("a type without a number", ["<CdtrRefInf><Tp/></CdtrRefInf>"], []),
    ],
)  # fmt: skip
def test_references(case, blocks, expected):
    record = one(structured(*blocks))
    found = [(one.kind.value, one.raw, one.scheme, one.amount_minor, one.group) for one in record.references]
    assert found == expected


def test_amounts_in_another_currency_say_nothing():
    block = named("1001") + "<RfrdDocAmt><RmtdAmt Ccy='EUR'>6.00</RmtdAmt></RfrdDocAmt>"
    assert one(structured(block)).references[0].amount_minor is None


def test_discount_stands_beside_its_amount():
    (found,) = one(structured(named("1001") + amounts(DscntApldAmt="2.00", RmtdAmt="98.00"))).references
    assert (found.kind, found.amount_minor, found.discount_minor) == (ReferenceKind.DOCUMENT, 9800, 200)


def test_counterparty_of_money_in_is_the_debtor():
    record = one(PARTIES)
    party = record.counterparty
    assert (party.name, party.ultimate_name, party.iban) == (
        "Berg Bygg AB",
        "Berg Holding AB",
        "SE3550000000054910000003",
    )
    assert (record.paid_to, record.paid_to_scheme) == ("5050-1055", "BGNR")


def test_counterparty_of_money_out_is_the_creditor():
    record = one(PARTIES, direction="DBIT")
    assert (record.counterparty.name, record.counterparty.other_account) == ("Vi AB", "5050-1055")
    assert (record.paid_to, record.paid_to_scheme) == ("", "")


def test_ultimate_party_serves_when_there_is_no_other():
    record = one("<RltdPties><UltmtDbtr><Nm>Berg Holding AB</Nm></UltmtDbtr></RltdPties>")
    assert record.counterparty.name == "Berg Holding AB"


def test_address_city_country_number_and_bank():
    record = one(
        "<RltdPties><Dbtr><Nm>Lind AB</Nm><PstlAdr><StrtNm>Storgatan</StrtNm><BldgNb>5</BldgNb><PstCd>11122</PstCd>"
        "<TwnNm>Gävle</TwnNm><Ctry>SE</Ctry><AdrLine>c/o Berg</AdrLine></PstlAdr><Id><OrgId><Othr><Id>77</Id><SchmeNm>"
        "<Cd>BANK</Cd></SchmeNm></Othr><Othr><Id>5560360793</Id><SchmeNm><Cd>COID</Cd></SchmeNm></Othr></OrgId></Id></Dbtr>"
        "</RltdPties><RltdAgts><DbtrAgt><FinInstnId><BICFI>SWEDSESS</BICFI></FinInstnId></DbtrAgt></RltdAgts>"
    )
    party = record.counterparty
    assert (party.address, party.postal_code, party.city, party.country) == (
        "Storgatan 5 c/o Berg",
        "11122",
        "Gävle",
        "SE",
    )
    assert (party.organisation_number, party.bic) == ("5560360793", "SWEDSESS")


def test_a_bank_as_party_is_named():
    record = one("<RltdPties><Dbtr><Agt><FinInstnId><Nm>Banken</Nm></FinInstnId></Agt></Dbtr></RltdPties>")
    assert record.counterparty.name == "Banken"


@pytest.mark.parametrize(
    ("case", "inside", "charges"),
    [
        ("none", "", (0, "")),
        ("directly", "<Chrgs><Amt Ccy='SEK'>3.00</Amt></Chrgs><Chrgs><Amt Ccy='SEK'>0.00</Amt></Chrgs>", (300, "SEK")),
        ("records", "<Chrgs><TtlChrgsAndTaxAmt Ccy='SEK'>9.00</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy='SEK'>1.20</Amt>"
         "<CdtDbtInd>DBIT</CdtDbtInd></Rcrd><Rcrd><Amt Ccy='SEK'>0.04</Amt></Rcrd></Chrgs>", (124, "SEK")),
        ("a total alone", "<Chrgs><TtlChrgsAndTaxAmt Ccy='SEK'>9.00</TtlChrgsAndTaxAmt></Chrgs>", (900, "SEK")),
        ("paid back in part", "<Chrgs><Rcrd><Amt Ccy='SEK'>5.00</Amt></Rcrd><Rcrd><Amt Ccy='SEK'>2.00</Amt>"
         "<CdtDbtInd>CRDT</CdtDbtInd></Rcrd></Chrgs>", (300, "SEK")),
        ("paid back", "<Chrgs><Amt Ccy='SEK'>5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Chrgs>", (0, "")),
    ],
)  # fmt: skip
def test_charges(case, inside, charges):
    record = one(inside)
    assert (record.charges_minor, record.charges_currency) == charges


def test_charges_in_two_currencies_keep_the_first_and_warn():
    record = one("<Chrgs><Amt Ccy='EUR'>3.00</Amt></Chrgs><Chrgs><Amt Ccy='SEK'>5.00</Amt></Chrgs>")
    assert (record.charges_minor, record.charges_currency) == (300, "EUR")
    assert record.warnings == ("Entry 1 has charges in several currencies; the first is kept.",)


@pytest.mark.parametrize(
    ("case", "inside", "code"),
    [
        ("domain", "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn>"
         "<Prtry><Cd>Z</Cd></Prtry></BkTxCd>", "PMNT/RCDT/DMCT"),
        ("the bank's own", "<BkTxCd><Prtry><Cd>NTRF+051</Cd></Prtry></BkTxCd>", "NTRF+051"),
        ("nothing", "<BkTxCd/>", ""),
    ],
)  # fmt: skip
def test_code(case, inside, code):
    assert one(inside).transaction_code == code


def test_a_returned_payment():
    record = one(
        "<Refs><EndToEndId>AG-77</EndToEndId><MndtId>M-5</MndtId></Refs><AmtDtls><InstdAmt><Amt Ccy='SEK'>97.00</Amt>"
        "</InstdAmt></AmtDtls><Chrgs><Amt Ccy='SEK'>3.00</Amt></Chrgs><RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Konto "
        "avslutat</AddtlInf></RtrInf>",
        direction="DBIT",
    )
    assert (record.return_reason, record.end_to_end_id, record.mandate_id) == ("AC04", "AG-77", "M-5")
    assert (record.amount_minor, record.instructed_minor, record.charges_minor) == (-10000, 9700, 300)
    assert record.texts[0].text == "Konto avslutat"
