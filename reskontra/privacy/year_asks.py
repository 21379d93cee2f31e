"""Files of a year erased by two: where four eyes are set one administrator asks for it, and another one does it."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.bulk import moment
from reskontra.database.locks import lock_company
from reskontra.privacy import two_administrators
from reskontra.privacy.models import YearErasure
from reskontra.privacy.two_administrators import takes_two


class YearErasureByTwo(Refused):
    code = "year_erasure_by_two"
    template = "{actor} asked to erase the files of {year}, and four eyes are set. Let another administrator do it."


class YearErasureNotAsked(Refused):
    code = "year_erasure_not_asked"
    template = (
        "Nobody asks for the files of {year} to be erased: it is done, or was withdrawn. "
        "Use one of {known}, or ask for it anew with reskontra retention erase."
    )


def asked_years(*, company: CompanyFacts) -> dict[str, str]:
    """Year → who asked for its files to be erased, of those that wait for another; none where it takes no two."""
    if not takes_two(company=company):
        return {}
    return dict(YearErasure.objects.filter(company=company.id, done_at=None).values_list("year", "asked_by"))


def refuse_asker(*, company: CompanyFacts, actor: str, year: str, asked_by: str) -> None:
    """refuses   SecondAdministratorMissing, YearErasureByTwo, what is_another() refuses"""
    by_two = YearErasureByTwo(actor=asked_by, year=year)
    two_administrators.refuse_asker(company=company, actor=actor, asked_by=asked_by, what=year, otherwise=by_two)


def refuse_not_asked(*, company: CompanyFacts, year: str) -> None:
    """refuses   YearErasureNotAsked"""
    asked = asked_years(company=company)
    if year not in asked:
        raise YearErasureNotAsked(year=year[:20], known=tuple(sorted(asked)) or ("–",))


def withdraw(*, company: CompanyFacts, actor: str, year: str) -> None:
    """Take back that the files of a year are to be erased; the audit trail keeps who had asked.

    refuses   YearErasureNotAsked, CompanyArchived, CompanyMoving
    """
    with transaction.atomic():
        lock_company(company.id)
        refuse_not_asked(company=company, year=year)
        asked = YearErasure.objects.filter(company=company.id, year=year, done_at=None)
        content = asked.values("asked_by", "reason").get()
        asked.delete()
        record(company=company.id, actor=actor, action="retention.withdrawn", subject=year, content=content)


def ask(*, company: CompanyFacts, actor: str, year: str, reason: str) -> str:
    """Ask for it, where nobody has; gives who asked."""
    with transaction.atomic():
        lock_company(company.id)
        if asked_by := asked_years(company=company).get(year):
            return asked_by
        YearErasure.objects.create(
            company_id=company.id, year=year, reason=reason, asked_by=actor, asked_at=moment()
        )  # fmt: skip
        record(company=company.id, actor=actor, action="retention.asked", subject=year, content={"reason": reason})
    return actor


def note_done(*, company: CompanyFacts, actor: str, year: str) -> None:
    """What was asked for is done: the next time it is asked for anew."""
    asked = YearErasure.objects.filter(company=company.id, year=year, done_at=None)
    asked.update(done_by=actor, done_at=moment())
