"""Send the letters of payment plans: by e-mail, or as PDFs to print; none goes out twice by itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reskontra.collections.claim_lists import Of, payment_plans
from reskontra.collections.document_letters import LetterFile
from reskontra.collections.kept_post import KeptPost, KeptToSend
from reskontra.collections.models import PlanSending
from reskontra.collections.payment_plans import standing_plans
from reskontra.collections.plan_letters import PlanCustomerBlocked, plan_letter
from reskontra.core.errors import Refused
from reskontra.interface.clock import today


class PlanPost(KeptPost):
    """Of plans that are not cancelled: all that run, where none is named.

    refuses   PlanUnknown, PlanCancelled
    """

    table = PlanSending
    link = "plan"
    mark_of_ids = "p"
    file_name = "payment-plan"
    action = "payment_plan.sent"

    def waiting(self, numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        chosen = numbers or [one.number for one in payment_plans(company=self.company, as_of=today(), of=Of())]
        return [(row.id, row.number, row.party_id) for row in standing_plans(company=self.company, numbers=chosen)]

    def made(self, number: int) -> LetterFile:
        return plan_letter(company=self.company, number=number, on=today())

    def title(self) -> str:
        return _("Payment plan")

    def words(self, one: KeptToSend) -> tuple[str, str]:
        return (
            _("Payment plan {number} with {company}").format(number=one.number, company=self.company.name),
            self.signed(
                _(
                    "As agreed you pay what you owe us in instalments: the attached PDF tells how much, and by which "
                    "days. Does anything differ from what we agreed? Answer this message."
                )
            ),
        )

    def blocked(self, one: KeptToSend) -> Refused:
        return PlanCustomerBlocked(number=one.number)
