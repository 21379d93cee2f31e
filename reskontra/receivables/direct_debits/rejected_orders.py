"""Orders that Bankgirot rejected before it tried them: the debits that ordered them are taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.autogiro_answers import Answers, RejectedOrder
from reskontra.ledger.queries import bank_accounts
from reskontra.receivables.direct_debits.exporting import reference_of
from reskontra.receivables.direct_debits.returning import STANDING, NotTaken, Rejected, Rejection, reject_each
from reskontra.receivables.direct_debits.told_mandates import bare_number
from reskontra.receivables.models import Debit


@dataclass(frozen=True, slots=True)
class OrdersTaken:
    """stuck: debits whose payments cannot be taken back; left: orders of no debit here."""

    done: tuple[Rejected, ...]
    stuck: tuple[NotTaken, ...]
    left: tuple[RejectedOrder, ...]


def reject_orders(*, company: CompanyFacts, actor: str, answers: Answers) -> OrdersTaken:
    """Take back the debits that ordered what is rejected; inside the caller's transaction.

    An order is a debit's by payer number, amount, reference and day, and to the bankgiro number of its collection.
    The same answers again change nothing: a debit that is rejected already stands for its order.
    One that cannot be taken back keeps why in its reason, and is tried again with the same answers.
    """
    debits = _debits(company, answers)
    taken: set[int] = set()
    found: list[tuple[Debit, Rejection]] = []
    left = []
    for order in answers.rejected:
        fitting = [row for row in debits if row.id not in taken and _is_of(row, order)]
        rejection = Rejection(order.reason, "", answers.day or order.due_date)
        row = _meant(fitting, rejection)
        if row is None:
            left.append(order)
            continue
        taken.add(row.id)
        if row.state in STANDING:
            found.append((row, rejection))
    done, stuck = reject_each(company=company, actor=actor, rejections=found)
    for one in done:
        content = {"document": one.document, "amount": one.amount.minor, "reason": one.reason, "counter": one.counter}
        record(company=company.id, actor=actor, action="direct_debit.rejected", subject=one.debit, content=content)
    return OrdersTaken(tuple(done), tuple(stuck), tuple(left))


def _debits(company: CompanyFacts, answers: Answers) -> Sequence[Debit]:
    payee = bare_number(answers.bankgiro)
    accounts = [one.id for one in bank_accounts(company=company) if one.bankgiro and bare_number(one.bankgiro) == payee]
    payers = {bare_number(one.payer_number) for one in answers.rejected}
    rows = Debit.objects.filter(
        company=company.id, collection__scheme="AUTOGIRO", collection__bank_account__in=accounts,
        state__in=(*STANDING, "REJECTED"), mandate__payer_number__in=payers,
    )  # fmt: skip
    rows = rows.exclude(collection__message_id="").exclude(sequence="")
    return list(rows.select_related("entry", "mandate", "collection").order_by("id"))


def _is_of(row: Debit, order: RejectedOrder) -> bool:
    assert row.mandate
    return (
        row.mandate.payer_number == bare_number(order.payer_number)
        and row.amount_minor == order.amount_minor
        and reference_of(row).lstrip("0") == order.reference.lstrip("0")  # some fill it up
        and order.due_date in (None, row.transfer_date)
    )


def _meant(rows: Iterable[Debit], rejection: Rejection) -> Debit | None:
    """The one that was rejected so already, else the first that stands."""
    rows = list(rows)
    before = [row for row in rows if row.state == "REJECTED" and (row.reason, row.returned_date) == _kept(rejection)]
    return next(iter(before), None) or next((row for row in rows if row.state in STANDING), None)


def _kept(rejection: Rejection) -> tuple[str, object]:
    return rejection.reason, rejection.day
