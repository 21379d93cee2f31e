"""Where a statement stands among those imported before, and whether money is missing between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from django.db.models import QuerySet

from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.reading import FileStatement
from reskontra.bank.models import BankStatement
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.core.statements import ADVICES, REPORTS, Course, Gap, StatementFacts, course_of, gap_of, sequence_number

_UNCHAINED = ADVICES | REPORTS
_LOOKED_AT = 50  # statements of one day


class StatementGap(Malformed):
    code = "statement_gap"
    template = (
        'Bank account {bank_account} stood at {before} on {before_date}, and the next statement, "{statement_id}" of '
        "{date}, begins with {after}: {missing} lies between. Import what is missing first, or this file with the "
        'override "gap" and a reason.'
    )


class OpeningDiffers(Malformed):
    code = "statement_opening_differs"
    template = (
        'Bank account {bank_account} began with {before}, and its first statement, "{statement_id}" of {date}, begins '
        "with {after}: {missing} lies between. Import earlier statements first, or this file with the override "
        '"gap" and a reason.'
    )


def is_chained(format: str) -> bool:
    """Whether statements of the format have balances that follow one another; advices and reports have none."""
    return format not in _UNCHAINED


def place_statement(
    *, company: CompanyFacts, statement: FileStatement, file_import_id: int
) -> tuple[Course, StatementFacts | None, StatementFacts | None]:
    """How the statement lies, and its neighbours: the last before it, the first after it."""
    before = after = None
    if not statement.is_advice and not statement.is_report:
        before, after = _before(company, statement), _after(company, statement)
    repeated = _is_repeated(company, statement, file_import_id)
    return course_of(statement.facts, before=before, after=after, is_repeated=repeated), before, after


def find_gap(
    *, statement: FileStatement, before: StatementFacts | None, after: StatementFacts | None, decision: Decision
) -> Gap | None:
    """Money between the statement and its neighbour; a statement of known transactions alone opens none."""
    if statement.is_advice or statement.is_report:
        return None
    if statement.booked and decision.overlapping == statement.booked:
        return None
    opening = statement.account.balance_last_statement_minor
    if before is None and after is None and statement.header.currency != statement.account.currency:
        opening = None
    return gap_of(
        statement.facts,
        before=before,
        after=after,
        account_opening_minor=opening,
        known_minor=decision.overlap_minor,
    )


def gap_finding(statement: FileStatement, gap: Gap) -> Malformed:
    """The gap, told with its days and amounts."""
    currency = statement.header.currency
    values: dict[str, object] = {
        "bank_account": statement.account.number,
        "statement_id": gap.after.statement_id,
        "date": gap.after.day,
        "before": Money(gap.before_minor, currency),
        "after": Money(gap.after_minor, currency),
        "missing": Money(gap.after_minor - gap.before_minor, currency),
    }
    if gap.before_day is None:
        return OpeningDiffers(**values)  # type: ignore[arg-type]
    return StatementGap(before_date=gap.before_day, **values)  # type: ignore[arg-type]


def _is_repeated(company: CompanyFacts, statement: FileStatement, file_import_id: int) -> bool:
    """Whether the bank sent it before: by all that names it, or, without balances, by its id or running number.

    A file that is read by a definition has neither: it repeats where its days are imported already.
    """
    facts = statement.facts
    rows = BankStatement.objects.filter(
        company=company.id, bank_account=statement.account.id, format=statement.header.format
    ).exclude(file_import=file_import_id)
    named = rows.filter(statement_id=facts.statement_id)
    if facts.start_minor is not None:
        return named.filter(sequence=facts.sequence, statement_date=facts.day).exists()
    if named.exists():
        return True
    if statement.header.definition:
        return rows.filter(from_date__lte=statement.last_day, to_date__gte=statement.first_day).exists()
    number = sequence_number(facts.sequence)
    last = rows.order_by("-statement_date", "-id").values_list("sequence", flat=True).first()
    last_number = sequence_number(last or "")
    return number is not None and last_number is not None and number <= last_number


def _before(company: CompanyFacts, statement: FileStatement) -> StatementFacts | None:
    """The last statement up to this one's day. Of several on one day, one that no other goes on from."""
    rows = _chained(company, statement).filter(statement_date__lte=statement.facts.day, closing_minor__isnull=False)
    found = _read(rows.order_by("-statement_date", "-id")[:_LOOKED_AT])
    of_day = _of_first_day(one for one in found if not _is_later(one, statement.facts))
    openings = Counter(one.opening_minor for one in of_day)
    ends = [one for one in of_day if openings[one.closing_minor] == (one.opening_minor == one.closing_minor)]
    return _best(ends or of_day, lambda one: one.closing_minor == statement.facts.start_minor)


def _after(company: CompanyFacts, statement: FileStatement) -> StatementFacts | None:
    """The first statement after this one."""
    rows = _chained(company, statement).filter(statement_date__gte=statement.facts.day, opening_minor__isnull=False)
    found = _read(rows.order_by("statement_date", "id")[:_LOOKED_AT])
    of_day = _of_first_day(one for one in found if _is_later(one, statement.facts))
    return _best(of_day, lambda one: one.opening_minor == statement.facts.end_minor)


def _chained(company: CompanyFacts, statement: FileStatement) -> QuerySet[BankStatement]:
    """Statements of the account in its currency, whose balances follow one another."""
    currency = statement.header.currency or statement.account.currency
    rows = BankStatement.objects.filter(company=company.id, bank_account=statement.account.id, currency=currency)
    return rows.exclude(format__in=_UNCHAINED)


def _read(rows: QuerySet[BankStatement]) -> list[StatementFacts]:
    columns = ("statement_id", "sequence", "statement_date", "opening_minor", "closing_minor")
    return [StatementFacts(*row) for row in rows.values_list(*columns)]


def _is_later(stored: StatementFacts, statement: StatementFacts) -> bool:
    """By day, and on one day by the bank's running number; without one the stored statement was before."""
    if stored.day != statement.day:
        return stored.day > statement.day
    theirs, ours = sequence_number(stored.sequence), sequence_number(statement.sequence)
    return theirs is not None and ours is not None and theirs > ours


def _of_first_day(statements: Iterable[StatementFacts]) -> list[StatementFacts]:
    found = list(statements)
    return [one for one in found if one.day == found[0].day]


def _best(found: Sequence[StatementFacts], fits: Callable[[StatementFacts], bool]) -> StatementFacts | None:
    """The first whose balance fits, else the first."""
    return next((one for one in found if fits(one)), found[0] if found else None)
