"""VAT codes: what they may say, and where they post."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.queries import AccountBlocked, AccountOfBank, AccountUnknown
from reskontra.ledger.vat_codes import (
    VatCodeChange,
    VatCodeFacts,
    VatCodeTooLong,
    VatRateMissing,
    VatRateOutOfBounds,
    set_vat_code,
    vat_codes,
)
from tests import books, build

pytestmark = pytest.mark.django_db


def change(company: CompanyFacts, code: str, **values: object) -> VatCodeFacts:
    wanted = VatCodeChange(**values)  # type: ignore[arg-type]
    return set_vat_code(company=company, actor=build.BOB, code=code, change=wanted)


def test_a_code_is_added_and_changed(company: CompanyFacts) -> None:
    added = change(company, "EU", rate=Decimal("12.5"), sales_account="2611", name="Service")
    assert (added, added.rate) == (VatCodeFacts("EU", "Service", 1250, "2611", ""), Decimal("12.5"))
    changed = change(company, "EU", sales_account="", purchase_account="2641")
    assert changed == VatCodeFacts("EU", "Service", 1250, "", "2641")
    assert [one.code for one in vat_codes(company=company)] == ["0", "12", "25", "6", "EU"]
    assert Event.objects.filter(company=company.id, action="vat_code.set").count() == 2


def test_codes_are_the_companys_own(company: CompanyFacts) -> None:
    other = build.new_company(name="Sunnan AB")
    change(company, "25", rate=Decimal(20))
    assert {one.code: one.rate for one in vat_codes(company=other)}["25"] == 25


@pytest.mark.parametrize(
    ("case", "code", "values", "refusal"),
    [
        ("no code", "", {"rate": Decimal(1)}, VatCodeTooLong),
        ("a code too long", "X" * 21, {"rate": Decimal(1)}, VatCodeTooLong),
        ("a new one without rate", "X", {}, VatRateMissing),
        ("below zero", "X", {"rate": Decimal(-1)}, VatRateOutOfBounds),
        ("over a hundred", "X", {"rate": Decimal("100.01")}, VatRateOutOfBounds),
        ("too fine", "X", {"rate": Decimal("1.001")}, VatRateOutOfBounds),
        ("no number", "X", {"rate": Decimal("NaN")}, VatRateOutOfBounds),
        ("without end", "X", {"rate": Decimal("Infinity")}, VatRateOutOfBounds),
        ("no such account", "25", {"sales_account": "9999"}, AccountUnknown),
        ("a control account", "25", {"sales_account": "1510"}, AccountBlocked),
        ("a bank's", "25", {"purchase_account": "1930"}, AccountOfBank),
    ],
)
def test_refusals(
    company: CompanyFacts, case: str, code: str, values: dict[str, object], refusal: type[Refused]
) -> None:
    build.bank_account(company)
    before = books.contents()
    with pytest.raises(refusal):
        change(company, code, **values)
    assert books.contents() == before
