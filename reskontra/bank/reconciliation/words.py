"""What a line of a bank reconciliation was matched by, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reskontra.bank.reconciliation.queries import ReconciliationLine
from reskontra.core.bank_matching import Agreed


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
