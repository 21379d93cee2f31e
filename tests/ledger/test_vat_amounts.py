"""How much VAT vouchers carry, by account."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import LineDraft, VoucherDraft
from reskontra.ledger.models import VatCode
from reskontra.ledger.queries import account_ids
from reskontra.ledger.vat_amounts import vat_of_vouchers
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_voucher_without_vat_is_left_out(company: CompanyFacts) -> None:
    ids = account_ids(company=company, numbers=["3001"])
    plain = (LineDraft(ids["3001"], 5, "SEK", 5), LineDraft(ids["3001"], -5, "SEK", -5))
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test")
        day = date(2026, 1, 1)
        made = post(company=company, run=run, vouchers=[VoucherDraft("GENERAL", day, each) for each in (plain, plain)])
    assert vat_of_vouchers(company=company, voucher_ids=[one.id for one in made]) == {}
    assert vat_of_vouchers(company=company, voucher_ids=[]) == {}


def test_a_voucher_with_vat(company: CompanyFacts) -> None:
    ids = account_ids(company=company, numbers=["3004", "3001", "2611", "2641"])
    amounts = {"3004": 1250_00, "3001": -1000_00, "2611": -300_00, "2641": 50_00}
    lines = tuple(LineDraft(ids[number], minor, "SEK", minor) for number, minor in amounts.items())
    with transaction.atomic():
        run = start_run(company=company, actor=build.BOB, action="test")
        (made,) = post(company=company, run=run, vouchers=[VoucherDraft("GENERAL", date(2026, 1, 1), lines)])
    assert vat_of_vouchers(company=company, voucher_ids=[made.id]) == {
        made.id: {ids["2611"]: -300_00, ids["2641"]: 50_00}
    }
    VatCode.objects.filter(company=company.id).delete()
    assert vat_of_vouchers(company=company, voucher_ids=[made.id]) == {}
