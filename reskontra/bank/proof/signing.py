"""Sign what proves a bank account: by one person, by a second where the company wants two; taken back with a reason."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.proof.figures import NoStatementYet, Proof, prove
from reskontra.bank.proof.paper import proof_pdf
from reskontra.companies.files import store_file
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.second_pair import is_another
from reskontra.ledger.queries import BankAccountFacts, find_bank_account
from reskontra.ledger.sign_offs import (
    SignOffFacts,
    sign_off_as_of,
    sign_offs,
    write_second,
    write_sign_off,
    write_withdrawal,
)


class ProofUnexplained(Refused):
    code = "proof_unexplained"
    template = (
        "The books of bank account {bank_account} hold {unexplained} that nothing explains as of {as_of}. "
        "Put it right, or say why it is so: --explanation."
    )


class SignedLater(Refused):
    code = "signed_later"
    template = (
        "Bank account {bank_account} is signed off as of {last} already. Take a day after that, or have an "
        "administrator take the sign-off back."
    )


class SignedAlready(Refused):
    code = "signed_already"
    template = "Bank account {bank_account} is signed off as of {as_of} by {signed_by}. There is nothing left to sign."


class SecondPersonNeeded(Refused):
    code = "second_person_needed"
    template = (
        "{signed_by} has signed bank account {bank_account} as of {as_of}. Another person signs it the second time."
    )


class DayNotOver(Refused):
    code = "day_not_over"
    template = "{as_of} is not here yet. Sign bank account {bank_account} as of {today} or before."


class NotSigned(Refused):
    code = "not_signed"
    template = "Bank account {bank_account} is not signed off as of {as_of}. See bank-account sign-offs."


class SignedOnTop(Refused):
    code = "signed_on_top"
    template = (
        "Bank account {bank_account} is signed off as of {last} too, which rests on {as_of}. Take that back first."
    )


class WithdrawalReasonMissing(Refused):
    code = "withdrawal_reason_missing"
    template = "The sign-off of bank account {bank_account} as of {as_of} is taken back for a reason. Say which."


def sign_proof(
    *, company: CompanyFacts, actor: str, number: str, as_of: date, today: date, explanation: str = ""
) -> SignOffFacts:
    """The person's signature: the first freezes figures and paper and locks the time until then, a second confirms.

    explanation   of what the figures leave unexplained; of a first signature

    refuses   BankAccountUnknown, DayNotOver, SignedAlready, SecondPersonNeeded, what is_another() refuses, SignedLater,
              NoStatementYet, ProofUnexplained
    """
    with transaction.atomic():
        lock_company(company.id)
        account = find_bank_account(company=company, number=number)
        if as_of > today:
            raise DayNotOver(as_of=as_of, bank_account=number, today=today)
        standing = [one for one in sign_offs(company=company, bank_account_id=account.id) if one.stands]
        same = next((one for one in standing if one.as_of == as_of), None)
        if same:
            return _sign_second(company, actor, account, same)
        if standing and standing[0].as_of > as_of:
            raise SignedLater(bank_account=number, last=standing[0].as_of)
        return _sign_first(company, actor, account, as_of, explanation.strip())


def withdraw_sign_off(*, company: CompanyFacts, actor: str, number: str, as_of: date, reason: str) -> None:
    """Take the account's latest sign-off back: its figures and paper stay, marked, and the time is open again.

    refuses   BankAccountUnknown, NotSigned, SignedOnTop, WithdrawalReasonMissing
    """
    with transaction.atomic():
        lock_company(company.id)
        account = find_bank_account(company=company, number=number)
        standing = [one for one in sign_offs(company=company, bank_account_id=account.id) if one.stands]
        found = next((one for one in standing if one.as_of == as_of), None)
        if found is None:
            raise NotSigned(bank_account=number, as_of=as_of)
        if standing[0].id != found.id:
            raise SignedOnTop(bank_account=number, as_of=as_of, last=standing[0].as_of)
        if not reason.strip():
            raise WithdrawalReasonMissing(bank_account=number, as_of=as_of)
        write_withdrawal(company=company, id=found.id, actor=actor, reason=reason.strip())
        content = {"as_of": as_of, "reason": reason.strip()}
        record(company=company.id, actor=actor, action="bank_account.unsigned", subject=number, content=content)


def _sign_first(
    company: CompanyFacts, actor: str, account: BankAccountFacts, as_of: date, explanation: str
) -> SignOffFacts:
    proof = prove(company=company, account=account, as_of=as_of)
    figures, statement_date = proof.figures, proof.statement_date
    if figures is None or statement_date is None:
        raise NoStatementYet(bank_account=account.number, as_of=as_of)
    if figures.unexplained and not explanation:
        unexplained = Money(figures.unexplained, account.currency)
        raise ProofUnexplained(bank_account=account.number, as_of=as_of, unexplained=unexplained)
    signed = SignOffFacts(
        id=0, bank_account_id=account.id, as_of=as_of, statement_date=statement_date, figures=figures,
        explanation=explanation[:500] if figures.unexplained else "",
        needs_two=bool(setting(company=company, key="proofs_need_two", default=False)),
        signed_by=actor, signed_at=bulk.moment(), file_id=0,
        second_by="", second_at=None, withdrawn_by="", withdrawn_at=None, withdrawn_reason="",
    )  # fmt: skip
    write_sign_off(company=company, signed=signed, file_id=_kept(company, proof, signed))
    _record(company, actor, "bank_account.signed", account, signed, unexplained=figures.unexplained)
    return _found(company, account, as_of)


def _sign_second(company: CompanyFacts, actor: str, account: BankAccountFacts, first: SignOffFacts) -> SignOffFacts:
    if not first.waits_for_second:
        raise SignedAlready(bank_account=account.number, as_of=first.as_of, signed_by=first.signed_by)
    if not is_another(company=company.id, actor=actor, prepared_by=[first.signed_by], role="ACCOUNTANT"):
        raise SecondPersonNeeded(bank_account=account.number, as_of=first.as_of, signed_by=actor)
    signed = replace(first, second_by=actor, second_at=bulk.moment())
    proof = prove(company=company, account=account, as_of=first.as_of)
    write_second(company=company, signed=signed, file_id=_kept(company, proof, signed))
    _record(company, actor, "bank_account.signed_twice", account, signed)
    return _found(company, account, first.as_of)


def _kept(company: CompanyFacts, proof: Proof, signed: SignOffFacts) -> int:
    name = f"{proof.account.number}-{proof.as_of.isoformat()}.pdf"
    return store_file(company=company, name=name, stream=io.BytesIO(proof_pdf(company, proof, signed)))


def _record(
    company: CompanyFacts, actor: str, action: str, account: BankAccountFacts, signed: SignOffFacts, **more: Any
) -> None:
    content = {"as_of": signed.as_of, "books": signed.figures.books, "bank": signed.figures.bank, **more}
    record(company=company.id, actor=actor, action=action, subject=account.number, content=content)


def _found(company: CompanyFacts, account: BankAccountFacts, as_of: date) -> SignOffFacts:
    found = sign_off_as_of(company=company, bank_account_id=account.id, as_of=as_of)
    assert found is not None  # it was written just now
    return found
