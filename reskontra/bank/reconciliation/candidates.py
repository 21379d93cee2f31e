"""What is held against each other: lines of a reconciliation and open bank entries, and all that tells whose."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.bank.reconciliation.queries import ReconciliationLine
from reskontra.bank.transactions import counterparty_accounts
from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_matching import EntryToMatch, LineToMatch
from reskontra.ledger.reconciled_entries import OpenBankEntry
from reskontra.parties.queries import accounts_of, former_names, parties_by_id
from reskontra.receivables.queries import parties_of_vouchers


def lines_to_match(*, company: CompanyFacts, lines: Sequence[ReconciliationLine]) -> list[LineToMatch]:
    """The lines with the account of the other party, where a bank's file told it."""
    accounts = counterparty_accounts(company=company, ids={one.transaction_id for one in lines if one.transaction_id})
    return [
        LineToMatch(
            id=line.id,
            day=line.day,
            minor=line.amount_minor,
            texts=(line.description, line.party, line.document_number),
            check_number=line.check_number,
            reference=line.reference,
            party=line.party,
            account=accounts.get(line.transaction_id or 0, ""),
        )
        for line in lines
    ]


def entries_to_match(*, company: CompanyFacts, entries: Sequence[OpenBankEntry]) -> list[EntryToMatch]:
    """The entries with names and accounts of the customers and vendors whose vouchers they are of.

    An entry is one party's if its voucher is; what fits alike among these needs nobody's choice.
    """
    of_voucher = parties_of_vouchers(company=company, ids={one.voucher_id for one in entries})
    ids = {id for several in of_voucher.values() for id in several}
    parties = parties_by_id(company=company, ids=ids)
    accounts = accounts_of(company=company, ids=ids)
    former = former_names(company=company) if ids else {}
    found = []
    for one in entries:
        several = of_voucher.get(one.voucher_id, ())
        found.append(
            EntryToMatch(
                id=one.id,
                day=one.day,
                minor=one.amount_minor,
                document_number=one.voucher,
                external_document_number=one.external_document_number,
                description=one.description,
                check_numbers=one.check_numbers,
                counterpart=str(several[0]) if len(several) == 1 else "",
                batch=one.posting_run,
                names=tuple(name for id in several for name in (parties[id].name, *former.get(id, ()))),
                accounts=tuple(number for id in several for number in accounts.get(id, ())),
            )
        )
    return found
