"""Until which day a bank account is signed off, and what that forbids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.bank_proof import ProofFigures
from reskontra.core.errors import Refused
from reskontra.core.statements import ADVICES, REPORTS
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.ledger.models import BankSignOff
from reskontra.ledger.queries import bank_accounts


class BankAccountSigned(Refused):
    code = "bank_account_signed"
    template = (
        "Bank account {bank_account} is signed off as of {as_of} by {signed_by}, and {day} is not after that. "
        "Take a later day, or have an administrator take the sign-off back: reskontra bank-account unsign."
    )


@dataclass(frozen=True, slots=True)
class SignOffFacts:
    """A sign-off as it was written; second_by is blank until a second person signs, withdrawn_by while it stands."""

    id: int
    bank_account_id: int
    as_of: date
    statement_date: date
    figures: ProofFigures
    explanation: str
    needs_two: bool
    signed_by: str
    signed_at: datetime
    file_id: int
    second_by: str
    second_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def waits_for_second(self) -> bool:
        """A second person is still to sign."""
        return self.stands and self.needs_two and not self.second_by


def sign_offs(*, company: CompanyFacts, bank_account_id: int | None = None) -> list[SignOffFacts]:
    """Every sign-off, the latest day first; those taken back stand after the one that replaced them."""
    rows = BankSignOff.objects.filter(company=company.id)
    if bank_account_id is not None:
        rows = rows.filter(bank_account=bank_account_id)
    return [_facts(row) for row in rows.order_by("bank_account", "-as_of", "-id")]


def sign_off_as_of(*, company: CompanyFacts, bank_account_id: int, as_of: date) -> SignOffFacts | None:
    """The account's sign-off of just that day, while it stands."""
    rows = BankSignOff.objects.filter(company=company.id, bank_account=bank_account_id, withdrawn_at__isnull=True)
    return next((_facts(row) for row in rows.filter(as_of=as_of)), None)


def standing_sign_offs(*, company: CompanyFacts) -> dict[int, SignOffFacts]:
    """Bank account → its latest sign-off that stands; accounts without one are left out."""
    rows = BankSignOff.objects.filter(company=company.id, withdrawn_at__isnull=True)
    return {row.bank_account_id: _facts(row) for row in rows.order_by("as_of")}


def write_sign_off(*, company: CompanyFacts, signed: SignOffFacts, file_id: int) -> None:
    """Keep a first signature; file_id is of the paper that was signed."""
    BankSignOff.objects.create(
        company_id=company.id,
        bank_account_id=signed.bank_account_id,
        as_of=signed.as_of,
        statement_date=signed.statement_date,
        bank_minor=signed.figures.bank,
        books_minor=signed.figures.books,
        outstanding_minor=signed.figures.outstanding,
        missing_minor=signed.figures.missing,
        explanation=signed.explanation,
        needs_two=signed.needs_two,
        signed_by=signed.signed_by,
        signed_at=signed.signed_at,
        file_id=file_id,
    )


def write_second(*, company: CompanyFacts, signed: SignOffFacts, file_id: int) -> None:
    """Keep the second signature, with the paper that has both."""
    BankSignOff.objects.filter(company=company.id, id=signed.id).update(
        second_by=signed.second_by, second_at=signed.second_at, second_file_id=file_id
    )


def write_withdrawal(*, company: CompanyFacts, id: int, actor: str, reason: str) -> None:
    """Mark a sign-off as taken back."""
    rows = BankSignOff.objects.filter(company=company.id, id=id)
    rows.update(withdrawn_by=actor, withdrawn_at=bulk.moment(), withdrawn_reason=reason[:500])


def refuse_signed(*, company: CompanyFacts, days: Iterable[tuple[int, date]]) -> None:
    """Days at which bank accounts, by their ids, are to be changed.

    refuses   BankAccountSigned
    """
    earliest: dict[int, date] = {}
    for account, day in days:
        earliest[account] = min(day, earliest.get(account, day))
    if earliest:
        _refuse(company, earliest, standing_sign_offs(company=company))


