"""Opening balances read from CSV and SIE."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.ledger.opening_file import (
    GivenBalances,
    OpeningDayMissing,
    SieOtherCompany,
    SieOtherCurrency,
    read_opening,
)

COMPANY = CompanyFacts(1, "Nordan AB", "SE", "SEK", "sv", "se-bas", "556677-8899")
DAY = date(2026, 1, 1)
SIE = """#FLAGGA 0
#SIETYP 4
#ORGNR 16556677-8899
#RAR 0 20260101 20261231
#KONTO 1510 "Kundfordringar"
#KTYP 1510 T
#KTYP 3001 I
#IB 0 1510 10.00
#IB 0 3001 -10.00
#IB 0 9999 0.00
"""


def _read(text: str, day: date | None = DAY, company: CompanyFacts = COMPANY) -> GivenBalances:
    return read_opening(company=company, stream=io.BytesIO(text.encode()), day=day)


def test_csv() -> None:
    found = _read("name,balance,account\nKunder,10.00,1510\n,-10,2081\n")
    assert found.day == DAY
    assert [(one.place, one.account, one.name, one.minor) for one in found.balances] == [
        ("row 2, account", "1510", "Kunder", 1000),
        ("row 3, account", "2081", "", -1000),
    ]


def test_sie() -> None:
    found = _read(SIE, None)
    assert found.day == DAY
    assert [(one.place, one.account, one.name, one.minor, one.is_income) for one in found.balances] == [
        ("line 8", "1510", "Kundfordringar", 1000, False),
        ("line 9", "3001", "", -1000, True),
    ]


def test_everything_that_is_wrong_with_a_csv_file_is_told() -> None:
    with pytest.raises(Findings) as refused:
        _read("account,balance\n1510,x\n1510,5\n,5\n2081,\n")
    assert [str(finding) for finding in refused.value.findings] == [
        'row 2, balance: "x" is not an amount. Write digits with a decimal point, such as 1250.00.',
        "row 3, account: Account 1510 has a balance of 0.00 SEK and one of 5.00 SEK. Keep one of them.",
        "row 4, account: account is empty. Write a value.",
        "row 5, balance: balance is empty. Write a value.",
    ]


@pytest.mark.parametrize(
    ("case", "text", "day", "company", "wanted"),
    [
        ("CSV has no day", "account,balance\n1510,1\n", None, COMPANY, OpeningDayMissing),
        ("nor has an empty SIE", "#FLAGGA 0\n#SIETYP 4\n", None, COMPANY, OpeningDayMissing),
        ("another currency", SIE + "#VALUTA EUR\n", None, COMPANY, SieOtherCurrency),
        ("SIE is in SEK", SIE, None, replace(COMPANY, currency="EUR"), SieOtherCurrency),
        ("another company", SIE, None, replace(COMPANY, organisation_number="556677-8800"), SieOtherCompany),
    ],
)
def test_what_is_refused(
    case: str, text: str, day: date | None, company: CompanyFacts, wanted: type[Refused | Malformed]
) -> None:
    with pytest.raises(wanted):
        _read(text, day, company)


def test_a_company_without_a_number_takes_any_file() -> None:
    assert _read(SIE, None, replace(COMPANY, organisation_number="")).balances
