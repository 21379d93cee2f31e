"""Close what the documents of a line keep open: as cash discount, tolerance, bank charge, or written off."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts
from reskontra.ledger.queries import account_names, posting_groups
from reskontra.matching.accounts import resolve_account
from reskontra.matching.actions.apply_line import find_line
from reskontra.matching.actions.store_decision import store_decision
from reskontra.matching.proposals import StoredPart, StoredProposal, read_proposals
from reskontra.matching.reservations import reservable
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.queries import facts_by_id

Grant = Callable[[StoredPart, EntryFact, int], StoredPart]


class GrantUnknown(Refused):
    code = "grant_unknown"
    template = '"{way}" does not close what is open. Use {ways}.'


class NothingOpen(Refused):
    code = "nothing_open"
    template = "Line {line} of {journal} leaves nothing open on its documents. Apply it to a document of more first."


class RestAboveLimit(Refused):
    code = "rest_above_limit"
    template = "{document} keeps {rest} open, more than the {most} that may be granted. Leave it open, or write it off."


def _discount(part: StoredPart, fact: EntryFact, rest: int) -> StoredPart:
    _refuse_above(fact, rest, fact.discount_minor - part.discount_minor)
    return part._replace(discount_minor=part.discount_minor + rest)


def _tolerance(part: StoredPart, fact: EntryFact, rest: int) -> StoredPart:
    _refuse_above(fact, rest, fact.max_tolerance_minor - part.tolerance_minor)
    return part._replace(tolerance_minor=part.tolerance_minor + rest)


def _charge(part: StoredPart, fact: EntryFact, rest: int) -> StoredPart:
    return part._replace(charge_minor=part.charge_minor + rest)


GRANTS: dict[str, Grant] = {
    "discount": _discount,
    "tolerance": _tolerance,
    "charge": _charge,
}
BY_ACCOUNT = ("write_off", "account")


def _refuse_above(fact: EntryFact, rest: int, most: int) -> None:
    """Both signed as the entry."""
    if abs(rest) > abs(most) or rest * most < 0:
        kept, allowed = Money(rest, fact.currency), Money(most, fact.currency)
        raise RestAboveLimit(document=fact.document_number, rest=kept, most=allowed)


def grant_rest(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, way: str, account: str = ""
) -> StoredProposal:
    """Close every document of the line that it pays but for a rest.

    way       discount: what is still possible of it, whatever the day; tolerance: at most what the document allows;
              charge: the bank took it; account: the document is paid in full, and the account pays the rest;
              write_off: the same, and the account is the one that takes tolerances
    account   as resolve_account() reads it, for that last way
    refuses   GrantUnknown, LineUnknown, LineAmountMissing, NothingOpen, RestAboveLimit, what resolve_account()
              refuses, what reservable() finds
    """
    if way not in (*GRANTS, *BY_ACCOUNT):
        raise GrantUnknown(way=way, ways=(*GRANTS, *BY_ACCOUNT))
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number)
        known = read_proposals(company=company, line_ids=[line.id]).get(line.id)
        parts = list(known.parts) if known else []
        facts = facts_by_id(company=company, ids={part.entry_id for part in parts if part.entry_id})
        rests = {i: rest for i, part in enumerate(parts) if (rest := rest_of(part, facts))}
        if known is None or not rests:
            raise NothingOpen(line=line_number, journal=journal.number)
        for i, rest in rests.items():
            if way in BY_ACCOUNT:
                parts[i] = parts[i]._replace(cash_minor=parts[i].cash_minor + rest)
            else:
                parts[i] = GRANTS[way](parts[i], facts[parts[i].entry_id or 0], rest)
        if way in BY_ACCOUNT:
            to = account if way == "account" else f"gl:{_loss_account(company, parts[min(rests)])}"
            chosen = resolve_account(company=company, text=to)
            parts.append(StoredPart(chosen.account_type, chosen.number, -sum(rests.values()), chosen.party_id))
        is_whole = not known.difference_minor
        granted = known._replace(
            parts=tuple(parts),
            state="ready" if is_whole else "overpaid",
            confidence="manual",
            origin="MANUAL",
            is_ready=False,
            is_reviewed=is_whole,
        )
        for _, refusal in reservable(company=company, proposals=[granted]):
            if refusal:
                raise refusal
        store_decision(company, actor, journal, line, granted, "journal.line.granted")
    return granted


def rest_of(part: StoredPart, facts: dict[int, EntryFact]) -> int:
    """What the part leaves open of its document, signed as the document; 0 for an account or another currency."""
    fact = facts.get(part.entry_id or 0)
    if fact is None or part.entry_minor:
        return 0
    return fact.remaining_minor - part.settled_minor


def _loss_account(company: CompanyFacts, part: StoredPart) -> str:
    """The number of the account that takes small differences of the part's party."""
    party = parties_by_id(company=company, ids=[part.party_id or 0])[part.party_id or 0]
    group = posting_groups(company=company)[party.ledger, party.posting_group]
    number, _name = account_names(company=company, ids=[group.tolerance_id])[group.tolerance_id]
    return number
