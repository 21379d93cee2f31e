"""Take the entries of vouchers back: unapply what they settled, then settle them with mirror entries. Set-based."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application import ApplicationPlan
from reskontra.core.entries import Detail, DetailKind, DocumentType
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.ledger.drafts import PostedVoucher, Run
from reskontra.ledger.queries import voucher_dates
from reskontra.ledger.reversal import Counter, reverse_vouchers
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.applications import NewApplication, write_applications
from reskontra.receivables.blocks import refuse_blocked
from reskontra.receivables.models import Application, Entry, EntryDetail
from reskontra.receivables.readjusting import readjust
from reskontra.receivables.taking_back import (
    TakenBack,
    applications_on,
    standing_applications,
    take_back_all,
    unapplied_by,
)
from reskontra.receivables.write import EntryDraft, reserve_ids, write_entries, write_keys

REPEATED = {"PAYMENT", "REFUND", ""}  # types whose numbers may stand on several entries
_IDS = 900


class EntryApplied(Refused):
    code = "entry_applied"
    template = "{document} is applied, by application {application}. Take that back first: reskontra entry unapply."


class EntryMirrored(Refused):
    code = "entry_mirrored"
    template = "{document} was moved or taken back already, by {counter}. Correct the entry that came of it instead."


class MoveNotReversed(Refused):
    code = "move_not_reversed"
    template = "The voucher moved {document} to another account. Move it back: reskontra entry move."


class PaymentAdjusted(Refused):
    code = "payment_adjusted"
    template = (
        "Payment {document} carries an exchange adjustment of {unrealized}. "
        "Leave it, and pay the money back as a refund."
    )


@dataclass(frozen=True, slots=True)
class Reversal:
    """A voucher that a counter voucher of that day takes back.

    takes_applications_back   what its entries settled in it is open again; else they must be applied to nothing
    """

    voucher_id: int
    counter_id: int
    day: date
    takes_applications_back: bool = False


@dataclass(frozen=True, slots=True)
class Reversed:
    """counters: of the vouchers in their order, then of those by which they had been unapplied; entries: how many.

    readjusted   vouchers by which entries that are open again are carried at the rate of the last exchange adjustment
    """

    counters: tuple[Counter, ...]
    entries: int
    readjusted: tuple[PostedVoucher, ...] = ()


def reverse_with_entries(  # noqa: PLR0913 - each is a word of its own on how the counters are made
    *,
    company: CompanyFacts,
    run: Run,
    voucher_ids: Sequence[int],
    along: Collection[int] = (),
    reason: str = "",
    description: str = "",
    day: date | None = None,
    voids_checks: bool = False,
) -> Reversed:
    """Counter vouchers for vouchers and for what unapplied them, and mirrors of their entries: all nets to nothing.

    day       no counter is dated before it; None for the vouchers' own days
    voids_checks   as reverse_vouchers() takes it
    along     those whose own applications are taken back along with them; the others must be applied to nothing
    refuses   as reverse_vouchers(); as take_back_all(); then per entry PartyBlocked, MoveNotReversed, EntryMirrored,
              EntryApplied, PaymentAdjusted
    """
    dates = voucher_dates(company=company, ids=voucher_ids)
    days = {id: max(own, day or own) for id, own in dates.items()}
    every = list(voucher_ids)
    for id, later in _unapplying(company, voucher_ids).items():
        # One day for all of them: the books are the sum of the entries on every day between, too.
        latest = max(days[id], *later.values())
        days |= {id: latest, **dict.fromkeys(later, latest)}
        every += sorted(set(later) - set(every))
    counters = reverse_vouchers(
        company=company, run=run, voucher_ids=every, reason=reason, description=description, not_before=days,
        voids_checks=voids_checks,
    )  # fmt: skip
    by_voucher = {counter.voucher_id: counter for counter in counters}
    with_them = set(along)
    reversals = [Reversal(id, by_voucher[id].id, by_voucher[id].day, id in with_them) for id in voucher_ids]
    count, opened = _reverse_entries(company, reversals)
    readjusted = readjust(company=company, start=lambda: run, reopened=opened)
    return Reversed(tuple(counters), count, tuple(readjusted))


def _unapplying(company: CompanyFacts, voucher_ids: Collection[int]) -> dict[int, dict[int, date]]:
    """Voucher → the vouchers by which applications that it carried were unapplied, each with its posting date.

    They are reversed along with it: its discounts and gains stand in it, and their mirrors in those.
    """
    applications: dict[int, int] = {}
    for batch in bulk.chunks(sorted(voucher_ids), _IDS):
        rows = Application.objects.filter(company=company.id, voucher__in=batch, unapplies__isnull=True)
        applications |= {id: voucher or 0 for id, voucher in rows.values_list("id", "voucher_id")}
    found: dict[int, dict[int, date]] = {}
    for id, unapplication in unapplied_by(company=company, application_ids=list(applications)).items():
        if unapplication.voucher_id is not None:
            later = found.setdefault(applications[id], {})
            later[unapplication.voucher_id] = unapplication.posting_date
    return found


def _reverse_entries(company: CompanyFacts, reversals: Sequence[Reversal]) -> tuple[int, dict[int, date]]:
    """How many entries were mirrored; and which are open again, from which day on."""
    by_voucher = {one.voucher_id: one for one in reversals}
    along = [one.voucher_id for one in reversals if one.takes_applications_back]
    opened = take_back_all(
        company=company,
        taken_back=[
            TakenBack(row, by_voucher[row.voucher_id or 0].counter_id, by_voucher[row.voucher_id or 0].day)
            for row in standing_applications(company=company, voucher_ids=along)
        ],
    )
    entries: list[Entry] = []
    for batch in bulk.chunks(list(by_voucher), _IDS):
        entries += Entry.objects.filter(company=company.id, voucher__in=batch)
    entries.sort(key=lambda entry: entry.id)
    _refuse(company, entries)
    mirror_entries(company=company, pairs=[(entry, by_voucher[entry.voucher_id]) for entry in entries])
    return len(entries), opened


def _refuse(company: CompanyFacts, entries: Sequence[Entry]) -> None:
    ids = [entry.id for entry in entries]
    parties = parties_by_id(company=company, ids={entry.party_id for entry in entries})
    mirrors = _mirrors(company, ids)
    standing = applications_on(company=company, entry_ids=ids)
    unrealized = _unrealized(company, [entry.id for entry in entries if entry.adjusted_rate_e8 is not None])
    for entry in entries:
        refuse_blocked(party=parties[entry.party_id], document_type=DocumentType(entry.document_type))
        name = f"{entry.ledger.lower()}:{entry.document_number}@{parties[entry.party_id].number}"
        if entry.reverses_id is not None:
            raise MoveNotReversed(document=name)
        if entry.id in mirrors:
            raise EntryMirrored(document=name, counter=mirrors[entry.id])
        if entry.id in standing:
            raise EntryApplied(document=name, application=max(standing[entry.id]))
        if unrealized.get(entry.id):
            raise PaymentAdjusted(
                document=entry.document_number, unrealized=Money(unrealized[entry.id], company.currency)
            )


def _mirrors(company: CompanyFacts, ids: Sequence[int]) -> dict[int, str]:
    """Entry → the voucher of its mirror."""
    found: dict[int, str] = {}
    for batch in bulk.chunks(ids, _IDS):
        rows = Entry.objects.filter(company=company.id, reverses__in=batch).select_related("voucher")
        found |= {row.reverses_id or 0: str(row.voucher) for row in rows}
    return found


def _unrealized(company: CompanyFacts, ids: Sequence[int]) -> Mapping[int, int]:
    """The unrealized gain or loss in the entries' local twins."""
    kinds = [DetailKind.UNREALIZED_GAIN.value, DetailKind.UNREALIZED_LOSS.value]
    found: dict[int, int] = {}
    for batch in bulk.chunks(ids, _IDS):
        rows = EntryDetail.objects.filter(company=company.id, entry__in=batch, kind__in=kinds)
        found |= dict(rows.values_list("entry_id").annotate(total=Sum("local_minor")))
    return found


