"""How long the books are kept, and files erased that no law keeps."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.pages import page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Data, Day, Page, Paged, Text
from reskontra.interface.clock import today
from reskontra.privacy.erased_words import erased_as_data
from reskontra.privacy.erasing_jobs import erase_or_start
from reskontra.privacy.erasing_years import confirm, preview
from reskontra.privacy.retention import years_kept
from reskontra.privacy.retention_words import year_as_data
from reskontra.privacy.year_asks import asked_years, withdraw

routes = Routes("audit", "Retention")
YearName = Annotated[str, Field(min_length=1, max_length=20, description="As the list of years calls it.")]


class YearKeptData(Data):
    """A fiscal year, or the calendar year of days in none: fiscal_year "". holds: what holds it longer, how often.

    asked_by: who asked for its files to be erased, where another administrator has to do it yet.
    """

    year: str
    fiscal_year: str
    start: Day
    end: Day
    kept_until: Day
    vouchers: int
    documents: int
    files: int
    file_bytes: int
    holds: dict[str, int]
    may_go: bool
    asked_by: str


class FilesStaying(Data):
    """Files that stay: with which year, until when; a year "" and no day where they are in use."""

    year: str
    kept_until: Day | None
    files: int


class YearFilesData(Data):
    """What went of the files that came in a year, or would go, and what keeps the rest.

    asked_by: who asked for it, where four eyes are set and another administrator has to do it yet; then nothing went.
    """

    year: str
    kept_until: Day
    files: int
    bytes: int
    staying: list[FilesStaying]
    asked_by: str


class YearAsked(Asked):
    """Which year."""

    year: YearName


class NamedYear(Body):
    """Which year, as the list of years calls it."""

    year: YearName


class EraseFiles(Body):
    """again: the year once more, to be sure; reason: kept, so it names nobody."""

    year: YearName
    again: YearName
    reason: Text


class YearWithdrawn(Data):
    """Of which year."""

    year: str


@routes.get("/retention/years", Page[YearKeptData], role="ADMINISTRATOR")
def list_kept_years(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List years with until when each is kept, what lies in it and what holds it longer."""
    company, now = company_of(request), today()
    asked_by = asked_years(company=company)
    found = [
        {"year": one.name, **year_as_data(one, now, asked_by=asked_by.get(one.name, ""))}
        for one in years_kept(company=company, today=now)
    ]
    return page_of(found, asked, key=lambda one: f"{one['start']} {one['year']}", build=lambda one: one)


@routes.get("/retention/files", YearFilesData, role="ADMINISTRATOR")
def preview_files_to_erase(request: Call, asked: Query[YearAsked]) -> dict[str, Any]:
    """Tell what would go of the files that came in a year, and what keeps the rest; nothing is erased."""
    return erased_as_data(preview(company=company_of(request), year=asked.year, today=today()))


@routes.post("/retention/erase", YearFilesData, role="ADMINISTRATOR", also={202: JobData})
def erase_files_of_year(request: Call, body: EraseFiles) -> Any:
    """Erase the files that came in a year and that no law keeps; many of them in the background.

    Where four eyes are set the first call asks for it and erases nothing; another administrator's call does it.
    """
    confirm(body.year, body.again)
    company, actor = company_of(request), request.auth.actor
    done = erase_or_start(company=company, actor=actor, year=body.year, reason=body.reason, on=today())
    return under_way(request, done) if isinstance(done, int) else erased_as_data(done)


@routes.post("/retention/withdraw", YearWithdrawn, role="ADMINISTRATOR")
def withdraw_erasure_of_year(request: Call, body: NamedYear) -> dict[str, str]:
    """Take back that the files of a year are to be erased, where it waits for another administrator."""
    withdraw(company=company_of(request), actor=request.auth.actor, year=body.year)
    return {"year": body.year}
