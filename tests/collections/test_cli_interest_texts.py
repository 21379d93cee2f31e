"""interest-terms rename, delete and text."""

from __future__ import annotations

import pytest

from reskontra.collections import cli_interest_texts  # noqa: F401 - adds its commands
from reskontra.collections.cli_interest import interest_terms as app
from reskontra.companies.queries import CompanyFacts
from tests.collections.charging import TOLD
from tests.command_line import done, refused
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_texts_and_codes(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    told = done(app, "text", "M", "beginning", "--language", "sv", "--text", "Betala {total} {currency}.").out
    assert "As it would be read: Betala 247,50 SEK." in told
    assert 'placeholder "{summa}"' in refused(app, "text", "M", "ending", "--text", "{summa}")
    assert "beginning, sv: Betala" in done(app, "show", "M").out
    assert done(app, "show", "M", "--format", "json").json["texts"][0]["part"] == "beginning"
    assert done(app, "rename", "M", "N").out == "N is the code of M now; 1 customer follows.\n"
    assert "The text is taken away." in done(app, "text", "N", "beginning", "--language", "sv", "--text", "").out
    assert done(app, "delete", "N").out == "N is deleted; 1 customer has no such terms now.\n"
    assert "no interest terms" in refused(app, "delete", "N")
