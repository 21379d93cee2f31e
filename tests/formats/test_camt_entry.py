"""One entry: status, direction, parts, what stands on which record."""

from datetime import date

import pytest

from reskontra.formats.bank_statement import Status
from reskontra.formats.camt_values import DirectionMissing, DirectionUnknown, ElementMissing
from tests.formats.camt_files import document, entry, one, overrides, records, statement, transaction, warnings


def read(*entries: str) -> list:
    return records(document(statement(*entries)))


def test_one_transaction_takes_the_entrys_amount():
    (record,) = read(entry("100.00", transaction(amount="0")))
    assert (record.entry_number, record.part_number, record.status) == (1, 0, Status.BOOKED)
    assert (record.amount_minor, record.currency) == (10_000, "SEK")
    assert (record.booking_date, record.value_date) == (date(2026, 3, 2), date(2026, 3, 3))


def test_an_entry_without_details_is_one_line():
    (record,) = read(entry("5.00", direction="DBIT", more="<AddtlNtryInf>Avgift</AddtlNtryInf>"))
    assert (record.amount_minor, record.part_number, record.texts[0].text) == (-500, 0, "Avgift")


@pytest.mark.parametrize(("mark", "reversal"), [("true", True), ("1", True), ("false", False)])
def test_a_reversal_never_turns_the_sign(mark, reversal):
    (record,) = read(entry("5.00", direction="DBIT", more=f"<RvslInd>{mark}</RvslInd>"))
    assert (record.amount_minor, record.is_reversal) == (-500, reversal)


def test_a_batch_is_split_and_shares_what_is_the_entrys():
    more = "<NtryRef>N-1</NtryRef><AcctSvcrRef>B-1</AcctSvcrRef><AddtlNtryInf>Bankgiroinsättning</AddtlNtryInf>"
    parts = [
        transaction("<Refs><AcctSvcrRef>B-1-1</AcctSvcrRef><UETR>u-1</UETR></Refs>", amount="40.00"),
        transaction("<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>", amount="60.00"),
    ]
    batch = "<Btch><MsgId>MSG</MsgId><PmtInfId>BGC-9</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>"
    first, second = read(entry("100.00", *parts, more=more, batch=batch))
    assert [(one.part_number, one.amount_minor, one.entry_amount_minor) for one in (first, second)] == [
        (1, 4_000, 10_000),
        (2, 6_000, 10_000),
    ]
    assert (first.bank_reference, second.bank_reference) == ("B-1-1", "B-1")
    assert (first.uetr, second.end_to_end_id) == ("u-1", "")
    assert {(one.entry_reference, one.entry_bank_reference, one.batch_reference) for one in (first, second)} == {
        ("N-1", "B-1", "BGC-9")
    }
    assert [one.texts[0].text for one in (first, second)] == ["Bankgiroinsättning"] * 2


def test_several_details_with_one_transaction_each():
    details = "".join(
        f"<NtryDtls><Btch><PmtInfId>P-{n}</PmtInfId></Btch>{transaction(amount='50.00')}</NtryDtls>" for n in (1, 2)
    )
    first, second = read(entry("100.00", more=details))
    assert [(one.part_number, one.amount_minor, one.batch_reference) for one in (first, second)] == [
        (1, 5_000, "P-1"),
        (2, 5_000, "P-2"),
    ]


def test_parts_without_amounts_stay_one_line_with_all_their_texts():
    parts = [transaction(f"<RmtInf><Ustrd>faktura {n}</Ustrd></RmtInf>") for n in (1, 2)]
    data = document(statement(entry("100.00", *parts)))
    (record,) = records(data)
    assert (record.part_number, record.amount_minor) == (0, 10_000)
    assert [text.text for text in record.texts] == ["faktura 1", "faktura 2"]
    assert overrides(data) == []
    assert len(record.warnings) == 1


def test_parts_that_miss_the_sum_are_one_line_and_a_doubt():
    data = document(statement(entry("100.00", transaction(amount="40.00"), transaction(amount="50.00"))))
    (record,) = records(data)
    assert (record.part_number, record.amount_minor) == (0, 10_000)
    assert overrides(data) == ["batch"]


def test_another_currency_is_a_doubt_on_the_first_record():
    parts = [transaction(amount="4.00", currency="EUR"), transaction(amount="6.00", currency="EUR")]
    data = document(statement(entry("10.00", *parts, currency="EUR")))
    first, second = records(data)
    assert ([doubt.override for doubt in first.doubts], second.doubts) == (["currency"], ())
    assert "Entry 1 is 10.00 EUR, and the account is in SEK." in str(first.doubts[0].finding)


@pytest.mark.parametrize("status", ["<Sts>PDNG</Sts>", "<Sts><Cd>INFO</Cd></Sts>", "<Sts><Cd>FUTR</Cd></Sts>"])
def test_what_is_not_booked_raises_no_doubt(status):
    data = document(statement(entry("10.00", currency="EUR", status=status)))
    (record,) = records(data)
    assert record.status is Status.PENDING
    assert overrides(data) == []
    assert "Entry 1 is 10.00 EUR, and the account is in SEK." in warnings(data)[0]


def test_amounts_of_the_entry_serve_its_only_line():
    exchange = "<CcyXchg><XchgRate>10.95</XchgRate></CcyXchg>"
    details = f"<AmtDtls><InstdAmt><Amt Ccy='EUR'>10.00</Amt>{exchange}</InstdAmt></AmtDtls>"
    (record,) = read(entry("109.50", transaction(), more=details))
    assert (record.instructed_minor, record.instructed_currency, record.exchange_rate) == (1000, "EUR", "10.95")


@pytest.mark.parametrize("text", ["NOTPROVIDED", "NotProvided", "NOTAVAIL", "0"])
def test_words_for_no_identifier_are_blank(text):
    assert one(f"<Refs><EndToEndId>{text}</EndToEndId></Refs>").end_to_end_id == ""


@pytest.mark.parametrize(
    ("case", "broken", "refusal"),
    [
        ("no amount", "<Ntry><CdtDbtInd>CRDT</CdtDbtInd></Ntry>", ElementMissing),
        ("no direction", "<Ntry><Amt Ccy='SEK'>1.00</Amt></Ntry>", DirectionMissing),
        ("a word for one", "<Ntry><Amt Ccy='SEK'>1.00</Amt><CdtDbtInd>IN</CdtDbtInd></Ntry>", DirectionUnknown),
    ],
)
def test_refusals_name_line_and_element(case, broken, refusal):
    with pytest.raises(refusal) as caught:
        read(broken)
    assert caught.value.place == "line 2, Ntry"


def test_two_equal_payments_are_two():
    same = entry("9.00", direction="DBIT")
    assert [one.amount_minor for one in read(same, same)] == [-900, -900]
