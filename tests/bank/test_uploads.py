"""Files that wait for a person's word."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from reskontra.bank.models import Upload
from reskontra.bank.uploads import HOURS_KEPT, UploadGone, forget_upload, keep_upload, opened_upload
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
CONTENT = b"rad\n" * 400_000


def kept(company: CompanyFacts) -> int:
    return keep_upload(company=company, actor="alice", name="utdrag.xml", stream=io.BytesIO(CONTENT))


def test_a_file_comes_back_as_it_was(company: CompanyFacts) -> None:
    with opened_upload(company=company, number=kept(company)) as (name, stream):
        assert (name, stream.read()) == ("utdrag.xml", CONTENT)
    assert Upload.objects.get().size == len(CONTENT)


def test_what_is_forgotten_is_refused(company: CompanyFacts) -> None:
    number = kept(company)
    forget_upload(company=company, number=number)
    with pytest.raises(UploadGone, match=str(number)), opened_upload(company=company, number=number):
        raise AssertionError("it is opened")


def test_what_nobody_decided_on_is_forgotten_after_a_day(company: CompanyFacts) -> None:
    kept(company)
    Upload.objects.update(stored_at=bulk.moment() - timedelta(hours=HOURS_KEPT + 1))
    assert Upload.objects.filter(id=kept(company)).count() == Upload.objects.count() == 1
