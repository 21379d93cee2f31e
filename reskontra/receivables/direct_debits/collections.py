"""Collections of debits: found, listed, and what other debits under way take of a document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.ledger.queries import bank_accounts, voucher_names
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.models import Debit, DebitCollection

UNDER_WAY = ("NEW", "FILE_CREATED")
STATE_WORDS = {
    "NEW": noop("new"), "CANCELLED": noop("cancelled"), "FILE_CREATED": noop("with the bank"), "CLOSED": noop("closed"),
    "POSTED": noop("posted"), "REJECTED": noop("rejected"),
}  # fmt: skip
_IDS = 900


class CollectionUnknown(Refused):
    code = "debit_collection_unknown"
    template = 'There is no collection "{collection}". See them with reskontra direct-debit list --all.'


class DebitUnknown(Refused):
    code = "debit_unknown"
    template = "Collection {collection} has no debit {number}. See them with reskontra direct-debit show {collection}."


class CollectionState(Refused):
    code = "debit_collection_state"
    template = (
        "Collection {collection} is {state}, which rules that out. Choose another: reskontra direct-debit list --all."
    )


class DebitState(Refused):
    code = "debit_state"
    template = "Debit {debit} is {state}, which rules that out. See the others with reskontra direct-debit show."


@dataclass(frozen=True, slots=True)
class CollectionShown:
    """debits: how many; amount: what they come to, without those that are rejected. faulty: kept from the bank.

    file_id: of the file for the bank, None until it is created
    """

    number: str
    scheme: str
    bank_account: str
    state: str
    from_date: date | None
    to_date: date
    debits: int
    amount: Money
    faulty: int
    message_id: str
    created_by: str
    exported_by: str
    file_id: int | None


@dataclass(frozen=True, slots=True)
class DebitShown:
    """findings: codes of what keeps it from the bank; voucher: that posted it, "" for none."""

    number: int
    transaction_id: str
    customer: str
    name: str
    document: str
    entry_id: int
    mandate: str
    account: str
    transfer_date: date
    amount: Money
    remaining: Money
    state: str
    sequence: str
    message: str
    findings: tuple[str, ...]
    voucher: str
    reason: str
    reason_text: str
    returned_date: date | None


def find_collection(*, company: CompanyFacts, number: str, states: Sequence[str] = ()) -> DebitCollection:
    """The collection, in one of these states where some are named.

    refuses   CollectionUnknown, CollectionState
    """
    row = DebitCollection.objects.filter(company=company.id, number=number).first()
    if row is None:
        raise CollectionUnknown(collection=number[:40])
    if states and row.state not in states:
        raise CollectionState(collection=number, state=STATE_WORDS[row.state])
    return row


def was_exported(*, company: CompanyFacts, number: str) -> bool:
    """refuses   CollectionUnknown"""
    return find_collection(company=company, number=number).state != "NEW"


def find_debit(*, company: CompanyFacts, collection: DebitCollection, number: int) -> Debit:
    """refuses   DebitUnknown"""
    rows = Debit.objects.filter(company=company.id, collection=collection.id, number=number)
    row = rows.select_related("collection", "mandate", "entry").first()
    if row is None:
        raise DebitUnknown(collection=collection.number, number=number)
    return row


def refuse_state(row: Debit, *, states: Sequence[str]) -> None:
    """refuses   DebitState: where the debit is in none of these"""
    if row.state not in states:
        raise DebitState(debit=row.transaction_id, state=STATE_WORDS[row.state])


def taken_of(*, company: CompanyFacts, entry_ids: Collection[int], but: int = 0) -> dict[int, int]:
    """Entry → what debits under way take of it, in minor units; without the debit `but`."""
    found: dict[int, int] = {}
    for batch in bulk.chunks(sorted(set(entry_ids)), _IDS):
        rows = Debit.objects.filter(company=company.id, entry__in=batch, state__in=UNDER_WAY)
        rows = rows.filter(collection__state__in=UNDER_WAY).exclude(id=but)
        found |= dict(rows.values_list("entry_id").annotate(total=Sum("amount_minor")))
    return found


def collections(*, company: CompanyFacts, with_all: bool = False) -> list[CollectionShown]:
    """The newest first; without those that are posted, closed or cancelled unless all are wanted."""
    rows = DebitCollection.objects.filter(company=company.id).order_by("-id")
    return _shown(company, list(rows if with_all else rows.filter(state__in=UNDER_WAY)))


def collection_shown(*, company: CompanyFacts, number: str) -> CollectionShown:
    """refuses   CollectionUnknown"""
    return _shown(company, [find_collection(company=company, number=number)])[0]


def _shown(company: CompanyFacts, rows: Sequence[DebitCollection]) -> list[CollectionShown]:
    counts: dict[int, int] = {}
    sums: dict[int, int] = {}
    faulty: dict[int, int] = {}
    for batch in bulk.chunks([row.id for row in rows], _IDS):
        debits = Debit.objects.filter(company=company.id, collection__in=batch)
        counts |= dict(debits.values_list("collection_id").annotate(Count("id")))
        standing = debits.exclude(state="REJECTED")
        sums |= dict(standing.values_list("collection_id").annotate(Sum("amount_minor")))
        found = standing.filter(state="NEW").exclude(findings="")
        faulty |= dict(found.values_list("collection_id").annotate(Count("id")))
    banks = {one.id: one.number for one in bank_accounts(company=company)}
    return [
        CollectionShown(
            row.number, row.scheme, banks[row.bank_account_id], row.state, row.from_date, row.to_date,
            counts.get(row.id, 0), Money(sums.get(row.id, 0), row.currency), faulty.get(row.id, 0), row.message_id,
            row.created_by, row.exported_by, row.file_id,
        )
        for row in rows
    ]  # fmt: skip


def debits_of(*, company: CompanyFacts, number: str) -> list[DebitShown]:
    """The debits of a collection, by their numbers.

    refuses   CollectionUnknown
    """
    collection = find_collection(company=company, number=number)
    rows = list(
        Debit.objects.filter(company=company.id, collection=collection.id)
        .select_related("entry", "mandate").order_by("number")
    )  # fmt: skip
    parties = parties_by_id(company=company, ids={row.party_id for row in rows})
    vouchers = voucher_names(company=company, ids={row.voucher_id for row in rows if row.voucher_id})
    return [
        DebitShown(
            row.number, row.transaction_id, parties[row.party_id].number, parties[row.party_id].name,
            row.entry.document_number, row.entry_id, row.mandate.number if row.mandate else "",
            row.mandate.account if row.mandate else "", row.transfer_date,
            Money(row.amount_minor, collection.currency), Money(row.entry.remaining_minor, row.entry.currency),
            row.state, row.sequence, row.message, tuple(row.findings.split()), vouchers.get(row.voucher_id or 0, ""),
            row.reason, row.reason_text, row.returned_date,
        )
        for row in rows
    ]  # fmt: skip
