"""What the company's text mappings say that differences of a bank reconciliation are for: charges, interest."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.bank.reconciliation.queries import ReconciliationFacts, ReconciliationLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.mappings import MappedLine, choose_mapping
from reskontra.matching.actions.mappings import mappings_of


def mapped_accounts(
    *, company: CompanyFacts, found: ReconciliationFacts, lines: Collection[ReconciliationLine]
) -> dict[int, str]:
    """Line → the account that its mapping names, as gl:6570; without lines that no mapping fits or that one splits."""
    mappings = mappings_of(company=company)
    chosen = {line.number: choose_mapping(line=_line(found, line), mappings=mappings) for line in lines}
    return {
        number: f"{mapping.account_type.lower()}:{mapping.account_number}"
        for number, mapping in chosen.items()
        if mapping is not None and not mapping.splits
    }


def _line(found: ReconciliationFacts, line: ReconciliationLine) -> MappedLine:
    return MappedLine(
        day=line.day,
        amount_minor=line.difference_minor,
        bank_account_id=found.bank_account.id,
        texts=(line.description, line.reference),
        name=line.party,
    )
