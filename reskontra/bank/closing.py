"""Whether a statement can close: which lines carry its money, and whether opening and lines come to its closing.

A statement's own lines need not stand in its own journal. What an advice brought before is on the advice's lines, what
an earlier statement showed is on that one's, and a sum whose parts were advised later is on lines of the parts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reskontra.bank.models import BankTransaction, KnownPart
from reskontra.bank.queries import find_statement
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.journals.queries import LineOn, journals_of_statements, lines_on, splits


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a statement is. Amounts in the account's currency; balances None where the bank gave none.

    lines_minor   of all lines that carry its money, splits among them
    unknown       lines whose amount in the account's currency a person has yet to give
    lost          transactions that no line carries
    """

    opening_minor: int | None
    closing_minor: int | None
    lines_minor: int
    open_lines: int
    posted_lines: int
    unknown: int
    lost: int

    @property
    def adds_up(self) -> bool:
        """Opening and lines come to closing, as far as the bank gave both."""
        if self.unknown or self.lost:
            return False
        if self.opening_minor is None or self.closing_minor is None:
            return True
        return self.opening_minor + self.lines_minor == self.closing_minor

    @property
    def is_complete(self) -> bool:
        """Every line is posted, and the statement adds up: it can close."""
        return self.open_lines == 0 and self.adds_up


def statement_lines(*, company: CompanyFacts, statement_id: int) -> list[LineOn]:
    """The lines that carry the statement's money, whichever journals they are in."""
    return _carried(company, statement_id)[0]


def statements_carried_by(*, company: CompanyFacts, ids: Collection[int]) -> set[int]:
    """These statements, and those that show again what these brought first."""
    rows = BankTransaction.objects.filter(company=company.id, state="KNOWN", same_as__statement__in=list(ids))
    return {*ids, *rows.filter(same_as__company=company.id).values_list("statement_id", flat=True)}


def statement_completeness(*, company: CompanyFacts, statement_id: int) -> Completeness:
    """What a statement lacks to be closed; a closing balance that a person gave in its journal counts."""
    statement = find_statement(company=company, id=statement_id)
    closing = statement.closing_minor
    for journal in journals_of_statements(company=company, statement_ids=[statement_id]):
        if journal.closing_override_minor is not None:
            closing = journal.closing_override_minor
    lines, lost = _carried(company, statement_id)
    ids = {line.id for line in lines}
    split = splits(company=company, journal_ids={line.journal_id for line in lines})
    parts = [part for part in split if part.parent_id in ids]
    amounts = [line.account_minor for line in lines] + [part.account_minor for part in parts]
    states = [line.state for line in lines] + [part.state for part in parts]
    return Completeness(
        opening_minor=statement.opening_minor,
        closing_minor=closing,
        lines_minor=sum(amount for amount in amounts if amount is not None),
        open_lines=states.count("OPEN"),
        posted_lines=states.count("POSTED"),
        unknown=amounts.count(None),
        lost=lost,
    )


def is_statement_complete(*, company: CompanyFacts, statement_id: int) -> bool:
    """Whether the statement can close."""
    return statement_completeness(company=company, statement_id=statement_id).is_complete


def _carried(company: CompanyFacts, statement_id: int) -> tuple[list[LineOn], int]:
    """The lines, by journal and number, and how many transactions are on none."""
    carriers = _carriers(company, statement_id)
    found = lines_on(company=company, transaction_ids=carriers)
    missing = carriers - found.keys()
    wholes = _wholes(company, missing)
    by_whole = lines_on(company=company, transaction_ids=set(wholes.values()))
    details = details_of(company=company, ids=missing - wholes.keys())
    by_detail = lines_on(company=company, transaction_ids={id for ids in details.values() for id in ids})
    lost = 0
    for id in missing:
        if id in wholes:
            lost += wholes[id] not in by_whole
        else:
            lost += not details.get(id) or not all(detail in by_detail for detail in details[id])
    lines = {line.id: line for some in (found, by_whole, by_detail) for line in some.values()}
    return sorted(lines.values(), key=lambda line: (line.journal, line.line_number)), lost


def carriers_of(*, company: CompanyFacts, statement_ids: Collection[int]) -> set[int]:
    """The transactions that lines over these statements are to be of; of what was advised in parts, the parts."""
    carriers: set[int] = set()
    for statement_id in statement_ids:
        carriers |= _carriers(company, statement_id)
    details = details_of(company=company, ids=carriers)
    carried = lines_on(company=company, transaction_ids=carriers)
    for whole, parts in details.items():
        if whole not in carried:
            carriers.discard(whole)
            carriers.update(parts)
    return carriers


def _carriers(company: CompanyFacts, statement_id: int) -> set[int]:
    """The transactions that stand for the statement's: its own, and for known ones those they are the same as."""
    rows = BankTransaction.objects.filter(company=company.id, statement=statement_id).exclude(state="EXPECTED")
    carriers, known = set(), {}
    for id, state, same_as in rows.values_list("id", "state", "same_as_id").iterator(5000):
        if state == "KNOWN":
            known[id] = same_as
        else:
            carriers.add(id)
    for batch in bulk.chunks(sorted(known), 500):
        parts = KnownPart.objects.filter(company=company.id, transaction__in=batch)
        carriers.update(parts.values_list("part_id", flat=True))
    carriers.update(same_as for same_as in known.values() if same_as is not None)
    return carriers


def _wholes(company: CompanyFacts, ids: Collection[int]) -> dict[int, int]:
    """Of these transactions, the details, with what they are details of."""
    sql = (
        "SELECT t.id, t.same_as_id FROM {values} CROSS JOIN bank_banktransaction t "
        "WHERE t.id = v.value AND t.company_id = %s AND t.state = 'DETAIL'"
    )
    return dict(bulk.lookup(sql, ids, company.id))


def details_of(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, list[int]]:
    """The details of these transactions."""
    sql = (
        "SELECT t.same_as_id, t.id FROM {values} CROSS JOIN bank_banktransaction t "
        "WHERE t.same_as_id = v.value AND t.company_id = %s AND t.state = 'DETAIL'"
    )
    found: dict[int, list[int]] = {}
    for whole, detail in bulk.lookup(sql, ids, company.id):
        found.setdefault(whole, []).append(detail)
    return found
