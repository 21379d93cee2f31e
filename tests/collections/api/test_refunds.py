"""Letters of repayments by the API."""

from __future__ import annotations

import pytest

from reskontra.collections.models import RefundSending
from reskontra.companies.queries import CompanyFacts
from tests.collections.test_refund_sending import approved
from tests.program import Program

pytestmark = pytest.mark.django_db


def test_letters_of_repayments_are_looked_at_sent_and_marked(company: CompanyFacts) -> None:
    first, second = approved(company)
    program = Program(company)
    assert program.get(f"repayments/{second}/letter").content[:5] == b"%PDF-"
    assert program.get(f"repayments/{second + 1}/letter").status in (404, 422)
    sent = program.post("repayments/send", {"numbers": [first], "channel": "print"})
    assert len(sent.data["to_print"]) == 1
    assert program.post("repayments/mark-sent", {"numbers": [first, second]}).data == {"count": 2}
    assert RefundSending.objects.filter(company=company.id, state="SENT").count() == 2
    assert Program(company, role="CLERK", name="clerk").post("repayments/send").status == 403
