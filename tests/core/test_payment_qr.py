"""The text of payment QR codes, against the formats' documentation; and what they cannot hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Refused
from reskontra.core.identifiers.bankgiro import BankgiroCheckDigitDiffers
from reskontra.core.identifiers.bic import NotABic
from reskontra.core.identifiers.iban import NotAnIban
from reskontra.core.identifiers.plusgiro import NotAPlusgiro
from reskontra.core.payment_qr import (
    MOST_BYTES,
    Demanded,
    QrAmountOutOfBounds,
    QrCurrencyDiffers,
    QrPayeeDoesNotFit,
    QrReferenceDoesNotFit,
    QrTooLong,
    bankgiro_qr,
    epc_qr,
    plusgiro_qr,
)

OWED = Demanded("Test AB", 30_502_17, "SEK", "30014286", date(2026, 3, 31), date(2026, 4, 10), "559900-1178")
EUROS = replace(OWED, currency="EUR", payee="Wikimedia Foerdergesellschaft")
IBAN = "DE33 1002 0500 0001 1947 00"


def test_a_bankgiro_is_told_with_the_fields_of_usingqr() -> None:
    assert bankgiro_qr(OWED, number="50501055") == (
        '{"uqr":1,"tp":1,"nme":"Test AB","cid":"559900-1178","iref":"30014286","idt":"20260331","ddt":"20260410",'
        '"due":30502.17,"cur":"SEK","pt":"BG","acc":"5050-1055"}'
    )
    said = json.loads(plusgiro_qr(replace(OWED, organisation_number="", payee='Å "B" \\ AB'), number="12 34 56-6"))
    assert (said["pt"], said["acc"], said["nme"]) == ("PG", "12 34 56-6", 'Å "B" \\ AB')
    assert "cid" not in said


@pytest.mark.parametrize(
    ("reference", "bic", "rest"),
    [
        ("RF18 5390 0754 7034", "", ["", "RF18539007547034"]),
        ("Faktura 4711", "bfsw de33 ber", ["", "", "Faktura 4711"]),
        ("30014286", "BFSWDE33", ["", "", "30014286"]),
    ],
)
def test_an_iban_is_told_as_epc_says(reference: str, bic: str, rest: list[str]) -> None:
    lines = epc_qr(replace(EUROS, reference=reference), account=IBAN, bic=bic).split("\n")
    assert lines[:8] == [
        "BCD", "002", "1", "SCT", bic.replace(" ", "").upper(), "Wikimedia Foerdergesellschaft",
        "DE33100205000001194700", "EUR30502.17",
    ]  # fmt: skip
    assert lines[8:] == rest


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (QrCurrencyDiffers, {"currency": "EUR"}),
        (QrAmountOutOfBounds, {"amount_minor": 0}),
        (QrAmountOutOfBounds, {"amount_minor": -100}),
        (QrAmountOutOfBounds, {"amount_minor": 100_000_000_000}),
        (QrPayeeDoesNotFit, {"payee": " "}),
        (QrPayeeDoesNotFit, {"payee": "x" * 71}),
        (QrPayeeDoesNotFit, {"payee": "Alfa\nAB"}),
        (QrReferenceDoesNotFit, {"reference": ""}),
        (QrReferenceDoesNotFit, {"reference": "1" * 26}),
        (QrTooLong, {"payee": "\U0001f600" * 70}),
    ],
)
def test_what_usingqr_cannot_hold_is_refused(refusal: type[Refused], changed: dict[str, object]) -> None:
    with pytest.raises(refusal):
        bankgiro_qr(replace(OWED, **changed), number="5050-1055")  # type: ignore[arg-type]


def test_what_epc_cannot_hold_is_refused() -> None:
    for refusal, changed in (
        (QrCurrencyDiffers, {"currency": "SEK"}),
        (QrAmountOutOfBounds, {"amount_minor": 100_000_000_000}),
        (QrPayeeDoesNotFit, {"payee": "x" * 71}),
        (QrReferenceDoesNotFit, {"reference": "x" * 141}),
        (QrReferenceDoesNotFit, {"reference": "a\nEUR1.00"}),
        (QrTooLong, {"reference": "å" * 140}),
    ):
        with pytest.raises(refusal):
            epc_qr(replace(EUROS, **changed), account=IBAN)  # type: ignore[arg-type]
    with pytest.raises(NotABic):
        epc_qr(EUROS, account=IBAN, bic="BFSWDE3")


@pytest.mark.parametrize(
    ("refusal", "make"),
    [
        (BankgiroCheckDigitDiffers, lambda: bankgiro_qr(OWED, number="5050-1056")),
        (NotAPlusgiro, lambda: plusgiro_qr(OWED, number="x")),
        (NotAnIban, lambda: epc_qr(EUROS, account="DE33")),
    ],
)  # fmt: skip
def test_an_account_that_does_not_hold_is_refused(refusal: type[Refused], make: object) -> None:
    with pytest.raises(refusal):
        make()  # type: ignore[operator]


@given(st.text(min_size=1, max_size=75), st.text(min_size=1, max_size=145), st.integers(-1, 10**12))
def test_any_payee_and_reference_are_one_field_or_refused(payee: str, reference: str, amount: int) -> None:
    owed = replace(EUROS, payee=payee, reference=reference, amount_minor=amount)
    try:
        told = epc_qr(owed, account=IBAN)
    except Refused:
        return
    lines = told.split("\n")
    assert len(told.encode()) <= MOST_BYTES
    assert lines[5] == payee.strip()
    assert len(lines) in (10, 11)
    assert lines[-1].replace(" ", "") in reference.replace(" ", "").upper() or lines[-1] == reference.strip()
