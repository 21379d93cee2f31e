"""Read the opening balances of G/L accounts from CSV or SIE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.core.money import Money
from reskontra.formats.csv_table import Table
from reskontra.formats.sie import SieFile, balances_before, opening_day, read_sie
from reskontra.formats.sie_lines import is_sie

REQUIRED = ("account", "balance")
OPTIONAL = ("name",)
_HEAD_BYTES = 4096


class OpeningDayMissing(Refused):
    code = "opening_day_missing"
    template = "A {kind} file does not say of which day its balances are. Add --date."


class OpeningTwice(Malformed):
    code = "opening_twice"
    template = "Account {account} has a balance of {first} and one of {second}. Keep one of them."


class SieOtherCurrency(Malformed):
    code = "sie_other_currency"
    template = "The file is in {found}, and the books are kept in {currency}. Export the books in {currency}."


class SieOtherCompany(Malformed):
    code = "sie_other_company"
    template = "The file is of {found}, and this company is {known}. Take the file of this company."


@dataclass(frozen=True, slots=True)
class GivenBalance:
    """minor: local, debit +; place: where the file has it; is_income None where the file does not say."""

    place: str
    account: str
    name: str
    minor: int
    is_income: bool | None = None


@dataclass(frozen=True, slots=True)
class GivenBalances:
    day: date
    balances: tuple[GivenBalance, ...]


def read_opening(*, company: CompanyFacts, stream: BinaryIO, day: date | None) -> GivenBalances:
    """The balances as a day begins; which kind of file it is, its first bytes say.

    day       None where the file is to say it
    refuses   OpeningDayMissing, SieOtherCurrency, SieOtherCompany, what the reader refuses, and Findings with
              everything that is wrong with a CSV file
    """
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    if is_sie(head):
        return _from_sie(company, read_sie(stream), day)
    if day is None:
        raise OpeningDayMissing(kind="CSV")
    return GivenBalances(day, tuple(_from_csv(company, stream)))


def _from_csv(company: CompanyFacts, stream: BinaryIO) -> list[GivenBalance]:
    table = Table(stream, required=REQUIRED, optional=OPTIONAL)
    found: dict[str, GivenBalance] = {}
    for row in table.rows():
        account = row.text("account", most=20, is_required=True)
        minor = row.minor("balance", company.currency, is_required=True)
        if account in found:
            first, second = Money(found[account].minor, company.currency), Money(minor, company.currency)
            row.refuse(OpeningTwice(account=account, first=first, second=second), "account")
            continue
        found[account] = GivenBalance(row.place("account"), account, row.text("name", most=100), minor)
    if table.findings:
        raise Findings(table.findings)
    return list(found.values())


def _from_sie(company: CompanyFacts, file: SieFile, day: date | None) -> GivenBalances:
    if file.currency != company.currency:
        raise SieOtherCurrency(place="#VALUTA", found=file.currency, currency=company.currency)
    found, known = (_digits(number) for number in (file.organisation_number, company.organisation_number))
    if found and known and found != known:
        raise SieOtherCompany(place="#ORGNR", found=file.organisation_number, known=company.organisation_number)
    day = day or opening_day(file)
    if day is None:
        raise OpeningDayMissing(kind="SIE 4I")
    amounts = balances_before(file, day).values()
    return GivenBalances(
        day,
        tuple(
            GivenBalance(
                f"line {one.line}" if one.line else "#TRANS",
                one.account,
                file.accounts.get(one.account, ""),
                one.minor,
                True if one.account in file.income else False if one.account in file.balances else None,
            )
            for one in amounts
        ),
    )


def _digits(number: str) -> str:
    """An organisation number's ten digits, however it is written; a century in front is left out."""
    return re.sub("[^0-9]", "", number)[-10:]
