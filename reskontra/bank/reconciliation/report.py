"""The test report of a bank reconciliation: balances, what is outstanding, whether it proves, and what looks wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop as noop

from reskontra.bank.reconciliation.check_warnings import CHECK_WARNINGS, check_warnings
from reskontra.bank.reconciliation.later import LATER_WARNINGS, later_rows, later_warnings
from reskontra.bank.reconciliation.opening import statement_before
from reskontra.bank.reconciliation.outstanding import OutstandingEntry, outstanding_entries, sums_of
from reskontra.bank.reconciliation.queries import (
    ReconciliationFacts,
    ReconciliationLine,
    entries_on,
    find_reconciliation,
    lines_of,
)
from reskontra.companies.queries import CompanyFacts, rate_on
from reskontra.core.exchange import Valuation, from_local
from reskontra.core.money import Money
from reskontra.ledger.bank_standing import bank_figures

WARNINGS: Mapping[str, str] = {
    **CHECK_WARNINGS,
    **LATER_WARNINGS,
    "ending_differs": noop("The lines come to {total}, and the statement is to end with {ending}."),
    "opening_differs": noop("The statement before, {before}, ended with {ended}, and this one opens with {opening}."),
    "account_blocked": noop("Bank account {bank_account} is blocked."),
    "posted_directly": noop(
        "{count:line|lines} on G/L account {account} did not come through bank account {bank_account}."
    ),
    "lines_unmatched": noop("{count:line has|lines have} no bank entry."),
    "lines_differ": noop("{count:line differs|lines differ} from their bank entries, by {difference} together."),
    "proof_differs": noop("The statement and what is outstanding differ by {difference} from the bank ledger."),
}


@dataclass(frozen=True, slots=True)
class ReportWarning:
    """Something that looks wrong and stops nothing: a code of WARNINGS, and values."""

    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ReconciliationReport:
    """Amounts in the account's currency, but for gl_local_minor. Outstanding checks are apart from other entries."""

    found: ReconciliationFacts
    lines: tuple[ReconciliationLine, ...]
    gl_local_minor: int
    gl_minor: int
    ledger_minor: int
    outstanding: tuple[OutstandingEntry, ...]
    warnings: tuple[ReportWarning, ...]

    @property
    def lines_minor(self) -> int:
        return sum(line.amount_minor for line in self.lines)

    @property
    def difference_minor(self) -> int:
        return sum(line.difference_minor for line in self.lines)

    @property
    def outstanding_minor(self) -> int:
        """Of entries that are no checks."""
        return sums_of(self.outstanding)[0]

    @property
    def checks_minor(self) -> int:
        return sums_of(self.outstanding)[1]

    @property
    def proof_minor(self) -> int:
        """The statement's balance with all that is outstanding."""
        return self.found.ending_minor + self.outstanding_minor + self.checks_minor


def reconciliation_report(*, company: CompanyFacts, name: str) -> ReconciliationReport:
    """The report as it now is; of a posted document as it was when it was posted, where it can be known.

    refuses   ReconciliationUnknown, RateMissing
    """
    found = find_reconciliation(company=company, name=name)
    account = found.bank_account
    lines = lines_of(company=company, found=found)
    figures = bank_figures(company=company, account=account, until=found.statement_date)
    rate = rate_on(company=company, currency=account.currency, day=found.statement_date)
    gl_minor = from_local(
        figures.gl_minor, valuation=Valuation(account.currency, rate), local_currency=company.currency
    )
    own = entries_on(lines)  # those that wait for their line among them
    outstanding = [one for one in outstanding_entries(company=company, found=found) if one.id not in own]
    report = ReconciliationReport(
        found, tuple(lines), figures.gl_minor, gl_minor, figures.ledger_minor, tuple(outstanding), ()
    )
    warnings = (
        *_of_header(company, found, lines, figures.direct),
        *_of_lines(found, lines),
        *(ReportWarning(*told) for told in check_warnings(company=company, found=found, lines=lines)),
        *_of_proof(found, report.proof_minor - report.ledger_minor),
    )
    return replace(report, warnings=warnings)


def _of_header(
    company: CompanyFacts, found: ReconciliationFacts, lines: list[ReconciliationLine], direct: int
) -> list[ReportWarning]:
    account = found.bank_account
    total = found.reached(lines)
    warnings = []
    if total != found.ending_minor:
        ending = Money(found.ending_minor, account.currency)
        warnings.append(ReportWarning("ending_differs", {"total": Money(total, account.currency), "ending": ending}))
    before = statement_before(company=company, found=found)
    if before.ended_minor not in (None, found.opening_minor):
        ended, opening = Money(before.ended_minor, account.currency), Money(found.opening_minor, account.currency)
        values = {"before": before.number or "–", "ended": ended, "opening": opening}
        warnings.append(ReportWarning("opening_differs", values))
    if account.is_blocked:
        warnings.append(ReportWarning("account_blocked", {"bank_account": account.number}))
    if direct:
        values = {"count": direct, "account": account.gl_account, "bank_account": account.number}
        warnings.append(ReportWarning("posted_directly", values))
    return warnings


def _of_lines(found: ReconciliationFacts, lines: list[ReconciliationLine]) -> list[ReportWarning]:
    unmatched = sum(not line.entries for line in lines)
    differ = [line.difference_minor for line in lines if line.entries and line.difference_minor]
    told: list[tuple[str, int, dict[str, object]]] = [
        ("lines_unmatched", unmatched, {}),
        ("lines_differ", len(differ), {"difference": Money(sum(differ), found.bank_account.currency)}),
    ]
    later = [ReportWarning(*one) for one in later_warnings(found, later_rows(found, lines))]
    return later + [ReportWarning(code, {"count": count, **values}) for code, count, values in told if count]


def _of_proof(found: ReconciliationFacts, difference: int) -> list[ReportWarning]:
    if not difference:
        return []
    return [ReportWarning("proof_differs", {"difference": Money(difference, found.bank_account.currency)})]
