"""Which past lines a text mapping would have caught, and what they were put on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.mappings import Mapping, folded_fields, mapped_parts, mapping_fits
from reskontra.journals.queries import LIVE, journals
from reskontra.journals.queries import lines as journal_lines
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.proposals import StoredPart, read_proposals
from reskontra.matching.standing import looked_at
from reskontra.matching.words import words_of


@dataclass(frozen=True, slots=True)
class Caught:
    """A line the mapping fits. parts: what it is on now; agrees: the mapping would put it on the same accounts."""

    journal: str
    line: int
    date: date
    amount_minor: int
    currency: str
    text: str
    state: str
    parts: tuple[StoredPart, ...]
    agrees: bool


def caught_lines(*, company: CompanyFacts, mapping: Mapping, since: date, is_open: bool = False) -> list[Caught]:
    """Lines from that day on, in the order of journal and number; open and posted, or open ones alone."""
    state = "OPEN" if is_open else ""
    kept = {one.id: one for one in journals(company=company, kind="PAYMENT_RECONCILIATION", state=state)}
    states = ("OPEN",) if is_open else LIVE
    lines = journal_lines(company=company, journal_ids=list(kept), states=states)
    found = [line for line in lines if line.date >= since]
    words = words_of(company=company, ids=[line.transaction_id for line in found if line.transaction_id])
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    caught = []
    for line in found:
        bank = kept[line.journal_id].bank_account_id or 0
        seen = looked_at(line, words.get(line.transaction_id or 0), bank)
        if line.account_minor and mapping_fits(mapping, seen, folded_fields(seen)):
            caught.append((line, bank))
    proposals = read_proposals(company=company, line_ids=[line.id for line, _ in caught])
    told = []
    for line, bank in caught:
        parts = proposals[line.id].parts if line.id in proposals else ()
        wanted = {(p.account_type, p.account_number) for p in mapped_parts(mapping, line.account_minor or 0)}
        said = words.get(line.transaction_id or 0)
        told.append(
            Caught(
                journal=kept[line.journal_id].number,
                line=line.line_number,
                date=line.date,
                amount_minor=line.account_minor or 0,
                currency=banks[bank].currency,
                text=" ".join(said.texts) or said.name if said else line.description,
                state=line.state.lower(),
                parts=parts,
                agrees={(p.account_type, p.account_number) for p in parts} == wanted,
            )
        )
    return told
