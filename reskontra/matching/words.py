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
    (
        id, bank_reference, entry_bank_reference, end_to_end_id, code, return_reason, instructed, instructed_currency,
        charges, charges_currency, name, ultimate_name, city, organisation_number, iban, other_account, said, refs,
    ) = one  # fmt: skip
    accounts = tuple([plain for account in (iban, other_account) if account and (plain := compact(account))])
    texts = tuple([text for kind, text in said if kind in PAYERS_WORDS]) or tuple([text for _, text in said])
    references = tuple([LineReference(raw, kind == CREDITOR, amount) for kind, raw, amount in refs])
    return TransactionWords(
        id, bank_reference or entry_bank_reference, end_to_end_id, code, return_reason, instructed,
        instructed_currency, charges, charges_currency, name, ultimate_name, city, organisation_number, accounts,
        texts, references,
    )  # fmt: skip
