"""setting list and set on the command line."""

from __future__ import annotations

import pytest

from reskontra.companies.cli_settings import setting
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused

pytestmark = pytest.mark.django_db


def test_a_setting_is_set_and_listed(company: CompanyFacts) -> None:
    assert done(setting, "set", "tolerances", "post").out == "tolerances is post.\n"
    rows = {row["setting"]: row["value"] for row in done(setting, "list", "--format", "json").json}
    assert rows["tolerances"] == "post"
    assert "A rest within the payment tolerance." in done(setting, "list").out
    assert 'The setting tolerances was to be "yes"' in refused(setting, "set", "tolerances", "yes")
