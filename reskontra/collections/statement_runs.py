"""Statements of account as they are issued: numbered, kept as PDFs, read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Max

from reskontra.audit.trail import record
from reskontra.collections.customer_statements import Said, customers_of, statements
from reskontra.collections.letterhead import letter_marks, letterhead
from reskontra.collections.models import CustomerStatement, StatementRun
from reskontra.collections.statement_letter import statement_pdf
from reskontra.companies.files import read_file, read_files, store_files
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.letters.bound import bound


class StatementsMadeMeanwhile(Refused):
    code = "statements_made_meanwhile"
    template = (
        "Customer {customer} was sent statement {number} while this run was made. "
        "Look at that statement, and run again for those who have got none."
    )


class StatementUnknown(Refused):
    code = "statement_unknown"
    template = 'There is no statement run "{number}". See the runs on the page of statements of account.'


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run of statements. statements: how many customers got one."""

    number: int
    start: date
    end: date
    style: str
    currency: str
    made_at: datetime
    made_by: str
    statements: int


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A customer's statement. id: of its row."""

    id: int
    run: int
    number: int
    party_id: int
    customer: str
    name: str
    language: str
    start: date
    end: date
    file_id: int
    made_at: datetime
    made_by: str

    @property
    def file_name(self) -> str:
        return f"statement-{self.customer}-{self.number}.pdf"


