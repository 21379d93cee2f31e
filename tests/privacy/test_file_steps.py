"""Every table that points at stored files has its steps, with each of its own days; and each step can be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db.models import DateField

from reskontra.companies.queries import CompanyFacts
from reskontra.privacy.file_spans import spans_of
from reskontra.privacy.file_steps import OF_DIGEST, OF_FILE, Step, in_force
from tests.privacy.test_erasing_years import stored

pytestmark = pytest.mark.django_db
DIGEST = ("collections.CollectionDocument", "pdf_sha256")  # the one that knows its file by the digest


def test_what_points_at_a_file_tells_its_days() -> None:
    told = defaultdict(set)
    for step in (*OF_FILE, *OF_DIGEST):
        told[step.table, step.by] |= set(step.days)
    pointing = {
        (table._meta.label, field.name): table
        for table in apps.get_models()
        for field in table._meta.concrete_fields
        if isinstance(field.related_model, type) and field.related_model._meta.label == "companies.StoredFile"
    }
    pointing[DIGEST] = apps.get_model(DIGEST[0])
    for key, table in pointing.items():
        days = {field.name for field in table._meta.concrete_fields if isinstance(field, DateField)}
        assert key in told, key
        assert days <= told[key], key


def test_every_step_can_be_asked(company: CompanyFacts) -> None:
    id = stored(company, date(2026, 7, 1), b"of nothing")
    assert spans_of(company=company, ids=[id], today=date(2040, 1, 1))[id].first == date(2025, 6, 30)
    for step in every((*OF_FILE, *OF_DIGEST)):
        rows = apps.get_model(step.table)._base_manager.filter(company_id=company.id)
        where = step.where if step.in_force is None else in_force(step.in_force, date(2040, 1, 1))
        assert list(rows.filter(where, **{f"{step.by}__in": []}).values_list(step.by, step.gives, *step.days)) == []


def every(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from every(step.then)
