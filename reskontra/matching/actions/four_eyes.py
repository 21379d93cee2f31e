"""Which of the chosen lines another person has to post, where the company asks for four eyes."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Findings, Refused
from reskontra.core.four_eyes import Prepared, takes_two, waits_for_another
from reskontra.core.money import Money, parse_minor
from reskontra.interface.second_pair import SecondPairOfCommand, SecondPairUnproven, refuse_unproven
from reskontra.interface.tokens import persons_behind
from reskontra.journals.queries import JournalFacts
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.decisions import amounts_given_by, prepared_by
from reskontra.matching.open_lines import OpenLine
from reskontra.matching.standing_decisions import standing_decisions


class LineNeedsAnother(Refused):
    code = "line_needs_another"
    template = (
        "Line {line} of {journal} over {amount} was prepared by {actor}, and is to be posted by another. "
        "Let another person post it, or change the setting four_eyes_above."
    )


class LineUnproven(SecondPairUnproven):
    code = "line_unproven"
    template = (
        "Line {line} of {journal} over {amount} was prepared by another, and {actor} has not shown who that is. "
        "Post it on the page, or show it by RESKONTRA_ACTOR_PASSWORD: here, or to the command that makes the token."
    )


def left_to_another(
    *,
    company: CompanyFacts,
    actor: str,
    journals: Sequence[JournalFacts],
    lines: Sequence[OpenLine],
    is_chosen: bool,
) -> tuple[list[OpenLine], list[Refused]]:
    """The lines that the actor may post, and of each of the others why she may not.

    A program has the eyes of the person who made its token. What no person decided is hers who made the text
    mapping, or stands by the fact, that decides it. Who gave the amount of a line in another currency decided it, too.

    is_chosen   each of the lines was asked for by name, so that none may wait

    refuses   SecondPairUnfit; Findings of LineNeedsAnother, LineUnproven, where a line was asked for or nothing else
              is left to post
    """
    above = setting(company=company, key="four_eyes_above", default="")
    if not above:
        return list(lines), []
    minor = parse_minor(above, company.currency)
    accounts = {bank.id: bank.currency for bank in bank_accounts(company=company)}
    currencies = {one.id: accounts.get(one.bank_account_id or 0, "") for one in journals}
    given = [line for line in lines if line.currency != currencies[line.journal_id]]
    names = _deciders(company, lines, _given_by(company, journals, given))
    persons = persons_behind(company=company.id, actors={actor}.union(*names.values()))
    prepared = [
        Prepared(
            line.id,
            line.account_minor if line.currency == currencies[line.journal_id] == company.currency else None,
            frozenset(persons[name] for name in names[line.id]),
        )
        for line in lines
    ]
    own = set(waits_for_another(prepared, actor=persons[actor], above_minor=minor))
    unproven = {one.id for one in takes_two(prepared, above_minor=minor)} - own
    if unproven and _is_proven(company, actor):
        unproven = set()
    held = _reasons(journals, lines, actor, own=own, unproven=unproven)
    free = [line for line in lines if line.id not in own and line.id not in unproven]
    if held and (is_chosen or not free):
        raise Findings(held)
    return free, held


def _given_by(
    company: CompanyFacts, journals: Sequence[JournalFacts], lines: Sequence[OpenLine]
) -> dict[int, set[str]]:
    """Line → whoever gave its amount in its account's currency."""
    numbers = {one.id: one.number for one in journals}
    given = {id: amounts_given_by(company=company, journal=numbers[id]) for id in {line.journal_id for line in lines}}
    return {line.id: given[line.journal_id].get(line.line_number, set()) for line in lines}


def _deciders(
    company: CompanyFacts, lines: Sequence[OpenLine], given_by: Mapping[int, set[str]]
) -> dict[int, set[str]]:
    """Line → whoever decided it, or where no person did, what decides it."""
    known = prepared_by(company=company, line_ids=[line.id for line in lines])
    names = {
        line.id: known.get(line.id, set()) | given_by.get(line.id, set()) | ({line.reviewed_by} - {""})
        for line in lines
    }
    undecided = [id for id, deciders in names.items() if not deciders]
    return names | standing_decisions(company=company, line_ids=undecided)


def _is_proven(company: CompanyFacts, actor: str) -> bool:
    """Whether the actor has shown that she is another than who prepared it.

    refuses   SecondPairUnfit
    """
    try:
        refuse_unproven(company=company.id, actor=actor, role="CLERK")
    except (SecondPairUnproven, SecondPairOfCommand):
        return False
    return True


def _reasons(
    journals: Sequence[JournalFacts],
    lines: Sequence[OpenLine],
    actor: str,
    *,
    own: Container[int],
    unproven: Container[int],
) -> list[Refused]:
    """own: lines that the actor prepared; unproven: those that she may be the second to see, and has not shown it."""
    numbers = {journal.id: journal.number for journal in journals}
    found: list[Refused] = []
    for line in lines:
        if line.id in own or line.id in unproven:
            reason = LineNeedsAnother if line.id in own else LineUnproven
            amount = Money(line.amount_minor, line.currency)
            found.append(reason(line=line.line_number, journal=numbers[line.journal_id], amount=amount, actor=actor))
    return found