def issue_statements(
    *,
    company: CompanyFacts,
    actor: str,
    asked: Asked,
    numbers: Collection[str] = (),
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> RunFacts | None:
    """Number the statements that are asked for, and keep them as PDFs; None where no customer has anything to be told.

    They are kept piece by piece, so that a run that is ended early has issued whole pieces.

    numbers   of customers; all that get one where empty
    refuses   what customers_of() refuses; StatementsMadeMeanwhile
    """
    parties = customers_of(company=company, asked=asked, numbers=numbers)
    head = letterhead(company=company)
    run: StatementRun | None = None
    for done, piece in enumerate(statements(company=company, asked=asked, parties=parties)):
        before = last_numbers(company=company, parties=[said.card.id for said in piece])
        letters = [
            statement_pdf(head, said, asked, number=before.get(said.card.id, 0) + 1) for said in piece
        ]  # outside the transaction: others write meanwhile
        if piece:
            run = _keep(company, actor, asked, run, _Piece(piece, before, letters))
        on_progress(min((done + 1) * len(piece), len(parties)), len(parties))
    return find_run(company=company, number=run.number) if run else None


@dataclass(frozen=True, slots=True)
class _Piece:
    said: Sequence[Said]
    before: dict[int, int]
    letters: Sequence[tuple[str, bytes]]


def _keep(company: CompanyFacts, actor: str, asked: Asked, run: StatementRun | None, piece: _Piece) -> StatementRun:
    with transaction.atomic():
        lock_company(company.id)
        now = last_numbers(company=company, parties=[said.card.id for said in piece.said])
        for said in piece.said:
            if now.get(said.card.id, 0) != piece.before.get(said.card.id, 0):
                raise StatementsMadeMeanwhile(customer=said.card.number, number=now[said.card.id])
        run = run or _new_run(company, actor, asked)
        named = [
            (f"statement-{said.card.number}-{now.get(said.card.id, 0) + 1}.pdf", pdf)
            for said, (_language, pdf) in zip(piece.said, piece.letters, strict=True)
        ]
        files = store_files(company=company, files=named)
        CustomerStatement.objects.bulk_create(
            CustomerStatement(
                company_id=company.id, run=run, party_id=said.card.id, number=now.get(said.card.id, 0) + 1,
                language=language, file_id=file_id,
            )
            for said, (language, _pdf), file_id in zip(piece.said, piece.letters, files, strict=True)
        )  # fmt: skip
        record(
            company=company.id,
            actor=actor,
            action="statements.issued",
            subject=str(run.number),
            content={
                "from": asked.start.isoformat(),
                "to": asked.end.isoformat(),
                "style": asked.style,
                "customers": [said.card.number for said in piece.said],
            },
        )
    return run


def _new_run(company: CompanyFacts, actor: str, asked: Asked) -> StatementRun:
    last = StatementRun.objects.filter(company=company.id).aggregate(last=Max("number"))["last"] or 0
    run = StatementRun(
        company_id=company.id, number=last + 1, start_date=asked.start, end_date=asked.end, style=asked.style.upper(),
        currency=asked.currency, made_at=bulk.moment(), made_by=actor,
    )  # fmt: skip
    run.save(force_insert=True)
    return run


def last_numbers(*, company: CompanyFacts, parties: Collection[int]) -> dict[int, int]:
    """The number of the latest statement of each customer that has one."""
    rows = CustomerStatement.objects.filter(company=company.id, party__in=list(parties)).values("party")
    return {row["party"]: row["last"] for row in rows.annotate(last=Max("number"))}


def runs(*, company: CompanyFacts) -> list[RunFacts]:
    """The company's runs, the latest first."""
    return list(_runs(company))


def find_run(*, company: CompanyFacts, number: int) -> RunFacts:
    """refuses   StatementUnknown"""
    found = next(_runs(company, number=number), None)
    if found is None:
        raise StatementUnknown(number=number)
    return found


def _runs(company: CompanyFacts, **narrowed: int) -> Iterator[RunFacts]:
    counts = dict(
        CustomerStatement.objects.filter(company=company.id).values_list("run").annotate(count=Count("id"))
    )  # fmt: skip
    for row in StatementRun.objects.filter(company=company.id, **narrowed).order_by("-number"):
        yield RunFacts(
            row.number, row.start_date, row.end_date, row.style.lower(), row.currency, row.made_at, row.made_by,
            counts.get(row.id, 0),
        )  # fmt: skip


_STATEMENT = (
    "id", "run__number", "number", "party_id", "party__number", "party__name", "language", "run__start_date",
    "run__end_date", "file_id", "run__made_at", "run__made_by",
)  # fmt: skip


def statements_of_run(
    *, company: CompanyFacts, number: int, after: str = "", most: int | None = None
) -> list[StatementFacts]:
    """A run's statements by the customers' numbers.

    after     only customers with numbers behind this one; most: so many at most, None for all
    """
    rows = CustomerStatement.objects.filter(
        company=company.id, run__company=company.id, run__number=number, party__number__gt=after
    )
    return [StatementFacts(*row) for row in rows.order_by("party__number", "id").values_list(*_STATEMENT)[:most]]


def statements_of_party(*, company: CompanyFacts, party_id: int) -> list[StatementFacts]:
    """A customer's statements, the latest first."""
    rows = CustomerStatement.objects.filter(company=company.id, party=party_id)
    return [StatementFacts(*row) for row in rows.order_by("-number").values_list(*_STATEMENT)]


def find_statement(*, company: CompanyFacts, id: int) -> StatementFacts | None:
    """A statement by the key of its row; None where the company has no such one."""
    row = CustomerStatement.objects.filter(company=company.id, id=id).values_list(*_STATEMENT).first()
    return StatementFacts(*row) if row else None


def pdf_of(*, company: CompanyFacts, statement: StatementFacts) -> bytes:
    """The PDF as it was issued."""
    return read_file(company=company, file_id=statement.file_id)


def pdfs_of(*, company: CompanyFacts, statements: Sequence[StatementFacts]) -> Iterator[bytes]:
    """The PDFs of many statements, in their order."""
    return read_files(company=company, ids=[one.file_id for one in statements])


def print_batch(*, company: CompanyFacts, number: int) -> bytes:
    """All statements of a run in one PDF, to print.

    refuses   StatementUnknown
    """
    run = find_run(company=company, number=number)
    found = statements_of_run(company=company, number=run.number)
    return bound(pdfs_of(company=company, statements=found), marks=letter_marks(company=company))