def refuse_moving_signed(*, company: CompanyFacts, entry_ids: Collection[int]) -> None:
    """Bank entries whose link with a transaction is made or undone, where both are in a time that is signed off.

    A transaction is in the time of the first statement that shows it, or that it is a detail of: as proofs count them.

    refuses   BankAccountSigned
    """
    signed = standing_sign_offs(company=company) if entry_ids else {}
    for batch in bulk.chunks(sorted(entry_ids), 500) if signed else ():
        for account, day, shown in _moved(company, batch):
            _refuse(company, {account: max(day, shown)}, signed)


# root: the transaction that statements show, of which an advice's are details; a statement may show it by any of them.
_MOVED = (
    "WITH moved(account, day, root) AS (SELECT e.bank_account_id, e.posting_date, "
    "CASE WHEN t.state = 'DETAIL' THEN t.same_as_id ELSE t.id END FROM ledger_bankentry e "
    "JOIN bank_banktransaction t ON t.company_id = e.company_id AND t.id = e.transaction_id "
    "WHERE e.company_id = %s AND e.id IN ({ids})), "
    "family(root, id) AS (SELECT root, root FROM moved UNION SELECT m.root, d.id FROM moved m "
    "JOIN bank_banktransaction d ON d.company_id = %s AND d.same_as_id = m.root AND d.state = 'DETAIL'), "
    "showing(root, statement_id) AS (SELECT f.root, b.statement_id FROM family f "
    "JOIN bank_banktransaction b ON b.company_id = %s AND b.id = f.id AND b.state = 'BOOKED' "
    "UNION SELECT f.root, k.statement_id FROM family f "
    "JOIN bank_banktransaction k ON k.company_id = %s AND k.same_as_id = f.id AND k.state = 'KNOWN' "
    "UNION SELECT f.root, k.statement_id FROM family f "
    "JOIN bank_knownpart p ON p.company_id = %s AND p.part_id = f.id "
    "JOIN bank_banktransaction k ON k.company_id = p.company_id AND k.id = p.transaction_id AND k.state = 'KNOWN') "
    "SELECT m.account, m.day, min(s.statement_date) FROM moved m JOIN showing w ON w.root = m.root "
    "JOIN bank_bankstatement s ON s.company_id = %s AND s.id = w.statement_id AND s.format NOT IN ({formats}) "
    "GROUP BY m.account, m.day"
)


def _moved(company: CompanyFacts, entry_ids: Sequence[int]) -> list[tuple[int, date, date]]:
    """(bank account, day of posting, first day on which a statement shows) of entries; what none shows is left out."""
    formats = ", ".join(f"'{one}'" for one in sorted(ADVICES | REPORTS))
    ids = ", ".join(["%s"] * len(entry_ids))
    with connection.cursor() as cursor:
        again = [company.id] * 5
        cursor.execute(_MOVED.format(ids=ids, formats=formats), [company.id, *entry_ids, *again])
        return [(account, day_of(day), day_of(shown)) for account, day, shown in cursor.fetchall()]


def _refuse(company: CompanyFacts, days: Mapping[int, date], signed: Mapping[int, SignOffFacts]) -> None:
    for account, day in sorted(days.items()):
        found = signed.get(account)
        if found and day <= found.as_of:
            names = {one.id: one.number for one in bank_accounts(company=company)}
            raise BankAccountSigned(bank_account=names[account], as_of=found.as_of, signed_by=found.signed_by, day=day)


def _facts(row: BankSignOff) -> SignOffFacts:
    return SignOffFacts(
        id=row.id,
        bank_account_id=row.bank_account_id,
        as_of=row.as_of,
        statement_date=row.statement_date,
        figures=ProofFigures(row.bank_minor, row.books_minor, row.outstanding_minor, row.missing_minor),
        explanation=row.explanation,
        needs_two=row.needs_two,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        file_id=row.second_file_id or row.file_id,
        second_by=row.second_by,
        second_at=row.second_at,
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
    )
