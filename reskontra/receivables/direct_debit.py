"""What the bank tells of direct debit (Autogiro) beside the money: mandates, and payments that it did not try.

A mandate is a customer's by the payer's number, where that is the customer's, else by the organisation number,
else by the account. A rejected payment is an invoice's by its reference. What nobody is known by is kept and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.files import store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.keys import reference_key
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.autogiro_answers import CURRENCY, Answers, RejectedOrder, read_answers
from reskontra.parties.queries import ids_by_account, ids_by_number, ids_by_organisation_number, parties_by_id
from reskontra.receivables.direct_debits.rejected_orders import reject_orders
from reskontra.receivables.direct_debits.request_answers import answer_requests
from reskontra.receivables.direct_debits.returning import NotTaken, Rejected
from reskontra.receivables.direct_debits.untaken import of_own_payees, untaken_mandates, untaken_orders
from reskontra.receivables.models import Mandate, RejectedDebit
from reskontra.receivables.queries import facts_by_id, find_keys

_MANDATE = ("company_id", "payee", "payer_number", "party_id", "account", "id_number", "state", "comment",
            "changed_date")  # fmt: skip
_REJECTED = ("company_id", "entry_id", "party_id", "file_id", "number", "payer_number", "reference", "amount_minor",
             "due_date", "told_date", "reason")  # fmt: skip


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate as it stands; customer and name are blank where nobody is known by it."""

    payee: str
    payer_number: str
    customer: str
    name: str
    account: str
    id_number: str
    state: str
    comment: str
    changed_date: date


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A payment that was not tried; document is blank where no invoice is known by its reference. place: among all."""

    payer_number: str
    customer: str
    name: str
    document: str
    reference: str
    amount: Money
    due_date: date | None
    told_date: date
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file did. mandates: those that are new or changed; rejected: payments not told of before.

    debits: of our own collections that are taken back by it. untaken: what could not be, each with why; stuck: debits
    whose payments stand.
    """

    kind: str
    mandates: tuple[MandateLine, ...] = ()
    rejected: tuple[RejectedLine, ...] = ()
    known: int = 0
    debits: tuple[Rejected, ...] = ()
    untaken: tuple[Refused, ...] = ()
    stuck: tuple[NotTaken, ...] = ()


