"""What the page of a bank account's proof shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reskontra.bank.proof.figures import Proof, ProofRow, last_closing, prove
from reskontra.bank.proof.paper import verdict
from reskontra.bank.queries import last_statements
from reskontra.bank.reconciliation.panes import Leafed, leafed
from reskontra.companies.files import erased_on
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals_of_statements
from reskontra.ledger.queries import BankAccountFacts
from reskontra.ledger.sign_offs import SignOffFacts, sign_offs


@dataclass(frozen=True, slots=True)
class ShownList:
    """A page of the rows on one side alone; the total is of all."""

    key: str
    rows: Sequence[ProofRow]
    total_minor: int
    pages: Leafed


@dataclass(frozen=True, slots=True)
class ProofPage:
    """signed: the sign-off of just that day, latest: the last one that stands; journal: of the last statement.

    sign_offs        each with the day on which its paper was erased, None while that is there
    erased           the same of the paper of just that day

    may_be_signed    nobody has, or a second person is to, and no later day is signed
    """

    proof: Proof
    verdict: str
    outstanding: ShownList
    missing: ShownList
    sign_offs: Sequence[tuple[SignOffFacts, date | None]]
    signed: SignOffFacts | None
    erased: date | None
    latest: SignOffFacts | None
    may_be_signed: bool
    missing_minor: int
    journal: str


def proof_page(
    *, company: CompanyFacts, account: BankAccountFacts, as_of: date, actor: str, at: Mapping[str, int], today: date
) -> ProofPage:
    """at: which page of each list is asked for, by its key, from 1."""
    proof = prove(company=company, account=account, as_of=as_of)
    every = sign_offs(company=company, bank_account_id=account.id)
    erased = erased_on(company=company, ids=[one.file_id for one in every])
    standing = [one for one in every if one.stands]
    signed = next((one for one in standing if one.as_of == as_of), None)
    waits = bool(signed and signed.waits_for_second and signed.signed_by != actor)
    is_free = signed is None and (not standing or standing[0].as_of < as_of) and proof.figures is not None
    last = None if proof.reconciliation else last_statements(company=company, until=as_of).get(account.id)
    made = journals_of_statements(company=company, statement_ids=[last.id]) if last else []
    return ProofPage(
        proof=proof,
        verdict=verdict(proof),
        outstanding=_shown("o", proof.outstanding, at),
        missing=_shown("m", proof.missing, at),
        sign_offs=[(one, erased.get(one.file_id)) for one in every],
        signed=signed,
        erased=erased.get(signed.file_id) if signed else None,
        latest=standing[0] if standing else None,
        may_be_signed=(waits or is_free) and as_of <= today,
        missing_minor=-proof.figures.missing if proof.figures else 0,
        journal=made[0].number if made else "",
    )


def default_day(*, company: CompanyFacts, account: BankAccountFacts, today: date) -> date:
    """The end of the month before, once a statement reaches so far; else the day of the last statement."""
    month_end = today.replace(day=1) - timedelta(days=1)
    if last_closing(company=company, account=account, as_of=month_end):
        return month_end
    newest = last_closing(company=company, account=account, as_of=today)
    return newest.day if newest else today


def _shown(key: str, rows: Sequence[ProofRow], at: Mapping[str, int]) -> ShownList:
    pages = leafed(len(rows), at.get(key, 1))
    return ShownList(key, rows[pages.first - 1 : pages.last], sum(row.minor for row in rows), pages)
