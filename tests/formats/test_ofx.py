"""OFX statements: accounts and cards, SGML and XML, and answers that hold none."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import ofx as module
from reskontra.formats.bank_statement import Status
from reskontra.formats.camt_values import ElementMisplaced, ElementMissing, NotACurrency
from reskontra.formats.reading import read_statements
from reskontra.formats.tally import StatementTwice
from tests.formats.ofx_files import HEADER, as_xml, balance, ends, headers, ofx, read, records, statement, transaction

WHOLE = ofx(statement(transaction(), transaction("-40.00", "F2")))
FAILED = "<STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS>"


def test_a_statement():
    (header,), (end,) = headers(WHOLE), ends(WHOLE)
    assert (header.format, header.statement_id, header.other_account) == ("ofx", "7-20260302", "123456")
    assert (header.currency, header.from_date, header.to_date) == ("SEK", date(2026, 3, 1), date(2026, 3, 2))
    assert (end.opening_minor, end.closing_minor, end.closing_date) == (None, 110_000, date(2026, 3, 2))
    assert (end.entries, end.credits_minor, end.debits_minor, end.doubts) == (2, 10_000, 4_000, ())


def test_sgml_and_xml_say_the_same():
    for text in (WHOLE, ofx(statement(card=True), statement(transaction(kind="STMTTRNP")))):
        assert read(as_xml(text)) == read(text) == list(read_statements(io.BytesIO(text.encode("utf-16"))))


def test_accounts_and_cards_of_one_file():
    data = ofx(statement(transaction()), statement(transaction(), account="4111", card=True, closing=balance("-5.00")))
    assert [one.other_account for one in headers(data)] == ["123456", "4111"]
    assert [(one.entries, one.closing_minor) for one in ends(data)] == [(1, 110_000), (1, -500)]


def test_an_account_that_is_an_iban():
    (header,) = headers(ofx(statement(account="SE45 5000 0000 0583 9825 7466")))
    assert (header.iban, header.other_account) == ("SE4550000000058398257466", "")


def test_end_tags_that_banks_leave_out():
    assert records(WHOLE.replace("</BANKTRANLIST>", "")) == records(WHOLE)
    assert records(WHOLE.replace("</STMTTRN>", "")) == records(WHOLE)


def test_what_is_announced_is_not_booked():
    found = records(ofx(statement(transaction(), f"<BANKTRANLISTP>{transaction(kind='STMTTRNP')}</BANKTRANLISTP>")))
    assert [one.status for one in found] == [Status.BOOKED, Status.PENDING]


def test_a_warning_of_the_server_is_told():
    warned = WHOLE.replace("<STATUS><CODE>0<SEVERITY>INFO", "<STATUS><CODE>1<SEVERITY>WARN<MESSAGE>Old data")
    assert headers(warned)[0].warnings == ("Old data",)


def test_a_statement_without_period_or_balance():
    bare = ofx("<STMTRS><CURDEF>SEK<ACCTID>99" + transaction() + "</STMTRS>")
    (header,), (end,) = headers(bare), ends(bare)
    assert (header.statement_id, header.to_date, end.closing_minor) == ("99", None, None)


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("nothing", "", module.NoStatement),
        ("no statement", HEADER + "<OFX></OFX>", module.NoStatement),
        ("an error", HEADER + f"<OFX><SONRS>{FAILED}</SONRS></OFX>", module.ServerRefused),
        ("an error of one account", ofx(statement(), f"<STMTTRNRS>{FAILED}</STMTTRNRS>"), module.ServerRefused),
        ("investments", ofx(statement(), "<INVSTMTRS>"), module.InvestmentStatement),
        ("cut off", WHOLE[:-6], module.ElementNotClosed),
        ("cut off inside", WHOLE[:400], module.ElementNotClosed),
        ("no currency", WHOLE.replace("<CURDEF>SEK", ""), ElementMissing),
        ("a currency that is none", WHOLE.replace("<CURDEF>SEK", "<CURDEF>kr"), NotACurrency),
        ("an amount of no transaction", WHOLE.replace("<STMTTRN>", ""), ElementMisplaced),
        ("a transaction of no statement", ofx(transaction()), ElementMisplaced),
        ("two amounts", ofx(statement(transaction(more="<TRNAMT>1.00"))), ElementMisplaced),
        ("a statement in a statement", ofx("<STMTRS><STMTRS>"), ElementMisplaced),
        ("an end of nothing", HEADER + "<OFX></STMTRS></OFX>", ElementMisplaced),
        ("a statement twice", ofx(statement(transaction()) * 2), StatementTwice),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal):
        read(data)


def test_the_same_answer_for_two_accounts_is_no_repeat():
    assert len(ends(ofx(statement(transaction()), statement(transaction(), account="99")))) == 2
    assert len(ends(ofx(statement() * 2))) == 2


@given(st.lists(st.sampled_from(["<OFX>", "</OFX>", "<STMTRS>", "<CURDEF>SEK", transaction(), transaction("-5"),
                                 "</STMTRS>", "<STMTTRN>", balance()]), max_size=10))  # fmt: skip
def test_any_tags_are_read_or_refused(pieces):
    try:
        found = ends("".join(pieces))
    except Malformed as refusal:
        str(refusal)
    else:
        assert sum(one.entries for one in found) == pieces.count(transaction()) + pieces.count(transaction("-5"))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        assert read(WHOLE[:350].encode() + data)
    except Malformed as refusal:
        str(refusal)
