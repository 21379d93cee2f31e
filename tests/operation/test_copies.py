"""What cannot be made beside the database that stands; that a copy is made is tried in tests/faults/test_backups.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from reskontra.operation.copies import CopyNotMade, CopyThere, beside

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_there_or_cannot_be_made_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    is_server, usual = connection.vendor == "postgresql", dict(settings.DATABASES["default"])
    there = "postgres" if is_server else str(tmp_path / "there")
    (tmp_path / "there").touch()
    for target, refusal in ((there, CopyThere), ("no/such; place/" if is_server else "/nowhere/x", CopyNotMade)):
        with pytest.raises(refusal), beside(target):
            pass
    assert settings.DATABASES["default"] == usual
