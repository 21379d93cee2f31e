"""The payment reference that is printed on an invoice, so that its payment finds home.

source    OCR: core/identifiers/ocr_reference.py; RF (ISO 11649): core/identifiers/creditor_reference.py
"""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.core.identifiers import creditor_reference, ocr_reference


@dataclass(frozen=True, slots=True)
class ReferenceForm:
    """kind: ocr, rf or none. length_digit and length are those of an OCR; length 0 means as long as it gets."""

    kind: str = "ocr"
    length_digit: bool = False
    length: int = 0


def printed_reference(document_number: str, form: ReferenceForm) -> str:
    """The reference of a document by its number; "" where none is printed.

    refuses   NoOcrFromNumber, NotReferable
    """
    if form.kind == "ocr":
        return ocr_reference.make(document_number, form.length_digit, length=form.length)
    if form.kind == "rf":
        return creditor_reference.make(document_number)
    return ""
