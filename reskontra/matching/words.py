"""What a bank transaction says, as matching and posting need it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reskontra.bank.transactions import TransactionFacts, transactions
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import LineReference
from reskontra.core.statements import compact
from reskontra.formats.bank_statement import ReferenceKind, TextKind

PAYERS_WORDS = (TextKind.REMITTANCE, TextKind.ADDITIONAL)


@dataclass(frozen=True, slots=True)
class TransactionWords:
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
    return {fact.id: _words(fact) for fact in transactions(company=company, ids=ids)}


def _words(fact: TransactionFacts) -> TransactionWords:
    party = fact.counterparty
    said = tuple(text.text for text in fact.texts if text.kind in PAYERS_WORDS)
    return TransactionWords(
        id=fact.id,
        bank_reference=fact.bank_reference or fact.entry_bank_reference,
        end_to_end_id=fact.end_to_end_id,
        transaction_code=fact.transaction_code,
        return_reason=fact.return_reason,
        instructed_minor=fact.instructed_minor,
        instructed_currency=fact.instructed_currency,
        charges_minor=fact.charges_minor,
        charges_currency=fact.charges_currency,
        name=party.name,
        ultimate_name=party.ultimate_name,
        city=party.city,
        organisation_number=party.organisation_number,
        accounts=tuple(account for account in (compact(party.iban), compact(party.other_account)) if account),
        texts=said or tuple(text.text for text in fact.texts),
        references=tuple(
            LineReference(one.raw, one.kind is ReferenceKind.CREDITOR, one.amount_minor) for one in fact.references
        ),
    )
