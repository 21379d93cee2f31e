"""The definitions that come with the program: recognised by titles alone, the one that knows most of them."""

import io
from pathlib import Path

import pytest

from reskontra.formats import bank_definitions as module
from reskontra.formats.bank_definitions import built_in, recognise
from reskontra.formats.definition_reader import read_by_definition
from reskontra.formats.reading import read_statements
from tests.formats.definition_files import definition
from tests.formats.test_definition_sheet import book


def known(header, *, more=()):
    return recognise(io.BytesIO(header.encode()), (*more, *built_in().values()), file="delimited").name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo", "seb"),
        ("Bokföringsdatum;Valutadatum;Verifikationsnummer;Text;Belopp;Saldo", "seb"),
        ("Reskontradatum;Transaktionsdatum;Text;Belopp;Saldo", "handelsbanken"),
        ("* x\nRadnr,Clnr,Kontonr,Produkt,Valuta,Bokfdag,Transdag,Valutadag,Referens,Text,Belopp,Saldo", "swedbank"),
        ("x\nClearingnummer,Kontonummer,Datum,Text,Belopp,Saldo", "swedbank-long"),
        ("Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik;Saldo;Valuta", "nordea-business"),
        ("Bokföringsdag;Värdedag;Betalningstyp;Betalare/Mottagare;Meddelande/Referens;Belopp;Saldo",
         "nordea-business-message"),
        ("Bokföringsdatum;Valutadatum;Text;Belopp;Saldo", "nordea-business-text"),
        ("Datum;Belopp;Avsändare;Mottagare;Namn;Ytterligare detaljer;Meddelande;Egna anteckningar;Saldo;Valuta;",
         "nordea-business-details"),
        ("Datum,Transaktion,Kategori,Belopp,Saldo", "nordea-private"),
        ('"Datum";"Bokföringsdag";"Typ";"Text";"Belopp";"Saldo"', "lansforsakringar"),
        ("a\nb\nc\nd\ne\nf\nDatum;Text;Belopp;Saldo", "ica-banken"),
        ("Date,Text,Amount,Balance", "lunar"),
        ("automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created,currency,gross,fee,net,"
         "reporting_category,description", "stripe"),
        ("type,capture_date,order_id,capture_id,merchant_reference1,amount,posting_currency", "klarna"),
        ("Datum,Tid,Tidszon,Namn,Typ,Status,Valuta,Brutto,Avgift,Netto,Transaktions-ID", "paypal"),
        ("x\nDatum;Typ;Kvittonummer;Belopp;Saldo", "zettle"),
        ("Datum,Kvittonummer,Belopp,Avgift,Netto,Utbetalningsdatum", "zettle-payouts"),
        ("* x\nRadnr,Clnr,Kontonr,Bokfdag,Transdag,Valutadag,Mottagarnr,Mottagarnamn,Avsändarnr,Avsändarnamn,"
         "Meddelande,Tid,Belopp,Orderreferens", "swish"),
        ("Bokföringsdatum;Transaktionsdatum;Valutadatum;Mottagarnummer;Mottagarnamn;Meddelande;Tid;Belopp", "swish"),
    ],
)  # fmt: skip
def test_recognised(header, name):
    assert known(header) == name


def test_the_companys_own_goes_before():
    own = definition(
        {"field": "booking_date", "title": "Date"}, {"field": "text", "title": "Text"},
        {"field": "amount", "title": "Amount"}, {"field": "balance", "title": "Balance"}, separator=",", name="own",
    )  # fmt: skip
    assert known("Date,Text,Amount,Balance", more=[own]) == "own"


def test_unknown_titles_are_told():
    with pytest.raises(module.NoDefinitionFits) as caught:
        known("x\nWhen;What;How much\n2026-03-01;a;1")
    assert caught.value.values["titles"] == ("When", "What", "How much")


def test_a_spreadsheet_is_recognised_by_those_for_spreadsheets():
    data = book(("Day", "Text", "Amount", "Balance"))
    own = definition(file="spreadsheet")
    assert recognise(io.BytesIO(data), [definition(), own], file="spreadsheet") is own
    with pytest.raises(module.NoDefinitionFits):
        recognise(io.BytesIO(data), [definition()], file="spreadsheet")


