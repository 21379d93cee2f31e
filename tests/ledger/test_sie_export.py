"""A year or some days as SIE 4: what our own reader finds in it is what is posted."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from reskontra.companies.actions import add_fiscal_year
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.formats.sie import SieFile, balances_before, read_sie
from reskontra.ledger.queries import trial_balance
from reskontra.ledger.sie_export import ExportOrder, SieExport, export_sie
from tests import build
from tests.formats import sie_by_the_book
from tests.story import Story

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 1)


@pytest.fixture
def posted(story: Story) -> Story:
    """An account opened, an invoice, a payment of it and a fee, by vouchers of three series."""
    story.tells(
        """
        bank      B1 10000.00
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 1000.00 ocr=10017
        statement B1 2026-03-02
        line      1000.00 name="Alfa AB" ocr=10017
        line      -45.00 text="Bankavgift 17"
        import
        match
        apply 2 gl:6570
        post
        """
    )
    return story


def exported(company: CompanyFacts, order: ExportOrder) -> tuple[SieExport, SieFile]:
    done = export_sie(company=company, order=order, written=TODAY)
    return done, read_sie(io.BytesIO(b"".join(done.pieces)))


def balances(company: CompanyFacts) -> dict[str, int]:
    return {row.account: row.balance_minor for row in trial_balance(company=company) if row.balance_minor}


def test_a_year_has_the_vouchers_and_balances_of_the_books(posted: Story) -> None:
    done, file = exported(posted.company, ExportOrder())
    assert (done.first, done.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (done.vouchers, done.rows) == (len(file.vouchers), len(file.movements))
    assert {voucher.series for voucher in file.vouchers} == {"B", "I"}
    sums: dict[str, int] = {}
    for row in file.movements:
        sums[row.account] = sums.get(row.account, 0) + row.minor
    known = balances(posted.company)
    assert {number: minor for number, minor in sums.items() if minor} == known
    closing = {number: one.minor for number, one in balances_before(file, date(2027, 1, 1)).items()}
    assert closing == {number: minor for number, minor in known.items() if number != "6570"}
    assert file.income >= {"6570", "3001"}
    assert done.unclosed is None


@pytest.mark.parametrize("order", [ExportOrder(), ExportOrder(is_whole=False)])
def test_what_is_exported_is_read_alike_by_a_reader_that_knows_the_format_alone(
    posted: Story, order: ExportOrder
) -> None:
    content = b"".join(export_sie(company=posted.company, order=order, written=TODAY).pieces)
    foreign, own = sie_by_the_book.read(content, is_whole=order.is_whole), read_sie(io.BytesIO(content))
    assert foreign.accounts == own.accounts
    assert [
        (series, number, day, text, [(account, amount) for account, _objects, amount, _text in rows])
        for series, number, day, text, rows in foreign.vouchers
    ] == [
        (
            one.series, one.number, one.day.strftime("%Y%m%d"), one.text,
            [(row.account, Decimal(row.minor) / 100) for row in one.rows],
        )
        for one in own.vouchers
    ]  # fmt: skip


def test_the_next_year_opens_with_what_this_one_left(posted: Story) -> None:
    add_fiscal_year(company=posted.company, actor=build.BOB, start=date(2027, 1, 1), end=date(2027, 12, 31))
    done, file = exported(posted.company, ExportOrder(fiscal_year="2027"))
    known = balances(posted.company)
    del known["6570"]
    assert {number: one.minor for number, one in file.opening.items()} == known
    assert (done.vouchers, done.unclosed) == (0, Money(-4500, "SEK"))
    assert exported(posted.company, ExportOrder(fiscal_year="2025"))[0].vouchers == 0


def test_days_give_their_vouchers_alone(posted: Story) -> None:
    order = ExportOrder(is_whole=False, first=date(2026, 3, 2), last=date(2026, 3, 2))
    done, file = exported(posted.company, order)
    assert [voucher.name for voucher in file.vouchers] == ["B-1", "B-2"]
    assert (file.opening, file.first_date, done.rows) == ({}, None, 4)
    assert exported(posted.company, ExportOrder(is_whole=False))[0].vouchers > 2


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (ExportOrder(first=TODAY), "export_days_of_whole_year"),
        (ExportOrder(fiscal_year="1999"), "fiscal_year_unknown"),
        (ExportOrder(is_whole=False, first=TODAY, last=date(2026, 3, 1)), "export_days_reversed"),
    ],
)
def test_what_cannot_be_exported_is_refused(company: CompanyFacts, order: ExportOrder, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        export_sie(company=company, order=order, written=TODAY)
    assert refusal.value.code == code


def test_a_currency_without_hundredths_is_refused(db: None) -> None:
    company = build.new_company(name="Kyoto KK", preset="ifrs", country="JP", currency="JPY")
    with pytest.raises(Refused) as refusal:
        export_sie(company=company, order=ExportOrder(), written=TODAY)
    assert refusal.value.code == "sie_needs_hundredths"


def test_corrections_are_lines_of_the_other_sign_and_every_balance_agrees(story: Story) -> None:
    """SIE has one signed amount a line: a negative debit is written as the credit it comes to."""
    story.tells("""
        customer  C1 "Alfa AB"
        batch     BOK kind=general
        type      BOK customer:C1 1250.00 on=2026-03-10 as=invoice number=F100
        type      BOK gl:3001 -1250.00 as=invoice vat=25
        post-batch BOK
        type      BOK gl:3001 100.00 on=2026-03-11 number=R1 correction balancing=gl:3002
        post-batch BOK
        turnover  3001 0.00 900.00
    """)
    _done, file = exported(story.company, ExportOrder())
    assert [(row.account, row.minor) for row in file.movements if row.day == date(2026, 3, 11)] == [
        ("3001", 100_00), ("3002", -100_00)
    ]  # fmt: skip
    sums: dict[str, int] = {}
    for row in file.movements:
        sums[row.account] = sums.get(row.account, 0) + row.minor
    assert sums == balances(story.company)
    assert sum(sums.values()) == 0
