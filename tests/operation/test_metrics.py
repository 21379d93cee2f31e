"""Figures for Prometheus: what there is, in its text format."""

from __future__ import annotations

import re

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.jobs import start_job
from reskontra.operation.counting import count
from reskontra.operation.last_done import BACKUP, note_done
from reskontra.operation.metrics import metrics
from tests import build

pytestmark = pytest.mark.django_db
LINE = re.compile(r"# (HELP|TYPE) \w+ .+|\w+(\{(\w+=\"[^\"]*\",?)+\})? [0-9.e+-]+")


def test_each_figure_is_told(company: CompanyFacts) -> None:
    start_job(company=company.id, actor=build.ALICE, kind="match", subject="PRJ1", arguments={"journal": "PRJ1"})
    count(kind="page", status=200, seconds=0.02)
    note_done(BACKUP, file="one.zip")
    lines = metrics().splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert 'reskontra_jobs{state="waiting"} 1' in lines
    assert "reskontra_queue_length 1" in lines
    assert 'reskontra_deliveries{state="dead"} 0' in lines
    assert any(
        line.startswith('reskontra_request_seconds_bucket{kind="page",status="2xx",le="0.025"} ') for line in lines
    )
    assert any(line.startswith("reskontra_backup_seconds_ago ") for line in lines)
    assert not any(line.startswith("reskontra_tick_seconds_ago") for line in lines)
