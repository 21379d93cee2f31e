"""What corrections of posted entries share: the entry as it now is, how much of it, and a reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.application_checks import EntryNotOpen, named
from reskontra.core.entries import Ledger, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.money import Money, parse_minor
from reskontra.database import bulk
from reskontra.receivables.applying import EntryName, find_named
from reskontra.receivables.models import BadDebt, Entry, Repayment
from reskontra.receivables.payments import lock_entries

_IDS = 900


@dataclass(frozen=True, slots=True)
class ClaimOrder:
    """What is to become of a claim on that day. amount: as people write it, "" for all that is left."""

    name: EntryName
    reason: str
    day: date
    amount: str = ""


class CorrectionReasonMissing(Refused):
    code = "correction_reason_missing"
    template = "{what} is not corrected without a reason. Add --reason TEXT."


class AmountBeyondEntry(Refused):
    code = "amount_beyond_entry"
    template = "{document} has {remaining} left, and {amount} was named. Name an amount above 0, at most {remaining}."


class NotAClaim(Refused):
    code = "not_a_claim"
    template = "{document} is {remaining}, and no claim on a customer. Name an open invoice of a customer."


class EntryFeared(Refused):
    code = "entry_feared"
    template = "{document} is feared lost, with {amount}. Release it first: reskontra bad-debt release."


class EntryToBePaidBack(Refused):
    code = "entry_to_be_paid_back"
    template = (
        "{amount} of {document} is to be paid back, by repayment {repayment}. "
        "Cancel it first: reskontra repayment cancel {repayment}."
    )


def reason_of(text: str, *, what: str) -> str:
    """refuses   CorrectionReasonMissing"""
    if not text.strip():
        raise CorrectionReasonMissing(what=what)
    return text.strip()


def find_open_entry(*, company: CompanyFacts, name: EntryName) -> tuple[OpenEntry, int]:
    """The open entry of that number, locked, with its posting group's id.

    refuses   DocumentUnknown, DocumentNotUnique, EntryNotOpen
    """
    fact = find_named(company=company, name=name)
    found = lock_entries(company=company, ids=[fact.entry_id])[fact.entry_id]
    if not found[0].is_open:
        raise EntryNotOpen(document=named(found[0]))
    return found


def find_claim(*, company: CompanyFacts, name: EntryName) -> tuple[OpenEntry, int]:
    """An open claim on a customer, locked, with its posting group's id.

    refuses   DocumentUnknown, DocumentNotUnique, EntryNotOpen, NotAClaim
    """
    found = find_open_entry(company=company, name=name)
    claim = found[0]
    if claim.ledger is not Ledger.CUSTOMER or claim.remaining_minor < 0:
        raise NotAClaim(document=named(claim), remaining=Money(claim.remaining_minor, claim.currency))
    return found


def part_of(entry: OpenEntry, text: str) -> int:
    """An amount as people write it, positive or signed as the entry; all that is left without one.

    returns   minor units in the entry's currency, signed as the entry
    refuses   AmountBeyondEntry, and what parse_minor() refuses
    """
    if not text:
        return entry.remaining_minor
    written = parse_minor(text, entry.currency)
    is_other_way = written < 0 < entry.remaining_minor
    minor = abs(written)
    if is_other_way or not 0 < minor <= abs(entry.remaining_minor):
        raise AmountBeyondEntry(
            document=named(entry),
            remaining=Money(abs(entry.remaining_minor), entry.currency),
            amount=Money(written if is_other_way else minor, entry.currency),
        )
    return minor if entry.remaining_minor > 0 else -minor


def refuse_held(*, company: CompanyFacts, entry_ids: Collection[int]) -> None:
    """Whether a bad debt or a repayment stands on one of the entries.

    refuses   EntryFeared, EntryToBePaidBack
    """
    for batch in bulk.chunks(sorted(entry_ids), _IDS):
        numbers = Entry.objects.filter(company=company.id, id__in=batch)
        feared = BadDebt.objects.filter(
            company=company.id, entry__in=batch, kind="FEARED", ended_voucher__isnull=True
        ).first()
        if feared is not None:
            entry = numbers.get(id=feared.entry_id)
            raise EntryFeared(document=entry.document_number, amount=Money(feared.amount_minor, entry.currency))
        repaid = Repayment.objects.filter(
            company=company.id, entry__in=batch, state__in=["PROPOSED", "APPROVED"]
        ).first()
        if repaid is not None:
            entry = numbers.get(id=repaid.entry_id)
            raise EntryToBePaidBack(
                document=entry.document_number,
                amount=Money(repaid.amount_minor, entry.currency),
                repayment=repaid.id,
            )
