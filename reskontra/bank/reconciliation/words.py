"""What is told of a bank reconciliation and of its lines, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine, reconciliations
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import Agreed
from reskontra.interface.display import money


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


def reason_of(line: ReconciliationLine) -> str:
    """What the line and its entries have in common, by comma; "hand" where a person matched them."""
    words = {
        Agreed.AMOUNT: _("the amount"),
        Agreed.DAY: _("the day"),
        Agreed.DOCUMENT_NUMBER: _("the document number"),
        Agreed.EXTERNAL_DOCUMENT_NUMBER: _("the external document number"),
        Agreed.DESCRIPTION: _("the text"),
        Agreed.CHECK_NUMBER: _("the check number"),
        Agreed.BATCH: _("the sum of what was posted together"),
    }
    agreed = dict.fromkeys(code for entry in line.entries for code in entry.agreed)
    found = [words[Agreed(code)] for code in agreed]
    if any(not entry.agreed for entry in line.entries):
        found.append(_("hand"))
    return ", ".join(found)
