"""Write the file of a collection for the bank: all its debits, or none."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.files import read_file, store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import refuse_in_sandbox
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.autogiro_orders import OrderWritten, write_orders
from reskontra.formats.pain008 import (
    CreditorWritten,
    DebitWritten,
    GroupWritten,
    MessageWritten,
    write_pain008,
)
from reskontra.formats.pain008_checks import check_pain008
from reskontra.ledger.queries import bank_account_of
from reskontra.parties.card import Card, reachable_cards
from reskontra.receivables.direct_debits.checking import check_rows
from reskontra.receivables.direct_debits.collections import STATE_WORDS, find_collection
from reskontra.receivables.direct_debits.debit_setup import DebitSetupFacts, debit_setup_of, require_setup
from reskontra.receivables.direct_debits.faults import faults
from reskontra.receivables.direct_debits.mandates import count_debits
from reskontra.receivables.models import Debit, DebitCollection

_SEQUENCES = ("OOFF", "FRST", "RCUR", "FNAL")
LONGEST_REFERENCE = 16


class NothingToExport(Refused):
    code = "nothing_to_export_by_debit"
    template = "Collection {collection} has {debits:debit|debits} to send. Make a new one, or close it."


class DebitFileUnknown(Refused):
    code = "debit_file_unknown"
    template = "Collection {collection} is {state}, and has no file for the bank. Create one of a new collection."


@dataclass(frozen=True, slots=True)
class Exported:
    """is_new: False where the file was created before, and is given again."""

    collection: str
    name: str
    content: bytes
    debits: int
    amount: Money
    is_new: bool = True


def export_collection(*, company: CompanyFacts, actor: str, number: str, today: date) -> Exported:
    """The collection's file; the first time its debits are checked, counted on their mandates, and under way.

    refuses   InSandbox, CollectionUnknown, CollectionState, DebitSetupMissing, NothingToExport; Findings of all that
              keeps debits from the bank; MessageBreaksSchema
    """
    refuse_in_sandbox(company)
    with transaction.atomic():
        lock_company(company.id)
        collection = find_collection(company=company, number=number, states=("NEW", "FILE_CREATED", "POSTED"))
        if collection.file_id is not None:
            return _again(company, collection)
        setup = _setup(company, collection)
        rows = check_rows(company=company, collection=collection, as_of=today)
        if not rows:
            raise NothingToExport(collection=number, debits=0)
        refuse_faulty(company, collection, rows)
        content = _sent(company, actor, collection, setup, rows)
        total = Money(sum(row.amount_minor for row in rows), collection.currency)
        told = {"message": collection.message_id, "debits": len(rows), "amount": total.minor}
        record(company=company.id, actor=actor, action="direct_debit.exported", subject=number, content=told)
    return Exported(number, file_name(collection), content, len(rows), total)


def exported_file(*, company: CompanyFacts, number: str) -> Exported:
    """The file as it was created, of a collection that stands.

    refuses   InSandbox, CollectionUnknown, DebitFileUnknown
    """
    refuse_in_sandbox(company)
    collection = find_collection(company=company, number=number)
    if collection.file_id is None or collection.state not in ("FILE_CREATED", "POSTED"):
        raise DebitFileUnknown(collection=number, state=STATE_WORDS[collection.state])
    return _again(company, collection)


def _again(company: CompanyFacts, collection: DebitCollection) -> Exported:
    assert collection.file_id is not None
    content = read_file(company=company, file_id=collection.file_id)
    rows = Debit.objects.filter(company=company.id, collection=collection.id).exclude(sequence="")
    amounts = list(rows.values_list("amount_minor", flat=True))
    total = Money(sum(amounts), collection.currency)
    return Exported(collection.number, file_name(collection), content, len(amounts), total, is_new=False)


def file_name(collection: DebitCollection) -> str:
    """As the bank is sent it."""
    ending = "txt" if collection.scheme == Scheme.AUTOGIRO else "xml"
    return f"{collection.message_id}.{ending}"


def refuse_faulty(company: CompanyFacts, collection: DebitCollection, rows: Sequence[Debit]) -> None:
    """refuses   Findings of faults"""
    if found := [one for row in rows for one in faults_of(company, collection, row)]:
        raise Findings(found)


def faults_of(company: CompanyFacts, collection: DebitCollection, row: Debit) -> list[Refused]:
    """What was found of a debit when it was last checked, to be told."""
    return faults(
        row.findings.split(),
        debit=row.transaction_id,
        document=row.entry.document_number,
        customer=row.entry.party.number,
        amount=Money(row.amount_minor, row.entry.currency),
        remaining=Money(row.entry.remaining_minor, row.entry.currency),
        day=row.transfer_date,
        mandate=row.mandate.number if row.mandate else "–",
        account=row.mandate.account if row.mandate else "",
        scheme=collection.scheme,
    )


def _setup(company: CompanyFacts, collection: DebitCollection) -> DebitSetupFacts:
    account = bank_account_of(company=company, id=collection.bank_account_id)
    setup = debit_setup_of(company=company, number=account.number)
    require_setup(setup, scheme=Scheme(collection.scheme))
    return setup


def _sent(
    company: CompanyFacts, actor: str, collection: DebitCollection, setup: DebitSetupFacts, rows: Sequence[Debit]
) -> bytes:
    collection.exported_by, collection.exported_at, collection.state = actor, bulk.moment(), "FILE_CREATED"
    collection.message_id = message_id_of(company, collection.number, collection.exported_at)
    if collection.scheme == Scheme.AUTOGIRO:
        content = _autogiro(setup, collection.exported_at.date(), rows)
    else:
        cards = reachable_cards(company=company, ids={row.party_id for row in rows})
        content = _pain008(company, collection, setup, cards, rows)
    stream = io.BytesIO(content)
    collection.file_id = store_file(company=company, name=file_name(collection), stream=stream)
    collection.save()
    Debit.objects.filter(company=company.id, id__in=[row.id for row in rows]).update(state="FILE_CREATED")
    count_debits(company=company, rows=[row.mandate for row in rows if row.mandate])
    return content


def message_id_of(company: CompanyFacts, number: str, at: datetime) -> str:
    """No other company's, and no other moment's, so that an answer to another file is not taken for one to this.

    At most 28 signs: the groups of the file are numbered behind it, in 35.
    """
    who = f"{company.id}/{company.organisation_number}/{company.name}/{number}"
    mark = sha256(f"{who}/{at.isoformat()}".encode()).hexdigest()[:6].upper()
    return f"{number[-9:].lstrip('/-')}-{at:%y%m%d%H%M}-{mark}"


def groups_of(collection: DebitCollection, rows: Iterable[Debit]) -> list[tuple[str, list[Debit]]]:
    """(id, debits) of each group of the file: of one day and one place in the sequence, in this order."""
    found: dict[tuple[date, int], list[Debit]] = {}
    for row in rows:
        found.setdefault((row.transfer_date, _SEQUENCES.index(row.sequence)), []).append(row)
    return [(f"{collection.message_id}-{number}", found[key]) for number, key in enumerate(sorted(found), 1)]


def _autogiro(setup: DebitSetupFacts, day: date, rows: Sequence[Debit]) -> bytes:
    orders = [
        OrderWritten(row.mandate.payer_number, row.transfer_date, row.amount_minor, reference_of(row))
        for row in rows
        if row.mandate
    ]
    return write_orders(
        day=day, bankgiro=setup.account.bankgiro, customer_number=setup.terms.bankgirot_number, orders=orders
    )


def reference_of(row: Debit) -> str:
    """What an Autogiro order and its answers are known by: the payment reference, the document, or the debit."""
    wanted = (row.entry.payment_reference, row.entry.document_number, row.transaction_id)
    return next((text for text in wanted if text and text.isascii() and len(text) <= LONGEST_REFERENCE), "")


def _pain008(
    company: CompanyFacts,
    collection: DebitCollection,
    setup: DebitSetupFacts,
    cards: dict[int, Card],
    rows: Sequence[Debit],
) -> bytes:
    groups = tuple(
        GroupWritten(
            id=id,
            day=of_group[0].transfer_date,
            instrument=collection.scheme,
            sequence=of_group[0].sequence,
            debits=tuple(_debit(cards[row.party_id], row) for row in of_group),
        )
        for id, of_group in groups_of(collection, rows)
    )
    terms = setup.terms
    creditor = CreditorWritten(
        terms.name or company.name, setup.account.iban, terms.creditor_id, terms.bic, terms.is_batch
    )
    assert isinstance(collection.exported_at, datetime)
    message = MessageWritten(collection.message_id, collection.exported_at, collection.currency, creditor, groups)
    content = write_pain008(message, version=terms.version)
    check_pain008(content)
    return content


def _debit(card: Card, row: Debit) -> DebitWritten:
    mandate = row.mandate
    assert mandate
    assert mandate.signed_date
    city = " ".join(part for part in (card.postal_code, card.city) if part)
    return DebitWritten(
        id=row.transaction_id,
        amount_minor=row.amount_minor,
        mandate_id=mandate.number,
        signed_date=mandate.signed_date,
        name=card.name,
        account=mandate.account,
        bic=mandate.bic,
        country=card.country,
        address=(card.address, city),
        text=row.message or ", ".join(text for text in (row.entry.description, row.entry.document_number) if text),
    )