def mirror_entries(*, company: CompanyFacts, pairs: Sequence[tuple[Entry, Reversal]]) -> None:
    """A mirror of what is left of each entry, and the two applied to each other: both are closed.

    pairs   entries as they now are, each with the counter voucher that carries its mirror
    """
    if not pairs:
        return
    ids = reserve_ids(len(pairs))
    drafts = [mirror_of(entry, one.day) for entry, one in pairs]
    write_entries(company=company, ids=ids, entries=drafts, vouchers=[one.counter_id for _, one in pairs])
    write_keys(company=company, ids=ids, entries=drafts)
    write_applications(company=company, applications=list(_closing(ids, pairs)))


def mirror_of(entry: Entry, day: date) -> EntryDraft:
    """An entry of the opposite of what is left of another. A document's number stays one document's: a mirror
    of it is a journal entry.
    """
    return EntryDraft(
        ledger=entry.ledger,
        document_type=entry.document_type if entry.document_type in REPEATED else "",
        document_number=entry.document_number,
        posting_date=day,
        due_date=day,
        currency=entry.currency,
        document_minor=-entry.remaining_minor,
        remaining_minor=-entry.remaining_minor,
        remaining_local_minor=-entry.remaining_local_minor,
        rate_e8=entry.rate_e8,
        party_id=entry.party_id,
        posting_group_id=entry.posting_group_id,
        external_document_number=entry.external_document_number,
        description=entry.description,
        reverses_id=entry.id,
    )


def _closing(ids: Sequence[int], pairs: Sequence[tuple[Entry, Reversal]]) -> Iterator[NewApplication]:
    for id, (entry, one) in zip(ids, pairs, strict=True):
        minor, local = entry.remaining_minor, entry.remaining_local_minor
        details = (
            Detail(
                entry.id,
                DetailKind.APPLICATION,
                -minor,
                -local,
                id,
                entry.discount_minor,
                entry.max_tolerance_minor,
            ),
            Detail(id, DetailKind.APPLICATION, minor, local, entry.id),
        )
        yield NewApplication(entry.party_id, ApplicationPlan(details, ()), one.day, one.day, one.counter_id)
