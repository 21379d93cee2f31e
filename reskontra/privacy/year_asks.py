"""Files of a year erased by two: where four eyes are set one administrator asks for it, and another one does it."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.database.bulk import moment
from reskontra.database.locks import lock_company
from reskontra.interface.second_pair import is_another
from reskontra.privacy.models import YearErasure


class YearErasureByTwo(Refused):
    code = "year_erasure_by_two"
    template = "{actor} asked to erase the files of {year}, and four eyes are set. Let another administrator do it."


def takes_two(*, company: CompanyFacts) -> bool:
    return bool(setting(company=company, key="four_eyes_above", default=""))


def asked_years(*, company: CompanyFacts) -> dict[str, str]:
    """Year → who asked for its files to be erased, of those that wait for another; none where it takes no two."""
    if not takes_two(company=company):
        return {}
    return dict(YearErasure.objects.filter(company=company.id, done_at=None).values_list("year", "asked_by"))


def refuse_asker(*, company: CompanyFacts, actor: str, year: str, asked_by: str) -> None:
    """refuses   YearErasureByTwo, what is_another() refuses"""
    if not is_another(company=company.id, actor=actor, prepared_by=[asked_by], role="ADMINISTRATOR"):
        raise YearErasureByTwo(actor=asked_by, year=year)


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
