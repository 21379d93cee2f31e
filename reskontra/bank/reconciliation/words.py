"""What is told of a bank reconciliation and of its lines, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.applying_checks import ChecksApplied
from reskontra.bank.reconciliation.matching import MatchOutcome
from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, reconciliations
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import Agreed
from reskontra.core.wording import worded
from reskontra.interface.display import money

MOST_SAID = 3  # entries in doubt, in a sentence; on the command line each has its row
MOST_TOLD = 50


def begun_words(*, company: CompanyFacts, made: ReconciliationFacts) -> str:
    """Of one that was made: what it opens and ends with, and which others are open on its account."""
    opening, ending = (money(one, made.bank_account.currency) for one in (made.opening_minor, made.ending_minor))
    said = _("Bank reconciliation {reconciliation} opens with {opening} and is to end with {ending}.")
    told = said.format(reconciliation=made.name, opening=opening, ending=ending)
    others = [
        one.name
        for one in reconciliations(company=company)
        if one.bank_account.id == made.bank_account.id and not one.is_posted and one.id != made.id
    ]
    if not others:
        return told
    also = _("Open on this account too: {others}.").format(others=", ".join(others))
    return f"{told} {also}"


def doubts_of(outcome: MatchOutcome) -> list[str]:
    """What matching left to a person, and why: lines that several entries fit, entries that several sums come to."""
    fits = _("Line {line} fits several bank entries alike: {entries}. Choose with bank-reconciliation apply.")
    told = [
        fits.format(line=line, entries=", ".join(map(str, entries)))
        for line, entries in list(outcome.tied.items())[:MOST_TOLD]
    ]
    comes = _("Bank entry {entry} is the sum of several sets of lines: {lines}. Choose with bank-reconciliation apply.")
    told += [
        comes.format(entry=entry, lines=", ".join(map(str, lines)))
        for entry, lines in list(outcome.doubtful.items())[:MOST_TOLD]
    ]
    return told


def matched_words(outcome: MatchOutcome) -> str:
    """How many lines are matched, and how many are left in doubt."""
    told = [worded(_("{matched} of {tried:line|lines} matched."), matched=outcome.matched, tried=outcome.tried)]
    if outcome.tied:
        told.append(
            worded(_("{count:line fits|lines fit} several bank entries alike: choose."), count=len(outcome.tied))
        )
    comes = _("Entry {voucher} is the sum of several sets of the lines {lines}: choose.")
    for entry, lines in list(outcome.doubtful.items())[:MOST_SAID]:
        told.append(comes.format(voucher=outcome.vouchers[entry], lines=", ".join(map(str, lines))))
    return " ".join(told)


def applied_words(*, found: ReconciliationFacts, done: ChecksApplied) -> str:
    """Of checks that were applied: what they come to, and what the line has more than its entries."""
    said = _("Line {line} of {reconciliation} has {checks:check|checks} of {amount}, and differs by {difference}.")
    currency = found.bank_account.currency
    return worded(
        said, line=done.line, reconciliation=found.name, checks=done.checks,
        amount=money(done.amount_minor, currency), difference=money(done.difference_minor, currency),
    )  # fmt: skip


def reason_of(line: ReconciliationLine) -> str:
    """What the line and its entries have in common, by comma; "hand" where a person matched them."""
    words = {
        Agreed.AMOUNT: _("the amount"),
        Agreed.DAY: _("the day"),
        Agreed.DOCUMENT_NUMBER: _("the document number"),
        Agreed.EXTERNAL_DOCUMENT_NUMBER: _("the external document number"),
        Agreed.DESCRIPTION: _("the text"),
        Agreed.CHECK_NUMBER: _("the check number"),
        Agreed.CHECK: _("the check, by hand"),
        Agreed.BATCH: _("the sum of what was posted together"),
        Agreed.SHARES: _("the sum of the lines"),
        Agreed.PARTY_NAME: _("the counterparty's name"),
        Agreed.PARTY_ACCOUNT: _("the counterparty's account"),
    }
    agreed = dict.fromkeys(code for entry in line.entries for code in entry.agreed)
    found = [words[Agreed(code)] for code in agreed]
    if any(not entry.agreed for entry in line.entries):
        found.append(_("hand"))
    return ", ".join(found)
