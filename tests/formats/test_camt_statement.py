"""Header, balances, and whether a statement adds up."""

from datetime import date

import pytest

from reskontra.formats.bank_statement import CurrencySum
from reskontra.formats.camt_statement import AccountNumberWrong
from reskontra.formats.camt_values import DirectionMissing, ElementMissing
from tests.formats.camt_files import balance, document, end, entry, events, header, overrides, statement, warnings

IN = entry("100.00")
OUT = entry("30.00", direction="DBIT")
FOREIGN = entry("1.00", currency="EUR")
UNKNOWN_SIDE = "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy='SEK'>1</Amt></Bal>"


def summary(**totals: tuple[str, str]) -> str:
    inside = [f"<{name}><NbOfNtries>{n}</NbOfNtries><Sum>{total}</Sum></{name}>" for name, (n, total) in totals.items()]
    return f"<TxsSummry>{''.join(inside)}</TxsSummry>"


def test_header():
    period = "<FrToDt><FrDtTm>2026-03-01T00:00:00</FrDtTm><ToDtTm>2026-03-02T23:59:59+01:00</ToDtTm></FrToDt>"
    frame = statement(balance("OPBD", "50.00", day="2026-02-28"), balance("CLBD", "20.00", "DBIT"), head=period)
    found = header(document(frame))
    assert (found.format, found.version, found.statement_id, found.sequence) == ("camt.053", "08", "S-1", "7")
    assert (found.iban, found.currency) == ("SE4550000000058398257466", "SEK")
    assert (found.opening_minor, found.opening_date) == (5_000, date(2026, 2, 28))
    assert (found.closing_minor, found.closing_date) == (-2_000, date(2026, 3, 2))
    assert (found.created_date, found.from_date, found.to_date) == (
        date(2026, 3, 3),
        date(2026, 3, 1),
        date(2026, 3, 2),
    )


@pytest.mark.parametrize(
    ("case", "balances", "opening", "closing"),
    [
        ("previous closing opens", [balance("PRCD", "1.00"), balance("CLBD", "2.00")], 100, 200),
        ("opening before previous", [balance("PRCD", "1.00"), balance("OPBD", "3.00")], 300, None),
        ("others are none", [balance("OPAV", "1"), balance("CLAV", "2"), balance("ITBD", "3"), balance("XPCD", "4")],
         None, None),
        ("pages: first opens, last closes", [balance("OPBD", "1"), balance("OPBD", "2"), balance("CLBD", "3"),
          balance("CLBD", "4")],
         100, 400),
    ],
)  # fmt: skip
def test_balances(case, balances, opening, closing):
    found = header(document(statement(*balances)))
    assert (found.opening_minor, found.closing_minor) == (opening, closing)


@pytest.mark.parametrize(
    ("case", "frame", "currency"),
    [
        ("the account's", statement(entry(currency="EUR"), currency="SEK"), "SEK"),
        ("the balances'", statement(balance("OPBD", "1", currency="NOK"), entry(currency="EUR"), currency=""), "NOK"),
        ("the first entry's", statement(entry(currency="EUR"), currency=""), "EUR"),
        ("none at all", statement(currency=""), ""),
    ],
)
def test_currency(case, frame, currency):
    assert header(document(frame)).currency == currency


def test_balances_after_the_entries_stand_on_the_end():
    data = document(statement(balance("OPBD", "0"), IN, OUT, balance("CLBD", "70.00")))
    assert (header(data).closing_minor, end(data).closing_minor, end(data).opening_minor) == (None, 7_000, 0)
    assert overrides(data) == []


def test_end_counts_and_sums():
    foreign = entry("1.00", currency="EUR")
    pending = entry("5.00", status="<Sts><Cd>PDNG</Cd></Sts>")
    found = end(document(statement(IN, OUT, IN, foreign, pending)))
    assert (found.entries, found.transactions, found.pending) == (4, 4, 1)
    assert (found.credits_minor, found.debits_minor) == (20_000, 3_000)
    assert found.sums == (CurrencySum("SEK", 3, 20_000, 3_000), CurrencySum("EUR", 1, 100, 0))


