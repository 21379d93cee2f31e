"""Apply posted entries to each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.application import plan_application
from reskontra.core.application_checks import Circumstances, NothingToApply, application_date, named
from reskontra.core.bank_posting import detail_postings
from reskontra.core.entries import Detail, OpenEntry
from reskontra.core.matching.records import EntryFact
from reskontra.core.money import Money, parse_minor
from reskontra.core.settlement import Marked, Question, Settlement, settle
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import LineDraft, PostedVoucher, Run, VoucherDraft
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.applications import NewApplication, write_applications
from reskontra.receivables.blocks import refuse_blocked
from reskontra.receivables.payments import lock_entries
from reskontra.receivables.policy import accounts_by_group, circumstances_for, settlement_policy
from reskontra.receivables.queries import DocumentUnknown, facts_by_id, find_document

_TEXT_LETTERS = 250


@dataclass(frozen=True, slots=True)
class EntryName:
    """An entry as a person names it; account and type where the number is not enough.

    entry_id   of one that was chosen from a list: it is that one, whatever others bear its number
    """

    ledger: str
    number: str
    account: str = ""
    document_type: str = ""
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """amount: as people write it, in the entry's currency; "" for all that is left."""

    name: EntryName
    amount: str = ""


@dataclass(frozen=True, slots=True)
class ApplyOrder:
    """day: None for the latest posting date of the entries. The two words of a person, None where she says nothing."""

    applying: EntryName
    targets: tuple[Target, ...]
    day: date | None = None
    accepts_late_discount: bool | None = None
    accepts_tolerance: bool | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What one entry was settled with, signed as it; applied and granted are in the applying entry's currency."""

    document: str
    applied: Money
    granted: Money
    remaining: Money


@dataclass(frozen=True, slots=True)
class Applied:
    """number: the application's. voucher: "" where no G/L account moved. left: of the applying entry.

    readjusted   vouchers by which entries that are open again are carried at the rate of the last exchange adjustment
    """

    number: int
    voucher: str
    day: date
    settled: tuple[Settled, ...]
    left: Money
    questions: tuple[Question, ...]
    readjusted: tuple[str, ...] = ()


def apply_entries(*, company: CompanyFacts, actor: str, order: ApplyOrder, is_preview: bool = False) -> Applied:
    """Let one posted entry settle others, as the order says.

    refuses   DocumentUnknown, DocumentNotUnique, PartyBlocked, what settle() and plan_application() refuse,
              NothingToApply, and what periods refuse
    """
    with transaction.atomic():
        lock_company(company.id)
        applying_id, marked = _named(company, order)
        found = lock_entries(company=company, ids={applying_id, *(mark.entry_id for mark in marked)})
        applying, settlement, circumstances = _settlement(company, order, applying_id, marked, found)
        targets = [found[part.entry_id][0] for part in settlement.parts]
        plan = plan_application(applying=applying, parts=settlement.parts, targets=targets, circumstances=circumstances)
        day = circumstances.posting_date
        open_fiscal_years(company=company, dates=[day])
        groups = {id: group for id, (_, group) in found.items()}
        text = f"{named(applying)} > {', '.join(named(target) for target in targets)}"[:_TEXT_LETTERS]
        start = partial(start_run, company=company, actor=actor, action="entries.applied")
        voucher = post_effect(company, start, applying, plan.details, groups, (day, text))
        new = NewApplication(applying.party_id, plan, day, day, voucher.id if voucher else None)
        number = write_applications(company=company, applications=[new])[0]
        left = {outcome.entry_id: outcome.remaining_minor for outcome in plan.outcomes}
        done = Applied(
            number=number,
            voucher=voucher.name if voucher else "",
            day=day,
            settled=_settled(applying, settlement, targets, left),
            left=Money(left[applying_id], applying.currency),
            questions=settlement.questions,
        )
        _record_applied(company, actor, applying, done)
        if is_preview:
            transaction.set_rollback(True)
    return done


