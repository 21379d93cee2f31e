"""Settings and books as the core's policy and circumstances."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.actions import change_settings, set_rate
from reskontra.companies.queries import CompanyFacts, RateMissing, application_rounding
from reskontra.core.exchange import PAR
from reskontra.core.settlement import Policy
from reskontra.ledger.queries import posting_groups
from reskontra.receivables import policy
from reskontra.receivables.models import Entry
from reskontra.receivables.payments import lock_entries
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_company_asks_unless_it_says_otherwise(company: CompanyFacts) -> None:
    assert policy.settlement_policy(company=company) == Policy("ask", "ask", True)
    values = {"late_discounts": "accept", "tolerances": "post", "applies_between_currencies": False}
    change_settings(company=company, actor=build.BOB, values=values)
    assert policy.settlement_policy(company=company) == Policy("accept", "post", False)


def test_rates_are_those_of_the_applying_day(company: CompanyFacts) -> None:
    alfa = build.customer(company)
    for day, rate in ((date(2026, 1, 1), 10 * PAR), (date(2026, 2, 1), 12 * PAR)):
        set_rate(company=company, actor=build.BOB, currency="USD", day=day, rate_e8=rate)
    build.invoice(company, alfa, currency="USD")
    build.document(company, alfa, number="P-1", amount="-5.00", document_type="payment", posting_date="2026-02-01")
    ids = list(Entry.objects.filter(company=company.id).order_by("id").values_list("id", flat=True))
    found = lock_entries(company=company, ids=ids)
    dollars, payment = (found[id][0] for id in ids)
    given = policy.circumstances_for(
        company=company, applying=payment, targets=[dollars], day=date(2026, 3, 1), policy=Policy()
    )
    assert (given.rates, given.vat, given.rounding_minor) == ({"USD": 12 * PAR}, {}, 0)
    with pytest.raises(RateMissing):
        policy.circumstances_for(
            company=company, applying=dollars, targets=[payment._replace(currency="NOK")],
            day=date(2026, 3, 1), policy=Policy(),
        )  # fmt: skip


def test_opening_entries_carry_no_vat(company: CompanyFacts) -> None:
    fact = build.invoice(company, build.customer(company))
    assert policy.vat_shares(company=company, entry_ids=[fact.entry_id]) == {}
    assert policy.vat_shares(company=company, entry_ids=[]) == {}


def test_accounts_of_every_group(company: CompanyFacts) -> None:
    groups = posting_groups(company=company)
    found = policy.accounts_by_group(company=company)
    assert {group.id for group in groups.values()} == set(found)
    default = groups[("CUSTOMER", "")]
    assert found[default.id] == policy.group_accounts(default)
    assert found[default.id].control_id == default.control_id


def test_nothing_is_rounded_off_unless_a_currency_says_so(company: CompanyFacts) -> None:
    assert application_rounding(company=company, currency="SEK") == 0
    assert application_rounding(company=company, currency="XXX") == 0
