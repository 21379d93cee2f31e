"""Which reports have a page: what may be asked of each, and where its figures lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext_noop as noop

from reskontra.bank.position import position_report
from reskontra.collections.credit_history import credit_report
from reskontra.collections.limitation import WITHIN, limitation_report
from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import day_typed
from reskontra.core.limitation import days_ahead
from reskontra.core.prediction_quality import TooLittlePaid
from reskontra.desk import report_links as to
from reskontra.desk.report_links import aged_asked, narrowed_asked
from reskontra.interface.clock import today
from reskontra.interface.tables import Report
from reskontra.ledger.cli_reports import (
    general_ledger_report,
    time_of,
    trial_balance_report,
    vouchers_report,
)
from reskontra.matching.cli_quality import quality_report
from reskontra.matching.quality_lines import quality_lines_report
from reskontra.parties.queries import find_party
from reskontra.receivables.aged import Aged
from reskontra.receivables.aged_tables import aged_report
from reskontra.receivables.behaviour import behaviour_report, paid_report
from reskontra.receivables.credit_facts import fiscal_year_until
from reskontra.receivables.expected import EXPECTED_TYPES, expected_weeks
from reskontra.receivables.expected_tables import Which, payments_report, receipts_report
from reskontra.receivables.narrowing import check_accounts
from reskontra.receivables.open_report import Chosen, open_report
from reskontra.receivables.prediction_quality import prediction_report, unmeasured_report
from reskontra.receivables.report_tables import balances_report, credit_limits_report, detailed_report
from reskontra.receivables.reports import DAYS
from reskontra.receivables.samples import sample_report
from reskontra.receivables.samples_asked import sample_asked

DAY_FIELDS = ("as_of", "from", "to")
TYPES = {  # of entries, by what is chosen
    "payments": ("PAYMENT", "REFUND"), "1": ("PAYMENT", "CREDIT_MEMO", "REFUND"), "documents": EXPECTED_TYPES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks of a report; every value is as written, empty where it is not."""

    values: Mapping[str, str]

    def text(self, name: str, otherwise: str = "") -> str:
        return self.values.get(name, "").strip() or otherwise

    def day(self, name: str) -> date | None:
        """refuses   DayNotRead"""
        text = self.text(name)
        return day_typed(text, today=today()) if text else None

    @property
    def as_of(self) -> date:
        return self.day("as_of") or today()

    @property
    def plain(self) -> dict[str, str]:
        """What was asked, with days as 2026-03-31 however they were typed."""
        days = {name: found.isoformat() for name in DAY_FIELDS if (found := self.day(name))}
        return {name: value for name, value in self.values.items() if value} | days

    @property
    def by(self) -> str:
        return self.text("by") if self.text("by") in DAYS else "due"

    @property
    def currency(self) -> str:
        return self.text("currency").upper()[:3]

    def aged(self, company: CompanyFacts) -> Aged:
        """refuses   ColumnsUnreadable"""
        return aged_asked(company, self.values)

    @property
    def time(self) -> tuple[date, date]:
        """From and to; a year until today where nothing is written.

        refuses   DaysBackwards
        """
        last = self.day("to")
        return time_of(self.day("from"), last)


@dataclass(frozen=True, slots=True)
class Kind:
    """A report that has a page. fields: what may be asked of it; links: column → where a cell of it leads.

    totals   which links hold for the total too
    """

    word: str
    build: Callable[[CompanyFacts, Asked], Report]
    fields: tuple[str, ...]
    links: Mapping[str, to.Target]
    chart: str = ""


def _detailed(company: CompanyFacts, asked: Asked) -> Report:
    ledger, _colon, number = asked.text("account").rpartition(":")
    party = find_party(company=company, ledger=ledger.upper() or "CUSTOMER", number=number)
    return detailed_report(company=company, party=party, as_of=asked.as_of, is_open=asked.text("open") == "1")


def _aged(company: CompanyFacts, asked: Asked, *, ledger: str) -> Report:
    return aged_report(company=company, ledger=ledger, as_of=asked.as_of, aged=asked.aged(company))


def _balances(company: CompanyFacts, asked: Asked, *, ledger: str) -> Report:
    return balances_report(company=company, ledger=ledger, as_of=asked.as_of, currency=asked.currency)


def _open(company: CompanyFacts, asked: Asked, *, ledger: str) -> Report:
    types = TYPES.get(asked.text("credits"), ())
    narrowed = narrowed_asked(asked.values)
    check_accounts(company=company, ledger=ledger, narrowed=narrowed)
    chosen = Chosen(
        ledger, "", asked.by, asked.day("from"), asked.day("to"), asked.currency, types, narrowed
    )  # fmt: skip
    return open_report(company=company, as_of=asked.as_of, chosen=chosen)


