"""Ask Bankgirot to enter mandates of Autogiro and to take others out: the file is written once, and kept."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from reskontra.audit.trail import record
from reskontra.companies.files import read_file, store_file
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import refuse_in_sandbox
from reskontra.core.direct_debit import Scheme
from reskontra.core.errors import Findings, Refused
from reskontra.core.mandate_orders import MandateOrder
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.autogiro_orders import MandateWritten, write_mandates
from reskontra.receivables.direct_debits.at_bank import AtBank, Wanted, load_mandates, payee_of, wanted
from reskontra.receivables.direct_debits.debit_setup import DebitSetupFacts, debit_setup_of, require_setup
from reskontra.receivables.direct_debits.mandates import MandateUnknown
from reskontra.receivables.direct_debits.request_faults import request_faults
from reskontra.receivables.direct_debits.told_mandates import REPLACED, account_digits
from reskontra.receivables.models import CustomerMandate, MandateFile, MandateRequest


class NothingToAsk(Refused):
    code = "no_mandates_to_ask"
    template = (
        "Of {mandates:mandate|mandates} of Autogiro none is to be entered or taken out for {bank_account}, and "
        "{kept_back} kept back. Keep a new one, or name one that is to be asked for anew."
    )


class MandateStandsAtBank(Refused):
    code = "mandate_at_bank"
    template = (
        "There is nothing to ask of mandate {mandate}: {state}. "
        "See what was asked with reskontra direct-debit asked, and what Bankgirot told with reskontra mandate show."
    )


class MandateFileUnknown(Refused):
    code = "mandate_file_unknown"
    template = "There is no file {number} of mandates. See them with reskontra direct-debit asked."


@dataclass(frozen=True, slots=True)
class MandatesAsked:
    """A file that was written. kept_back: what was to be asked and could not be, each with why."""

    number: int
    name: str
    content: bytes
    entered: tuple[str, ...]
    taken_out: tuple[str, ...]
    kept_back: tuple[Refused, ...] = ()


def ask_mandates(
    *, company: CompanyFacts, actor: str, bank_account: str, today: date, only: Sequence[str] = ()
) -> MandatesAsked:
    """Write the file of all that is to be asked for the account's payee, or of the mandates named alone.

    What was asked is asked again only after Bankgirot has told that it does not stand, by naming it. What is kept back
    stays for the next file; of mandates that are named everything is written, or nothing.
    refuses   InSandbox, BankAccountUnknown, DebitSetupMissing, MandateUnknown, MandateStandsAtBank; Findings of what
              keeps back mandates that are named; NothingToAsk
    """
    refuse_in_sandbox(company)
    with transaction.atomic():
        lock_company(company.id)
        setup = debit_setup_of(company=company, number=bank_account)
        require_setup(setup, scheme=Scheme.AUTOGIRO)
        known = load_mandates(company=company, setup=setup, today=today)
        found = _named(known, only, today) if only else wanted(known, day=today)
        faults = tuple(fault for one in found for fault in request_faults(one))
        if only and faults:
            raise Findings(faults)
        fit = [one for one in found if not one.codes]
        if not fit:
            raise NothingToAsk(mandates=len(known), bank_account=bank_account, kept_back=len(found))
        asked = _written(company, actor, setup, today, fit)
        content = {"payee": payee_of(setup), "entered": list(asked.entered), "taken_out": list(asked.taken_out)}
        record(company=company.id, actor=actor, action="mandate.asked", subject=str(asked.number), content=content)
    return MandatesAsked(asked.number, asked.name, asked.content, asked.entered, asked.taken_out, faults)


def due_requests(*, company: CompanyFacts, bank_account: str, today: date) -> list[Wanted]:
    """What the next file for the account's payee would ask, and what is kept back from it.

    refuses   BankAccountUnknown
    """
    setup = debit_setup_of(company=company, number=bank_account)
    return wanted(load_mandates(company=company, setup=setup, today=today), day=today)


def _named(known: Sequence[AtBank], only: Sequence[str], today: date) -> list[Wanted]:
    by_number = {one.row.number: one for one in known}
    if missing := [number for number in only if number not in by_number]:
        raise MandateUnknown(mandate=missing[0][:40])
    chosen = [by_number[number] for number in dict.fromkeys(only)]
    found = {one.at.row.number: one for one in wanted(chosen, day=today, is_named=True)}
    for one in chosen:
        if one.row.number not in found:
            raise MandateStandsAtBank(mandate=one.row.number, state=one.state)
    return list(found.values())


def _written(
    company: CompanyFacts, actor: str, setup: DebitSetupFacts, today: date, found: Sequence[Wanted]
) -> MandatesAsked:
    entered = [one for one in found if one.order is MandateOrder.ENTER]
    taken_out = [one for one in found if one.order is MandateOrder.TAKE_OUT]
    content = write_mandates(
        day=today, bankgiro=payee_of(setup), customer_number=setup.terms.bankgirot_number,
        entered=[MandateWritten(one.at.payer_number, account_digits(one.at.row), one.at.facts.id_number)
                 for one in entered],
        taken_out=[one.at.payer_number for one in taken_out],
    )  # fmt: skip
    last = MandateFile.objects.filter(company=company.id).aggregate(last=Max("number"))["last"]
    row = MandateFile(
        company_id=company.id, number=(last or 0) + 1, bank_account_id=setup.account.id, payee=payee_of(setup),
        day=today, created_by=actor, created_at=bulk.moment(),
    )  # fmt: skip
    row.file_id = store_file(company=company, name=_name(row), stream=io.BytesIO(content))
    row.save(force_insert=True)
    ordered = [*taken_out, *entered]
    ids = [one.at.row.id for one in ordered]
    before = MandateRequest.objects.filter(company=company.id, payee=row.payee, mandate__in=ids, answer="")
    before.update(answer=REPLACED)
    MandateRequest.objects.bulk_create(
        MandateRequest(
            company_id=company.id, mandate_file=row, number=number, payee=row.payee, mandate_id=one.at.row.id,
            kind=one.order.value, payer_number=one.at.payer_number, account=account_digits(one.at.row),
            id_number=one.at.facts.id_number[:12] if one.order is MandateOrder.ENTER else "",
        )
        for number, one in enumerate(ordered, 1)
    )  # fmt: skip
    for column, part in (("asked_at", entered), ("cancelled_at", taken_out)):
        of_part = CustomerMandate.objects.filter(company=company.id, id__in=[one.at.row.id for one in part])
        of_part.update(**{column: row.created_at})
    return MandatesAsked(row.number, _name(row), content, _numbers(entered), _numbers(taken_out))


def _numbers(part: Sequence[Wanted]) -> tuple[str, ...]:
    return tuple(one.at.row.number for one in part)


def _name(row: MandateFile) -> str:
    return f"autogiro-{row.payee}-{row.day:%Y%m%d}-{row.number}.txt"


def mandate_file(*, company: CompanyFacts, number: int) -> tuple[str, bytes]:
    """The file as it was written: its name and its bytes.

    refuses   InSandbox, MandateFileUnknown
    """
    refuse_in_sandbox(company)
    row = MandateFile.objects.filter(company=company.id, number=number).first()
    if row is None:
        raise MandateFileUnknown(number=number)
    return _name(row), read_file(company=company, file_id=row.file_id)
