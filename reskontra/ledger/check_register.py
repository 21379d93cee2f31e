"""The register of checks as a report: on the command line, and as a PDF of the page that lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.core.wording import worded
from reskontra.interface.tables import Cell, Column, Report
from reskontra.ledger.check_entries import ENTRY_STATES, STATES, CheckFacts
from reskontra.ledger.queries import BankAccountFacts


def check_register(
    *,
    company: CompanyFacts,
    checks: Sequence[CheckFacts],
    name: str,
    title: str,
    bank: BankAccountFacts | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Report:
    """Checks in the order given, with their sum, and where their states differ what each state comes to.

    bank    whose all of them are; with it they have no column of accounts
    facts   what was asked for besides
    """
    currencies = {one.currency for one in checks}
    total, beneath = None, []
    if len(currencies) == 1:
        total = _sum(_("Total"), checks)
        states = [state for state in STATES if any(one.state == state for one in checks)]
        if len(states) > 1:
            beneath = [_sum(_(STATES[state]), [one for one in checks if one.state == state]) for state in states]
    return Report(
        name=name,
        title=title,
        facts={"company": company.name} | ({"bank_account": bank.number} if bank else {}) | dict(facts or {}),
        columns=(
            Column("bank_account", _("Bank account"), is_shown=bank is None),
            Column("check", _("Check number")),
            Column("date", _("Date")),
            Column("payee", _("Payee")),
            Column("account", _("Account")),
            Column("document", _("Document")),
            Column("amount", _("Amount"), is_number=True),
            Column("currency", _("Currency")),
            Column("state", _("State")),
            Column("statement_state", _("Statement")),
            Column("voided", _("Voided")),
        ),
        rows=[_row(one) for one in checks],
        rows_key="checks",
        total=total,
        beneath=beneath,
        notes=() if checks else (worded(_("{count:check|checks}."), count=0),),
    )


def _row(one: CheckFacts) -> tuple[Cell, ...]:
    statement = _(ENTRY_STATES[one.entry_state]) if one.entry_state else ""
    return (
        one.bank_account, one.number, one.check_date, one.payee, one.counter, one.document_number, one.amount,
        one.currency, _(STATES[one.state]), statement, one.void_date,
    )  # fmt: skip


def _sum(word: str, checks: Sequence[CheckFacts]) -> tuple[Cell, ...]:
    currency = checks[0].currency
    amount = Money(sum(one.amount_minor for one in checks), currency)
    return ("", word, None, "", "", "", amount, currency, "", "", None)
