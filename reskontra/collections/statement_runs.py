"""Statements of account as they are issued: numbered, kept as PDFs, read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Max

from reskontra.audit.trail import record
from reskontra.collections.customer_statements import PIECE, Said, customers_of, statements
from reskontra.collections.keeping_letters import KEPT_AT_ONCE, MANY
from reskontra.collections.letterhead import Letterhead, letter_marks, letterhead
from reskontra.collections.models import CustomerStatement, StatementRun
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.statement_letter import statement_pdf
from reskontra.companies.files import read_file, read_files, store_files
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.fork import from_both_ends, may_divide
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody
from reskontra.letters.bound import bound
from reskontra.letters.pdf import has_typeset


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
    """A customer's statement. id: of its row; erased_at: since when its PDF is gone, None while it is there."""

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
    erased_at: datetime | None

    @property
    def file_name(self) -> str:
        return f"statement-{self.customer}-{self.number}.pdf"


def issue_statements(
    *,
    company: CompanyFacts,
    actor: str,
    asked: Asked,
    numbers: Collection[str] = (),
    on_progress: Told = nobody,
) -> RunFacts | None:
    """Number the statements that are asked for, and keep them as PDFs; None where no customer has anything to be told.

    They are kept piece by piece, so that a run that is ended early has issued whole pieces.

    numbers   of customers; all that get one where empty
    refuses   what customers_of() refuses; StatementsMadeMeanwhile
    """
    parties = customers_of(company=company, asked=asked, numbers=numbers)
    run: StatementRun | None = None
    done = 0
    for piece in bulk.chunks(_typeset(company, asked, parties), KEPT_AT_ONCE):  # outside of what is written
        if letters := [one for _place, one in piece if one is not None]:
            run = _keep(company, actor, asked, run, letters)
        done += len(piece)
        on_progress(done, len(parties))
    return find_run(company=company, number=run.number) if run else None


@dataclass(frozen=True, slots=True)
class _Made:
    """A statement that is not kept yet. before: the number of the customer's last one then."""

    party_id: int
    customer: str
    before: int
    language: str
    pdf: bytes


def _typeset(company: CompanyFacts, asked: Asked, parties: Sequence[int]) -> Iterator[tuple[int, _Made | None]]:
    """The statement of the customer at each place, None of one with nothing to be told; by two processes where many."""
    head = letterhead(company=company)

    def make(places: Iterable[int]) -> Iterator[tuple[int, _Made | None]]:
        for chosen in bulk.chunks(places, PIECE):
            ids = [parties[place] for place in chosen]
            found = {said.card.id: said for piece in statements(company=company, asked=asked, parties=ids)
                     for said in piece}  # fmt: skip
            before = last_numbers(company=company, parties=ids)
            for place, id in zip(chosen, ids, strict=True):
                yield place, _made(head, asked, found[id], before.get(id, 0)) if id in found else None

    if len(parties) >= MANY and may_divide() and not has_typeset():
        return from_both_ends(len(parties), make)
    return make(range(len(parties)))


def _made(head: Letterhead, asked: Asked, said: Said, before: int) -> _Made:
    language, pdf = statement_pdf(head, said, asked, number=before + 1)
    return _Made(said.card.id, said.card.number, before, language, pdf)


def _keep(
    company: CompanyFacts, actor: str, asked: Asked, run: StatementRun | None, piece: Sequence[_Made]
) -> StatementRun:
    with transaction.atomic():
        lock_company(company.id)
        now = last_numbers(company=company, parties=[one.party_id for one in piece])
        for one in piece:
            if now.get(one.party_id, 0) != one.before:
                raise StatementsMadeMeanwhile(customer=one.customer, number=now[one.party_id])
        run = run or _new_run(company, actor, asked)
        named = [(f"statement-{one.customer}-{one.before + 1}.pdf", one.pdf) for one in piece]
        files = store_files(company=company, files=named)
        CustomerStatement.objects.bulk_create(
            CustomerStatement(
                company_id=company.id, run=run, party_id=one.party_id, number=one.before + 1, language=one.language,
                file_id=file_id,
            )
            for one, file_id in zip(piece, files, strict=True)
        )  # fmt: skip
        content = {
            "from": asked.start.isoformat(), "to": asked.end.isoformat(), "style": asked.style,
            "customers": [one.customer for one in piece],
        }  # fmt: skip
        record(company=company.id, actor=actor, action="statements.issued", subject=str(run.number), content=content)
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
    "run__end_date", "file_id", "run__made_at", "run__made_by", "file__erased_at",
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


def run_erased_at(*, company: CompanyFacts, number: int) -> datetime | None:
    """When the last of the run's PDFs that are gone was erased; None while all are there."""
    rows = CustomerStatement.objects.filter(company=company.id, run__company=company.id, run__number=number)
    found: datetime | None = rows.aggregate(last=Max("file__erased_at"))["last"]
    return found


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


def print_batch(*, company: CompanyFacts, number: int, part: int = 1) -> bytes:
    """The statements of a run in one PDF, to print; of many the first, second and so on LETTERS_IN_FILE of them.

    refuses   StatementUnknown: also where the run has no such part
    """
    run = find_run(company=company, number=number)
    if not 1 <= part <= parts_of(run):
        raise StatementUnknown(number=f"{number}, {part}")
    first = (part - 1) * LETTERS_IN_FILE
    found = statements_of_run(company=company, number=run.number)[first : first + LETTERS_IN_FILE]
    return bound(pdfs_of(company=company, statements=found), marks=letter_marks(company=company))


def parts_of(run: RunFacts) -> int:
    """In how many PDFs the run is printed."""
    return -(-run.statements // LETTERS_IN_FILE)
