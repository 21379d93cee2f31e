"""Send the letters of repayments: by e-mail, or as PDFs to print; none goes out twice by itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reskontra.collections.document_letters import LetterFile
from reskontra.collections.kept_post import KeptPost, KeptToSend
from reskontra.collections.models import RefundSending
from reskontra.collections.refund_letters import RefundCustomerBlocked, approved_repayments, refund_letter, title
from reskontra.core.errors import Refused
from reskontra.receivables.repayments_list import repayments


class RefundPost(KeptPost):
    """Of repayments that are approved or paid: all that wait for the bank, where none is named.

    refuses   RepaymentUnknown, RefundNotApproved
    """

    table = RefundSending
    link = "repayment"
    mark_of_ids = "r"
    file_name = "refund"
    action = "refund.sent"

    def waiting(self, numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        if numbers:
            found = approved_repayments(company=self.company, numbers=numbers)
        else:
            found = [one for one in repayments(company=self.company) if one.state == "APPROVED"]
        return [(one.number, one.number, one.party_id) for one in found]

    def made(self, number: int) -> LetterFile:
        return refund_letter(company=self.company, number=number)

    def title(self) -> str:
        return title()

    def words(self, one: KeptToSend) -> tuple[str, str]:
        return (
            _("Notice of a refund from {company}").format(company=self.company.name),
            self.signed(_("We pay your credit back: the attached PDF says how much, and to which account.")),
        )

    def blocked(self, one: KeptToSend) -> Refused:
        return RefundCustomerBlocked(number=one.number)
