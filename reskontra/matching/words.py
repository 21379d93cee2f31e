"""What a bank transaction says, as matching and posting need it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from reskontra.bank.said import Said, said
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import LineReference
from reskontra.core.statements import compact
from reskontra.formats.bank_statement import ReferenceKind, TextKind

PAYERS_WORDS = (str(TextKind.REMITTANCE), str(TextKind.ADDITIONAL))
CREDITOR = str(ReferenceKind.CREDITOR)


class TransactionWords(NamedTuple):
    """texts: the payer's words, else what the bank says. accounts: letters and digits only.

    bank_reference   the transaction's own, else its entry's
    """

    id: int
    bank_reference: str
    end_to_end_id: str
    transaction_code: str
    return_reason: str
    instructed_minor: int | None
    instructed_currency: str
    charges_minor: int
    charges_currency: str
    name: str
    ultimate_name: str
    city: str
    organisation_number: str
    accounts: tuple[str, ...]
    texts: tuple[str, ...]
    references: tuple[LineReference, ...]


def words_of(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, TransactionWords]:
    """Transaction → what it says."""
    return {one.id: _words(one) for one in said(company=company, ids=ids)}


def _words(one: Said) -> TransactionWords:
    texts = tuple([text for kind, text in one.texts if kind in PAYERS_WORDS])
    return TransactionWords(
        id=one.id,
        bank_reference=one.bank_reference or one.entry_bank_reference,
        end_to_end_id=one.end_to_end_id,
        transaction_code=one.transaction_code,
        return_reason=one.return_reason,
        instructed_minor=one.instructed_minor,
        instructed_currency=one.instructed_currency,
        charges_minor=one.charges_minor,
        charges_currency=one.charges_currency,
        name=one.name,
        ultimate_name=one.ultimate_name,
        city=one.city,
        organisation_number=one.organisation_number,
        accounts=tuple([plain for account in (one.iban, one.other_account) if account and (plain := compact(account))]),
        texts=texts or tuple([text for _, text in one.texts]),
        references=tuple([LineReference(raw, kind == CREDITOR, amount) for kind, raw, amount in one.references]),
    )