def test_a_payout_of_stripe():
    data = (
        b"automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created,currency,gross,fee,net,"
        b"reporting_category,description\n"
        b"po_1,2026-03-04 00:00:00,txn_1,2026-03-01 10:11:12,sek,1000.00,29.00,971.00,charge,Invoice 1001\n"
        b"po_1,2026-03-04 00:00:00,txn_2,2026-03-02 10:11:12,sek,-100.00,0.00,-100.00,refund,\n"
        b"po_1,2026-03-04 00:00:00,txn_3,2026-03-04 00:00:00,sek,-871.00,0.00,-871.00,payout,STRIPE PAYOUT\n"
    )
    _header, charge, refund, end = read_by_definition(io.BytesIO(data), built_in()["stripe"])
    assert (charge.amount_minor, charge.charges_minor, charge.currency) == (97_100, 2_900, "SEK")
    assert (refund.amount_minor, refund.entry_amount_minor, refund.end_to_end_id) == (-10_000, 87_100, "txn_2")
    assert end.entries == 1


@pytest.mark.parametrize(
    ("name", "data", "minor"),
    [
        ("swedbank", "* Transaktioner\nRadnr,Clnr,Kontonr,Produkt,Valuta,Bokfdag,Transdag,Valutadag,Referens,Text,"
         'Belopp,Saldo\n1,81059,1234567890,"Företagskonto",SEK,2026-03-02,2026-03-01,2026-03-02,10017,"Bg",1250.00,2250.00\n',
         125_000),
        ("nordea-business-text", "Bokföringsdatum;Valutadatum;Text;Belopp;Saldo\n2026-03-02;2026-03-02;BG 10017;"
         "1 250,00;2 250,00\n", 125_000),
    ],
)  # fmt: skip
def test_exports_beside_the_samples(name, data, minor):
    header, record, end = read_by_definition(io.BytesIO(data.encode()), built_in()[name])
    assert (record.amount_minor, end.opening_minor) == (minor, 100_000)
    assert header.other_account == ("81059-1234567890" if name == "swedbank" else "")


SETTLEMENTS = Path(__file__).parents[1] / "golden" / "settlement"


@pytest.mark.parametrize(
    ("name", "payouts"),
    [
        ("klarna", [("KLARNA2603041", [(116_380, 3_620, "1001"), (48_500, 1_500, "1002"), (-10_000, 0, "0990")])]),
        ("paypal", [("1AE", [(96_275, 3_725, "1001"), (-10_000, 0, "0990")])]),
        ("paypal-english", [("1AE", [(96_275, 3_725, "1001")])]),
        ("zettle", [("2026-03-03/1", [(49_094, 906, ""), (24_537, 463, "")])]),
        ("zettle-payouts", [("2026-03-03", [(49_094, 906, ""), (24_537, 463, "")]),
                            ("2026-03-05", [(-25_000, 0, "")])]),
        ("swish", [("2026-03-02", [(125_000, 0, ""), (9_950, 0, "R-17")]), ("2026-03-03", [(-5_000, 0, "")])]),
    ],
)  # fmt: skip
def test_a_deposit_is_split_into_net_and_fee(name, payouts):
    data = (SETTLEMENTS / f"{name}.csv").read_bytes()
    header, *found, end = read_statements(io.BytesIO(data), currency="SEK")
    assert (header.format, header.definition) == ("settlement", name.removesuffix("-english"))
    told: dict[str, list[tuple[int, int, str]]] = {}
    for one in found:
        document = one.references[0].raw if one.references else ""
        told.setdefault(one.batch_reference, []).append((one.amount_minor, one.charges_minor, document))
    assert list(told.items()) == payouts
    assert end.entries == len(payouts)
    assert not any(one.doubts for one in (header, *found, end))


def test_settlements_come_as_spreadsheets_too():
    rows = [line.split(";") for line in (SETTLEMENTS / "zettle.csv").read_text().splitlines()[1:]]
    header, *found, _ = read_statements(io.BytesIO(book(*rows)), currency="SEK")
    assert (header.definition, [one.charges_minor for one in found]) == ("zettle-xlsx", [906, 463])
