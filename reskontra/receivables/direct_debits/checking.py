"""Check the debits of a collection, and keep with each what keeps it from the bank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.direct_debit import Debit as DebitFacts
from reskontra.core.direct_debit import Scheme, Terms, check_debit, in_sequence
from reskontra.database.locks import lock_company
from reskontra.ledger.queries import bank_account_of
from reskontra.parties.card import Card, reachable_cards
from reskontra.parties.queries import accounts_of
from reskontra.receivables.direct_debits.choosing import own_choices
from reskontra.receivables.direct_debits.collections import find_collection, taken_of
from reskontra.receivables.direct_debits.debit_setup import debit_setup_of
from reskontra.receivables.direct_debits.mandates import facts_of
from reskontra.receivables.direct_debits.told_mandates import Told, bare_number, told_of
from reskontra.receivables.direct_debits.tried import Tries, most_tries, tries_of
from reskontra.receivables.models import Debit, DebitCollection


@dataclass(frozen=True, slots=True)
class Checked:
    """How many debits of the collection may go, how many not, and how many were moved to today."""

    collection: str
    fit: int
    faulty: int
    moved: int = 0


def check_collection(
    *, company: CompanyFacts, actor: str, number: str, as_of: date, resets_dates: bool = False
) -> Checked:
    """Check every debit that is new, and keep what was found. resets_dates: days that have passed become as_of.

    refuses   CollectionUnknown, CollectionState
    """
    with transaction.atomic():
        lock_company(company.id)
        collection = find_collection(company=company, number=number, states=("NEW",))
        moved = 0
        if resets_dates:
            late = Debit.objects.filter(company=company.id, collection=collection.id, state="NEW")
            moved = late.filter(transfer_date__lt=as_of).update(transfer_date=as_of)
        rows = check_rows(company=company, collection=collection, as_of=as_of)
        done = Checked(number, sum(not row.findings for row in rows), sum(bool(row.findings) for row in rows), moved)
        content = {"fit": done.fit, "faulty": done.faulty, "moved": moved, "on": as_of}
        record(company=company.id, actor=actor, action="direct_debit.checked", subject=number, content=content)
    return done


def check_rows(*, company: CompanyFacts, collection: DebitCollection, as_of: date) -> list[Debit]:
    """The new debits of a collection in the order they are sent, each with its findings and its place; kept."""
    rows = list(
        Debit.objects.filter(company=company.id, collection=collection.id, state="NEW")
        .select_related("entry__party", "mandate").order_by("transfer_date", "number")
    )  # fmt: skip
    account = bank_account_of(company=company, id=collection.bank_account_id)
    setup = debit_setup_of(company=company, number=account.number).terms
    terms = Terms(Scheme(collection.scheme), setup.allows_other_currencies, as_of, most_tries(company=company))
    book, payee = _book(company, rows), bare_number(account.bankgiro)
    places = in_sequence([facts_of(row.mandate) if row.mandate else None for row in rows])
    for row, (sequence, mandate) in zip(rows, places, strict=True):
        others = book.taken.get(row.entry_id, 0) - row.amount_minor
        facts = DebitFacts(
            amount_minor=row.amount_minor,
            remaining_minor=row.entry.remaining_minor - others,
            currency=row.entry.currency,
            transfer_date=row.transfer_date,
            customer_name=book.cards[row.party_id].name if row.party_id in book.cards else "",
            mandate=mandate,
            account=row.mandate.account if row.mandate else "",
            is_known=row.mandate is None
            or row.mandate.account_kind == "BBAN"  # as it was signed, by clearing number
            or row.mandate.account in book.accounts.get(row.party_id, ()),
            bic=row.mandate.bic if row.mandate else "",
            payer_number=row.mandate.payer_number if row.mandate else "",
            told=book.told.state(row.mandate, payee) if row.mandate else "",
            is_number_of_another=row.mandate is not None and book.told.is_of_another(row.mandate, payee),
            is_elsewhere=row.mandate is not None and book.told.is_elsewhere(row.mandate, payee),
            is_blocked=row.entry.party.blocked == "ALL",
            is_held=bool(row.entry.on_hold),
            is_disputed=bool(row.entry.dispute_status),
            is_chosen_otherwise=row.mandate_id != book.chosen.get(row.entry_id, row.mandate_id),
            tries=book.tries[row.entry_id].count if row.entry_id in book.tries else 0,
            is_refused=row.entry_id in book.tries and row.mandate_id in book.tries[row.entry_id].refused,
        )
        row.findings = " ".join(check_debit(facts, terms=terms))
        row.sequence = sequence.value if sequence else ""
    Debit.objects.filter(company=company.id).bulk_update(rows, ["findings", "sequence"], batch_size=400)
    return rows


@dataclass(frozen=True, slots=True)
class _Book:
    """taken: what debits under way take of each entry, those of this collection too."""

    taken: Mapping[int, int]
    cards: Mapping[int, Card]
    accounts: Mapping[int, list[str]]
    told: Told
    chosen: Mapping[int, int | None]
    tries: Mapping[int, Tries]


def _book(company: CompanyFacts, rows: Iterable[Debit]) -> _Book:
    rows = list(rows)
    parties = {row.party_id for row in rows}
    numbers = {row.mandate.payer_number for row in rows if row.mandate}
    return _Book(
        taken_of(company=company, entry_ids=[row.entry_id for row in rows]),
        reachable_cards(company=company, ids=parties),
        accounts_of(company=company, ids=parties),
        told_of(company=company, payer_numbers=numbers),
        own_choices(company=company, entry_ids=[row.entry_id for row in rows]),
        tries_of(company=company, entry_ids=[row.entry_id for row in rows]),
    )
