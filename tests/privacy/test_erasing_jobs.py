"""Few files are erased at once, many in the background."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reskontra.companies.files import store_files
from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.interface.jobs import find_job, kind_of
from reskontra.privacy.erasing_jobs import erase_or_start
from reskontra.privacy.erasing_years import AT_A_TIME, YearFiles
from tests import build
from tests.privacy.test_erasing_years import stored, there

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


def start(company: CompanyFacts) -> YearFiles | int:
    return erase_or_start(company=company, actor=build.BOB, year="2010", reason="too old", on=TODAY)


def stored_many(company: CompanyFacts, count: int) -> None:
    ids = store_files(company=company, files=[("a.pdf", str(number).encode()) for number in range(count)])
    StoredFile.objects.filter(id__in=ids).update(stored_at=datetime(2010, 2, 3, tzinfo=UTC))


def test_few_go_at_once_and_many_by_a_job(company: CompanyFacts) -> None:
    first = stored(company, date(2010, 2, 3), b"old")
    done = start(company)
    assert isinstance(done, YearFiles)
    assert (done.count, there(company, [first])) == (1, [])
    stored_many(company, AT_A_TIME + 1)
    set_setting(company=company, actor=build.BOB, key="four_eyes_above", value="0")
    asked = erase_or_start(company=company, actor=build.ALICE, year="2010", reason="too old", on=TODAY)
    assert isinstance(asked, YearFiles)
    assert (asked.count, asked.asked_by) == (AT_A_TIME + 1, build.ALICE)
    number = start(company)
    assert isinstance(number, int)
    job = find_job(company=company.id, number=number)
    outcome = kind_of(job.kind).run(job, lambda done, total: None)
    assert outcome["files"] == AT_A_TIME + 1
    assert StoredFile.objects.filter(erased_at__isnull=True).count() == 0
