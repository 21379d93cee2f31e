"""What is named of a customer is kept, the rest stays; a new address forgets what came back."""

from __future__ import annotations

import pytest

from reskontra.collections import customer_setup
from reskontra.collections.customer_setup import CustomerSetup, set_up_customer
from reskontra.collections.models import CustomerTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.interface.people import EmailUnreadable
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_is_named_is_kept(company: CompanyFacts) -> None:
    alfa = build.customer(company)

    def set_up(**values: object) -> CustomerTerms:
        wanted = CustomerSetup(**values)  # type: ignore[arg-type]
        set_up_customer(company=company, actor=build.BOB, customer=alfa, wanted=wanted)
        return CustomerTerms.objects.get(company=company.id)

    assert set_up(is_consumer=True, channel="print").channel == "PRINT"
    CustomerTerms.objects.filter(company=company.id).update(bounced_at=bulk.moment())
    assert set_up(is_fee_agreed=True).bounced_at
    row = set_up(email="krav@alfa.example", channel="")
    assert (row.is_consumer, row.is_fee_agreed, row.channel, row.bounced_at) == (True, True, "", None)
    with pytest.raises(customer_setup.ChannelUnknown):
        set_up(channel="pigeon")
    with pytest.raises(EmailUnreadable):
        set_up(email="alfa")
