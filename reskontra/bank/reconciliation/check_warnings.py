"""What looks wrong with the checks on the lines of a bank reconciliation; it stops nothing.

source    the specification of bank reconciliation, 8.3
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_noop as noop

from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.ledger.check_entries import DRAWN, CheckFacts, checks_of

CHECK_WARNINGS: Mapping[str, str] = {
    "check_unknown": noop("Line {line} has check {check}, which was never drawn on bank account {bank_account}."),
    "check_not_posted": noop("Line {line} has check {check}, which is printed, and not posted."),
    "check_spoiled": noop("Line {line} has check {check}, which was voided before it was posted."),
    "check_voided": noop("Line {line} has check {check}, which was voided on {day}."),
    "check_on_statement": noop("Line {line} has check {check}, which another statement or line has."),
    "check_not_applied": noop("Line {line} has check {check}, and is matched with something else."),
    "check_amount_differs": noop("Line {line} is {amount}, and its check {check} was drawn for {drawn}."),
}

Told = tuple[str, Mapping[str, object]]


def check_warnings(
    *, company: CompanyFacts, found: ReconciliationFacts, lines: Sequence[ReconciliationLine]
) -> list[Told]:
    """Codes of CHECK_WARNINGS with values, by line."""
    if not any(line.check_number or line.checks for line in lines):
        return []
    return list(warnings_of(found, lines, checks_of(company=company, bank_account=found.bank_account)))


def warnings_of(
    found: ReconciliationFacts, lines: Sequence[ReconciliationLine], checks: Sequence[CheckFacts]
) -> Iterator[Told]:
    """As check_warnings(), of all checks of the bank account."""
    by_number: dict[str, CheckFacts] = {}
    for check in checks:  # the one that is drawn rather than its spoiled paper
        if check.number not in by_number or check.state in DRAWN:
            by_number[check.number] = check
    for line in lines:
        for number in dict.fromkeys(filter(None, (line.check_number, *line.checks))):
            yield from _of_check(found, line, number, by_number.get(number))


def _of_check(
    found: ReconciliationFacts, line: ReconciliationLine, number: str, check: CheckFacts | None
) -> Iterator[Told]:
    names = {"line": line.number, "check": number}
    if check is None:
        yield "check_unknown", {**names, "bank_account": found.bank_account.number}
        return
    is_on_it = check.bank_entry_id in {entry.id for entry in line.entries}
    if check.state == "PRINTED":
        yield "check_not_posted", names
    elif check.state == "VOIDED":
        yield "check_spoiled", names
    elif check.state == "FINANCIALLY_VOIDED":
        yield "check_voided", {**names, "day": check.void_date}
    elif not is_on_it and check.entry_state != "OPEN":
        yield "check_on_statement", names
    elif not is_on_it and line.entries:
        yield "check_not_applied", names
    elif len(line.entries) <= 1 and line.amount_minor != -check.amount_minor and not line.shares:
        amount = Money(line.amount_minor, found.bank_account.currency)
        yield "check_amount_differs", {**names, "amount": amount, "drawn": check.amount}