@pytest.mark.parametrize(
    ("case", "inside", "expected"),
    [
        ("closes", [balance("OPBD", "10.00"), balance("CLBD", "80.00"), IN, OUT], []),
        ("does not", [balance("OPBD", "10.00"), balance("CLBD", "81.00"), IN, OUT], ["balance"]),
        ("the wrong sign", [balance("OPBD", "10.00"), balance("CLBD", "80.00", "DBIT"), IN, OUT], ["balance"]),
        ("no opening", [balance("CLBD", "80.00"), IN, OUT], []),
        ("a balance in another currency", [balance("OPBD", "0"), balance("CLBD", "70.00", currency="EUR"), IN, OUT],
         ["balance"]),
        ("a foreign entry as it stands", [balance("OPBD", "0"), balance("CLBD", "101.00"), IN, FOREIGN],
         ["currency"]),
        ("a foreign entry left out", [balance("OPBD", "0"), balance("CLBD", "100.00"), IN, FOREIGN],
         ["currency"]),
        ("a foreign entry and a gap", [balance("OPBD", "0"), balance("CLBD", "99.00"), IN, FOREIGN],
         ["currency", "balance"]),
        ("summary agrees", [summary(TtlNtries=("2", "130.00"), TtlCdtNtries=("1", "100"),
            TtlDbtNtries=("1", "30")), IN, OUT], []),
        ("summary nets", [summary(TtlNtries=("2", "70.00")), IN, OUT], []),
        ("summary after the entries", [IN, OUT, summary(TtlNtries=("3", "130.00"))], ["balance"]),
        ("summary counts more", [summary(TtlNtries=("3", "130.00")), IN, OUT], ["balance"]),
        ("summary counts no number", [summary(TtlNtries=("two", "130.00")), IN, OUT], ["balance"]),
        ("summary sums otherwise", [summary(TtlCdtNtries=("1", "99.00")), IN, OUT], ["balance"]),
        ("summary sums no amount", [summary(TtlCdtNtries=("1", "9,0")), IN, OUT], ["balance"]),
        ("a sum that the balances disprove", [balance("OPBD", "0"), balance("CLBD", "70.00"),
            summary(TtlDbtNtries=("1", "31.00")), IN, OUT], []),
        ("a count, whatever the balances", [balance("OPBD", "0"), balance("CLBD", "70.00"),
            summary(TtlDbtNtries=("2", "30.00")), IN, OUT], ["balance"]),
        ("a summary with what is pending", [summary(TtlNtries=("2", "105.00")), IN,
            entry("5.00", status="<Sts>PDNG</Sts>")], []),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_a_doubt(case, inside, expected):
    assert overrides(document(statement(*inside))) == expected


def test_the_finding_shows_its_figures():
    data = document(statement(balance("OPBD", "10.00"), balance("CLBD", "81.00"), IN, OUT))
    assert str(end(data).doubts[0].finding) == (
        "line 2, Stmt: Opening 10.00 SEK plus 100.00 SEK in and minus 30.00 SEK out gives 80.00 SEK, and the file says "
        '81.00 SEK. Ask the bank for a complete file, or import it with the override "balance" and a reason.'
    )


def test_a_disproved_sum_is_a_warning():
    inside = [balance("OPBD", "0"), balance("CLBD", "70.00"), summary(TtlDbtNtries=("1", "31.00")), IN, OUT]
    assert warnings(document(statement(*inside))) == [
        'TtlDbtNtries/Sum in the summary is "31.00", and the entries of the statement come to 30.00 SEK.'
    ]


@pytest.mark.parametrize(
    ("case", "frame", "refusal"),
    [
        ("a damaged Swedish account", statement(account="SE4650000000058398257466"), AccountNumberWrong),
        ("a Swedish account cut short", statement(account="SE455000000005839825746"), AccountNumberWrong),
        ("no id", "<Stmt><Acct/></Stmt>", ElementMissing),
        ("a balance without direction", statement(UNKNOWN_SIDE), DirectionMissing),
    ],
)  # fmt: skip
def test_refusals(case, frame, refusal):
    with pytest.raises(refusal):
        events(document(frame))


@pytest.mark.parametrize(
    ("case", "data", "warning"),
    [
        ("a foreign account", document(statement(account="DE12345678901234567890")),
         'The account number "DE12345678901234567890" does not fit its check digits.'),
        ("a new version", document(statement(), namespace="urn:iso:std:iso:20022:tech:xsd:camt.053.001.77"),
         "Version 77 is not known here; it was read by the names of its elements."),
        ("a copy", document(statement(head="<CpyDplctInd>DUPL</CpyDplctInd>")),
         "The bank calls the file a copy of one it sent before."),
        ("a page", document(statement(head="<StmtPgntn><PgNb>002</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>")),
         "The statement has several pages; this is page 2."),
    ],
)  # fmt: skip
def test_warnings(case, data, warning):
    assert header(data).warnings == (warning,)


def test_an_account_that_is_no_iban():
    other = "<Acct><Id><Othr><Id>50000000054910000003</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr></Id></Acct>"
    found = header(document(statement(account="", head=other)))
    assert (found.iban, found.other_account, found.other_scheme) == ("", "50000000054910000003", "BBAN")