def _paid(company: CompanyFacts, asked: Asked) -> Report:
    first, last = asked.time
    return paid_report(company=company, since=first, until=last, account=asked.text("account"))


def _behaviour(company: CompanyFacts, asked: Asked) -> Report:
    first, last = asked.time
    return behaviour_report(company=company, since=first, until=last)


def _expected(company: CompanyFacts, asked: Asked, *, is_late: bool = False) -> Report:
    is_uncertain = asked.text("show") == "uncertain"
    which = Which(asked.text("account"), asked.day("from"), asked.day("to"), is_late, is_uncertain)
    return payments_report(company=company, as_of=asked.as_of, which=which)


def _prediction(company: CompanyFacts, asked: Asked) -> Report:
    first, last = asked.time
    try:
        return prediction_report(company=company, since=first, until=last)
    except TooLittlePaid as refusal:
        return unmeasured_report(company=company, since=first, until=last, refusal=refusal)


def _metrics(company: CompanyFacts, asked: Asked) -> Report:
    until = asked.day("to")
    first, last = time_of(asked.day("from"), until, begins=lambda day: fiscal_year_until(company=company, day=day))
    number = asked.text("account")
    party = find_party(company=company, ledger="CUSTOMER", number=number) if number else None
    return credit_report(company=company, since=first, until=last, party=party)


_OF_BALANCES = ("as_of", "currency")
_CODES = ("cost_center", "project")
_OF_AGES = (
    "as_of", "by", "period", "columns", "headings", "days", "currencies", "details", "zero", "account", *_CODES,
)  # fmt: skip
_OF_ENTRIES = ("account", "by", "from", "to", "currency", "as_of", "credits", *_CODES)
_CUSTOMER, _VENDOR = to.party("customer"), to.party("vendor")
_OPEN_FROM, _OPEN_TO = to.open_entries("open-receivables"), to.open_entries("open-payables")

