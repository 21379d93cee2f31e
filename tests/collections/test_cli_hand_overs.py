"""collections hand-over is refused where nothing is overdue; the whole way is in test_hand_overs.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from reskontra.collections.cli_hand_overs import collecting
from reskontra.companies.queries import CompanyFacts
from tests import build
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_nothing_to_hand_over(company: CompanyFacts, tmp_path: Path) -> None:
    build.customer(company)
    file = tmp_path / "claims.csv"
    assert "Nothing of C1 was due" in refused(collecting, "hand-over", "--customer", "C1", "--file", file)
    assert not file.exists()
    assert done(collecting, "handed-over", "--format", "json").json == []
