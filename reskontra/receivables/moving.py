"""Move what is left of entries to another customer or vendor, by vouchers: set-based, for one or many.

On the old party a counter entry closes the entry; on the new one an entry of the same money begins, with the same
number, reference, dates, currency and rate. An unrealized gain or loss is taken back on the way: the new entry stands
at the rate of its posting, and the next adjustment looks at it anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import ApplicationPlan, plan_application
from reskontra.core.application_checks import Circumstances, EntryNotOpen, Part, named
from reskontra.core.bank_posting import GroupAccounts, detail_postings
from reskontra.core.entries import DetailKind, DocumentType, OpenEntry
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.ledger.actions import post
from reskontra.ledger.drafts import LineDraft, PostedVoucher, Run, VoucherDraft
from reskontra.ledger.queries import posting_groups
from reskontra.ledger.reversal import first_open_days
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.applications import NewApplication, write_applications
from reskontra.receivables.blocks import refuse_blocked, refuse_locked
from reskontra.receivables.correcting import refuse_held
from reskontra.receivables.models import Entry
from reskontra.receivables.payments import lock_entries
from reskontra.receivables.policy import group_accounts
from reskontra.receivables.reversal import REPEATED
from reskontra.receivables.watching import refuse_moves
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """An entry that was moved, what of it, and the voucher that moved it."""

    entry_id: int
    document: str
    amount: Money
    voucher: str
    day: date


@dataclass(frozen=True, slots=True)
class _Plan:
    """One entry on its way: row as it was, the application that closes it, and the group it comes to."""

    row: Entry
    entry: OpenEntry
    day: date
    counter_id: int
    new_id: int
    plan: ApplicationPlan
    lines: tuple[LineDraft, ...]
    group_id: int

    @property
    def moves_gl(self) -> bool:
        """Whether the application itself moves a G/L account."""
        return any(detail.kind is not DetailKind.APPLICATION for detail in self.plan.details)


def move_all(
    *,
    company: CompanyFacts,
    run: Run,
    entry_ids: Sequence[int],
    to: PartySummary,
    day: date | None = None,
    reason: str = "",
    is_reserved: bool = False,
) -> list[MovedEntry]:
    """Move what is left of the entries to one party of their ledger, a voucher for each, in one posting run.

    day       None for each entry's own posting date, or the first open day after it
    is_reserved   lines of statements may hold them, and are told by who moves them
    refuses   EntryNotOpen, PartyBlocked, EntryFeared, EntryToBePaidBack, AppliedBeforePosted, and what periods and
              refuse_moves() refuse
    """
    if not entry_ids:
        return []
    rows = _rows(company, entry_ids)
    locked = lock_entries(company=company, ids=entry_ids)
    parties = parties_by_id(company=company, ids={row.party_id for row in rows.values()})
    for id in entry_ids:
        if not locked[id][0].is_open:
            raise EntryNotOpen(document=named(locked[id][0]))
    refuse_locked(company=company, party_ids=parties)
    for id in entry_ids:
        refuse_blocked(party=to, document_type=locked[id][0].document_type)
    refuse_held(company=company, entry_ids=entry_ids)
    refuse_moves(company=company, entry_ids=entry_ids)
    plans = list(_plans(company, rows, locked, to, day))
    vouchers = post(
        company=company,
        run=run,
        vouchers=[_voucher(one, parties[one.row.party_id], to, reason) for one in plans],
    )
    _write(company, plans, vouchers, to, is_reserved=is_reserved)
    return [
        MovedEntry(
            one.row.id,
            one.row.document_number,
            Money(one.entry.remaining_minor, one.entry.currency),
            voucher.name,
            one.day,
        )
        for one, voucher in zip(plans, vouchers, strict=True)
    ]


def _rows(company: CompanyFacts, ids: Sequence[int]) -> dict[int, Entry]:
    found: dict[int, Entry] = {}
    for batch in bulk.chunks(ids, 900):
        found |= {row.id: row for row in Entry.objects.filter(company=company.id, id__in=batch)}
    return {id: found[id] for id in ids}


def _plans(
    company: CompanyFacts,
    rows: Mapping[int, Entry],
    locked: Mapping[int, tuple[OpenEntry, int]],
    to: PartySummary,
    day: date | None,
) -> Iterator[_Plan]:
    groups = posting_groups(company=company)
    accounts = {group.id: group_accounts(group) for group in groups.values()}
    new_group = groups[(to.ledger, to.posting_group)]
    days = first_open_days(company=company, days={row.posting_date for row in rows.values()}) if day is None else {}
    ids = iter(reserve_ids(2 * len(rows)))
    for id, row in rows.items():
        entry, group = locked[id]
        counter_id, new_id = next(ids), next(ids)
        chosen = day or days[row.posting_date]
        plan = _closing(company, entry, counter_id, chosen)
        lines = _lines(company, entry, plan, (accounts[group], accounts[new_group.id]), to)
        yield _Plan(row, entry, chosen, counter_id, new_id, plan, lines, new_group.id)


def _closing(company: CompanyFacts, entry: OpenEntry, counter_id: int, day: date) -> ApplicationPlan:
    """What closes the entry: a counter entry at the rate of its posting."""
    counter = OpenEntry(
        entry_id=counter_id,
        ledger=entry.ledger,
        party_id=entry.party_id,
        document_type=DocumentType.BLANK,
        document_number=entry.document_number,
        posting_date=day,
        currency=entry.currency,
        remaining_minor=-entry.remaining_minor,
        remaining_local_minor=-_carried(entry),
        rate=entry.rate,
    )
    return plan_application(
        applying=counter,
        parts=[Part(entry.entry_id, entry.remaining_minor)],
        targets=[entry],
        circumstances=Circumstances(posting_date=day, local_currency=company.currency),
    )


def _carried(entry: OpenEntry) -> int:
    """What is left of it in local currency, unrealized gain or loss apart."""
    return entry.remaining_local_minor - entry.unrealized_local_minor


def _lines(
    company: CompanyFacts,
    entry: OpenEntry,
    plan: ApplicationPlan,
    groups: tuple[GroupAccounts, GroupAccounts],
    to: PartySummary,
) -> tuple[LineDraft, ...]:
    """Out of one control account and into the other, and what the closing takes back."""
    old, new = groups
    local, minor = _carried(entry), entry.remaining_minor
    sums: dict[tuple[int, int | None], list[int]] = {
        (new.control_id, to.id): [local, minor],
        (old.control_id, entry.party_id): [-local, -minor],
    }
    for posted in detail_postings(plan.details, groups={}, first=old):
        moved = sums.setdefault((posted.account_id, entry.party_id if posted.is_control else None), [0, 0])
        moved[0] += posted.local_minor
        moved[1] += posted.minor
    return tuple(
        LineDraft(account, moved[0], entry.currency, moved[1], party)
        for (account, party), moved in sums.items()
        if moved[0] or moved[1]
    )


def _voucher(one: _Plan, party: PartySummary, to: PartySummary, reason: str) -> VoucherDraft:
    text = f"{one.row.document_number} {party.number} > {to.number}"
    return VoucherDraft(
        source="GENERAL",
        posting_date=one.day,
        lines=one.lines,
        document_date=one.row.document_date,
        description=f"{text}: {reason}" if reason else text,
        external_document_number=one.row.external_document_number,
    )


def _write(
    company: CompanyFacts,
    plans: Sequence[_Plan],
    vouchers: Sequence[PostedVoucher],
    to: PartySummary,
    *,
    is_reserved: bool,
) -> None:
    taken = _taken(company, plans, to)
    ids, drafts, carried = [], [], []
    for one, voucher in zip(plans, vouchers, strict=True):
        ids += [one.counter_id, one.new_id]
        drafts += [_counter_of(one), _new_of(one, to, taken)]
        carried += [voucher.id, voucher.id]
    write_entries(company=company, ids=ids, entries=drafts, vouchers=carried)
    write_keys(company=company, ids=ids, entries=drafts)
    _keep_promises(company, plans)
    applications = [
        NewApplication(one.row.party_id, one.plan, one.day, one.day, voucher.id if one.moves_gl else None)
        for one, voucher in zip(plans, vouchers, strict=True)
    ]
    write_applications(company=company, applications=applications, is_reserved=is_reserved)


def _keep_promises(company: CompanyFacts, plans: Sequence[_Plan]) -> None:
    """What the customer promised, and the state of a dispute, is edited and not posted: it goes with the entry."""
    rows = [
        (one.row.promised_date, one.row.dispute_status, company.id, one.new_id)
        for one in plans
        if one.row.promised_date or one.row.dispute_status
    ]
    if rows:
        bulk.execute_many(
            "UPDATE receivables_entry SET promised_date = %s, dispute_status = %s WHERE company_id = %s AND id = %s",
            rows,
        )


def _taken(company: CompanyFacts, plans: Sequence[_Plan], to: PartySummary) -> set[tuple[str, str]]:
    """(type, number) of documents that the new party has already."""
    found: set[tuple[str, str]] = set()
    for batch in bulk.chunks([one.row.document_number for one in plans], 900):
        rows = Entry.objects.filter(company=company.id, ledger=to.ledger, party=to.id, document_number__in=batch)
        found |= set(rows.values_list("document_type", "document_number"))
    return found


def _counter_of(one: _Plan) -> EntryDraft:
    row, entry = one.row, one.entry
    return EntryDraft(
        ledger=row.ledger,
        document_type=row.document_type if row.document_type in REPEATED else "",
        document_number=row.document_number,
        posting_date=one.day,
        due_date=one.day,
        currency=row.currency,
        document_minor=-entry.remaining_minor,
        remaining_minor=-entry.remaining_minor,
        remaining_local_minor=-_carried(entry),
        rate_e8=row.rate_e8,
        party_id=row.party_id,
        posting_group_id=row.posting_group_id,
        external_document_number=row.external_document_number,
        description=row.description,
        reverses_id=row.id,
    )


def _new_of(one: _Plan, to: PartySummary, taken: set[tuple[str, str]]) -> EntryDraft:
    """The entry under its new party. A customer's invoice number is one invoice's: moved, it is a journal entry."""
    row, entry = one.row, one.entry
    key = (row.document_type, row.document_number)
    is_unique = (row.ledger, row.document_type) == ("CUSTOMER", "INVOICE") or key in taken
    keeps = row.document_type in REPEATED or not is_unique
    return EntryDraft(
        ledger=row.ledger,
        document_type=row.document_type if keeps else "",
        document_number=row.document_number,
        posting_date=one.day,
        due_date=row.due_date,
        currency=row.currency,
        document_minor=row.document_minor,
        remaining_minor=entry.remaining_minor,
        remaining_local_minor=_carried(entry),
        rate_e8=row.rate_e8,
        party_id=to.id,
        posting_group_id=one.group_id,
        external_document_number=row.external_document_number,
        payment_reference=row.payment_reference,
        discount_minor=row.discount_minor if keeps else 0,
        discount_date=row.discount_date if keeps else None,
        description=row.description,
        on_hold=row.on_hold,
        document_date=row.document_date,
        discount_tolerance_date=row.discount_tolerance_date if keeps else None,
        max_tolerance_minor=row.max_tolerance_minor if keeps else 0,
    )
