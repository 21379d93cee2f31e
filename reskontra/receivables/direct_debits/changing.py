"""Change debits before they go to the bank, take them out, and close a collection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money, parse_minor
from reskontra.database.locks import lock_company
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.direct_debits.checking import check_rows
from reskontra.receivables.direct_debits.choosing import MandateOfAnother
from reskontra.receivables.direct_debits.collections import find_collection, find_debit, refuse_state, taken_of
from reskontra.receivables.direct_debits.mandates import find_mandate
from reskontra.receivables.models import Debit, DebitCollection

LONGEST_MESSAGE = 140


class DebitAmountUnfit(Refused):
    code = "debit_amount_unfit"
    template = (
        "{debit} was to be of {amount}, and {document} has {free} that no other debit takes. "
        "Write an amount above 0, at most {free}."
    )


class DebitMessageTooLong(Refused):
    code = "debit_message_too_long"
    template = "The message of {debit} has {letters:letter|letters}. Write at most {most}."


class NothingChanged(Refused):
    code = "debit_nothing_changed"
    template = "Nothing was to be changed of {debit}. Name an amount, a day, a message or a mandate."


class CloseReasonMissing(Refused):
    code = "collection_close_reason_missing"
    template = (
        "The file of collection {collection} was created, and the bank may collect by it. "
        "Tell why it is closed, once the bank has withdrawn it: --reason."
    )


@dataclass(frozen=True, slots=True)
class DebitChange:
    """None leaves as it is. amount: as people write it; mandate: by number."""

    amount: str | None = None
    transfer_date: date | None = None
    message: str | None = None
    mandate: str | None = None


def change_debit(
    *, company: CompanyFacts, actor: str, collection: str, number: int, change: DebitChange, today: date
) -> Debit:
    """Change a debit that is new, and check its collection again.

    refuses   CollectionUnknown, CollectionState, DebitUnknown, DebitState, NothingChanged, DebitAmountUnfit, what
              parse_minor() refuses, DebitMessageTooLong, MandateUnknown, MandateOfAnother
    """
    with transaction.atomic():
        lock_company(company.id)
        of, row = _new_debit(company, collection, number)
        if change == DebitChange():
            raise NothingChanged(debit=row.transaction_id)
        before = _content(row)
        if change.amount is not None:
            row.amount_minor = _amount(company, of, row, change.amount)
        if change.message is not None:
            row.message = _message(row, change.message)
        row.transfer_date = change.transfer_date or row.transfer_date
        if change.mandate is not None:
            row.mandate = find_mandate(company=company, number=change.mandate)
            if row.mandate.party_id != row.party_id:
                _refuse_another(company, row)
        row.save()
        content = {"debit": number, "before": before, "after": _content(row)}
        record(company=company.id, actor=actor, action="direct_debit.changed", subject=collection, content=content)
        checked = check_rows(company=company, collection=of, as_of=today)
    return next(one for one in checked if one.id == row.id)


def remove_debit(*, company: CompanyFacts, actor: str, collection: str, number: int, today: date) -> None:
    """Take a debit out of a collection that is new; its invoice may be collected by another.

    refuses   CollectionUnknown, CollectionState, DebitUnknown, DebitState
    """
    with transaction.atomic():
        lock_company(company.id)
        of, row = _new_debit(company, collection, number)
        content = {"debit": number, "before": _content(row)}
        Debit.objects.filter(company=company.id, id=row.id).delete()
        record(company=company.id, actor=actor, action="direct_debit.removed", subject=collection, content=content)
        check_rows(company=company, collection=of, as_of=today)


def close_collection(*, company: CompanyFacts, actor: str, number: str, reason: str = "") -> DebitCollection:
    """A new collection is cancelled, one whose file was created closed; debits that never went are rejected.

    reason    must be given once the file was created
    refuses   CollectionUnknown, CollectionState, CloseReasonMissing
    """
    with transaction.atomic():
        lock_company(company.id)
        row = find_collection(company=company, number=number, states=("NEW", "FILE_CREATED"))
        if row.state == "FILE_CREATED" and not reason.strip():
            raise CloseReasonMissing(collection=number)
        before, row.state = row.state, "CANCELLED" if row.state == "NEW" else "CLOSED"
        row.save(update_fields=["state"])
        waiting = Debit.objects.filter(company=company.id, collection=row.id, state="NEW")
        debits = waiting.update(state="REJECTED", findings="")
        content = {"state": [before, row.state], "debits": debits, "reason": reason.strip()[:250]}
        record(company=company.id, actor=actor, action="direct_debit.closed", subject=number, content=content)
    return row


def _new_debit(company: CompanyFacts, collection: str, number: int) -> tuple[DebitCollection, Debit]:
    of = find_collection(company=company, number=collection, states=("NEW",))
    row = find_debit(company=company, collection=of, number=number)
    refuse_state(row, states=("NEW",))
    return of, row


def _amount(company: CompanyFacts, of: DebitCollection, row: Debit, text: str) -> int:
    minor = parse_minor(text, of.currency)
    taken = taken_of(company=company, entry_ids=[row.entry_id], but=row.id).get(row.entry_id, 0)
    free = max(row.entry.remaining_minor - taken, 0)
    if not 0 < minor <= free:
        raise DebitAmountUnfit(
            debit=row.transaction_id, amount=Money(minor, of.currency), document=row.entry.document_number,
            free=Money(free, of.currency),
        )  # fmt: skip
    return minor


def _message(row: Debit, text: str) -> str:
    message = " ".join(text.split())
    if len(message) > LONGEST_MESSAGE:
        raise DebitMessageTooLong(debit=row.transaction_id, letters=len(message), most=LONGEST_MESSAGE)
    return message


def _refuse_another(company: CompanyFacts, row: Debit) -> None:
    assert row.mandate
    parties = parties_by_id(company=company, ids={row.party_id, row.mandate.party_id})
    raise MandateOfAnother(
        mandate=row.mandate.number, customer=parties[row.mandate.party_id].number,
        document=row.entry.document_number, other=parties[row.party_id].number,
    )  # fmt: skip


def _content(row: Debit) -> dict[str, object]:
    return {
        "amount": row.amount_minor, "day": row.transfer_date, "mandate": row.mandate.number if row.mandate else None,
        "message": bool(row.message),
    }  # fmt: skip
