"""reskontra tick: what is due in every company."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.bank.feeds.actions import FeedSettings, add_feed
from reskontra.cli import tick  # noqa: F401 - adds the command
from reskontra.cli.root import program
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.command_line import done, run

pytestmark = pytest.mark.django_db


def test_every_companys_feeds_are_run_when_they_are_due(company: CompanyFacts, tmp_path: Path) -> None:
    other = build.new_company(name="Sunnan AB")
    for owner, code, path in ((company, "N", tmp_path), (other, "S", tmp_path / "nowhere")):
        settings = FeedSettings(options={"path": str(path)})
        add_feed(company=owner, actor=build.BOB, code=code, kind="folder", settings=settings)
    answer = run(program, "tick")
    assert (answer.code, [line[:11] for line in answer.out.splitlines()[:2]]) == (1, ["Run 1 of N:", "Run 1 of S:"])
    assert done(program, "tick").out == ""
    assert done(program, "tick", "--company", "Sunnan AB").out == ""