def take_answers(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> Taken:
    """Take a mandate advice, a mandate register or a list of rejected payments; the same file again changes nothing.

    stream    from its start, seekable
    refuses   what read_answers refuses
    """
    answers = read_answers(stream)
    stream.seek(0)
    with transaction.atomic():
        lock_company(company.id)
        file = store_file(company=company, name=name, stream=stream)
        answers, foreign = of_own_payees(company, answers)
        taken = _mandates(company, answers) if answers.mandates else _rejected(company, answers, file)
        if answers.rejected:
            orders = reject_orders(company=company, actor=actor, answers=answers)
            left = untaken_orders(orders.left, known=_entries(company, orders.left))
            taken = replace(taken, debits=orders.done, stuck=orders.stuck, untaken=tuple(left))
        taken = replace(taken, untaken=(*foreign, *taken.untaken))
        if taken.mandates or taken.rejected:
            content = {
                "file": file, "kind": answers.kind, "mandates": len(taken.mandates), "rejected": len(taken.rejected),
            }  # fmt: skip
            record(
                company=company.id, actor=actor, action="receivables.direct_debit.taken", subject=answers.bankgiro,
                content=content,
            )  # fmt: skip
    return taken


def preview_answers(*, company: CompanyFacts, actor: str, name: str, stream: BinaryIO) -> Taken:
    """What take_answers() would do with the same; nothing is stored.

    refuses   what take_answers() refuses
    """
    with transaction.atomic():
        taken = take_answers(company=company, actor=actor, name=name, stream=stream)
        transaction.set_rollback(True)
    return taken


class _Customers:
    """Customers by what the bank calls them: only where one alone is meant."""

    def __init__(
        self, company: CompanyFacts, *, numbers: Iterable[str], ids: Iterable[str] = (), accounts: Iterable[str] = ()
    ) -> None:
        wanted = {_organisation(one) for one in ids if one}
        self._by_number = ids_by_number(company=company, numbers=set(numbers))
        self._by_organisation = ids_by_organisation_number(company=company, numbers=wanted)
        self._by_account = ids_by_account(company=company, accounts={one for one in accounts if one})
        every = (self._by_number, self._by_organisation, self._by_account)
        found = {party for one in every for several in one.values() for party in several}
        parties = parties_by_id(company=company, ids=found)
        self._customers = {party for party, one in parties.items() if one.ledger == "CUSTOMER"}

    def find(self, *, number: str, id_number: str = "", account: str = "") -> int | None:
        named = (
            self._by_number.get(number, []),
            self._by_organisation.get(_organisation(id_number), []),
            self._by_account.get(account, []),
        )
        for several in named:
            fitting = [one for one in several if one in self._customers]
            if len(fitting) == 1:
                return fitting[0]
        return None


def _organisation(id_number: str) -> str:
    """As customers' cards have it."""
    return f"{id_number[:6]}-{id_number[6:]}" if len(id_number) == 10 else id_number


def _mandates(company: CompanyFacts, answers: Answers) -> Taken:
    last = {(one.payee, one.payer_number): one for one in sorted(answers.mandates, key=lambda one: one.day)}
    customers = _Customers(
        company, numbers=(one.payer_number for one in last.values()), ids=(one.id_number for one in last.values()),
        accounts=(one.account for one in last.values()),
    )  # fmt: skip
    kept = {
        (row.payee, row.payer_number): row
        for row in Mandate.objects.filter(company=company.id, payee__in={payee for payee, _ in last})
    }
    rows, changed = [], []
    for key, one in last.items():
        row = kept.get(key)
        if row is not None and (row.changed_date > one.day or (row.state, row.changed_date) == (one.state, one.day)):
            continue
        values = (
            company.id, *key, customers.find(number=one.payer_number, id_number=one.id_number, account=one.account),
            one.account or (row.account if row else ""),
            one.id_number or (row.id_number if row else ""), one.state, one.comment, one.day,
        )  # fmt: skip
        rows.append(values)
        changed.append(key)
    Mandate.objects.filter(company=company.id, id__in=[kept[key].id for key in changed if key in kept]).delete()
    bulk.insert(Mandate, _MANDATE, rows)
    answer_requests(company=company, answers=[last[key] for key in changed])
    wanted = set(changed)
    told = tuple(one for one in mandates(company=company) if (one.payee, one.payer_number) in wanted)
    nobodys = {one.payer_number for one in told if not one.customer}
    untaken = untaken_mandates(company=company, answers=[last[key] for key in changed], nobodys=nobodys)
    return Taken(answers.kind, mandates=told, known=len(last) - len(changed), untaken=tuple(untaken))


def _rejected(company: CompanyFacts, answers: Answers, file: int) -> Taken:
    if RejectedDebit.objects.filter(company=company.id, file=file).exists():
        return Taken(answers.kind, known=len(answers.rejected))
    entries = _entries(company, answers.rejected)
    customers = _Customers(company, numbers=(one.payer_number for one in answers.rejected))
    known = dict(
        Mandate.objects.filter(company=company.id, payee=answers.bankgiro).values_list("payer_number", "party_id")
    )
    rows = []
    for number, one in enumerate(answers.rejected, 1):
        entry, party = entries.get(one.reference, (None, None))
        party = party or known.get(one.payer_number) or customers.find(number=one.payer_number)
        rows.append((
            company.id, entry, party, file, number, one.payer_number, one.reference, one.amount_minor, one.due_date,
            answers.day, one.reason,
        ))  # fmt: skip
    bulk.insert(RejectedDebit, _REJECTED, rows)
    return Taken(answers.kind, rejected=tuple(rejected(company=company, file=file)))


def _entries(company: CompanyFacts, orders: Sequence[RejectedOrder]) -> dict[str, tuple[int, int]]:
    """Reference → the only invoice of a customer, open or settled, that is known by it, and its customer."""
    keys = {key: one.reference for one in orders if (key := reference_key(one.reference)) is not None}
    found: dict[str, set[int]] = {}
    for hit in find_keys(company=company, keys=list(keys)):
        found.setdefault(keys[hit.key], set()).add(hit.entry_id)
    facts = facts_by_id(company=company, ids={entry for several in found.values() for entry in several})
    invoices = {
        reference: [one for one in several if facts[one].ledger == "CUSTOMER" and facts[one].document_type == "INVOICE"]
        for reference, several in found.items()
    }
    return {
        reference: (several[0], facts[several[0]].party_id)
        for reference, several in invoices.items()
        if len(several) == 1
    }


def mandates(*, company: CompanyFacts, state: str = "") -> list[MandateLine]:
    """The mandates that the bank told of, by payee and payer's number; all, or those in one state."""
    rows = Mandate.objects.filter(company=company.id, **({"state": state} if state else {}))
    found = list(rows.order_by("payee", "payer_number"))
    parties = parties_by_id(company=company, ids={row.party_id for row in found if row.party_id})
    return [
        MandateLine(
            row.payee, row.payer_number, parties[row.party_id].number if row.party_id else "",
            parties[row.party_id].name if row.party_id else "", row.account, row.id_number, row.state, row.comment,
            row.changed_date,
        )
        for row in found
    ]  # fmt: skip


def rejected(*, company: CompanyFacts, file: int | None = None, entry_id: int | None = None) -> list[RejectedLine]:
    """Payments that were not tried, the last told of first; of one file, or of one entry."""
    rows = RejectedDebit.objects.filter(company=company.id).select_related("entry")
    if file is not None:
        rows = rows.filter(file=file)
    if entry_id is not None:
        rows = rows.filter(entry=entry_id)
    found = list(rows.order_by("-told_date", "file_id", "number"))
    parties = parties_by_id(company=company, ids={row.party_id for row in found if row.party_id})
    return [
        RejectedLine(
            row.payer_number, parties[row.party_id].number if row.party_id else "",
            parties[row.party_id].name if row.party_id else "", row.entry.document_number if row.entry else "",
            row.reference, Money(row.amount_minor, CURRENCY), row.due_date, row.told_date, row.reason,
            f"{row.file_id}/{row.number}",
        )
        for row in found
    ]  # fmt: skip
