"""Which of the chosen lines another person has to post, where the company asks for four eyes."""

from __future__ import annotations

from collections.abc import Sequence

from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Findings, Refused
from reskontra.core.four_eyes import Prepared, takes_two, waits_for_another
from reskontra.core.money import Money, parse_minor
from reskontra.interface.second_pair import refuse_unproven
from reskontra.interface.tokens import persons_behind
from reskontra.journals.queries import JournalFacts
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.decisions import prepared_by
from reskontra.matching.open_lines import OpenLine


class LineNeedsAnother(Refused):
    code = "line_needs_another"
    template = (
        "Line {line} of {journal} over {amount} was prepared by {actor}, and is to be posted by another. "
        "Let another person post it, or change the setting four_eyes_above."
    )


def left_to_another(
    *,
    company: CompanyFacts,
    actor: str,
    journals: Sequence[JournalFacts],
    lines: Sequence[OpenLine],
    is_chosen: bool,
) -> tuple[list[OpenLine], int]:
    """The lines that the actor may post, and how many of the others wait for another person.

    A program has the eyes of the person who made its token.

    is_chosen   each of the lines was asked for by name, so that none may wait

    refuses   what refuse_unproven() refuses; Findings of LineNeedsAnother, where a line was asked for or nothing else
              is left to post
    """
    above = setting(company=company, key="four_eyes_above", default="")
    if not above:
        return list(lines), 0
    accounts = {bank.id: bank.currency for bank in bank_accounts(company=company)}
    known = prepared_by(company=company, line_ids=[line.id for line in lines])
    is_local = {one.id: accounts.get(one.bank_account_id or 0, "") == company.currency for one in journals}
    names = {line.id: known.get(line.id, set()) | ({line.reviewed_by} - {""}) for line in lines}
    persons = persons_behind(company=company.id, actors={actor}.union(*names.values()))
    prepared = [
        Prepared(
            line.id,
            line.account_minor if is_local[line.journal_id] else None,
            frozenset(persons[name] for name in names[line.id]),
        )
        for line in lines
    ]
    minor = parse_minor(above, company.currency)
    waiting = set(waits_for_another(prepared, actor=persons[actor], above_minor=minor))
    if any(one.id not in waiting for one in takes_two(prepared, above_minor=minor)):
        refuse_unproven(company=company.id, actor=actor, role="CLERK")
    free = [line for line in lines if line.id not in waiting]
    if waiting and (is_chosen or not free):
        numbers = {journal.id: journal.number for journal in journals}
        raise Findings([_needs_another(numbers[line.journal_id], line, actor) for line in lines if line.id in waiting])
    return free, len(waiting)


def _needs_another(journal: str, line: OpenLine, actor: str) -> LineNeedsAnother:
    amount = Money(line.amount_minor, line.currency)
    return LineNeedsAnother(line=line.line_number, journal=journal, amount=amount, actor=actor)
