"""Where each bank account stands: by the books, by the bank's last statement, and what tells the two apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reskontra.bank.queries import last_statements
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.interface.tables import Column, Report
from reskontra.journals.queries import OpenLines, journals_of_statements, open_lines_by_bank_account
from reskontra.ledger.bank_positions import BookBalance, book_balances
from reskontra.ledger.queries import BankAccountFacts, bank_accounts


@dataclass(frozen=True, slots=True)
class Standing:
    """A bank account at the end of a day; amounts in its currency, money in +.

    books           its bank entries until the day
    statement_date  of the last statement with a closing balance until the day; None before the first
    then            its bank entries until that statement's day
    waiting         lines of its statements that are not posted now
    """

    account: BankAccountFacts
    books: BookBalance
    statement_date: date | None
    statement_id: str
    journal: str
    closing_minor: int | None
    then: BookBalance
    waiting: OpenLines

    @property
    def difference_minor(self) -> int:
        """What the statement has more than the books, once the lines that wait are posted."""
        return 0 if self.closing_minor is None else self.closing_minor - self.then.minor - self.waiting.minor


def standings(*, company: CompanyFacts, as_of: date) -> list[Standing]:
    """Every bank account, by number; a handful of queries, however many accounts and statements."""
    accounts = bank_accounts(company=company)
    newest = last_statements(company=company, until=as_of)
    books = book_balances(company=company, until={bank.id: as_of for bank in accounts})
    then = book_balances(company=company, until={id: one.statement_date for id, one in newest.items()})
    waiting = open_lines_by_bank_account(company=company)
    made = journals_of_statements(company=company, statement_ids=[one.id for one in newest.values()])
    journals = {journal.statement_id: journal.number for journal in made}
    return [
        Standing(
            account=bank,
            books=books.get(bank.id, BookBalance()),
            statement_date=newest[bank.id].statement_date if bank.id in newest else None,
            statement_id=newest[bank.id].statement_id if bank.id in newest else "",
            journal=journals.get(newest[bank.id].id, "") if bank.id in newest else "",
            closing_minor=newest[bank.id].closing_minor if bank.id in newest else None,
            then=then.get(bank.id, BookBalance()),
            waiting=waiting.get(bank.id, OpenLines(0, 0)),
        )
        for bank in accounts
    ]


def position_report(*, company: CompanyFacts, as_of: date) -> Report:
    """The bank position: each account by the books and by its last statement, in its own currency, and all locally."""
    found = standings(company=company, as_of=as_of)
    columns = (
        Column("account", _("Account")),
        Column("name", _("Name")),
        Column("gl_account", _("G/L account")),
        Column("currency", _("Currency")),
        Column("balance", _("By the books"), is_number=True),
        Column("statement_date", _("Last statement")),
        Column("statement", _("Statement"), is_shown=False),
        Column("journal", _("Journal")),
        Column("closing", _("By the bank"), is_number=True),
        Column("waiting", _("Not posted"), is_number=True),
        Column("difference", _("Difference"), is_number=True),
        Column("balance_local", _("Local"), is_number=True),
    )
    rows = []
    for one in found:
        own, local = one.account.currency, Money(one.books.local_minor, company.currency)
        closing = None if one.closing_minor is None else Money(one.closing_minor, own)
        rows.append(
            (
                one.account.number, one.account.name, one.account.gl_account, own, Money(one.books.minor, own),
                one.statement_date, one.statement_id, one.journal, closing, Money(one.waiting.minor, own),
                Money(one.difference_minor, own), local,
            )
        )  # fmt: skip
    total = Money(sum(one.books.local_minor for one in found), company.currency)
    return Report(
        name="bank-position",
        title=_("Bank position"),
        facts={"company": company.name, "as_of": as_of, "currency": company.currency},
        columns=columns,
        rows=rows,
        rows_key="bank_accounts",
        total=("", _("Total"), *[""] * 9, total),
        after={"total_local": total},
    )
