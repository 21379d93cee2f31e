"""The text of a QR code from which the payer's bank app fills in a payment.

Swedish giro payments in SEK: UsingQR, version 1, a JSON object with short keys; uqr 1, tp 1 (an invoice), nme (payee),
cid (organisation number), iref (reference), idt and ddt (days as YYYYMMDD), due (amount), cur, pt (BG or PG), acc.
Payments in EUR to an IBAN: EPC069-12, version 002 in UTF-8, lines parted by LF without empty ones at the end.

source    UsingQR: qrkod.info, fields of version 1; EPC069-12 v2.1, chapter 2: at most 331 bytes, error correction M
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from reskontra.core.errors import Refused
from reskontra.core.identifiers import bankgiro, creditor_reference, iban, plusgiro
from reskontra.core.identifiers import bic as bank_code
from reskontra.core.identifiers.digits import shown
from reskontra.core.money import format_minor

MOST_BYTES = 331  # of a code of version 13 with error correction M, which still reads at 30 mm
LONGEST_PAYEE = 70
LONGEST_TEXT = 140
MOST_EUR_MINOR = 99_999_999_999

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


class QrCurrencyDiffers(Refused):
    code = "qr_currency_differs"
    template = (
        "The payment is in {currency}, and a QR code for {kind} holds {expected} alone. "
        "Print the payment without a QR code, or choose an account for payments in {currency}."
    )


class QrAmountOutOfBounds(Refused):
    code = "qr_amount_out_of_bounds"
    template = (
        "{amount} {currency} does not fit into a QR code for {kind}, which holds 0.01 to {most}. "
        "Print the payment without a QR code."
    )


class QrPayeeDoesNotFit(Refused):
    code = "qr_payee_does_not_fit"
    template = (
        'The payee "{payee}" does not fit into a QR code, which holds 1 to {most} characters on one line. '
        "Shorten the company's name."
    )


class QrReferenceDoesNotFit(Refused):
    code = "qr_reference_does_not_fit"
    template = (
        'The reference "{reference}" does not fit into a QR code for {kind}, which holds 1 to {most} characters '
        "on one line. Print the payment without a QR code, or shorten the reference."
    )


class QrTooLong(Refused):
    code = "qr_too_long"
    template = (
        "The QR code for {kind} would hold {bytes} bytes, and {most} can be read from paper. "
        "Shorten the company's name or the reference."
    )


@dataclass(frozen=True, slots=True)
class Demanded:
    """What is to be paid.

    amount_minor          more than 0
    reference             OCR, RF or a document's number, as it is compared when the payment comes
    organisation_number   of the payee; "" where there is none
    """

    payee: str
    amount_minor: int
    currency: str
    reference: str
    issued: date
    due: date
    organisation_number: str = ""


def bankgiro_qr(demanded: Demanded, *, number: str) -> str:
    """UsingQR for a bankgiro.

    refuses   NotABankgiro, BankgiroCheckDigitDiffers, QrCurrencyDiffers, QrAmountOutOfBounds, QrPayeeDoesNotFit,
              QrReferenceDoesNotFit, QrTooLong: checked in this order
    """
    return _using_qr(demanded, kind="BG", account=bankgiro.format(bankgiro.validate(number)))


def plusgiro_qr(demanded: Demanded, *, number: str) -> str:
    """UsingQR for a plusgiro.

    refuses   NotAPlusgiro, PlusgiroCheckDigitDiffers, and then as bankgiro_qr
    """
    return _using_qr(demanded, kind="PG", account=plusgiro.format(plusgiro.validate(number)))


def epc_qr(demanded: Demanded, *, account: str, bic: str = "") -> str:
    """EPC069-12 for an IBAN; an RF reference goes as structured, any other as text.

    bic       may be left out within the European Economic Area
    refuses   NotAnIban, IbanCheckDigitsDiffer, IbanAccountUnsound, NotABic, QrCurrencyDiffers, QrAmountOutOfBounds,
              QrPayeeDoesNotFit, QrReferenceDoesNotFit, QrTooLong: checked in this order
    """
    number = iban.validate(account)
    bank = bank_code.validate(bic) if bic.strip() else ""
    _check(demanded, kind="EPC", currency="EUR", most=MOST_EUR_MINOR, longest=LONGEST_TEXT)
    reference = demanded.reference.strip()
    is_structured = creditor_reference.is_valid(reference)
    lines = (
        "BCD", "002", "1", "SCT", bank, demanded.payee.strip(), number,
        f"EUR{format_minor(demanded.amount_minor, 'EUR')}", "",
        *((creditor_reference.compact(reference),) if is_structured else ("", reference)),
    )  # fmt: skip
    return _no_longer("\n".join(lines), kind="EPC")


def _using_qr(demanded: Demanded, *, kind: str, account: str) -> str:
    _check(demanded, kind=kind, currency="SEK", most=MOST_EUR_MINOR, longest=25)
    fields: list[tuple[str, str]] = [
        ("uqr", "1"),
        ("tp", "1"),
        ("nme", _json(demanded.payee.strip())),
        ("cid", _json(demanded.organisation_number.strip())),
        ("iref", _json(demanded.reference.strip())),
        ("idt", _json(f"{demanded.issued:%Y%m%d}")),
        ("ddt", _json(f"{demanded.due:%Y%m%d}")),
        ("due", format_minor(demanded.amount_minor, "SEK")),
        ("cur", _json("SEK")),
        ("pt", _json(kind)),
        ("acc", _json(account)),
    ]
    held = ",".join(f'"{key}":{value}' for key, value in fields if value != '""')
    return _no_longer("{" + held + "}", kind=kind)


def _check(demanded: Demanded, *, kind: str, currency: str, most: int, longest: int) -> None:
    if demanded.currency != currency:
        raise QrCurrencyDiffers(currency=demanded.currency, kind=kind, expected=currency)
    if not 0 < demanded.amount_minor <= most:
        amount = format_minor(demanded.amount_minor, currency)
        raise QrAmountOutOfBounds(amount=amount, currency=currency, kind=kind, most=format_minor(most, currency))
    if not _fits(demanded.payee, LONGEST_PAYEE):
        raise QrPayeeDoesNotFit(payee=shown(demanded.payee), most=LONGEST_PAYEE)
    if not _fits(demanded.reference, longest):
        raise QrReferenceDoesNotFit(reference=shown(demanded.reference), kind=kind, most=longest)


def _fits(text: str, longest: int) -> bool:
    return 1 <= len(text.strip()) <= longest and not _CONTROL.search(text)


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _no_longer(text: str, *, kind: str) -> str:
    size = len(text.encode())
    if size > MOST_BYTES:
        raise QrTooLong(kind=kind, bytes=size, most=MOST_BYTES)
    return text