KINDS = {
    "aged-receivables": Kind(
        noop("Aged receivables"),
        partial(_aged, ledger="CUSTOMER"),
        _OF_AGES,
        {"account": _CUSTOMER, "*": _OPEN_FROM},
        chart="ages",
    ),
    "customer-balances": Kind(
        noop("Customer balances"),
        partial(_balances, ledger="CUSTOMER"),
        _OF_BALANCES,
        {"account": _CUSTOMER, "*": _OPEN_FROM},
        chart="balances",
    ),
    "open-receivables": Kind(
        noop("Open receivables"), partial(_open, ledger="CUSTOMER"), _OF_ENTRIES, {"account": _CUSTOMER}
    ),
    "payment-behaviour": Kind(
        noop("Payment behaviour"), _behaviour, ("from", "to"), {"account": _CUSTOMER, "*": to.paid}, chart="days"
    ),
    "credit-metrics": Kind(
        noop("Credit metrics"),
        _metrics,
        ("account", "from", "to"),
        {
            "account": _CUSTOMER, "paid_invoices": to.paid, "days_to_pay": to.paid, "days_late": to.paid,
            "paid_late_percent": to.paid,
        },
    ),
    "limitation": Kind(
        noop("Limitation"),
        lambda company, asked: limitation_report(
            company=company, as_of=asked.as_of, within=days_ahead(asked.text("within", str(WITHIN)))
        ),
        ("as_of", "within"),
        {"account": _CUSTOMER},
    ),
    "expected-receipts": Kind(
        noop("Expected receipts"),
        lambda company, asked: receipts_report(
            company=company, as_of=asked.as_of, found=expected_weeks(company=company, as_of=asked.as_of)
        ),
        ("as_of",),
        {"*": to.expected},
    ),
    "expected-payments": Kind(
        noop("Expected payments"), _expected, ("as_of", "account", "show", "from", "to"), {"account": _CUSTOMER}
    ),
    "late-payments": Kind(
        noop("Will be paid late"), partial(_expected, is_late=True), ("as_of", "account"), {"account": _CUSTOMER}
    ),
    "prediction-quality": Kind(noop("How right late payments were told"), _prediction, ("from", "to"), {}),
    "paid-invoices": Kind(noop("Paid invoices"), _paid, ("account", "from", "to"), {"account": _CUSTOMER}),
    "credit-limits": Kind(
        noop("Credit limits"),
        lambda company, asked: credit_limits_report(company=company, as_of=asked.as_of),
        ("as_of",),
        {"account": _CUSTOMER, "balance": _OPEN_FROM, "overdue": _OPEN_FROM},
    ),
    "aged-payables": Kind(
        noop("Aged payables"),
        partial(_aged, ledger="VENDOR"),
        _OF_AGES,
        {"account": _VENDOR, "*": _OPEN_TO},
        chart="ages",
    ),
    "vendor-balances": Kind(
        noop("Vendor balances"),
        partial(_balances, ledger="VENDOR"),
        _OF_BALANCES,
        {"account": _VENDOR, "*": _OPEN_TO},
        chart="balances",
    ),
    "open-payables": Kind(noop("Open payables"), partial(_open, ledger="VENDOR"), _OF_ENTRIES, {"account": _VENDOR}),
    "detailed-ledger": Kind(
        noop("Detailed ledger"), _detailed, ("account", "as_of", "open"), {"voucher": to.voucher}
    ),
    "bank-position": Kind(
        noop("Bank position"),
        lambda company, asked: position_report(company=company, as_of=asked.as_of),
        ("as_of",),
        {
            "gl_account": to.lines, "balance": to.lines_of("gl_account"), "balance_local": to.lines_of("gl_account"),
            "journal": to.journal, "closing": to.journal_of("journal"), "waiting": to.journals,
        },
        chart="banks",
    ),
    "trial-balance": Kind(
        noop("Trial balance"),
        lambda company, asked: trial_balance_report(company=company, as_of=asked.day("as_of"), since=asked.day("from")),
        ("from", "as_of"),
        {"account": to.lines, "*": to.lines_of("account")},
        chart="accounts",
    ),
    "general-ledger": Kind(
        noop("General ledger"),
        lambda company, asked: general_ledger_report(
            company=company, account=asked.text("account"), since=asked.day("from"), until=asked.day("to")
        ),
        ("account", "from", "to"),
        {"account": to.lines, "voucher": to.voucher},
    ),
    "vouchers": Kind(
        noop("Vouchers"),
        lambda company, asked: vouchers_report(
            company=company, since=asked.day("from"), until=asked.day("to"), series=asked.text("series")
        ),
        ("from", "to", "series"),
        {"voucher": to.voucher, "reverses": to.voucher, "reversed_by": to.voucher},
    ),
    "audit-sample": Kind(
        noop("Sample for audit"),
        lambda company, asked: sample_report(company=company, order=sample_asked(company, asked.values)),
        ("of", "draw", "size", "seed", "above", "from", "to"),
        {"voucher": to.voucher},
    ),
    "matching-quality": Kind(
        noop("Matching quality"),
        lambda company, asked: quality_report(company=company, since=asked.day("from")),
        ("from",),
        {"lines": to.matched, "alone": to.matched, "accepted": to.matched},
        chart="alone",
    ),
    "matched-lines": Kind(
        noop("Matched lines"),
        lambda company, asked: quality_lines_report(
            company=company, month=asked.text("month"), rule=asked.text("rule"), way=asked.text("way")
        ),
        ("month", "rule", "way"),
        {"line": to.journal_line, "journal": to.journal},
    ),
}  # fmt: skip
GROUPS = (
    (
        noop("Customers"),
        (
            "aged-receivables",
            "customer-balances",
            "open-receivables",
            "credit-limits",
            "expected-receipts",
            "late-payments",
            "prediction-quality",
            "expected-payments",
            "credit-metrics",
            "payment-behaviour",
            "limitation",
        ),
    ),
    (noop("Vendors"), ("aged-payables", "vendor-balances", "open-payables")),
    (noop("Bank"), ("bank-position", "matching-quality")),
    (noop("Ledger"), ("trial-balance", "general-ledger", "vouchers", "audit-sample")),
)
SAID = {
    "aged-receivables": noop("What customers owe, by how long it has been due"),
    "customer-balances": noop("What each customer owes, tied to the control accounts"),
    "open-receivables": noop("Every document with something left, of any day"),
    "payment-behaviour": noop("Days to payment and past due, customer by customer"),
    "credit-limits": noop("Balance and drafts beside the limit"),
    "expected-receipts": noop("What is expected week by week, and how much of it is uncertain"),
    "late-payments": noop("What is not due yet and will be late, by how its customer pays"),
    "prediction-quality": noop("How often late or in time was told rightly, of your own paid invoices"),
    "expected-payments": noop("Every open document with the day it is expected, and why"),
    "credit-metrics": noop("DSO, collection period, collected share and how customers pay"),
    "limitation": noop("Claims that are barred, or soon will be, and what last interrupted it"),
    "aged-payables": noop("What is owed to vendors, by how long it has been due"),
    "vendor-balances": noop("What each vendor is owed, tied to the control accounts"),
    "open-payables": noop("Every vendor's document with something left"),
    "bank-position": noop("Bank accounts by the books and by the bank"),
    "matching-quality": noop("What matching did alone, and what was put right"),
    "trial-balance": noop("Debit, credit and balance of every account"),
    "general-ledger": noop("Every line of the accounts"),
    "vouchers": noop("What was posted, in order"),
    "audit-sample": noop("Vouchers and entries drawn by a seed, so that they can be drawn again"),
}
