"""Accept what is proposed for lines: a person has looked at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts, LineFacts
from reskontra.journals.queries import lines as journal_lines
from reskontra.journals.states import mark_reviewed
from reskontra.matching.actions.apply_line import account_currency
from reskontra.matching.actions.post_journal import LineAmountMissing, LineUnknown
from reskontra.matching.actions.store_decision import record_decision
from reskontra.matching.decisions import note_decisions
from reskontra.matching.learning import learn
from reskontra.matching.packed import write_proposals
from reskontra.matching.proposals import StoredPart, StoredProposal, read_proposals
from reskontra.matching.reservations import reservable

ACCEPTED = "journal.lines.accepted"


class NothingToAccept(Refused):
    code = "nothing_to_accept"
    template = "Line {line} of {journal} has nothing applied. Apply it first."


class DifferenceLeft(Refused):
    code = "difference_left"
    template = "Line {line} of {journal} has {difference} left over. Put it on an account with journal apply --account."


def accept_lines(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_numbers: Sequence[int]) -> list[int]:
    """Accept what is proposed; gives the lines accepted.

    Without numbers every line that has something applied, but for those that may be a second copy of a payment: each of
    them is named. What a known payer paid too much goes on account of that payer.
    refuses   Findings of LineUnknown, then line by line of LineAmountMissing, NothingToAccept, DifferenceLeft; then of
              what reservable() finds. Without numbers only when no line is left to be accepted
    """
    with transaction.atomic():
        lock_company(company.id)
        only = line_numbers[0] if len(line_numbers) == 1 else None
        lines = journal_lines(company=company, journal_ids=[journal.id], states=["OPEN"], line_number=only)
        proposals = read_proposals(company=company, line_ids=[line.id for line in lines])
        unknown = sorted(set(line_numbers) - {line.line_number for line in lines})
        findings: list[Refused] = [LineUnknown(journal=journal.number, line=number) for number in unknown]
        wished: list[StoredProposal] = []
        for line in lines:
            if line.line_number in line_numbers or _is_wanted(proposals.get(line.id), named=bool(line_numbers)):
                refusal = _refusal(company, journal, line, proposals)
                if refusal is None:
                    wished.append(_with_rest_on_account(proposals[line.id]))
                else:
                    findings.append(refusal)
        accepted = list(_reserved(company, wished, findings))
        if findings and (line_numbers or not accepted):
            raise Findings(findings)
        if not accepted:
            return []
        write_proposals(company=company, proposals=[proposal._replace(is_reviewed=True) for proposal in accepted])
        mark_reviewed(company=company, line_ids=[proposal.line_id for proposal in accepted], actor=actor)
        decided = {proposal.line_id: proposal for proposal in accepted}
        chosen = [line for line in lines if line.id in decided]
        learn(company=company, actor=actor, lines=chosen, decided=decided, before=proposals)
        note_decisions(company=company, actor=actor, action=ACCEPTED, lines=chosen, before=proposals)
        numbers = [line.line_number for line in chosen]
        record_decision(company, actor, journal, ACCEPTED, numbers)
    return numbers


def _is_wanted(proposal: StoredProposal | None, *, named: bool) -> bool:
    return not named and proposal is not None and bool(proposal.parts) and proposal.state != "duplicate"


def _refusal(
    company: CompanyFacts, journal: JournalFacts, line: LineFacts, proposals: Mapping[int, StoredProposal]
) -> Refused | None:
    if line.account_minor is None:
        return LineAmountMissing(line=line.line_number, journal=journal.number, currency=line.currency)
    proposal = proposals.get(line.id)
    if proposal is None or not proposal.parts:
        return NothingToAccept(line=line.line_number, journal=journal.number)
    difference = _with_rest_on_account(proposal).difference_minor
    if difference:
        currency = account_currency(company=company, journal=journal)
        return DifferenceLeft(line=line.line_number, journal=journal.number, difference=Money(difference, currency))
    return None


def _reserved(
    company: CompanyFacts, wished: Sequence[StoredProposal], findings: list[Refused]
) -> Iterator[StoredProposal]:
    """Those whose entries are free; for the others a finding."""
    for proposal, refusal in reservable(company=company, proposals=wished):
        if refusal is None:
            yield proposal
        else:
            findings.append(refusal)


def _with_rest_on_account(proposal: StoredProposal) -> StoredProposal:
    parties = {(part.account_type, part.account_number, part.party_id) for part in proposal.parts}
    settled = sum(part.cash_minor for part in proposal.parts)
    if not proposal.difference_minor or len(parties) != 1 or proposal.difference_minor * settled <= 0:
        return proposal
    account_type, number, party_id = next(iter(parties))
    if party_id is None:
        return proposal
    rest = StoredPart(account_type, number, proposal.difference_minor, party_id)
    return proposal._replace(parts=(*proposal.parts, rest), difference_minor=0)
