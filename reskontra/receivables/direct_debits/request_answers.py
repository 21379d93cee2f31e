"""What Bankgirot was asked about mandates: the files, and what it answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from reskontra.companies.queries import CompanyFacts
from reskontra.core.mandate_orders import ACTIVE
from reskontra.formats.autogiro_answers import MandateAnswer
from reskontra.receivables.models import MandateFile, MandateRequest


@dataclass(frozen=True, slots=True)
class MandateRequestShown:
    """kind: ENTER, TAKE_OUT. answer: ACTIVE, CANCELLED, REJECTED, REPLACED, "" while none has come; comment: its code.

    file   the number of the file that asked; day: when it was written
    """

    file: int
    day: date
    payee: str
    kind: str
    mandate: str
    customer: str
    name: str
    payer_number: str
    answer: str
    comment: str
    answered_date: date | None


def answer_requests(*, company: CompanyFacts, answers: Iterable[MandateAnswer]) -> None:
    """Keep with what was asked and is not answered what Bankgirot now tells; inside the caller's transaction.

    Being told that a mandate stands is no answer to the question to take it out, and what was told before the question
    is none at all, unless a register shows that a mandate to be entered stands.
    """
    told = {(one.payee.lstrip("0"), one.payer_number): one for one in answers}
    if not told:
        return
    rows = MandateRequest.objects.filter(
        company=company.id, answer="", payer_number__in={payer for _payee, payer in told}
    ).select_related("mandate_file")
    changed = []
    for row in rows:
        one = told.get((row.payee, row.payer_number))
        if one is None or not _is_answer(row, one):
            continue
        row.answer, row.comment, row.answered_date = one.state, one.comment, one.day
        changed.append(row)
    MandateRequest.objects.filter(company=company.id).bulk_update(
        changed, ["answer", "comment", "answered_date"], batch_size=400
    )


def _is_answer(row: MandateRequest, one: MandateAnswer) -> bool:
    is_registered = row.kind == "ENTER" and one.state == ACTIVE and not one.comment
    if row.kind == "TAKE_OUT" and one.state == ACTIVE:
        return False
    return one.day >= row.mandate_file.day or is_registered


def awaited_mandates(*, company: CompanyFacts, numbers: Iterable[str]) -> set[str]:
    """Those of these mandates that Bankgirot was asked to enter, and has not answered for yet."""
    rows = MandateRequest.objects.filter(company=company.id, answer="", kind="ENTER", mandate__number__in=list(numbers))
    return set(rows.values_list("mandate__number", flat=True))


def mandate_requests(*, company: CompanyFacts, file: int = 0, most: int = 0) -> list[MandateRequestShown]:
    """All that was asked, the newest file first; of one file, or at most so many."""
    rows = MandateRequest.objects.filter(company=company.id, **({"mandate_file__number": file} if file else {}))
    rows = rows.select_related("mandate_file", "mandate__party").order_by("-mandate_file__number", "number")
    return [
        MandateRequestShown(
            row.mandate_file.number, row.mandate_file.day, row.payee, row.kind, row.mandate.number,
            row.mandate.party.number, row.mandate.party.name, row.payer_number, row.answer, row.comment,
            row.answered_date,
        )
        for row in (rows[:most] if most else rows)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MandateFileShown:
    """A file: how many mandates it asks to enter and to take out, and how many are not answered.

    erased_at: since when its bytes are gone, None while they are there
    """

    number: int
    day: date
    bank_account: str
    payee: str
    entered: int
    taken_out: int
    awaited: int
    created_by: str
    erased_at: datetime | None


def mandate_files(*, company: CompanyFacts) -> list[MandateFileShown]:
    """The newest first."""
    counts: dict[int, list[int]] = {}
    kinds = MandateRequest.objects.filter(company=company.id).values_list("mandate_file", "kind", "answer")
    for file, kind, answer in kinds:
        sums = counts.setdefault(file, [0, 0, 0])
        sums[0 if kind == "ENTER" else 1] += 1
        sums[2] += answer == ""
    rows = MandateFile.objects.filter(company=company.id).select_related("bank_account").order_by("-number")
    rows = rows.annotate(erased_at=F("file__erased_at"))
    found = []
    for row in rows:
        entered, taken_out, awaited = counts.get(row.id, [0, 0, 0])
        found.append(
            MandateFileShown(
                row.number,
                row.day,
                row.bank_account.number,
                row.payee,
                entered,
                taken_out,
                awaited,
                row.created_by,
                row.erased_at,
            )
        )
    return found