def _settlement(
    company: CompanyFacts,
    order: ApplyOrder,
    applying_id: int,
    marked: Sequence[Marked],
    found: Mapping[int, tuple[OpenEntry, int]],
) -> tuple[OpenEntry, Settlement, Circumstances]:
    """What the marked entries are settled with, by the company's policy and the person's words."""
    applying = found[applying_id][0]
    targets = [entry for id, (entry, _) in found.items() if id != applying_id]
    party = parties_by_id(company=company, ids=[applying.party_id])[applying.party_id]
    refuse_blocked(party=party, document_type=applying.document_type)
    policy = settlement_policy(company=company)
    accepts_tolerance = order.accepts_tolerance
    if party.blocks_payment_tolerance:
        policy, accepts_tolerance = replace(policy, tolerances="leave"), False
    day = order.day or application_date([applying, *targets])
    circumstances = circumstances_for(company=company, applying=applying, targets=targets, day=day, policy=policy)
    settlement = settle(
        applying=applying,
        marked=marked,
        targets=targets,
        policy=policy,
        circumstances=circumstances,
        accepts_tolerance=accepts_tolerance,
    )
    if not settlement.parts:
        raise NothingToApply(document=named(applying), remaining=Money(applying.remaining_minor, applying.currency))
    return applying, settlement, circumstances


def _settled(
    applying: OpenEntry, settlement: Settlement, targets: Sequence[OpenEntry], left: Mapping[int, int]
) -> tuple[Settled, ...]:
    return tuple(
        Settled(
            named(target),
            Money(part.cash_minor, applying.currency),
            Money(part.granted_minor, applying.currency),
            Money(left[target.entry_id], target.currency),
        )
        for part, target in zip(settlement.parts, targets, strict=True)
    )


def _named(company: CompanyFacts, order: ApplyOrder) -> tuple[int, list[Marked]]:
    """The applying entry's id, and the marked ones with their amounts."""
    applying = find_named(company=company, name=order.applying)
    marked = []
    for target in order.targets:
        fact = find_named(company=company, name=target.name)
        amount = parse_minor(target.amount, fact.currency) if target.amount else None
        marked.append(Marked(fact.entry_id, amount, order.accepts_late_discount))
    return applying.entry_id, marked


def find_named(*, company: CompanyFacts, name: EntryName) -> EntryFact:
    """The document that a person names.

    refuses   DocumentUnknown, DocumentNotUnique, DocumentOfSeveralTypes
    """
    if name.entry_id is not None:
        found = facts_by_id(company=company, ids=[name.entry_id]).get(name.entry_id)
        if found is None:
            raise DocumentUnknown(ledger=name.ledger.lower(), number=name.number)
        return found
    return find_document(
        company=company,
        ledger=name.ledger,
        number=name.number,
        account=name.account,
        document_type=name.document_type,
    )


def post_effect(
    company: CompanyFacts,
    start: Callable[[], Run],
    applying: OpenEntry,
    details: Sequence[Detail],
    groups: dict[int, int],
    about: tuple[date, str],
) -> PostedVoucher | None:
    """A voucher of what the details move in the G/L, net per account; none where that is nothing.

    start    begins the posting run; asked only where there is something to post
    groups   posting group of every entry, by entry id; about: the posting date and the voucher's text
    """
    accounts = accounts_by_group(company=company)
    by_entry = {id: accounts[group] for id, group in groups.items()}
    sums: dict[tuple[int, int | None], int] = {}
    for posted in detail_postings(details, groups=by_entry, first=by_entry[applying.entry_id]):
        key = (posted.account_id, applying.party_id if posted.is_control else None)
        sums[key] = sums.get(key, 0) + posted.local_minor
    lines = tuple(
        LineDraft(account, minor, company.currency, minor, party) for (account, party), minor in sums.items() if minor
    )
    if not lines:
        return None
    day, text = about
    return post(company=company, run=start(), vouchers=[VoucherDraft("APPLICATION", day, lines, description=text)])[0]


def _record_applied(company: CompanyFacts, actor: str, applying: OpenEntry, done: Applied) -> None:
    record(
        company=company.id,
        actor=actor,
        action="entries.applied",
        subject=applying.document_number,
        content={
            "application": done.number,
            "voucher": done.voucher,
            "settled": [[one.document, one.applied.minor, one.granted.minor] for one in done.settled],
        },
    )
