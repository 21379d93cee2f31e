"""The test report of a bank reconciliation in words: its figures, on paper, and its rows as a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reskontra.bank.proof.paper import named, page_words
from reskontra.bank.reconciliation.outstanding import OutstandingEntry, checks_apart
from reskontra.bank.reconciliation.queries import ReconciliationLine
from reskontra.bank.reconciliation.report import WARNINGS, ReconciliationReport
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.core.wording import worded
from reskontra.interface.display import printable, typeset_money, value
from reskontra.interface.refusals import told
from reskontra.interface.tables import Cell, Column, Report
from reskontra.letters.proofs import ProofLine, ProofList, ProofPaper, proof_paper_pdf

MOST_ROWS = 2_000  # of a list on paper; the sum is of all


def figures_of(report: ReconciliationReport) -> list[tuple[str, int]]:
    """The figures with their words, from the statement to the books; minor units of the account's currency."""
    return [
        (_("Opening balance of the statement"), report.found.opening_minor),
        (_("Sum of its lines"), report.lines_minor),
        (_("Ending balance of the statement"), report.found.ending_minor),
        (_("Outstanding bank entries"), report.outstanding_minor),
        (_("Outstanding checks"), report.checks_minor),
        (_("Comes to"), report.proof_minor),
        (_("Bank ledger at the date"), report.ledger_minor),
        (_("G/L account at the date"), report.gl_minor),
        (_("Differences of the lines"), report.difference_minor),
    ]


def warnings_of(report: ReconciliationReport) -> list[str]:
    """What looks wrong, a sentence each."""
    return [told(WARNINGS[one.code], one.values) for one in report.warnings]


def report_pdf(company: CompanyFacts, report: ReconciliationReport) -> bytes:
    """The test report on A4; the same bytes for the same figures and language."""
    found, account = report.found, report.found.bank_account
    facts = [
        (_("Bank account"), named(account)),
        (_("Statement"), f"{found.number}, {value(found.statement_date)}"),
        (_("State"), _state(report)),
        (_("G/L account"), account.gl_account),
        (_("Currency"), account.currency),
    ]
    if account.currency != company.currency:
        local = typeset_money(report.gl_local_minor, company.currency)
        facts.append((_("G/L account at the date"), f"{local} {company.currency}"))
    paper = ProofPaper(
        language=(get_language() or "en")[:2],
        company=printable(company.name),
        title=_("Test report {reconciliation}").format(reconciliation=printable(found.name)),
        account=tuple((word, printable(text)) for word, text in facts if text),
        lines=tuple(
            ProofLine(word, _money(report, minor), is_sum=index in (2, 5))
            for index, (word, minor) in enumerate(figures_of(report))
        ),
        is_proved=not report.warnings,
        verdict=_verdict(report),
        explanation=("", ""),
        lists=tuple(_lists(report)),
        signatures=(),
        foot=printable(f"{found.name} · {value(found.statement_date)}"),
        page_words=page_words(),
        notes=tuple(printable(note) for note in warnings_of(report)),
    )
    return proof_paper_pdf(paper, on=found.statement_date)


def report_sheet(company: CompanyFacts, report: ReconciliationReport) -> Report:
    """Lines and outstanding entries as rows, for CSV and XLSX."""
    currency = report.found.bank_account.currency
    rows: list[Sequence[Cell]] = [
        (
            _("Line"), line.day, str(line.number), line.document_number, line.description,
            Money(line.amount_minor, currency), Money(line.applied_minor, currency),
            Money(line.difference_minor, currency),
        )
        for line in report.lines
    ]  # fmt: skip
    for one in report.outstanding:
        kind = _("Outstanding check") if one.check_number else _("Outstanding")
        amount = Money(one.amount_minor, currency)
        rows.append((kind, one.day, one.voucher, one.check_number, one.description, amount, None, None))
    return Report(
        name="bank-reconciliation",
        title=_("Test report {reconciliation}").format(reconciliation=report.found.name),
        facts={"company": company.name, "reconciliation": report.found.name, "currency": currency},
        columns=(
            Column("kind", _("Kind")),
            Column("date", _("Date")),
            Column("name", _("Line or voucher")),
            Column("document", _("Document number")),
            Column("text", _("Text")),
            Column("amount", _("Amount"), is_number=True),
            Column("applied", _("Matched"), is_number=True),
            Column("difference", _("Difference"), is_number=True),
        ),
        rows=rows,
        notes=[f"{word}: {_money(report, minor)}" for word, minor in figures_of(report)] + warnings_of(report),
    )


def _state(report: ReconciliationReport) -> str:
    found = report.found
    if not found.is_posted:
        return _("Not posted yet")
    return _("Posted by {name}, {day}").format(name=found.posted_by, day=value(found.posted_at))


def _verdict(report: ReconciliationReport) -> str:
    if report.warnings:
        return worded(_("{count:thing looks|things look} wrong:"), count=len(report.warnings))
    return _("Everything agrees.")


def _lists(report: ReconciliationReport) -> Iterator[ProofList]:
    currency = report.found.bank_account.currency
    yield ProofList(
        title=_("Statement lines"),
        columns=(
            _("Line"), _("Date"), _("Document number"), _("Bank entries"), _("Text"), f"{_('Amount')} {currency}",
            _("Matched"), _("Difference"),
        ),
        rows=tuple(_line(report, line) for line in report.lines[:MOST_ROWS]),
        totals=(
            _money(report, report.lines_minor),
            _money(report, report.lines_minor - report.difference_minor),
            _money(report, report.difference_minor),
        ),
        empty=_("The statement has no lines: nothing moved on the account."),
        more=_more(len(report.lines)),
    )  # fmt: skip
    others, checks = checks_apart(report.outstanding)
    yield _outstanding(report, _("Outstanding bank entries"), others)
    if checks:
        yield _outstanding(report, _("Outstanding checks"), checks)


def _line(report: ReconciliationReport, line: ReconciliationLine) -> tuple[str, ...]:
    vouchers = ", ".join(dict.fromkeys(entry.voucher for entry in line.entries))
    texts = (str(line.number), value(line.day), line.document_number, vouchers, line.description or line.party)
    minors = (line.amount_minor, line.applied_minor, line.difference_minor)
    return (*map(printable, texts), *(_money(report, minor) for minor in minors))


def _outstanding(report: ReconciliationReport, title: str, entries: Sequence[OutstandingEntry]) -> ProofList:
    """Those of checks with the number of each."""
    has_numbers = any(one.check_number for one in entries)
    columns = (_("Date"), _("Voucher"), *([_("Check number")] if has_numbers else []), _("Text"))
    rows = []
    for one in entries[:MOST_ROWS]:
        number = [one.check_number] if has_numbers else []
        texts = (value(one.day), one.voucher, *number, one.description)
        rows.append((*map(printable, texts), _money(report, one.amount_minor)))
    return ProofList(
        title=title,
        columns=(*columns, f"{_('Amount')} {report.found.bank_account.currency}"),
        rows=tuple(rows),
        totals=(_money(report, sum(one.amount_minor for one in entries)),),
        empty=_("Every entry of the books is on a statement."),
        more=_more(len(entries)),
    )


def _more(count: int) -> str:
    left = count - MOST_ROWS
    return worded(_("And {count:row|rows} more, which the sum has."), count=left) if left > 0 else ""


def _money(report: ReconciliationReport, minor: int) -> str:
    return typeset_money(minor, report.found.bank_account.currency)
