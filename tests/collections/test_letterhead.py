"""Who writes, to whom, and where the money goes: by the currency, with a code and a slip where they can hold it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from reskontra.collections.letterhead import (
    Due,
    Letterhead,
    account_for,
    country_name,
    figure,
    letter_language,
    letterhead,
    payment_part,
    recipient_of,
)
from reskontra.companies.edit import change_company
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.card import find_card
from tests import build

pytestmark = pytest.mark.django_db
IBAN = "SE3550000000054910000003"
DUE = Due(30_502_17, "SEK", date(2026, 3, 31), date(2026, 4, 10), "30014286", "Alfa AB")


@pytest.fixture
def head(company: CompanyFacts) -> Letterhead:
    build.bank_account(company, number="B1", bankgiro="5050-1055")
    build.bank_account(company, number="B2", iban=IBAN, currency="EUR")
    wanted = {"address": "Industrigatan 12", "postal_code": "595 35", "city": "Mjölby", "vat_number": "SE559900117801"}
    change_company(company=company, actor=build.ALICE, wanted=wanted)
    return letterhead(company=company)


def test_the_sender_and_the_address(head: Letterhead) -> None:
    assert head.sender.facts == ("Industrigatan 12, 595 35 Mjölby", "VAT SE559900117801")
    assert head.sender.name == head.company.name
    build.customer(head.company, number="C1", name="Alfa A/S", address="Havnen 1", postal_code="1000", city="Kbh")
    card = find_card(company=head.company, ledger="CUSTOMER", number="C1")
    assert card
    assert recipient_of(card, head.company) == ("Alfa A/S", "Havnen 1", "1000 Kbh")
    abroad = replace(card, country="DK", address="a\nb\nc\nd")
    assert recipient_of(abroad, head.company) == ("Alfa A/S", "a", "b", "c", "d", "1000 Kbh")
    assert recipient_of(replace(card, country="DK"), head.company)[-1] == "Denmark"
    with translation.override("sv"):
        assert recipient_of(replace(card, country="DK"), head.company)[-1] == "Danmark"
    assert country_name("QQ") == "QQ"


EUR_IBAN = ("To IBAN", "SE35 5000 0000 0549 1000 0003")
GIRO = ("To bankgiro", "5050-1055")
OCR = ("OCR number", "30014286")
CASES: list[tuple[dict[str, str], tuple[str, str], tuple[str, str], str, str]] = [
    ({}, GIRO, OCR, '{"uqr":1', "30502 17 3 >"),
    ({"reference": "F-17"}, GIRO, ("Reference", "F-17"), '{"uqr":1', ""),
    ({"reference": "F" * 30}, GIRO, ("Reference", "F" * 30), "", ""),
    ({"currency": "EUR", "reference": "RF18539007547034"}, EUR_IBAN, ("Reference", "RF18 5390 0754 7034"), "BCD", ""),
    ({"currency": "USD"}, ("To IBAN", "SE45 5000 0000 0583 9825 7466"), OCR, "", ""),
]


def test_where_to_pay(head: Letterhead) -> None:
    for changed, first, reference, begins, slip in CASES:
        part = payment_part(head, replace(DUE, **changed))  # type: ignore[arg-type]
        assert part
        assert part.facts[0] == first
        assert reference in part.facts
        assert part.qr.startswith(begins)
        assert bool(part.qr) == bool(begins)
        assert part.slip[1:2] == ((slip,) if slip else ())


def test_a_company_without_an_account_has_no_payment_part(head: Letterhead) -> None:
    bare = replace(head, accounts=())
    assert account_for(bare, "SEK") is None
    assert payment_part(bare, DUE) is None


def test_languages_and_figures(company: CompanyFacts) -> None:
    assert [letter_language(wanted, company) for wanted in ("en", "", "de")] == ["en", "sv", "sv"]
    assert letter_language("de", replace(company, language="fi")) == "en"
    with translation.override("sv"):
        assert figure(-1_234_50, "SEK") == "\u22121\u00a0234,50"
