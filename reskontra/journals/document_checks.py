"""The documents that the lines of a batch make up, and whether each balances."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.journals.batches import TemplateFacts
from reskontra.journals.typed_lines import TypedFacts


class DocumentUnbalanced(Refused):
    code = "document_unbalanced"
    template = (
        "Document {document} of {date} is out of balance by {difference} over {count:line|lines}. "
        "Correct an amount, add the missing line, or give the lines a balancing account."
    )


class DayUnbalanced(Refused):
    code = "day_unbalanced"
    template = "The lines of {date} are out of balance by {difference} over {count:line|lines}. Add the missing line."


class SeveralPartiesWithVat(Refused):
    code = "several_parties_with_vat"
    template = "Document {document} has VAT and {parties}. Post one customer or vendor to a document with VAT."


class CorrectionDiffers(Refused):
    code = "correction_differs"
    template = (
        "Document {document} of {date} has corrections on lines {corrections}, and none on lines {others}. "
        "Make all its lines corrections, or none."
    )


class CorrectionWithoutDocument(Refused):
    code = "correction_without_document"
    template = (
        "Document {document} is a correction, and template {name} balances days, not documents. "
        "Use a template that balances each document."
    )


def documents_of(lines: Sequence[TypedFacts], *, forces_balance: bool) -> list[list[TypedFacts]]:
    """Lines of one date, type and number, in the order they were typed; all of a day where balance is not forced."""
    found: dict[tuple[date | None, str, str], list[TypedFacts]] = {}
    for line in lines:
        day = line.posting_date
        key = (day, line.document_type, line.document_number) if forces_balance else (day, "", "")
        found.setdefault(key, []).append(line)
    return list(found.values())


def difference_of(document: Sequence[TypedFacts], local: Sequence[int], *, local_currency: str) -> Money:
    """What a document lacks: in its own currency where all its lines share one, else in the local one.

    local     the lines' local amounts; a line with a balancing account balances itself
    """
    alone = [(line, minor) for line, minor in zip(document, local, strict=True) if not _balances_itself(line)]
    currencies = {line.currency for line, _ in alone}
    if len(currencies) == 1:
        return Money(sum(line.amount_minor for line, _ in alone), currencies.pop())
    return Money(sum(minor for _, minor in alone), local_currency)


def unbalanced(document: Sequence[TypedFacts], difference: Money, *, forces_balance: bool) -> Refused:
    """V22, as it is told."""
    first = document[0]
    place = first.place if len(document) == 1 else f"lines {first.line_number}–{document[-1].line_number}"
    if forces_balance:
        refusal: Refused = DocumentUnbalanced(
            document=first.document_number, date=first.posting_date, difference=difference, count=len(document)
        )
    else:
        refusal = DayUnbalanced(date=first.posting_date, difference=difference, count=len(document))
    return refusal.at(f"{place}, amount")


def several_parties(document: Sequence[TypedFacts]) -> Refused | None:
    """V23"""
    parties = sorted({line.party for line in document if line.party})
    if len(parties) < 2 or not any(line.vat_code for line in document):
        return None
    first = document[0]
    refusal = SeveralPartiesWithVat(
        document=first.document_number, parties=tuple(f"{ledger.lower()}:{number}" for ledger, number in parties)
    )
    return refusal.at(f"{first.place}, vat_code")


def corrections_apart(document: Sequence[TypedFacts], *, template: TemplateFacts) -> Refused | None:
    """V24: all lines of a document are corrections or none is, and each document balances by itself."""
    corrections = tuple(line.line_number for line in document if line.is_correction)
    if not corrections:
        return None
    first = next(line for line in document if line.is_correction)
    if not template.forces_balance:
        refusal: Refused = CorrectionWithoutDocument(document=first.document_number, name=template.code)
        return refusal.at(f"{first.place}, correction")
    others = tuple(line.line_number for line in document if not line.is_correction)
    if not others:
        return None
    refusal = CorrectionDiffers(
        document=first.document_number, date=first.posting_date, corrections=corrections, others=others
    )
    return refusal.at(f"{first.place}, correction")


def _balances_itself(line: TypedFacts) -> bool:
    return bool(line.account_type and line.balancing_type)
